"""What comes in: sources, what they say of an article, pages, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = [
    "Enclosure",
    "Entry",
    "Failure",
    "Feed",
    "Icon",
    "Page",
    "Source",
]


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
    part: str = ""  # its state or province there, GeoNames' code, as a person said it
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
class Icon:
    """A site's icon, as it came; without a name there is none."""

    source: str
    name: str = ""  # a hash of what it shows: the same everywhere, and nobody can guess it
    type: str = ""
    body: bytes = b""
    fetched_at: datetime


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
    topic: str = ""  # what the feed says its own address is
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """Bad news about one item: a value, kept and shown on its source; the others go on."""

    id: str  # of the item
    stage: str
    error: str  # what happened and what to do, in plain words
    source: str = ""
    url: str = ""
    at: datetime | None = None
