"""An XML tree to a feed draft: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF.

One pass over the children of each element; what an element means is a row of a table. Unknown
elements cost one look-up and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

from tidings.collect.feeds.draft import MAX_ENTRIES, FeedDraft
from tidings.collect.feeds.elements import (
    LANG,
    RESOURCE,
    Reading,
    attribute,
    author_of,
    rel_of,
    text_of,
    title_of,
    unescaped,
)
from tidings.collect.feeds.entry import read_entry
from tidings.collect.feeds.text import absolute
from tidings.collect.xml import Document, Element
from tidings.errors import FeedError

__all__ = ["draft_feed"]

_PERIODS = {
    "hourly": 3600,
    "daily": 86400,
    "weekly": 604800,
    "monthly": 2592000,
    "yearly": 31536000,
}


def draft_feed(document: Document, *, url: str = "") -> FeedDraft:
    """Return what a feed's document says. `url`: where it came from, the base of relative links.

    Raises FeedError where the document is no feed.
    """
    root = document.root
    reading = Reading(
        document=document, base=url, garbled=document.garbled, has_bases=document.has_bases
    )
    kind = reading.name(root)
    if kind not in ("rss", "rdf", "feed", "channel"):
        raise FeedError(f"no feed: the document is <{kind[:40]}>")
    reading.atom = kind == "feed"
    reading.unwrap = root.tag == "{http://www.w3.org/2005/Atom}feed"
    feed = FeedDraft(language=root.get(LANG) or root.get("lang") or "")
    reading.cdf = kind == "channel"
    if reading.cdf:
        href = attribute(root, "href")
        feed.home = absolute(href, reading.base_of(root)) if href else ""
    _read_feed(root, feed, reading)
    if reading.period:
        feed.ttl = feed.ttl or reading.period / max(reading.frequency, 1.0)
    return feed


def _read_feed(parent: Element, feed: FeedDraft, reading: Reading) -> None:
    for element in parent:
        name = reading.name(element)
        if name in ("item", "entry"):
            if len(feed.entries) < MAX_ENTRIES:
                feed.entries.append(read_entry(element, reading))
        elif name == "channel":
            feed.language = element.get(LANG) or feed.language
            _read_feed(element, feed, reading)
        elif name in ("items", "itemset"):
            _read_feed(element, feed, reading)
        elif (read := _FEED.get(name)) is not None:
            read(feed, element, reading)


def _authors(feed: FeedDraft, element: Element, reading: Reading) -> None:
    feed.authors.append(author_of(element, reading))


def _language(feed: FeedDraft, element: Element, reading: Reading) -> None:
    feed.language = text_of(element, reading) or feed.language


def _title(feed: FeedDraft, element: Element, reading: Reading) -> None:
    feed.title = title_of(element, reading) or feed.title


def _other_title(feed: FeedDraft, element: Element, reading: Reading) -> None:
    feed.title = feed.title or title_of(element, reading)


def _link(feed: FeedDraft, element: Element, reading: Reading) -> None:
    href = element.get("href")
    if href is None:
        link = text_of(element, reading) or element.get(RESOURCE) or ""
        feed.home = unescaped(absolute(link, reading.base_of(element))) or feed.home
        return
    link = absolute(href, reading.base_of(element))
    rel = rel_of(element)
    if rel == "alternate":
        feed.home = feed.home or link
    elif rel == "hub":
        feed.hub = feed.hub or link
    elif rel == "self":
        feed.topic = feed.topic or link
    elif rel in ("next", "prev-archive"):
        feed.next_url = feed.next_url or link


def _ttl(feed: FeedDraft, element: Element, reading: Reading) -> None:
    minutes = _number(element, reading)
    feed.ttl = minutes * 60 if minutes else feed.ttl


def _period(feed: FeedDraft, element: Element, reading: Reading) -> None:
    reading.period = _PERIODS.get(text_of(element, reading).lower(), 0.0)


def _frequency(feed: FeedDraft, element: Element, reading: Reading) -> None:
    reading.frequency = _number(element, reading) or 1.0


def _number(element: Element, reading: Reading) -> float:
    text = text_of(element, reading)
    return float(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0.0


_FeedReader = Callable[[FeedDraft, Element, Reading], None]

_FEED: dict[str, _FeedReader] = {
    "title": _title,
    "dc:title": _other_title,
    "itunes:title": _other_title,
    "link": _link,
    "atom:link": _link,
    "a": _link,
    "language": _language,
    "dc:language": _language,
    "author": _authors,
    "managingeditor": _authors,
    "dc:creator": _authors,
    "itunes:author": _authors,
    "ttl": _ttl,
    "sy:updateperiod": _period,
    "sy:updatefrequency": _frequency,
}
