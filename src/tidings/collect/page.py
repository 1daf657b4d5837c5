"""Pages from what came in: from an answer of the web, or from an entry that tells all itself."""

from __future__ import annotations

from datetime import datetime
from html import escape

from tidings.collect.messages import Response
from tidings.errors import UsageError
from tidings.types import Entry, Page, Source, make_id
from tidings.urls import canonical

__all__ = ["ENTRY_TYPE", "page_from_entry", "page_from_response", "page_id", "tells_all"]

ENTRY_TYPE = "text/html; charset=utf-8; source=entry"
FULL_ENTRY = 1_500  # characters of content from which a feed's entry is the article itself


def page_id(url: str) -> str:
    """Return the id of the page at an address."""
    try:
        return make_id(canonical(url))
    except UsageError:
        return make_id(url)


def tells_all(entry: Entry) -> bool:
    """Return whether an entry carries the article, so that its page need not be fetched."""
    return len(entry.content) >= FULL_ENTRY


def page_from_entry(entry: Entry, source: Source | None, *, now: datetime) -> Page:
    """Return a page made of what the feed says; the words are the publisher's, the frame ours."""
    body = entry.content or entry.summary
    language = entry.language or (source.language if source else "")
    html = (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(entry.title)}</title></head>"
        f"<body><article><h1>{escape(entry.title)}</h1>{body}</article></body></html>"
    )
    return Page(
        id=page_id(entry.url) if entry.url else entry.id,  # an episode may have no page of its own
        url=entry.url,
        body=html.encode("utf-8", "replace"),
        content_type=ENTRY_TYPE,
        fetched_at=now,
        source=source.id if source else "",
        entry=entry,
        publisher=source.title if source else "",
    )


def page_from_response(
    response: Response, *, entry: Entry | None = None, source: Source | None = None
) -> Page:
    """Return the page that an answer carries."""
    return Page(
        id=page_id(entry.url if entry else response.url),
        url=response.url,
        body=response.body,
        content_type=response.content_type or "text/html",
        fetched_at=response.fetched_at,
        source=source.id if source else "",
        entry=entry,
        publisher=source.title if source else "",
    )
