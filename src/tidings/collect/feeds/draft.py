"""A feed while it is being read, and how it settles: ids, duplicates, sane dates, clean text.

Every reader (XML, tolerant, JSON) fills the same drafts; only `settle` makes the nouns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import islice

from tidings.types import Enclosure, Entry, Feed, make_id

__all__ = ["MAX_ENTRIES", "MAX_LIST", "EntryDraft", "FeedDraft", "settle"]

MAX_ENTRIES = 10_000  # entries of one feed; the longest archives in the wild hold a few thousand
MAX_LIST = 200  # tags, authors or enclosures of one entry
MAX_NAME = 500  # characters of a tag, an author's name, a language
MAX_TITLE = 2_000  # characters
MAX_LINK = 8_000  # characters; browsers and servers refuse longer ones
FUTURE = timedelta(hours=24)  # clocks and zones are wrong by hours; by more, the date is a claim
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)

MAX_LOOKED = 20_000  # characters of a text in which its picture is looked for
MAX_PICTURES = 5  # that are looked at

_PICTURE = re.compile(r"<img\b[^<>]{0,2000}>", re.IGNORECASE)
_SRC = re.compile(r"\ssrc\s?=\s?[\"']?([^\"'\s>]+)", re.IGNORECASE)
_SMALL = re.compile(r"\b(?:width|height)\s*=\s*[\"']?\d{1,2}\b(?![%\d])", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


@dataclass(slots=True)
class EntryDraft:
    """What a feed says about one article, before it is checked. Links are already absolute."""

    guid: str = ""
    guid_is_link: bool = False
    link: str = ""
    title: str = ""  # plain text
    summary: str = ""  # HTML
    content: str = ""  # HTML
    authors: list[str] = field(default_factory=list)
    published: datetime | None = None
    updated: datetime | None = None
    created: datetime | None = None
    tags: list[str] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    language: str = ""
    image: str = ""


@dataclass(slots=True)
class FeedDraft:
    """What a feed says about itself, before it is checked."""

    title: str = ""
    home: str = ""
    language: str = ""
    hub: str = ""
    topic: str = ""
    ttl: float | None = None
    next_url: str = ""
    authors: list[str] = field(default_factory=list)
    entries: list[EntryDraft] = field(default_factory=list)


def settle(draft: FeedDraft, *, url: str, now: datetime) -> Feed:
    """Return the finished feed: each entry once, under an id that the next poll gives again.

    An id rests on the feed's URL and the entry's guid; without a guid on its link; without that on
    its title and summary. A date before 1970 or more than a day ahead of `now` is dropped, so that
    nothing sorts above the real news.
    """
    latest = now + FUTURE
    entries: dict[str, Entry] = {}
    for entry in draft.entries:
        settled = _settle_entry(entry, draft, url, latest)
        if settled is not None:
            entries.setdefault(settled.id, settled)
    return Feed(
        title=_line(draft.title, MAX_TITLE),
        home=_web(draft.home),
        language=_tag(draft.language),
        hub=_web(draft.hub),
        topic=_web(draft.topic),
        ttl=draft.ttl,
        next_url=_web(draft.next_url),
        entries=tuple(entries.values()),
    )


def _settle_entry(entry: EntryDraft, feed: FeedDraft, url: str, latest: datetime) -> Entry | None:
    link = _web(entry.link)
    guid = entry.guid.strip()
    if not link and entry.guid_is_link:
        link = _web(guid)
    if guid:
        identity = make_id(url, guid)
    elif link:
        identity = make_id(url, link)
    elif entry.title or entry.summary or entry.content:
        identity = make_id(url, entry.title, entry.summary or entry.content)
    elif entry != EntryDraft():
        identity = make_id(url, repr(entry))
    else:
        return None
    return Entry(
        id=identity,
        url=link,
        title=_line(entry.title, MAX_TITLE),
        summary=entry.summary,
        content=entry.content,
        authors=_names(entry.authors or feed.authors),
        published_at=_sane(entry.published or entry.created, latest),
        updated_at=_sane(entry.updated, latest),
        tags=_names(entry.tags),
        enclosures=_enclosures(entry.enclosures),
        language=_tag(entry.language),
        image=_web(entry.image) or _pictured(entry.content or entry.summary),
    )


def _pictured(content: str) -> str:
    """Return the first picture in an entry's text; small ones are left out, they count us."""
    for tag in islice(_PICTURE.finditer(content[:MAX_LOOKED]), MAX_PICTURES):
        source = _SRC.search(tag[0])
        link = _web(unescape(source[1])) if source else ""
        if link and not _SMALL.search(tag[0]):
            return link
    return ""


def _line(text: str, limit: int) -> str:
    return " ".join(text[: 4 * limit].split())[:limit]


def _tag(language: str) -> str:
    """Return a language tag as BCP 47 writes it: en-US, where feeds have en_US too."""
    return _line(language, MAX_NAME).replace("_", "-") if language else ""


def _web(link: str) -> str:
    """Return the link when it is one of the web's, else "": no scripts, no files."""
    if not link:
        return ""
    link = link.strip()
    return link if len(link) <= MAX_LINK and _WEB.match(link) else ""


def _sane(moment: datetime | None, latest: datetime) -> datetime | None:
    return moment if moment is not None and EARLIEST <= moment <= latest else None


def _names(names: list[str]) -> tuple[str, ...]:
    """Return the names in order, each once (whatever its case), without the empty ones."""
    if not names:
        return ()
    seen: dict[str, str] = {}
    for name in names:
        clean = _line(name, MAX_NAME)
        if clean and len(seen) < MAX_LIST:
            seen.setdefault(clean.casefold(), clean)
    return tuple(seen.values())


def _enclosures(enclosures: list[Enclosure]) -> tuple[Enclosure, ...]:
    if not enclosures:
        return ()
    web = {e.url: e for e in reversed(enclosures[:MAX_LIST]) if _web(e.url)}
    return tuple(reversed(web.values()))
