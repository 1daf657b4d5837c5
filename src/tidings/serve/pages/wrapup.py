"""The daily wrap-up: as a page, a feed, a book and as JSON."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response
from pydantic import Field
from starlette.requests import Request

from tidings.serve.api.models import ErrorOut, Out
from tidings.serve.pages.editor import WrittenOut, in_short
from tidings.serve.pages.subscribe import Format, feed_answer
from tidings.serve.parameters import Day
from tidings.serve.render.feeds import ItemOut
from tidings.serve.site import FeedLinks, Here, Site
from tidings.types import Brief, Watched, WrapUp, utc
from tidings.write.epub import epub as as_epub
from tidings.write.letter import letter
from tidings.write.wrapup import MINUTES

__all__ = ["api", "pages"]

KEPT_DAYS = 7  # whole days that the feed holds
BACK = timedelta(days=KEPT_DAYS)  # so far the pages lead; who follows every link comes to an end
FEED = FeedLinks("Tidings: Wrap-Up", "/wrap-up/feed")
Minutes = Annotated[int, Query(ge=1, le=60, description="How long there is to read.")]
Moment = Annotated[datetime | None, Query(description="Instead of a day: from when to when.")]

pages = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", tags=["read"], responses={"4XX": {"model": ErrorOut}})


@pages.get("/wrap-up", response_class=HTMLResponse)
def wrap_up_page(site: Here, day: Day = None, minutes: Minutes = 5) -> Response:
    """What happened in a day, what changed, what to watch; without a day, the last 24 hours."""
    found = site.editor.wrap_up(day, minutes=minutes)
    today = site.clock().date()
    shown = day or today
    return site.page(
        "wrapup.html",
        found=found,
        said=in_short(site, found.written),
        title=site.tongue.date(day) if day else site.tongue.say("The last 24 hours"),
        day=day,
        before=shown - timedelta(days=1) if today - shown < BACK else None,
        after=shown + timedelta(days=1) if day and shown < today else None,
        choices=MINUTES,
        feed=FEED,
    )


@pages.get("/wrap-up/feed.{format}")
def wrap_up_feed(site: Here, request: Request, format: Format, minutes: Minutes = 5) -> Response:
    """The wrap-ups of the last whole days, one entry each."""
    base = site.base(request)
    today = site.clock().date()
    days = [today - timedelta(days=back) for back in range(1, KEPT_DAYS + 1)]
    items = tuple(_entry(site, day, minutes, base) for day in days)
    links = replace(FEED, title=f"Tidings: {site.tongue.say('Wrap-Up')}")
    return feed_answer(format, base, "/wrap-up", links, items)


def _entry(site: Site, day: date, minutes: int, base: str) -> ItemOut:
    found = site.news.editor.of(None).wrap_up(day, minutes=minutes)  # one for all who subscribe
    written = letter(found, base=base, tongue=site.tongue)
    return ItemOut(
        id=f"urn:tidings:wrap-up:{day.isoformat()}",
        url=f"{base}/wrap-up?day={day.isoformat()}",
        title=written.title,
        content=written.html,
        updated=datetime.combine(day + timedelta(days=1), time(), UTC),
    )


@pages.get("/wrap-up.epub")
def wrap_up_book(site: Here, request: Request, day: Day = None, minutes: Minutes = 20) -> Response:
    """A wrap-up as a book for e-readers, in the language of who asks."""
    found = site.news.editor.of(None).wrap_up(day, minutes=minutes)
    book = as_epub(found, letter(found, base=site.base(request), tongue=site.tongue))
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
    site: Here, day: Day = None, since: Moment = None, until: Moment = None, minutes: Minutes = 5
) -> WrapUpOut:
    """What happened, what changed in stories that went on, what to watch."""
    found = site.editor.wrap_up(
        day,
        since=utc(since) if since else None,
        until=utc(until) if until else None,
        minutes=minutes,
    )
    return WrapUpOut.of(found)
