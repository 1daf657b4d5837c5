"""What was written, and what is found in it: articles, notes, what is new in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from tidings.types.basics import Json
from tidings.types.packing import pack, unpack
from tidings.types.sources import Enclosure

__all__ = [
    "COPIED",
    "READ_CHARS",
    "READ_PARAGRAPHS",
    "Addition",
    "Article",
    "ArticleSpan",
    "Note",
    "Novelty",
    "Segment",
    "Sentence",
    "Sighting",
    "Span",
    "Statement",
    "Status",
    "Version",
    "shortened",
]

READ_CHARS = 200_000  # of a text that the stages read: 35,000 words, more than any news has
READ_PARAGRAPHS = 2_000  # of it; a live blog of a day has some hundreds
COPIED = 0.15  # the new share under which an article counts as taken over whole


def shortened(text: str, most: int) -> str:
    """Return a text's first characters, at most so many, up to the end of a word."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip() + "…"


class Status(StrEnum):
    """How much of the article we really have."""

    FULL = "full"
    TEASER = "teaser"  # the publisher gives only the first lines here
    PAYWALL = "paywall"
    BLOCKED = "blocked"  # a bot wall, a cookie notice, an error page
    EMPTY = "empty"


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """What was written: the text of one article as its publisher has it now."""

    id: str
    url: str = ""
    canonical_url: str = ""
    source: str = ""  # Source.id
    publisher: str = ""
    title: str = ""
    paragraphs: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    fetched_at: datetime | None = None
    language: str = ""  # ISO 639-1, "" when not known
    tags: tuple[str, ...] = ()
    image: str = ""
    enclosures: tuple[Enclosure, ...] = ()  # a podcast's sound and the like, as its feed names them
    status: Status = Status.FULL

    @property
    def text(self) -> str:
        """The paragraphs joined by newlines; every offset counts code points in this."""
        return "\n".join(self.paragraphs)

    @property
    def heading(self) -> str:
        """What it is called: its title, else how its text begins, else its address."""
        begun = next((p.strip() for p in self.paragraphs if p.strip()), "")
        return shortened(self.title.strip(), 300) or shortened(begun, 90) or self.url or self.id

    @property
    def beginning(self) -> Article:
        """The article with as much of its text as the stages read: all of it, but for a monster.

        Both begin alike, so an offset in one holds in the other.
        """
        if len(self.paragraphs) <= READ_PARAGRAPHS and sum(map(len, self.paragraphs)) <= READ_CHARS:
            return self
        read, left = [], READ_CHARS
        for paragraph in self.paragraphs[:READ_PARAGRAPHS]:
            if left <= 0:
                break
            read.append(paragraph[:left])
            left -= len(paragraph)
        return replace(self, paragraphs=tuple(read))

    @property
    def time(self) -> datetime | None:
        """When it came out, as far as we know: published, else modified, else fetched."""
        return self.published_at or self.modified_at or self.fetched_at


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One state of an article's words: kept whenever the publisher changes them."""

    article: str
    number: int  # 1 is the first we saw
    seen_at: datetime
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Code points `start` to `end` of `Article.text`."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """An annotator's finding about an article, with where it stands and who says so."""

    article: str
    name: str  # the annotator, a key of enrich.ANNOTATORS
    version: int  # the annotator's
    value: Mapping[str, Json] = field(default_factory=dict)
    span: Span | None = None
    confidence: float = 1.0


class Notes(tuple[Note, ...]):
    """The notes of one annotator on an article: some seventy of names, so they travel packed."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return _notes, (pack(self),)


def _notes(data: bytes) -> Notes:
    return Notes(unpack(tuple[Note, ...], data))


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """One sentence of an article as the novelty index knows it.

    `key` is equal for sentences that are the same but for case, spacing and punctuation;
    `sketch` holds the smallest hashes of its word shingles: near copies share one of them.
    """

    article: str
    start: int
    end: int
    paragraph: int
    key: int
    sketch: tuple[int, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return unpack, (Sentence, pack(self))


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """A sentence of an earlier article that may be the same as one of ours."""

    article: str
    time: datetime
    publisher: str  # its name, or its host where the name is not known
    text: str
    key: int

    def __reduce__(self) -> tuple[Any, ...]:
        return unpack, (Sighting, pack(self))


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """A run of one paragraph that is wholly new or wholly recycled."""

    paragraph: int  # index into Article.paragraphs
    start: int  # offsets in Article.text
    end: int
    new: bool
    first_seen: str = ""  # the article that first held it; "" when this one is the first
    seen: int = 1  # in how many articles it stands, this one counted
    standing: bool = False  # the publisher's standing background: it repeats it in many articles


@dataclass(frozen=True, kw_only=True, slots=True)
class Novelty:
    """What is new in an article: its text cut into new and recycled segments, in order."""

    article: str
    segments: tuple[Segment, ...] = ()

    @property
    def share(self) -> float:
        """The share of the text that is new, 0 to 1, by length; 1 for an empty text."""
        total = sum(s.end - s.start for s in self.segments)
        return sum(s.end - s.start for s in self.segments if s.new) / total if total else 1.0

    def __reduce__(self) -> tuple[Any, ...]:
        return unpack, (Novelty, pack(self))

    def news(self, text: str) -> str:
        """Return what counts of the article's `text`: what is new in it, all where not judged."""
        if not self.segments:
            return text
        return "\n".join(text[s.start : s.end] for s in self.told(text))

    def told(self, text: str) -> list[Segment]:
        """Return the segments of the article's `text` that count: those that are new.

        An article that is taken over nearly whole (a wire copy) counts whole, but for the standing
        background: it tells what its original tells.
        """
        told = [s for s in self.segments if s.new and not s.standing]
        if sum(s.end - s.start for s in told) < COPIED * len(text):
            told = [s for s in self.segments if not s.standing]
        return told


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleSpan:
    """A span of an article's text; its headline where both offsets are 0."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Addition:
    """A word that an article's story did not hold before."""

    kind: str  # "number", "name", "date", "denial" or "word"
    start: int  # offsets in Article.text
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A sentence of an article beside what its story held before: known or new, and why."""

    start: int  # offsets in Article.text
    end: int
    known: bool  # it only restates what earlier articles of the story tell
    held: float = 0.0  # the share of what it says that these tell, 0 to 1
    restates: tuple[ArticleSpan, ...] = ()  # the earlier sentences nearest to it, the nearest first
    adds: tuple[Addition, ...] = ()  # what they lack, in order of the text

    def __reduce__(self) -> tuple[Any, ...]:
        return unpack, (Statement, pack(self))
