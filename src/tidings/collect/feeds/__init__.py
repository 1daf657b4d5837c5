"""Feeds: bytes to a feed. Never touches the network.

The fast reader first, which maps an XML tree; feedparser in a process of its own for what is too
damaged for it (decisions/0005).
"""

from __future__ import annotations

from datetime import UTC, datetime

from tidings.collect.feeds.draft import FeedDraft, settle
from tidings.collect.feeds.fast import draft_feed
from tidings.collect.feeds.jsonfeed import draft_json_feed
from tidings.collect.feeds.tolerant import draft_tolerantly
from tidings.collect.xml import MalformedError, parse_xml
from tidings.errors import FeedError
from tidings.types import Feed

__all__ = ["parse_feed"]


def parse_feed(
    body: bytes, *, url: str = "", content_type: str = "", now: datetime | None = None
) -> Feed:
    """Turn the bytes of a feed into a Feed: RSS, Atom, RDF, CDF or JSON Feed, told by the bytes.

    `url` is where the feed stands: relative links are meant against it, and entry ids rest on it.
    A date more than a day ahead of `now` is dropped. Raises FeedError where there is no feed.
    """
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if not start:
        raise FeedError("the document is empty")
    if start[:1] in b"{[":
        draft = draft_json_feed(body, url=url, content_type=content_type)
    else:
        draft = _draft_xml(body, url, content_type)
    return settle(draft, url=url, now=now or datetime.now(UTC))


def _draft_xml(body: bytes, url: str, content_type: str) -> FeedDraft:
    try:
        document = parse_xml(body, content_type)
    except MalformedError:
        return draft_tolerantly(body, url=url, content_type=content_type)
    return draft_feed(document, url=url)
