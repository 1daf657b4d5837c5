"""What the articles of a story say in figures, dates and denials, held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tidings.types.articles import Span
from tidings.types.viewpoints import Line

__all__ = ["Claim", "Compared", "Day", "Facts", "Measured", "Standing"]


class Standing(StrEnum):
    """How what several publishers say of one thing stands together."""

    AGREE = "agree"  # rounding and "at least" set aside
    ROSE = "rose"  # a count that grew from article to article: news, and no disagreement
    DIFFER = "differ"


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A figure, a date or a denial in a sentence of an article."""

    value: str  # as the article has it
    mark: Span  # where it stands in Article.text
    line: Line  # its sentence
    at: datetime | None = None  # when the article came out


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """What two publishers or more say of one thing, in the order in which they said it."""

    kind: str  # "figure", "date" or "denial"
    about: str  # what is measured, in the words of an article; "" for dates and denials
    standing: Standing
    claims: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A day, or a month, of which a story speaks, in the sentence that spoke of it first."""

    date: str  # ISO 8601: 2026-11-22, 2026-11
    claim: Claim


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """A figure: what it measures, how much that is, and the sentence that told it first."""

    of: str  # in the words of the article
    value: float  # in `unit`
    unit: str  # an ISO 4217 currency, "%", "people", a metric measure; "" for a count
    when: str = ""  # ISO 8601, where the sentence says so: 2018
    publishers: int = 1  # who tell it
    claim: Claim


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the figures and dates of a story's articles come to, side by side."""

    compared: tuple[Compared, ...] = ()  # those that differ first
    alone: tuple[Claim, ...] = ()  # what stands with one publisher only
    days: tuple[Day, ...] = ()  # in order of the calendar
    figures: tuple[Measured, ...] = ()  # those that most publishers tell first
