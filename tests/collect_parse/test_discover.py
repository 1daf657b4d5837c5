"""Where a site's news may be had, and what a document is."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.collect.discover import discover, forwards_to
from tidings.collect.sniff import Kind, sniff

HOME = "https://n.example/"
PAGE = b"""<!doctype html><html><head><base href="/en/">
<link rel="alternate" type="application/rss+xml" title="Comments" href="comments/feed/">
<link rel="alternate" type="application/rss+xml; charset=utf-8" title=" The  N " href="feed/">
<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">
<link rel="alternate" type="application/json" href="/wp-json/posts/1">
<link rel="alternate" type="application/feed+json" href="/feed.json">
<link rel="alternate" hreflang="de" href="/de/">
<link rel="alternate" type="application/atom+xml" href="javascript:alert(1)"></head>
<body><a href="/sport/rss">Sport</a> <a href="/story.html">x</a>
<a href="feed:https://n.example/politics.rss">P</a></body></html>"""


def test_candidates_best_first() -> None:
    maps = ("https://n.example/sitemap.xml", "https://n.example/news.xml.gz")
    found = discover(PAGE, url=HOME, sitemaps=maps)
    assert [c.url for c in found][:8] == [
        "https://n.example/en/feed/",
        "https://n.example/feed.json",
        "https://n.example/en/comments/feed/",
        "https://n.example/news.xml.gz",
        "https://n.example/sport/rss",
        "https://n.example/politics.rss",
        "https://n.example/sitemap.xml",
        "https://n.example/feed",
    ]
    assert found[0].title == "The N"
    assert [c.certain for c in found][:5] == [True, True, True, True, False]
    assert [c.kind for c in found][3:5] == ["sitemap", "feed"]
    assert len({c.url for c in found}) == len(found)


def test_a_page_without_any_gives_the_usual_places() -> None:
    found = discover(b"<p>Hello", url="https://n.example/deep/page.html")
    assert found
    assert all(c.url.startswith("https://n.example/") and not c.certain for c in found)


@given(st.binary(max_size=200))
def test_no_page_breaks_discovery(body: bytes) -> None:
    assert discover(b"<link rel=alternate type=text/xml href=" + body, url=HOME)


ARTICLE = b"<html><head><meta property='og:type' content='article'></head><p>x</p></html>"


@pytest.mark.parametrize(
    ("body", "url", "kind"),
    [
        (b"<?xml version='1.0'?><!-- c --><rss><channel/></rss>", "", Kind.FEED),
        (b"\xef\xbb\xbf\n<feed xmlns='http://www.w3.org/2005/Atom'/>", "", Kind.FEED),
        (b"<rdf:RDF xmlns:rdf='x'/>", "", Kind.FEED),
        ("<rss/>".encode("utf-16"), "", Kind.FEED),
        (gzip.compress(b"<urlset/>", mtime=0), "", Kind.SITEMAP),
        (b"<sitemapindex/>", "", Kind.SITEMAP_INDEX),
        (b"https://a.example/1\nhttps://a.example/2\n", "", Kind.SITEMAP),
        (b"<opml version='1.0'>", "", Kind.OPML),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "", Kind.JSON_FEED),
        (b'{"title": "a", "text": "b"}\n{"title": "c"}', "", Kind.JSONL),
        (b'{"x": 1}', "", Kind.UNKNOWN),
        (ARTICLE, "https://a.example/2026/02/rain", Kind.ARTICLE),
        (ARTICLE, "https://a.example/", Kind.HOME),
        (b"<html><p>x</p></html>", "https://a.example/en", Kind.HOME),
        (b"<html><p>x</p></html>", "https://a.example/rain-on-the-coast-again", Kind.ARTICLE),
        (b"<html>" + b"<a href=x>y</a>" * 60 + b"</html>", "https://a.example/x", Kind.HOME),
        (b"From: a@b.example\r\nSubject: x\r\n\r\nHello", "", Kind.MAIL),
        (b"From a Tue Feb 3\nFrom: a@b.example\nSubject: x\n\nHello", "", Kind.MBOX),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "", Kind.WARC),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0), "", Kind.WARC),
        (b"A headline\n\nAnd a text.", "", Kind.TEXT),
        (b"", "", Kind.UNKNOWN),
        (b"\x00\x01\x02\x03binary", "", Kind.UNKNOWN),
    ],
)
def test_what_a_document_is(body: bytes, url: str, kind: Kind) -> None:
    assert sniff(body, "", url) is kind


@given(st.binary(max_size=400))
def test_sniffing_never_raises(body: bytes) -> None:
    assert sniff(body, "text/html; charset=bogus", "https://a.example/x") in Kind


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/en/", "https://a.example/en/"),
        ("0;URL='https://b.example/news'", "https://b.example/news"),
        ("3, https://b.example/", "https://b.example/"),
        ("0; url=", ""),
        ("0", ""),
        ("0; url=/", ""),  # itself
        ("300; url=/later", ""),  # a page to be read, that renews itself
        ("0; url=javascript:alert(1)", ""),
        ("0; url=file:///etc/passwd", ""),
    ],
)
def test_pages_that_send_their_readers_on(content: str, target: str) -> None:
    html = f'<html><head><meta http-equiv="Refresh" content="{content}"></head></html>'.encode()
    assert forwards_to(html, "https://a.example/") == target
