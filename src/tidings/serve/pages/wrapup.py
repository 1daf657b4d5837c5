"""The daily wrap-up: as a page, a feed, a book and as JSON."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Field
from starlette.requests import Request

from tidings.errors import UsageError
from tidings.i18n import phrase
from tidings.reading.opened import SITTING
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.api.models import ErrorOut, Out
from tidings.serve.forms import Form
from tidings.serve.pages.editor import WrittenOut, in_short
from tidings.serve.pages.subscribe import Format, feed_answer
from tidings.serve.parameters import Day, Name
from tidings.serve.render.feeds import ItemOut
from tidings.serve.render.phrases import query_string
from tidings.serve.site import FeedLinks, Site, SiteDep
from tidings.types import Brief, Role, Watched, WrapUp, utc
from tidings.write.epub import epub as as_epub
from tidings.write.letter import letter
from tidings.write.wrapup import MINUTES

__all__ = ["api", "pages"]

KEPT_DAYS = 7  # whole days that the feed holds
BACK = timedelta(days=KEPT_DAYS)  # so far the pages lead; who follows every link comes to an end
LOOKED = "wrap_up_looked"  # the setting: when a person looked last, and when before that
SAID = {
    "mailed": phrase("It comes by mail from now on."),
    "stopped": phrase("It comes by mail no more."),
}
FEED = FeedLinks("Tidings: Wrap-Up", "/wrap-up/feed")
Minutes = Annotated[int, Query(ge=1, le=60, description="How long there is to read.")]
Folder = Annotated[int, Query(ge=0, lt=1 << 53, description="Of your own; 0: of all sources.")]
Moment = Annotated[datetime | None, Query(description="Instead of a day: from when to when.")]

pages = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", tags=["read"], responses={"4XX": {"model": ErrorOut}})


@pages.get("/wrap-up", response_class=HTMLResponse)
def wrap_up_page(
    site: SiteDep,
    day: Day = None,
    minutes: Minutes = 5,
    folder: Folder = 0,
    since: Literal["", "last"] = "",
    done: Name = "",
) -> Response:
    """What happened in a day, what changed, what to watch; without a day, the last 24 hours.

    By `folder` of what its sources tell; with `since=last` of the time since one looked last.
    """
    return _page(site, day, minutes, folder, since, said=SAID.get(done, ""))


def _page(
    site: Site, day: Day, minutes: int, folder: int, since: str, *, said: str = "", wrong: str = ""
) -> Response:
    me, mailing = site.me.person, site.news.mailing
    last = _looked(site) if day is None else None
    found = site.editor.wrap_up(
        day,
        since=last if since and last else None,
        minutes=minutes,
        sources=_sources(site, folder),
    )
    today = site.clock().date()
    shown = day or today
    here = {
        "day": str(day or ""), "minutes": str(minutes) if minutes != 5 else "",
        "folder": str(folder or ""), "since": since,
    }  # fmt: skip
    folders = site.news.people.desk(me.id).folders() if me else []
    return site.page(
        "wrapup.html",
        status=400 if wrong else 200,
        found=found,
        in_short=in_short(site, found.written),
        title=site.locale.date(day)
        if day
        else site.locale.gettext(
            "Since you last looked" if since and last else "The last 24 hours"
        ),
        day=day,
        since=since,
        last=last,
        folder=folder,
        folders=[one for one in folders if one.name],
        book=f"/wrap-up.epub{query_string({n: here[n] for n in ('day', 'folder')})}",
        to=lambda **other: f"/wrap-up{query_string({**here, **other})}",
        before=shown - timedelta(days=1) if today - shown < BACK else None,
        after=shown + timedelta(days=1) if day and shown < today else None,
        choices=MINUTES,
        channels=mailing.channels(me) if me else (),
        posting=mailing.of(me) if me else None,
        said=said,
        wrong=wrong,
        feed=FEED,
    )


def _sources(site: Site, folder: int) -> frozenset[str] | None:
    """Return the sources of a folder of who asks, None for all; raises 404."""
    if not folder:
        return None
    found = site.news.people.desk(site.me.person.id).sources_in(folder) if site.me.person else None
    if found is None:
        raise HTTPException(404, "You have no such folder.")
    return found


def _looked(site: Site) -> datetime | None:
    """Return when who asks looked at a wrap-up before this sitting, and keep that they look now."""
    if site.me.person is None:
        return None
    now = site.clock()
    kept = site.me.person.settings.get(LOOKED)
    at, before = kept if isinstance(kept, list) else ("", "")
    if not at or now - datetime.fromisoformat(str(at)) > SITTING:
        at, before = now.isoformat(), at
        site.news.people.accounts.set_settings(site.me.person, **{LOOKED: [at, before]})
    return datetime.fromisoformat(str(before)) if before else None


@pages.post("/wrap-up/mail", response_class=HTMLResponse)
@needs(Role.READER)
def by_mail(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Send the wrap-up by mail every day, or no more."""
    if form.text("do") == "stop":
        site.news.mailing.stop(me)
        return RedirectResponse("/wrap-up?done=stopped#by-mail", 303)
    channel, hour, folder = (form.number(n, empty=0) for n in ("channel", "hour", "folder"))
    try:
        site.news.mailing.start(me, channel=channel, hour=hour, folder=folder)
    except UsageError as error:
        return _page(site, None, 5, 0, "", wrong=str(error))
    return RedirectResponse("/wrap-up?done=mailed#by-mail", 303)


