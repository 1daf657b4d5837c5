"""The day in a few minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tidings.types.viewpoints import Line
from tidings.types.writing import Written

__all__ = ["Brief", "Watched", "WrapUp"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """One story of a wrap-up. Its lines are sentences of articles, word for word."""

    story: str
    headline: str
    lines: tuple[Line, ...]
    publishers: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """A day to come that an article speaks of."""

    day: date
    precision: str  # "day", "week" or "month": as exact as the article
    story: str
    line: Line


@dataclass(frozen=True, kw_only=True, slots=True)
class WrapUp:
    """What happened, what changed in stories that went on, what is to come."""

    since: datetime  # of this time on, inclusive
    until: datetime  # before this time
    minutes: int  # of reading that it was made for
    happened: tuple[Brief, ...] = ()  # stories that began
    changed: tuple[Brief, ...] = ()  # stories that went on: what is new in them
    watch: tuple[Watched, ...] = ()
    left_out: int = 0  # stories of this time for which there was no room
    written: Written | None = None  # the day in short in a remote model's words; None: not asked

    @property
    def words(self) -> int:
        """How many words it has."""
        lines = [line for item in (*self.happened, *self.changed) for line in item.lines]
        lines += [watched.line for watched in self.watch]
        heads = [item.headline for item in (*self.happened, *self.changed)]
        return sum(len(text.split()) for text in [*heads, *(line.text for line in lines)])
