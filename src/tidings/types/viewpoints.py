"""How different voices tell one story."""

from __future__ import annotations

from dataclasses import dataclass

from tidings.types.articles import Span
from tidings.types.writing import Written

__all__ = ["Line", "View", "Viewpoints", "Wording"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A sentence of an article, word for word."""

    article: str
    span: Span  # in Article.text
    text: str
    voice: str  # the publisher


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """How one voice tells a story: a publisher, a country's publishers, or who is quoted."""

    by: str  # "publisher", "country" or "speaker"
    name: str
    stresses: tuple[Line, ...] = ()  # what it says more of than the others
    omits: tuple[Line, ...] = ()  # what most of the others say and it doesn't, in their words
    quotes: tuple[Line, ...] = ()  # whom it lets speak; of a speaker, what they say
    words: tuple[str, ...] = ()  # that it uses and the others hardly do
    articles: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """One fact as several voices word it, side by side."""

    lines: tuple[Line, ...]  # of each voice one
    apart: tuple[tuple[str, ...], ...]  # of each, the words that the others don't use there


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewpoints:
    """A story as its voices tell it. Nothing here takes a side or is anybody's but the sources'."""

    story: str
    agreed: tuple[Line, ...] = ()  # what most voices say
    wordings: tuple[Wording, ...] = ()
    publishers: tuple[View, ...] = ()
    countries: tuple[View, ...] = ()
    speakers: tuple[View, ...] = ()
    why_none: str = ""  # why there is nothing to compare, in plain words
    written: Written | None = None  # it in a remote model's words; None: not asked
