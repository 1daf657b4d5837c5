"""A person's own feeds out: the river as a feed, and private addresses for every feed."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from tidings.collect.opml import Subscription, write_opml
from tidings.errors import UsageError
from tidings.i18n import phrase
from tidings.people import river
from tidings.serve.accounts.login import NO_STORE
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.forms import Form
from tidings.serve.pages.subscribe import ITEMS, Format, feed_answer
from tidings.serve.parameters import Name, Number, Words
from tidings.serve.render.feeds import story_item
from tidings.serve.render.phrases import query_string
from tidings.serve.river_query import Chosen, Show, asked_of, title_of
from tidings.serve.site import FeedLinks, Site, SiteDep
from tidings.types import Person, Role

__all__ = ["router"]

CALENDAR = ("/calendar/feed", phrase("Calendar"))  # for programs that keep days: no feed to read
SAID = {
    "removed": phrase("Taken back. The address leads nowhere any more."),
}

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/river/feed.{format}")
@needs(Role.READER)
def river_feed(
    site: SiteDep,
    me: CurrentPerson,
    request: Request,
    format: Format,
    choice: Chosen,
    show: Show = "all",
) -> Response:
    """What a person follows, as stories, the one with the newest article first."""
    desk = site.news.people.desk(me.id)
    stream = choice.stream(show)
    found = river(site.news.store, desk, asked_of(stream, show), limit=ITEMS, now=site.clock())
    base = site.base(request)
    query = query_string({"show": show, **choice.parameters})
    links = FeedLinks(
        f"Tidings: {site.locale.translated(title_of(desk, stream, show))}", "/river/feed", query
    )
    items = tuple(story_item(row.card, base, site.locale) for row in found.rows)
    return feed_answer(format, base, f"/river{query}", links, items)


@router.get("/settings/feeds")
@needs(Role.READER)
def feeds(
    site: SiteDep, request: Request, me: CurrentPerson, of: Words = "", done: Name = ""
) -> Response:
    """The private addresses of feeds, and a form to make one."""
    return _page(site, request, me, of=of, said=SAID.get(done, ""))


@router.post("/settings/feeds")
@needs(Role.READER)
def make_feed(site: SiteDep, request: Request, me: CurrentPerson, form: Form) -> Response:
    """Make a private address of a feed and show it, this once."""
    path = form.text("of")
    try:
        secret = site.news.people.feeds.make(me, path, now=site.clock())
    except UsageError as error:
        return _page(site, request, me, wrong=str(error))
    return _page(site, request, me, of=path, made=f"{site.base(request)}/feeds/{secret}")


@router.post("/settings/feeds/list")
@needs(Role.READER)
def feed_list(site: SiteDep, request: Request, me: CurrentPerson, form: Form) -> Response:
    """Make a private address of everything a person has here, and give them as OPML."""
    base, made = site.base(request), []
    try:
        with site.news.store.transaction(private=True):
            for path, title in _own(site, me):
                secret = site.news.people.feeds.make(me, path, now=site.clock())
                page = base + path.replace("/feed", "", 1)
                made.append(
                    Subscription(title=title, xml_url=f"{base}/feeds/{secret}.atom", home=page)
                )
    except UsageError as error:
        return _page(site, request, me, wrong=str(error))
    headers = NO_STORE | {"Content-Disposition": 'attachment; filename="tidings.opml"'}
    body = write_opml(made, title="Tidings", at=site.clock())
    return Response(body, media_type="text/x-opml", headers=headers)


@router.post("/settings/feeds/{key}/remove")
@needs(Role.READER)
def remove_feed(site: SiteDep, me: CurrentPerson, key: Number, form: Form) -> Response:
    """Take a private address back."""
    site.news.people.feeds.remove(me, key)
    return RedirectResponse("/settings/feeds?done=removed", 303)


def _page(site: Site, request: Request, me: Person, **context: object) -> Response:
    told = {"of": "", "said": "", "wrong": "", "made": ""} | context
    return site.page(
        "feeds.html",
        status=400 if told["wrong"] else 200,
        headers=NO_STORE,
        own=[*_own(site, me), CALENDAR],
        keys=site.news.people.feeds.of(me),
        **told,
    )


def _own(site: Site, me: Person) -> list[tuple[str, str]]:
    """Return the feeds that everyone has here, as path and title: the front page, the river, …"""
    desk, gettext = site.news.people.desk(me.id), site.locale.gettext
    folders = [f for f in desk.folders() if f.name]
    searches = site.news.people.watching.searches(me.id).all()
    return [
        ("/feed", gettext("Front page")),
        ("/river/feed?show=all", gettext("Everything you follow")),
        ("/river/feed?show=unread", gettext("What is unread")),
        ("/river/feed?show=saved", gettext("Saved")),
        *(
            (f"/river/feed?folder={f.number}", gettext("Folder %(name)s", name=f.name))
            for f in folders
        ),
        *(
            (f"/river/feed?label={quote(one, safe='')}", gettext("Label %(name)s", name=one))
            for one in desk.labels()
        ),
        *(
            (
                f"/river/feed?q={quote(one.query, safe='')}",
                gettext("Search %(name)s", name=one.name),
            )
            for one in searches
        ),
    ]
