"""Feeds of every kind, well-formed or not, become the same nouns."""

from __future__ import annotations

import base64
import contextlib
import importlib
import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.collect.feeds import parse_feed
from tidings.collect.feeds.fast import draft_feed
from tidings.collect.xml import parse_xml
from tidings.errors import FeedError
from tidings.types import Enclosure, Entry, Feed, make_id

NOW = datetime(2026, 2, 3, 12, tzinfo=UTC)
URL = "https://paper.example/feed.xml"


def read(body: str | bytes, **options: Any) -> Feed:
    data = body.encode() if isinstance(body, str) else body
    return parse_feed(data, url=URL, now=NOW, **options)


def rss(item: str, channel: str = "", namespaces: str = "") -> str:
    return f'<rss version="2.0" {namespaces}><channel>{channel}<item>{item}</item></channel></rss>'


def entry(item: str, namespaces: str = "") -> Entry:
    (only,) = read(rss(item, namespaces=namespaces)).entries
    return only


DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
ITUNES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'


def test_rss() -> None:
    feed = read(
        rss(
            "<title>Rain &amp; wind</title><link>/a?x=1&amp;y=2</link><guid isPermaLink='false'>7"
            "</guid>"
            "<description>&lt;p&gt;See &lt;a href='/b'&gt;b&lt;/a&gt;&lt;/p&gt;</description>"
            '<content:encoded><![CDATA[<p>All <img src="c.png"></p>]]></content:encoded>'
            "<dc:creator>Ann Ito</dc:creator><author>bo@paper.example (Bo Ek)</author>"
            "<pubDate>Tue, 03 Feb 2026 09:00:00 +0100</pubDate><category>Sea</category>"
            "<category>sea</category><enclosure url='/s.mp3' type='audio/mpeg' length='12'/>"
            "<media:thumbnail url='https://paper.example/t.jpg'/>",
            "<title>Paper</title><link>https://paper.example/</link><language>en_GB</language>"
            "<ttl>30</ttl><atom:link rel='hub' href='https://hub.example/'/>",
            f'{DC} {MEDIA} {CONTENT} xmlns:atom="http://www.w3.org/2005/Atom"',
        )
    )
    assert feed == Feed(
        title="Paper",
        home="https://paper.example/",
        language="en-GB",
        hub="https://hub.example/",
        ttl=1800,
        entries=(
            Entry(
                id=make_id(URL, "7"),
                url="https://paper.example/a?x=1&y=2",
                title="Rain & wind",
                summary='<p>See <a href="https://paper.example/b">b</a></p>',
                content='<p>All <img src="https://paper.example/c.png"></p>',
                authors=("Ann Ito", "Bo Ek"),
                published_at=datetime(2026, 2, 3, 8, tzinfo=UTC),
                tags=("Sea",),
                enclosures=(
                    Enclosure(url="https://paper.example/s.mp3", type="audio/mpeg", length=12),
                ),
                image="https://paper.example/t.jpg",
            ),
        ),
    )


def test_atom() -> None:
    feed = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/d/" '
        'xml:lang="de">'
        "<title type='html'>A &lt;b&gt;B&lt;/b&gt;</title><link href='/'/>"
        "<link rel='next' href='p2'/><entry xml:lang='fr'><id>urn:1</id><title>x &lt; y</title>"
        "<link rel='alternate' href='e1'/><link rel='enclosure' href='e.jpg' type='image/jpeg'/>"
        "<summary>1 &lt; 2</summary><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<p>Hi <a href='q'>q</a></p></div></content><author><name>Zoë</name></author>"
        "<published>2026-02-01T00:00:00Z</published><updated>2026-02-02T00:00:00Z</updated>"
        "<category term='t' label='T'/></entry></feed>"
    )
    (only,) = feed.entries
    assert (feed.title, feed.home, feed.language) == ("A B", "https://base.example/", "de")
    assert feed.next_url == "https://base.example/d/p2"
    assert (only.id, only.title, only.language) == (make_id(URL, "urn:1"), "x < y", "fr")
    assert only.url == "https://base.example/d/e1"
    assert only.summary == "1 < 2"
    assert only.content == '<p>Hi <a href="https://base.example/d/q">q</a></p>'
    assert only.image == "https://base.example/d/e.jpg"
    assert only.updated_at == datetime(2026, 2, 2, tzinfo=UTC)
    assert (only.authors, only.tags) == (("Zoë",), ("t",))


