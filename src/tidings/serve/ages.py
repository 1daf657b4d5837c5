"""How long ago something was, in words. Pure: the clock is an argument."""

from __future__ import annotations

from datetime import datetime, timedelta

__all__ = ["age", "date", "day", "exact", "later"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
JUST_NOW = timedelta(minutes=1)
DAYS_IN_WORDS = 7  # after a week a date says more than a count of days


def age(moment: datetime | None, now: datetime) -> str:
    """Return "2 hours ago", "in 5 minutes" or, beyond a week, the date; "" for None."""
    if moment is None:
        return ""
    gap = abs(now - moment)
    if gap < JUST_NOW:
        return "just now"
    if gap >= timedelta(days=DAYS_IN_WORDS):
        return day(moment, now)
    count = _in_words(gap)
    return f"{count} ago" if moment < now else f"in {count}"


def day(moment: datetime, now: datetime) -> str:
    """Return the date, with its year where it is not this one: "3 March", "3 March 2025"."""
    said = f"{moment.day} {MONTHS[moment.month - 1]}"
    return said if moment.year == now.year else f"{said} {moment.year}"


def date(moment: datetime) -> str:
    """Return the date in full: "Sunday, 22 November 2026"."""
    return f"{DAYS[moment.weekday()]}, {moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def exact(moment: datetime | None) -> str:
    """Return the moment to the minute: "22 November 2026, 03:05 UTC"; "" for None."""
    if moment is None:
        return ""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M} UTC"


def later(moment: datetime, than: datetime) -> str:
    """Return how long after another a moment was: "2 hours later", "at once"."""
    gap = moment - than
    return f"{_in_words(gap)} later" if gap >= JUST_NOW else "at once"


def _in_words(gap: timedelta) -> str:
    seconds = int(gap.total_seconds())
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        count = seconds // length
        if count:
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    raise AssertionError("less than a minute is said otherwise")
