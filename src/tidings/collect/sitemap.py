"""Sitemaps: what a site lists for search engines, news sitemaps above all. Pure."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lxml import etree

from tidings.collect.charset import decode
from tidings.collect.feeds.dates import parse_date
from tidings.collect.feeds.draft import EntryDraft, FeedDraft, settle
from tidings.collect.inflate import gunzip
from tidings.collect.xml import SAFELY, Element, mended_xml, plain_xml
from tidings.errors import FeedError, FetchError
from tidings.types import Entry, Feed

__all__ = ["SitemapIndex", "SitemapLink", "parse_sitemap"]

MAX_BYTES = 50 << 20  # of one sitemap, inflated: what the protocol allows (sitemaps.org)
MAX_ENTRIES = 50_000  # of one sitemap: the same
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class SitemapLink:
    """A sitemap that an index names."""

    url: str
    modified_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SitemapIndex:
    """A sitemap of sitemaps, the last modified first."""

    sitemaps: tuple[SitemapLink, ...] = ()


def parse_sitemap(body: bytes, *, url: str, now: datetime | None = None) -> Feed | SitemapIndex:
    """Return what a sitemap lists, newest first: a Feed of addresses, or an index of sitemaps.

    Reads XML (with the news and image extensions) and plain lists of addresses, compressed by
    gzip or not. Raises FeedError where the bytes are neither.
    """
    now = now or datetime.now(UTC)
    body = _inflated(body)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<" and b"\x00" not in body[:4]:
        return _newest_first(settle(_text_draft(body), url=url, now=now))
    try:
        return _from_xml(plain_xml(body), url, now)
    except etree.XMLSyntaxError:
        pass
    try:
        return _from_xml(mended_xml(body), url, now)
    except etree.XMLSyntaxError as exc:
        raise FeedError(f"no sitemap: not well-formed XML: {exc.msg}") from exc


def _inflated(body: bytes) -> bytes:
    try:
        body = gunzip(body, limit=MAX_BYTES)
    except FetchError as exc:
        raise FeedError(f"no sitemap: {exc}") from exc
    if len(body) > MAX_BYTES:
        raise FeedError(f"the sitemap is larger than {MAX_BYTES >> 20} MiB")
    return body


def _text_draft(body: bytes) -> FeedDraft:
    links = [line.strip() for line in decode(body).splitlines()]
    links = [link for link in links if link]
    if not links or not all(link.startswith(("http://", "https://")) for link in links[:100]):
        raise FeedError("no sitemap: neither XML nor a list of addresses")
    return FeedDraft(entries=[EntryDraft(link=link) for link in links[:MAX_ENTRIES]])


def _from_xml(body: bytes, url: str, now: datetime) -> Feed | SitemapIndex:
    """Read a sitemap as far as it is well-formed: one that was cut short keeps what came before."""
    steps = _steps(body)
    root = _local(next(steps))
    if root not in ("urlset", "sitemapindex"):
        raise FeedError(f"no sitemap: the document is <{root[:40]}>")
    feed, links = FeedDraft(), []
    publications: Counter[str] = Counter()
    try:
        for element in steps:
            fields = _fields(element)
            if _local(element) == "sitemap":
                links.append(fields)
            else:
                feed.entries.append(_entry(fields))
                publications[fields.get("name", "")] += 1 if "name" in fields else 0
            element.clear()
            if len(links) + len(feed.entries) >= MAX_ENTRIES:
                break
    except etree.XMLSyntaxError:
        if not links and not feed.entries:
            raise
    if root == "sitemapindex":
        return _index(links)
    feed.title = max(publications, key=lambda name: publications[name], default="")
    languages = Counter(entry.language for entry in feed.entries if entry.language)
    feed.language = max(languages, key=lambda name: languages[name], default="")
    return _newest_first(settle(feed, url=url, now=now))


def _steps(body: bytes) -> Iterator[Element]:
    """Yield the root as it opens, then each listed item as it closes. Holds one item at a time."""
    events = etree.iterparse(
        io.BytesIO(body),
        events=("start", "end"),
        **SAFELY,
    )
    root = None
    for event, element in events:
        if root is None:
            root = element
            yield element
        elif event == "end" and element.getparent() is root:
            if _local(element) in ("url", "sitemap"):
                yield element
            root.remove(element)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _fields(element: Element) -> dict[str, str]:
    """Return the words in an item by their element's name; the first of each; image:loc apart."""
    fields: dict[str, str] = {}
    for child in element.iter(etree.Element):
        text = (child.text or "").strip()
        if text:
            uri, _, local = child.tag.rpartition("}")
            name = local.lower()
            fields.setdefault(
                f"{name} of media" if "image" in uri or "video" in uri else name, text
            )
    return fields


def _entry(fields: dict[str, str]) -> EntryDraft:
    return EntryDraft(
        link=fields.get("loc", ""),
        title=fields.get("title", ""),
        published=parse_date(fields.get("publication_date", "")),
        updated=parse_date(fields.get("lastmod", "")),
        tags=[tag.strip() for tag in fields.get("keywords", "").split(",")],
        language=fields.get("language", ""),
        image=fields.get("loc of media", ""),
    )


def _index(links: list[dict[str, str]]) -> SitemapIndex:
    sitemaps = [
        SitemapLink(url=fields["loc"], modified_at=parse_date(fields.get("lastmod", "")))
        for fields in links
        if fields.get("loc", "").startswith(("http://", "https://"))
    ]
    sitemaps.sort(key=lambda sitemap: sitemap.modified_at or LONG_AGO, reverse=True)
    return SitemapIndex(sitemaps=tuple(sitemaps))


def _newest_first(feed: Feed) -> Feed:
    return replace(feed, entries=tuple(sorted(feed.entries, key=_age, reverse=True)))


def _age(entry: Entry) -> datetime:
    return entry.published_at or entry.updated_at or LONG_AGO