def test_rdf_and_cdf() -> None:
    rdf = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/" {DC}><channel><title>R</title></channel>'
        '<item rdf:about="https://r.example/1"><title>One</title><link>https://r.example/1</link>'
        "<dc:date>2026-01-02T03:04:05Z</dc:date></item></rdf:RDF>"
    )
    assert rdf.entries[0].id == make_id(URL, "https://r.example/1")
    assert rdf.entries[0].updated_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    cdf = read(
        '<CHANNEL HREF="http://c.example/"><ITEM HREF="/1"><TITLE>One</TITLE></ITEM></CHANNEL>'
    )
    assert (cdf.home, cdf.entries[0].title) == ("http://c.example/", "One")


def test_json_feed() -> None:
    feed = read(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "J",
                "home_page_url": "https://j.example/",
                "next_url": "?page=2",
                "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
                "items": [
                    {
                        "id": 5,
                        "url": "/5",
                        "title": "Five",
                        "content_html": "<a href='x'>x</a>",
                        "summary": "a <b",
                        "authors": [{"name": "Ann"}],
                        "date_published": "2026-02-01T00:00:00Z",
                        "tags": ["a", "A", 3],
                        "attachments": [{"url": "/p.mp3", "mime_type": "audio/mpeg"}],
                    },
                    "nonsense",
                ],
            }
        )
    )
    (only,) = feed.entries
    assert (feed.title, feed.hub) == ("J", "https://hub.example/")
    assert feed.next_url == "https://paper.example/feed.xml?page=2"
    assert (only.id, only.url) == (make_id(URL, "5"), "https://paper.example/5")
    assert only.content == '<a href="https://paper.example/x">x</a>'
    assert (only.summary, only.tags) == ("a &lt;b", ("a",))
    assert only.enclosures[0].url == "https://paper.example/p.mp3"
    assert only.image == ""  # and not the address of the feed


def test_a_link_that_is_empty_leads_nowhere() -> None:
    document = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "title": "A"}]}
    feed = read(json.dumps(document))
    assert (feed.home, feed.next_url, feed.entries[0].url) == ("", "", "")
    media = '<media:content url="" type="image/png" xmlns:media="http://search.yahoo.com/mrss/"/>'
    feed = read(f"<rss><channel><item><guid>1</guid><link/>{media}</item></channel></rss>")
    assert (feed.entries[0].url, feed.entries[0].image) == ("", "")


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("<title>Plain</title>", "Plain"),
        ("<title><![CDATA[ A & B ]]></title>", "A & B"),
        ("<title>a &lt;em&gt;b&lt;/em&gt; c</title>", "a b c"),
        ("<title>AT&amp;amp;T</title>", "AT&T"),
        ("<title>if x &lt; y</title>", "if x < y"),
        ("<title>Two\n  lines</title>", "Two lines"),
        ("<media:title>Second</media:title><title>First</title>", "First"),
        ("<title>caf\u00c3\u00a9</title>", "café"),
        ("<title>it\u0092s</title>", "it’s"),
    ],
)
def test_titles_are_plain_text(item: str, title: str) -> None:
    assert entry(f"{item}<guid>1</guid>", MEDIA).title == title


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("<guid>https://e.example/1</guid>", "https://e.example/1"),
        ("<guid isPermaLink='false'>https://e.example/1</guid>", ""),
        ("<guid>javascript:alert(1)</guid>", ""),
        ("<link>javascript:alert(1)</link><guid>1</guid>", ""),
        ("<link>file:///etc/passwd</link><guid>1</guid>", ""),
        (
            "<guid>1</guid><link>https://e.example/?a=1&amp;amp;b=2</link>",
            "https://e.example/?a=1&b=2",
        ),
        (
            "<guid>1</guid><link>https://proxy.example/1</link>"
            "<f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://e.example/1"
            "</f:origLink>",
            "https://e.example/1",
        ),
    ],
)
def test_links(item: str, link: str) -> None:
    assert entry(f"<title>x</title>{item}").url == link


def test_podcast() -> None:
    only = entry(
        "<guid>1</guid><itunes:author>Ann</itunes:author><itunes:keywords>a, b</itunes:keywords>"
        "<itunes:image href='https://p.example/i.jpg'/><itunes:summary>About</itunes:summary>"
        "<enclosure url='https://p.example/e.mp3' type='audio/mpeg' length='none'/>",
        ITUNES,
    )
    assert (only.authors, only.tags) == (("Ann",), ("a", "b"))
    assert (only.summary, only.image) == ("About", "https://p.example/i.jpg")
    assert only.enclosures == (Enclosure(url="https://p.example/e.mp3", type="audio/mpeg"),)


