"""What is to come, by day: as a page, as iCalendar for other calendars, and as JSON."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, Response
from starlette.requests import Request

from tidings.reading import DayAhead, Planned
from tidings.serve.api.models import ErrorOut, Out
from tidings.serve.api.story_models import Cite
from tidings.serve.pages.subscribe import CACHE
from tidings.serve.parameters import Day, Words
from tidings.serve.render.ical import MEDIA_TYPE, calendar
from tidings.serve.render.phrases import query_string
from tidings.serve.site import Site, SiteDep

__all__ = ["api", "pages"]

AHEAD = timedelta(days=60)  # that the page shows at once
FAR = timedelta(days=366)  # that a feed holds
MOST = 300  # of what is planned, on a page or in a feed

Show = Annotated[
    Literal["all", "followed"], Query(description="Only what the sources say that one follows.")
]

pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
api = APIRouter(prefix="/api/calendar", tags=["read"], responses={"4XX": {"model": ErrorOut}})


@pages.get("/calendar")
def calendar_page(site: SiteDep, since: Day = None, q: Words = "", show: Show = "all") -> Response:
    """What the news says of days to come."""
    first = since or site.clock().date()
    last = _later(first, AHEAD)
    days = _days(site, first, last, q=q, show=show)
    asked = {"q": q, "show": "" if show == "all" else show}
    return site.page(
        "calendar.html",
        days=days,
        first=first,
        last=last,
        after=query_string({"since": _later(last, timedelta(days=1)).isoformat(), **asked}),
        now_on=query_string(asked),
        earlier=first > site.clock().date(),
        q=q,
        show=show,
        feed_path=f"/calendar/feed{query_string(asked)}",
        feed_url=f"/calendar/feed.ics{query_string(asked)}",
    )


@pages.get("/calendar.ics")
@pages.get("/calendar/feed.ics")
def calendar_feed(site: SiteDep, request: Request, q: Words = "", show: Show = "all") -> Response:
    """Days to come for another calendar, from today on."""
    today = site.clock().date()
    days = _days(site, today, _later(today, FAR), q=q, show=show)
    title = f"Tidings: {q or site.locale.gettext('Days to come')}"
    body = calendar(days, base=site.base(request), title=title, locale=site.locale)
    return Response(body, media_type=MEDIA_TYPE, headers={"Cache-Control": CACHE})


def _days(site: Site, first: date, last: date, *, q: str, show: str) -> tuple[DayAhead, ...]:
    sources = None
    if show == "followed":
        if site.me.person is None:
            raise HTTPException(401, "This needs a login.")
        desk = site.news.people.desk(site.me.person.id)
        sources = frozenset(one.source for one in desk.subscriptions())
    return site.news.days_ahead(first, last, holding=q, sources=sources, limit=MOST)


def _later(day: date, gap: timedelta) -> date:
    return day + gap if day < date.max - gap else date.max


class PlannedOut(Out):
    """What an article said of a day to come."""

    story: str
    headline: str
    sentence: str
    words: str
    publisher: str
    cite: Cite
    said_at: datetime | None

    @classmethod
    def of(cls, planned: Planned) -> PlannedOut:
        """Return what the API says of it."""
        claim = planned.claim
        return cls(
            story=planned.story.id,
            headline=planned.story.headline,
            sentence=claim.line.text,
            words=claim.value,
            publisher=claim.line.voice,
            cite=Cite.of(claim.line.article, claim.line.span),
            said_at=claim.at,
        )


class DayOut(Out):
    """A day and what was said of it; what most publishers tell of stands first."""

    date: date
    planned: tuple[PlannedOut, ...]


class CalendarOut(Out):
    """Days to come, in order."""

    days: tuple[DayOut, ...]


@api.get("")
def calendar_json(
    site: SiteDep, since: Day = None, until: Day = None, q: Words = "", show: Show = "all"
) -> CalendarOut:
    """What the news says of days to come: from today, or `since`, for a year, or `until`."""
    first = since or site.clock().date()
    days = _days(site, first, until or _later(first, FAR), q=q, show=show)
    return CalendarOut(
        days=tuple(
            DayOut(date=day.date, planned=tuple(map(PlannedOut.of, day.planned))) for day in days
        )
    )
