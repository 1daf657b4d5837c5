"""The tolerant reader: feedparser, in a child process, for what the fast reader can't read.

feedparser's own sanitizer is off: it is no safeguard (decisions/0020), and ours comes later.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from tidings.collect.charset import decode
from tidings.collect.feeds.draft import MAX_ENTRIES, EntryDraft, FeedDraft
from tidings.collect.feeds.text import as_title, author_name, looks_like_html
from tidings.collect.isolate import IsolationError, run_isolated
from tidings.errors import FeedError
from tidings.types import Enclosure, Json

__all__ = ["draft_tolerantly", "read_with_feedparser"]

MAX_TOLERANT_BYTES = 4 << 20  # feedparser reads about 2 MB a second
SECONDS = 2.0  # of CPU: twenty times what it takes for an ordinary feed of 200 KiB
MEMORY_MB = 512

# A page or a text that is no feed at all must not cost a process of its own.
_FEED_TAG = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel|item|entry)\b", re.IGNORECASE)


def draft_tolerantly(body: bytes, *, url: str = "", content_type: str = "") -> FeedDraft:
    """Return what feedparser makes of a document. Raises FeedError where it finds no feed in it."""
    if len(body) > MAX_TOLERANT_BYTES:
        raise FeedError(f"too damaged to read at its size ({len(body) >> 10} KiB)")
    text = decode(body, content_type)
    if not _FEED_TAG.search(text):
        raise FeedError("no feed: there is no trace of one in the document")
    try:
        found = run_isolated(read_with_feedparser, text, url, seconds=SECONDS, memory_mb=MEMORY_MB)
    except IsolationError as exc:
        raise FeedError(f"too damaged to read: {exc}") from exc
    if not isinstance(found, dict):
        raise FeedError("no feed: nothing in the document is one")
    return _draft(found)


def read_with_feedparser(text: str, url: str) -> Json:
    """Return what feedparser finds, as JSON, or None where it finds no feed."""
    import feedparser

    found = feedparser.parse(
        text.encode("utf-8", "replace"),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": url,
        },
        sanitize_html=False,
        resolve_relative_uris=True,
    )
    if not found.version and not found.entries and not found.feed.get("title"):
        return None
    return {
        "feed": _feed_fields(found.feed),
        "entries": [_entry_fields(entry) for entry in found.entries[:MAX_ENTRIES]],
    }


def _feed_fields(feed: Any) -> dict[str, Json]:
    links = {link.get("rel"): link.get("href") for link in reversed(feed.get("links", []))}
    return {
        "title": _titled(feed),
        "home": feed.get("link") or "",
        "language": feed.get("language") or "",
        "hub": links.get("hub") or "",
        "topic": links.get("self") or "",
        "next_url": links.get("next") or "",
        "ttl": str(feed.get("ttl") or ""),
        "authors": [author.get("name") or "" for author in feed.get("authors", [])],
    }


def _entry_fields(entry: Any) -> dict[str, Json]:
    contents = [content.get("value") or "" for content in entry.get("content", [])]
    return {
        "guid": entry.get("id") or "",
        "guid_is_link": bool(entry.get("guidislink")),
        "link": entry.get("feedburner_origlink") or entry.get("link") or "",
        "title": _titled(entry),
        "summary": entry.get("summary") or "",
        "content": max(contents, key=len, default=""),
        "authors": [author.get("name") or "" for author in entry.get("authors", [])],
        "published": _seconds(entry.get("published_parsed")),
        "updated": _seconds(dict.get(entry, "updated_parsed")),
        "tags": [tag.get("label") or tag.get("term") or "" for tag in entry.get("tags", [])],
        "enclosures": [
            [e.get("href") or "", e.get("type") or "", str(e.get("length") or "")]
            for e in entry.get("enclosures", [])
        ],
        "language": (entry.get("title_detail") or {}).get("language") or "",
        "image": (entry.get("image") or {}).get("href") or "",
    }


def _titled(holder: Any) -> str:
    title: str = holder.get("title") or ""
    kind = (holder.get("title_detail") or {}).get("type") or ""
    return as_title(title, markup="html" in kind and looks_like_html(title))


def _seconds(parsed: Any) -> Json:
    import calendar

    try:
        return calendar.timegm(parsed) if parsed else None
    except (ValueError, OverflowError, TypeError):
        return None


def _draft(found: dict[str, Any]) -> FeedDraft:
    feed = found["feed"]
    ttl = feed.pop("ttl")
    return FeedDraft(
        **feed,
        ttl=float(ttl) * 60 if ttl.isascii() and ttl.isdigit() and len(ttl) < 9 else None,
        entries=[_entry_draft(entry) for entry in found["entries"]],
    )


def _entry_draft(fields: dict[str, Any]) -> EntryDraft:
    content = fields["content"]
    return EntryDraft(
        **{
            **fields,
            "authors": [author_name(name) for name in fields["authors"]],
            "summary": "" if fields["summary"] == content else fields["summary"],
            "published": _moment(fields["published"]),
            "updated": _moment(fields["updated"]),
            "enclosures": [
                Enclosure(url=url, type=kind[:100], length=int(n) if n.isdecimal() else None)
                for url, kind, n in fields["enclosures"]
            ],
        }
    )


def _moment(seconds: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else None
    except (ValueError, OverflowError, OSError):
        return None
