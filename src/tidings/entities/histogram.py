"""A histogram of stories over time: how many began in each day, week or month. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["Bar", "bars_of"]

BARS = 40  # at most: days, else weeks, else months


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """How many stories began in a while: a day, a week or a month from `start` on."""

    start: datetime
    stories: int


def bars_of(times: Sequence[datetime]) -> tuple[tuple[Bar, ...], str]:
    """Count stories by the day or, where that makes too many bars, the week or the month."""
    if not times:
        return (), "day"
    for unit in ("day", "week", "month"):
        starts = [_start(at, unit) for at in times]
        counts = Counter(starts)
        bars: list[Bar] = []
        at = min(starts)
        while at <= max(starts) and len(bars) <= BARS:
            bars.append(Bar(start=at, stories=counts[at]))
            at = _start(at + timedelta(days={"day": 1, "week": 7, "month": 32}[unit]), unit)
        if len(bars) <= BARS:
            break
    kept = bars if len(bars) <= BARS else _latest(counts)
    return tuple(kept), unit


def _latest(counts: Counter[datetime]) -> list[Bar]:
    """The latest months that hold a story, where even months are too many to show."""
    return [Bar(start=at, stories=counts[at]) for at in sorted(counts)[-BARS:]]


def _start(at: datetime, unit: str) -> datetime:
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day
