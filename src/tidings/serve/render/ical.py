"""Days to come as iCalendar (RFC 5545), for the calendars that people keep. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tidings.i18n import Locale
from tidings.reading import DayAhead, Planned

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["MEDIA_TYPE", "calendar"]

MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)  # between two looks of a program that subscribes
TITLE = 120  # characters of a headline
_UNWRITTEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def calendar(days: Iterable[DayAhead], *, base: str, title: str, locale: Locale) -> bytes:
    """Write days as events of a whole day, each with its sentence; `base` is our own address.

    What we say ourselves is in the language of `locale`; each event says in which it is told.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//Tidings//Days to come//{locale.code.upper()}")
    made.add("version", "2.0")
    made.add("x-wr-calname", _plain(title))
    made.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    for day in days:
        for planned in day.planned:
            made.add_component(_event(planned, base))
    written: bytes = made.to_ical()
    return written


def _event(planned: Planned, base: str) -> Event:
    from icalendar import Event as Made

    claim, story = planned.claim, planned.story
    said = claim.at or datetime(1970, 1, 1, tzinfo=UTC)
    event = Made()
    event.add("uid", f"{planned.date}-{story.id}@tidings")
    event.add("dtstamp", said)
    event.add("dtstart", planned.date)
    event.add("dtend", planned.date + timedelta(days=1))
    told = {"language": story.language} if story.language else {}
    event.add("summary", _short(_plain(story.headline or claim.line.text)), parameters=told)
    event.add(
        "description", f"{_plain(claim.line.text)}\n({_plain(claim.line.voice)})", parameters=told
    )
    event.add("url", f"{base}/story/{story.id}")
    event.add("transp", "TRANSPARENT")
    return event


def _plain(text: str) -> str:
    """Return a text on one line, without signs that no line of a calendar may hold."""
    whole = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no reason to fail
    return " ".join(_UNWRITTEN.sub(" ", whole).split())


def _short(text: str) -> str:
    return text if len(text) <= TITLE else text[: TITLE - 1].rsplit(" ", 1)[0] + "…"