# --- Ids and dates that can't be poisoned --------------------------------------------------------


def test_ids_rest_on_the_feed_and_the_guid() -> None:
    same = rss("<guid>1</guid><title>x</title>").encode()
    ids = {parse_feed(same, url=url, now=NOW).entries[0].id for url in ("https://a.example/", URL)}
    assert len(ids) == 2
    assert entry("<guid>ABC</guid>").id != entry("<guid>abc</guid>").id
    assert entry("<guid>\u00e9</guid>").id != entry("<guid>e\u0301</guid>").id
    assert entry("<guid>1</guid><title>new words</title>").id == entry("<guid>1</guid>").id


def test_without_a_guid_the_link_identifies_and_then_the_words() -> None:
    link = "<link>https://e.example/1</link>"
    assert entry(f"{link}<title>a</title>").id == entry(f"{link}<title>b</title>").id
    assert entry("<title>a</title>").id != entry("<title>b</title>").id
    assert entry("<guid>  </guid><title>a</title>").id == entry("<title>a</title>").id


def test_duplicates_in_one_feed_are_one_entry_in_linear_time() -> None:
    item = "<item><title>t</title><guid>same</guid></item>"
    start = time.process_time()
    feed = read(f"<rss><channel>{item * 9000}</channel></rss>")
    assert len(feed.entries) == 1
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("date", "kept"),
    [
        ("2099-01-01T00:00:00Z", False),
        ((NOW + timedelta(hours=23)).isoformat(), True),
        ((NOW + timedelta(hours=25)).isoformat(), False),
        ("0001-01-01T00:00:00Z", False),
        ("1969-12-31", False),
    ],
)
def test_dates_out_of_range_are_dropped(date: str, kept: bool) -> None:
    only = entry(f"<guid>1</guid><dc:date>{date}</dc:date><pubDate>{date}</pubDate>", DC)
    assert (only.published_at is not None) == kept
    assert (only.updated_at is not None) == kept


# --- Damage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        rss("<title>a & b</title><link>https://e.example/</link>"),
        rss("<title>a &nbsp;&amp; b</title>"),
        "\n\n <?xml version='1.0'?>" + rss("<title>a \x0c&amp; b</title>"),
        "<!DOCTYPE rss [<!ENTITY x 'y'>]>" + rss("<title>a &amp; b</title>"),
        rss("<title>a &amp; b</title>") + "<p>trailing",
        "<rss><channel><item><title>a &amp; b</title><description>x<br>y</description></item>",
        "<rss><channel><item><title>a &amp; b</title></item><item><title>cut o",
    ],
)
def test_damaged_feeds_are_read(body: str) -> None:
    title = read(body).entries[0].title
    assert " ".join(title.replace("\xa0", " ").split()) == "a & b"


@pytest.mark.parametrize(
    ("codec", "declared", "header"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8-sig", "", ""),
        ("utf-16", "utf-16", ""),
        ("utf-16-be", "utf-16", ""),
        ("utf-32", "", ""),
        ("windows-1252", "windows-1252", ""),
        ("windows-1252", "utf-8", ""),
        ("windows-1252", "", "text/xml; charset=ISO-8859-1"),
        ("windows-1252", "undefined", ""),
        ("cp037", "cp037", ""),
    ],
)
def test_charsets(codec: str, declared: str, header: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = (declaration + rss("<title>Zoë’s naïve café</title>")).replace("’", "'").encode(codec)
    assert read(body, content_type=header).entries[0].title == "Zoë's naïve café"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "empty"),
        (b"   ", "empty"),
        (b"<html><body><p>Hello</p></body></html>", "<html>"),
        (b'{"a": 1}', "no list of items"),
        (b"{bad", "not JSON"),
        (b"<rss>" + b"<a>" * 500 + b"</a>" * 500 + b"</rss>", "exhaust"),
        (b"<rss>" + b"<a/>" * 500_000 + b"</rss>", "too large"),
        (b"just words", "no trace"),
    ],
)
def test_what_is_no_feed_says_so(body: bytes, message: str) -> None:
    with pytest.raises(FeedError, match=message):
        read(body)


def test_a_comment_can_not_hide_where_a_cdata_section_begins() -> None:
    body = rss("<!-- <![CDATA[ --><title>real</title><!-- ]]> --><guid>1</guid>")
    assert read(body).entries[0].title == "real"


@pytest.mark.parametrize("mark", ["\ue0000\ue001", "&#xE000;0&#57345;", "&#xE000;7&#xE001;"])
def test_marks_of_lifted_sections_can_not_be_forged(mark: str) -> None:
    body = rss(f"<title>{mark}</title><description><![CDATA[secret]]></description>")
    assert "secret" not in read(body).entries[0].title


