"""Sitemaps: lists, news, indexes, compressed or damaged."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from tidings.collect.sitemap import SitemapIndex, SitemapLink, parse_sitemap
from tidings.errors import FeedError
from tidings.types import Feed

URL = "https://s.example/sitemap.xml"
NOW = datetime(2026, 2, 3, tzinfo=UTC)
NEWS = """<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY x "y">]>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://s.example/old</loc><lastmod>2026-01-01</lastmod></url>
<url><loc> https://s.example/new?a=1&amp;b=2 </loc><image:image><image:loc>https://s.example/i.jpg
</image:loc><image:title>Not this</image:title></image:image><news:news><news:publication>
<news:name>The S</news:name><news:language>pt-BR</news:language></news:publication>
<news:publication_date>2026-02-02T10:00:00+01:00</news:publication_date><news:title>Rain</news:title>
<news:keywords>sea, wind</news:keywords></news:news></url>
<url><loc>javascript:alert(1)</loc></url>
</urlset>"""


def read(body: bytes) -> Feed:
    feed = parse_sitemap(body, url=URL, now=NOW)
    assert isinstance(feed, Feed)
    return feed


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_news_newest_first(pack: type[bytes]) -> None:
    feed = read(pack(NEWS.encode()))
    new, old = [entry for entry in feed.entries if entry.url]
    assert (feed.title, feed.language) == ("The S", "pt-BR")
    assert (new.url, new.title) == ("https://s.example/new?a=1&b=2", "Rain")
    assert new.published_at == datetime(2026, 2, 2, 9, tzinfo=UTC)
    assert (new.tags, new.image) == (("sea", "wind"), "https://s.example/i.jpg")
    assert old.updated_at == datetime(2026, 1, 1, tzinfo=UTC)


def test_index() -> None:
    body = b"""<sitemapindex><sitemap><loc>https://s.example/1.xml</loc></sitemap>
    <sitemap><loc>https://s.example/2.xml.gz</loc><lastmod>2026-01-01</lastmod></sitemap>
    <sitemap><loc>ftp://s.example/3.xml</loc></sitemap></sitemapindex>"""
    assert parse_sitemap(body, url=URL) == SitemapIndex(
        sitemaps=(
            SitemapLink(
                url="https://s.example/2.xml.gz", modified_at=datetime(2026, 1, 1, tzinfo=UTC)
            ),
            SitemapLink(url="https://s.example/1.xml"),
        )
    )


def test_text() -> None:
    feed = read(b"https://s.example/1\r\nhttps://s.example/2\n\n")
    assert {entry.url for entry in feed.entries} == {"https://s.example/1", "https://s.example/2"}


def test_one_that_was_cut_short_keeps_what_came_before() -> None:
    cut = NEWS[: NEWS.index("<url><loc>javascript")].encode() + b"<url><loc>https://s.ex"
    assert len(read(cut).entries) == 2


def test_bare_ampersands_are_mended() -> None:
    body = b"<urlset><url><loc>https://s.example/?a=1&b=2</loc></url></urlset>"
    assert read(body).entries[0].url == "https://s.example/?a=1&b=2"


def test_at_most_fifty_thousand() -> None:
    item = b"<url><loc>https://s.example/%d</loc></url>"
    body = b"<urlset>" + b"".join(item % n for n in range(50_010)) + b"</urlset>"
    assert len(read(body).entries) == 50_000


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"words",
        b"<rss/>",
        b"<urlset><url>",
        gzip.compress(b"\0" * (60 << 20)),
        b"\x1f\x8b\x00",
    ],
)
def test_what_is_no_sitemap_says_so(body: bytes) -> None:
    with pytest.raises(FeedError):
        parse_sitemap(body, url=URL)
