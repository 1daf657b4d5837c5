"""What every route works with: the news, the settings, the clock, the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any, cast

from fastapi import Depends
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request

from tidings.i18n import ENGLISH, LOCALES, Locale, locale_of
from tidings.people import Marked, marked_of
from tidings.reference.countries import to_country
from tidings.serve.accounts.devices import device
from tidings.serve.accounts.visitor import ANYONE, Visitor, visitor_of
from tidings.serve.assets import Assets
from tidings.serve.constant_texts import ConstantTexts
from tidings.serve.history import Remembered
from tidings.serve.language import in_others, locale_for
from tidings.serve.pictures import picture_url
from tidings.serve.render.charts import share, spark
from tidings.serve.render.citations import added, claimed, passages, worded
from tidings.serve.render.coverage import stories_chart
from tidings.serve.render.looks import looks_of
from tidings.serve.render.markdown import markdown
from tidings.serve.render.marks import named
from tidings.serve.render.phrases import language_name, marked, path_part
from tidings.serve.render.reading import foremost
from tidings.serve.render.sanitize import safe_url
from tidings.types import Clock, Story
from tidings.urls import host_of
from tidings.versions import said

if TYPE_CHECKING:
    from tidings.config import Config
    from tidings.news import News
    from tidings.reading import Editor

__all__ = ["FeedLinks", "Site", "SiteDep", "make_templates", "site_of"]


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """Where a page can be subscribed to: `stem` is its address without .atom or .json."""

    title: str
    stem: str
    query: str = ""

    @property
    def atom(self) -> str:
        """The Atom feed."""
        return f"{self.stem}.atom{self.query}"

    @property
    def json(self) -> str:
        """The JSON Feed."""
        return f"{self.stem}.json{self.query}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """One running web app, for who asks. Routes get it as `site: SiteDep`; there are no globals."""

    news: News
    config: Config
    clock: Clock
    version: str
    token: str  # what our forms carry back
    assets: Assets
    me: Visitor = ANYONE
    locale: Locale = field(default_factory=lambda: locale_of(ENGLISH))
    others: str = "/?lang="  # where this page stands in the language whose code follows
    remembered: Remembered | None = None  # what was opened by who asks; None: nothing is remembered

    def page(
        self,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> HTMLResponse:
        """Render a page. Outside text in `context` is escaped; nothing is marked safe."""
        now = self.clock()
        html = (
            make_templates(self.locale.code)
            .get_template(template)
            .render(
                static=self.assets.url,
                token=self.token,
                me=self.me,
                reads=self.config.public or self.me.person is not None,  # else: what leads nowhere
                locale=self.locale,
                locales=LOCALES,
                others=self.others,
                talks=self.talks,
                writer=str(self.editor.writer),
                leaving=self.editor.leaving,
                my_looks=looks_of(self.me.person.settings if self.me.person else {}),
                now=now,
                **context,
            )
        )
        body = html.encode("utf-8", "replace")  # a lone surrogate is no reason to fail
        said = {"Tidings-Reader": self.me.whose, "Tidings-Token": self.token}  # to the worker
        return HTMLResponse(body, status, said | dict(headers or {}))

    @property
    def editor(self) -> Editor:
        """What writes for who asks."""
        return self.news.editor.of(self.me.person)

    @property
    def talks(self) -> bool:
        """Whether who asks sees comments."""
        mode = self.config.comments
        return mode == "public" or (mode == "members" and self.me.person is not None)

    @property
    def hub(self) -> str:
        """The hub that is told of the feeds that anyone may read; "" where there are none."""
        return self.config.hub if self.config.public and self.config.base_url else ""

    def marks_of(self, story: Story) -> Marked | None:
        """Return what who asks has read, saved and labelled of a story; None without a person."""
        if self.me.person is None:
            return None
        return marked_of(self.news.people.desk(self.me.person.id).of(story.articles))

    def base(self, request: Request) -> str:
        """Return our own address for links that leave the page: no slash at its end."""
        return (self.config.base_url or str(request.base_url)).rstrip("/")


def site_of(request: Request) -> Site:
    """Return the site that a request came to, as who asks sees it."""
    site, me = cast(Site, request.app.state.site), visitor_of(request)
    site = replace(site, locale=locale_for(request.scope), others=in_others(request.scope))
    if me.person is None:
        return site
    own = Remembered(site.news, site.clock, me.person.id)
    remembered = own if site.config.remember_opened else None
    return replace(site, me=me, token=me.token or site.token, remembered=remembered)


async def _site(request: Request) -> Site:
    return site_of(request)


SiteDep = Annotated[Site, Depends(_site)]


@cache
def make_templates(code: str) -> Environment:
    """Return the templates in a language: everything escaped, a misspelt name fails loudly.

    Those in English are compiled at once, so that the first reader does not wait; those in
    another language when they are first asked for.
    """
    templates = Environment(
        loader=PackageLoader("tidings.serve"),
        extensions=["jinja2.ext.i18n", ConstantTexts],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    _localise(templates, locale_of(code))
    templates.filters |= {
        "added": added,
        "claimed": claimed,
        "country_code": to_country,
        "device": device,
        "foremost": foremost,
        "language": language_name,
        "markdown": markdown,
        "marked": marked,
        "named": named,
        "host": host_of,
        "outside": safe_url,
        "passages": passages,
        "path": path_part,
        "picture": picture_url,
        "share": share,
        "spark": spark,
        "told": said,
        "worded": worded,
    }
    if code == ENGLISH:
        for name in templates.list_templates():
            templates.get_template(name)
    return templates


def _localise(templates: Environment, locale: Locale) -> None:
    """Give templates the texts of a language, and its ways to say numbers and times."""
    templates.extend(constant_text=locale.gettext)  # for ConstantTexts
    texts = locale.texts
    templates.install_gettext_callables(  # type: ignore[attr-defined]
        texts.gettext, texts.ngettext, newstyle=True
    )
    templates.globals["count"] = locale.count
    templates.filters |= {
        "age": locale.age,
        "charted": partial(stories_chart, locale=locale),
        "country": locale.country,
        "date": locale.date,
        "day": locale.day,
        "exact": locale.exact,
        "iso_day": locale.iso_day,
        "later": locale.later,
        "month": locale.month,
        "number": locale.number,
        "translated": locale.translated,
    }