# --- Collected damage and attacks -----------------------------------------------------------------


def vectors(shared: Path, name: str, every: int = 1) -> list[dict[str, Any]]:
    found = json.loads((shared / f"vectors/{name}.json").read_text())["vectors"]
    return [v for v in found if not (isinstance(v["input"], dict) and "gen" in v["input"])][::every]


def holds(vector: dict[str, Any]) -> Feed | None:
    """The properties of every feed: quick, deterministic, ids sound, nothing unstorable."""
    given_input = vector["input"]
    if isinstance(given_input, str):
        body, headers = given_input.encode("utf-8", "surrogatepass"), {}
    else:
        body, headers = base64.b64decode(given_input["b64"]), given_input.get("headers") or {}
    content_type = {k.lower(): v for k, v in headers.items()}.get("content-type", "")
    start = time.process_time()
    try:
        feed = read(body, content_type=content_type)
    except FeedError:
        return None
    assert time.process_time() - start < 1, vector["id"]
    ids = [e.id for e in feed.entries]
    assert all(ids), vector["id"]
    assert len(set(ids)) == len(ids), vector["id"]
    written = repr(feed)
    written.encode("utf-8")
    assert "\\x00" not in written, vector["id"]
    return feed


def test_ill_formed_feeds(shared: Path) -> None:
    for number, vector in enumerate(vectors(shared, "feeds_illformed", every=4)):
        feed = holds(vector)
        if number % 10 == 0:
            assert feed == holds(vector), vector["id"]


@pytest.mark.parametrize("name", ["feed_encodings", "feed_sanitize", "json_parsing"])
def test_collected_feeds(shared: Path, name: str) -> None:
    for vector in vectors(shared, name):
        feed = holds(vector)
        if vector["property"] == "json_n":
            assert feed is None, vector["id"]


def test_bombs_are_read_or_refused_in_bounded_time(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(shared / "vectors")
    gen = importlib.import_module("gen_bombs").gen
    for vector in json.loads((shared / "vectors/xml_attacks.json").read_text())["vectors"]:
        given_input = vector["input"]
        if "gen" not in given_input or max(map(int, _sizes(given_input))) > 20_000_000:
            continue
        body = gen(given_input).encode()
        start = time.process_time()
        with contextlib.suppress(FeedError):
            read(body)
        assert time.process_time() - start < 3, given_input


def _sizes(spec: dict[str, Any]) -> list[int]:
    """The numbers in a generator's specification; a million items are 120 MB."""
    return [n * (120 if key == "n" else 1) for key, n in spec.items() if isinstance(n, int)] or [0]


def test_attacks_on_xml(shared: Path) -> None:
    for vector in vectors(shared, "xml_attacks", every=4):
        assert "root:" not in repr(holds(vector)), vector["id"]


@given(st.binary(max_size=300))
def test_json_like_bytes_never_raise_anything_else(body: bytes) -> None:
    for start in (b"{", b'{"items":[{"id":"', b"["):
        with contextlib.suppress(FeedError):
            read(start + body)


@given(st.text(alphabet="<>/&;![]CDATA ?xml=\"'rssitemtle\ue000\ue0010é", max_size=200))
def test_odd_markup_never_raises_anything_else(text: str) -> None:
    body = f"<rss><channel><item>{text}</item></channel></rss>".encode()
    with contextlib.suppress(FeedError):
        draft_feed(parse_xml(body), url=URL)


@pytest.mark.parametrize(
    ("html", "image"),
    [
        ('<p>x</p><IMG alt="" src="https://c.example/a.jpg?w=1&amp;h=2">', "https://c.example/a.jpg?w=1&h=2"),
        ('<img width=1 height=1 src=https://t.example/p.gif><img src="https://c.example/b.jpg">', "https://c.example/b.jpg"),
        ('<img src="data:image/gif;base64,R0"><img data-src="https://c.example/c.jpg">', ""),
        ("<img " * 2_000 + "<img src=" * 2_000, ""),
        ("<p>no picture</p>", ""),
    ],
)  # fmt: skip
def test_a_picture_in_the_text_is_the_entrys(html: str, image: str) -> None:
    described = f"<description>{html.replace('&', '&amp;').replace('<', '&lt;')}</description>"
    assert entry(described).image == image
    media = '<media:thumbnail url="https://m.example/t.jpg"/>'
    assert entry(described + media, MEDIA).image == "https://m.example/t.jpg"
