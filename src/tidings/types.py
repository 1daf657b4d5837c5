"""The nouns: what every part of Tidings hands to the next. Frozen, keyword-only, UTC.

A change makes a copy: `replace(article, tags=tags)`. Every time is an aware datetime in UTC.
An id is a hash of a canonical URL or of the text, so that any machine computes the same one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

__all__ = [
    "COPIED",
    "Addition",
    "Article",
    "Correction",
    "CorrectionKind",
    "Enclosure",
    "Entry",
    "Failure",
    "Feed",
    "Json",
    "Link",
    "Note",
    "Novelty",
    "Page",
    "Place",
    "Placement",
    "Reason",
    "Related",
    "Segment",
    "Sentence",
    "Sighting",
    "Source",
    "Span",
    "Statement",
    "Status",
    "Story",
    "StoryKey",
    "Summary",
    "SummarySentence",
    "Thread",
    "Version",
    "make_id",
    "utc",
]

COPIED = 0.15  # the new share under which an article counts as taken over whole
Json = None | bool | int | float | str | list[Any] | dict[str, Any]


def make_id(*parts: str) -> str:
    """Return the 16 hex digits that name whatever these parts identify."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC; one without a zone is taken to be UTC already."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Something that is polled or was loaded: a feed, a sitemap, a page, files.

    The second half is what polling has taught us; `schedule.after_poll` is the one that changes it.
    """

    id: str
    url: str
    kind: str  # a key of collect.KINDS
    title: str = ""
    home: str = ""
    folder: str = ""
    language: str = ""
    country: str = ""  # ISO 3166 alpha-2, as a person said it; `countries.country_of` guesses else
    paused: bool = False
    added_at: datetime
    etag: str = ""
    last_modified: str = ""
    next_poll_at: datetime | None = None  # None: never polled, due at once
    polled_at: datetime | None = None
    changed_at: datetime | None = None  # when a poll last brought something new
    interval: float = 3600.0  # seconds between polls, adapted
    failures: int = 0  # in a row
    error: str = ""  # why the last poll failed, in plain words; "" when it did not
    gone: bool = False  # the publisher answered 410: never polled again unless resumed
    moved_to: str = ""  # a permanent redirect seen, not yet confirmed
    moves_seen: int = 0  # polls in a row that were sent to `moved_to`


@dataclass(frozen=True, kw_only=True, slots=True)
class Enclosure:
    """A file that an entry carries: a podcast's sound, a picture, a video."""

    url: str
    type: str = ""
    length: int | None = None  # bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What a feed or sitemap says about one article. `summary` and `content` may be HTML."""

    id: str
    url: str
    title: str = ""
    summary: str = ""
    content: str = ""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    tags: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    language: str = ""
    image: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A parsed feed or sitemap: its title, its home page, its entries."""

    title: str = ""
    home: str = ""
    language: str = ""
    hub: str = ""  # WebSub hub, where one is named
    ttl: float | None = None  # seconds that the publisher asks us to wait between polls
    next_url: str = ""  # RFC 5005: the next page of an archived feed
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What was fetched or read from a file, before anything is understood."""

    id: str  # make_id(canonical URL)
    url: str  # after redirects; for a file without one: file:///…
    body: bytes
    content_type: str = "text/html"  # with its charset parameter, when the server named one
    fetched_at: datetime
    source: str = ""  # Source.id
    entry: Entry | None = None  # what the feed said, when a feed led here
    publisher: str = ""  # known from the source; the page's own word wins


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
    status: Status = Status.FULL

    @property
    def text(self) -> str:
        """The paragraphs joined by newlines; every offset counts code points in this."""
        return "\n".join(self.paragraphs)

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """A sentence of an earlier article that may be the same as one of ours."""

    article: str
    time: datetime
    publisher: str  # its name, or its host where the name is not known
    text: str
    key: int


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

    def news(self, text: str) -> str:
        """Return what counts of the article's `text`: what is new in it, all where none was judged.

        An article that is taken over nearly whole (a wire copy) counts whole, but for the standing
        background: it tells what its original tells.
        """
        if not self.segments:
            return text
        told = [s for s in self.segments if s.new and not s.standing]
        if sum(s.end - s.start for s in told) < COPIED * len(text):
            told = [s for s in self.segments if not s.standing]
        return "\n".join(text[s.start : s.end] for s in told)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A sentence of an article, by its offsets in `Article.text`; its headline where they are 0."""

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
    restates: tuple[Place, ...] = ()  # the earlier sentences nearest to it, the nearest first
    adds: tuple[Addition, ...] = ()  # what they lack, in order of the text


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why something was decided, in words, with the spans that show it where there are some."""

    kind: str  # a stable name: "same-text", "shared-names", "similar-new-text", "correction", …
    text: str  # for people
    weight: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One event, told by all who report it."""

    id: str
    headline: str = ""
    articles: tuple[str, ...] = ()  # ids, oldest first
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    news_at: datetime | None = None  # when it last brought something new: not by a copy
    publishers: tuple[str, ...] = ()
    independent: int = 0  # publishers who did not merely copy another
    share: float = 1.0  # of its articles' text that is new, 0 to 1
    language: str = ""


class CorrectionKind(StrEnum):
    """What a person can say about stories."""

    MERGE = "merge"  # these stories are one
    SPLIT = "split"  # these articles are a story of their own
    MOVE = "move"  # these articles belong to another story
    APART = "apart"  # these are not the same event
    TOGETHER = "together"  # these are the same event
    LOCK = "lock"  # nothing joins or leaves this story by itself
    RENAME = "rename"  # this is its headline


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """What a person decided about stories: a fact that every later run obeys, until undone.

    It is told in articles, since stories come and go: `articles` are one story with those that
    they `joined` (but where they are only kept APART or renamed), and never one with `others`.
    `named` are the articles that the person named; the others came along with their stories.
    """

    id: int = 0  # 1 is the first that was kept
    kind: CorrectionKind
    articles: tuple[str, ...]
    joined: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    story: str = ""  # where the articles went, or the story that was locked or renamed
    headline: str = ""  # RENAME: the new one
    says: str = ""  # what it did, in words
    by: str = ""  # who decided; "" where that is not known
    note: str = ""
    at: datetime
    undone_at: datetime | None = None  # None: in force


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """The story that an article is put into, of which article it is a copy (or ""), and why."""

    article: str
    story: str
    duplicate_of: str = ""
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Related:
    """An article near to another that tells another story."""

    article: str
    other: str
    score: float
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryKey:
    """A term that a story tells of: how much, and as it is written where it is a name."""

    term: str
    weight: float
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A story that goes on from an earlier one: two steps of one affair."""

    story: str
    previous: str
    score: float
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Thread:
    """Stories of one affair. Its id is that of its first story; any member's leads to it."""

    id: str
    stories: tuple[str, ...]  # ids, oldest first
    last_seen: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SummarySentence:
    """One sentence of a summary and the spans that it rests on: (article id, span)."""

    text: str
    cites: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """A headline and sentences, each resting on a source's own words."""

    headline: str
    sentences: tuple[SummarySentence, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """Bad news about one item: a value, kept and shown on its source; the others go on."""

    id: str  # of the item
    stage: str
    error: str  # what happened and what to do, in plain words
    source: str = ""
    url: str = ""
    at: datetime | None = None