@pages.get("/wrap-up/feed.{format}")
def wrap_up_feed(site: SiteDep, request: Request, format: Format, minutes: Minutes = 5) -> Response:
    """The wrap-ups of the last whole days, one entry each."""
    base = site.base(request)
    today = site.clock().date()
    days = [today - timedelta(days=back) for back in range(1, KEPT_DAYS + 1)]
    items = tuple(_entry(site, day, minutes, base) for day in days)
    links = replace(FEED, title=f"Tidings: {site.locale.gettext('Wrap-Up')}")
    return feed_answer(format, base, "/wrap-up", links, items)


def _entry(site: Site, day: date, minutes: int, base: str) -> ItemOut:
    found = site.news.editor.of(None).wrap_up(day, minutes=minutes)  # one for all who subscribe
    written = letter(found, base=base, locale=site.locale)
    return ItemOut(
        id=f"urn:tidings:wrap-up:{day.isoformat()}",
        url=f"{base}/wrap-up?day={day.isoformat()}",
        title=written.title,
        content=written.html,
        updated=datetime.combine(day + timedelta(days=1), time(), UTC),
    )


@pages.get("/wrap-up.epub")
def wrap_up_book(
    site: SiteDep, request: Request, day: Day = None, minutes: Minutes = 20, folder: Folder = 0
) -> Response:
    """A wrap-up as a book for e-readers, in the language of who asks."""
    sources = _sources(site, folder)
    found = site.news.editor.of(None).wrap_up(day, minutes=minutes, sources=sources)
    book = as_epub(found, letter(found, base=site.base(request), locale=site.locale))
    name = f"wrap-up-{found.since:%Y-%m-%d}.epub"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(book, media_type="application/epub+zip", headers=headers)


class WrapUpOut(Out):
    """A time in a few minutes. Every line is a sentence of an article, with its offsets."""

    since: datetime
    until: datetime
    minutes: int
    words: int
    happened: tuple[Brief, ...]
    changed: tuple[Brief, ...]
    watch: tuple[Watched, ...]
    left_out: Annotated[int, Field(description="Stories for which there was no room.")]
    written: Annotated[WrittenOut | None, Field(description="It in short, by a model; or null.")]

    @classmethod
    def of(cls, found: WrapUp) -> WrapUpOut:
        """Return what the API says of a wrap-up."""
        plain = cls.model_validate(replace(found, written=None))
        return plain.model_copy(update={"written": WrittenOut.of(found.written)})


@api.get("/wrap-up")
def wrap_up(
    site: SiteDep,
    day: Day = None,
    since: Moment = None,
    until: Moment = None,
    minutes: Minutes = 5,
    folder: Folder = 0,
) -> WrapUpOut:
    """What happened, what changed in stories that went on, what to watch."""
    found = site.editor.wrap_up(
        day,
        since=utc(since) if since else None,
        until=utc(until) if until else None,
        minutes=minutes,
        sources=_sources(site, folder),
    )
    return WrapUpOut.of(found)
