"""What pages say about their article, and what of it is believed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.distill import invented
from tidings.distill import distill, page_of
from tidings.distill.extract import parse_html
from tidings.distill.jsonld import find_article, find_items
from tidings.distill.metadata import read_metadata
from tidings.distill.people import clean_authors
from tidings.distill.titles import without_site
from tidings.types import Article, Entry, make_id

NOW = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)
URL = "https://www.lantern.example/2025/06/09/ferry"
TEXT = "".join(f"<p>{text}</p>" for text in invented.ENGLISH[0].body.split("\n"))


def read(head: str = "", body: str = "", *, url: str = URL, entry: Entry | None = None) -> Article:
    html = (
        f"<html lang=en-GB><head>{head}</head><body><article>{body}{TEXT}</article></body></html>"
    )
    page = page_of(html, url=url, fetched_at=NOW)
    return distill(page if entry is None else _with(page, entry))[0]


def _with(page: object, entry: Entry) -> object:
    from dataclasses import replace

    return replace(page, entry=entry)  # type: ignore[type-var]


JSON_LD = """<script type="application/ld+json">
{"@context":"https://schema.org","@graph":[
 {"@type":"WebSite","name":"The Daily Lantern"},
 {"@type":"Person","@id":"#ann","name":"Ann Lee"},
 {"@type":["NewsArticle"],"headline":"Ferry line approved",
  "author":[{"@id":"#ann"},{"name":"Bo Ek"}],
  "publisher":{"@type":"Organization","name":"The Daily Lantern"},
  "datePublished":"2025-06-09T10:00:00+02:00",
  "dateModified":"2025-06-09T12:30:00+02:00","image":{"url":"/img/ferry.jpg"},"inLanguage":"en",
  "keywords":["ferry","Osk","section:news"],}
]}</script>"""


def test_json_ld_with_a_graph_references_and_a_comma_too_many() -> None:
    article = read(JSON_LD, "<h1>Ferry line approved</h1>")
    assert article.title == "Ferry line approved"
    assert article.authors == ("Ann Lee", "Bo Ek")
    assert article.publisher == "The Daily Lantern"
    assert article.published_at == datetime(2025, 6, 9, 8, 0, tzinfo=UTC)
    assert article.modified_at == datetime(2025, 6, 9, 10, 30, tzinfo=UTC)
    assert article.image == "https://www.lantern.example/img/ferry.jpg"
    assert article.tags == ("ferry", "Osk")
    assert article.language == "en"
    assert article.id == make_id(article.canonical_url)


OPEN_GRAPH = """<title>Ferry line approved | The Daily Lantern</title>
<meta property="og:title" content="Ferry line approved - The Daily Lantern">
<meta property="og:site_name" content="The Daily Lantern">
<meta property="article:published_time" content="2025-06-09T08:00:00Z">
<meta property="article:modified_time" content="2025-06-09T10:30:00Z">
<meta property="article:author" content="https://www.facebook.com/annlee">
<meta name="author" content="By Ann Lee, Transport Correspondent">
<meta property="og:image" content="//cdn.lantern.example/f.jpg">
<meta property="article:tag" content="ferry"><meta property="article:tag" content="Osk">"""


def test_open_graph() -> None:
    article = read(OPEN_GRAPH)
    assert article.title == "Ferry line approved"
    assert article.authors == ("Ann Lee",)
    assert article.publisher == "The Daily Lantern"
    assert article.published_at == datetime(2025, 6, 9, 8, 0, tzinfo=UTC)
    assert article.modified_at == datetime(2025, 6, 9, 10, 30, tzinfo=UTC)
    assert article.image == "https://cdn.lantern.example/f.jpg"
    assert article.tags == ("ferry", "Osk")


MICRODATA = """<div itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">Ferry line approved</h1>
<span itemprop="author" itemscope><span itemprop="name">Ann Lee</span></span>
<span itemprop="publisher" itemscope><meta itemprop="name" content="The Daily Lantern"></span>
<time itemprop="datePublished" datetime="2025-06-09T08:00:00Z">9 June</time></div>"""


def test_microdata() -> None:
    article = read("<title>Ferry line approved</title>", MICRODATA)
    assert (article.title, article.authors) == ("Ferry line approved", ("Ann Lee",))
    assert article.publisher == "The Daily Lantern"
    assert article.published_at == datetime(2025, 6, 9, 8, 0, tzinfo=UTC)


VISIBLE = """<h1>Ferry line approved</h1>
<p class="byline">By <a rel="author" href="/ann">Ann Lee</a></p>
<p class="date">9 June 2025, 10:15</p>"""


def test_visible_marks_are_the_last_resort() -> None:
    article = read("<title>Ferry line approved</title>", VISIBLE)
    assert article.title == "Ferry line approved"
    assert article.authors == ("Ann Lee",)
    assert article.published_at == datetime(2025, 6, 9, 10, 15, tzinfo=UTC)


def test_the_date_in_the_address_is_a_weak_hint() -> None:
    assert read("<title>Ferry</title>").published_at == datetime(2025, 6, 9, tzinfo=UTC)


def test_a_date_ahead_is_passed_over() -> None:
    head = '<meta property="article:published_time" content="2031-01-01T00:00:00Z">'
    assert read(head).published_at == datetime(2025, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("https://www.lantern.example/ferry?utm_source=x", "https://www.lantern.example/ferry"),
        ("/news/ferry", "https://www.lantern.example/news/ferry"),
        ("https://www.lantern.example/", URL),
        ("https://other.example/ferry", URL),
        ("javascript:alert(1)", URL),
        ("", URL),
    ],
)
def test_a_canonical_address_must_be_believable(claim: str, expected: str) -> None:
    article = read(f'<link rel="canonical" href="{claim}">')
    assert article.canonical_url == expected
    assert article.id == make_id(expected)


def test_the_feed_fills_gaps_only() -> None:
    entry = Entry(
        id="e",
        url=URL,
        title="Other",
        authors=("Cy Roe",),
        published_at=datetime(2025, 6, 1, tzinfo=UTC),
        tags=("Vellmar", "FERRY"),
    )
    article = read(JSON_LD, "<h1>Ferry line approved</h1>", entry=entry)
    assert article.title == "Ferry line approved"
    assert article.authors == ("Ann Lee", "Bo Ek")
    assert article.tags == ("ferry", "Osk", "Vellmar")
    assert read("", url="https://lantern.example/x", entry=entry).authors == ("Cy Roe",)


@pytest.mark.parametrize(
    ("stated", "hour"),
    [
        ("2025-06-09", 8),  # only the day: the feed knows the hour
        ("2025-06-09T11:00:00Z", 11),
        ("2025-06-07", 0),  # another day: the page is believed
    ],
)
def test_the_feed_tells_the_hour_of_a_day(stated: str, hour: int) -> None:
    told = Entry(id="e", url=URL, published_at=datetime(2025, 6, 9, 8, 0, tzinfo=UTC))
    head = f'<meta property="article:published_time" content="{stated}">'
    article = read(head, entry=told)
    assert article.published_at is not None
    assert article.published_at.hour == hour


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("By Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek")),
        ("Par Sébastien Roy", ("Sébastien Roy",)),
        ("Von Karla Vogt, Elmstadt", ("Karla Vogt", "Elmstadt")),
        ("BY ANN LEE", ("Ann Lee",)),
        ("Ann Lee, Chief Political Correspondent", ("Ann Lee",)),
        ("Roe, Cy", ("Cy Roe",)),
        ("By Ann Lee March 25, 2015 3:46 PM", ("Ann Lee",)),
        ("https://x.example/annlee", ()),
        ("ann@x.example", ()),
        ("Staff Reporter", ()),
        ("", ()),
    ],
)
def test_bylines(byline: str, authors: tuple[str, ...]) -> None:
    assert clean_authors([byline]) == authors


def test_the_publisher_is_an_author_only_alone() -> None:
    assert clean_authors(["The Lantern", "Ann Lee"], publisher="The Lantern") == ("Ann Lee",)
    assert clean_authors(["The Lantern"], publisher="The Lantern") == ("The Lantern",)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ferry line approved - The Lantern", "Ferry line approved"),
        ("Ferry line approved | News | The Lantern", "Ferry line approved"),
        ("The Lantern: Ferry line approved", "The Lantern: Ferry line approved"),
        ("The Lantern - Ferry line approved", "Ferry line approved"),
        ("War - what is it good for", "War - what is it good for"),
        ("渡轮航线获批_新闻", "渡轮航线获批"),
        (
            "La marée du « Santa Irela » gagne les îles",
            "La marée du « Santa Irela » gagne les îles",
        ),
        ("Le « Irela » gagne les îles » Le Monde", "Le « Irela » gagne les îles"),
    ],
)
def test_the_name_of_the_site_is_cut_off(title: str, expected: str) -> None:
    assert without_site(title, ["The Lantern"], host="lantern.example") == expected


@pytest.mark.parametrize(
    "block",
    [
        '<!-- {"@type":"NewsArticle","headline":"A"} -->',
        '{"@type":"NewsArticle","headline":"A",}',
        '{"@type":"NewsArticle","headline":"A",\n"description":"two\nlines"}',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"A"}\n//]]>',
        '[[{"@type":"https://schema.org/NewsArticle","headline":"A"}]]',
        '{"@type":"WebSite"}{"@type":"NewsArticle","headline":"A"}',
        '{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":"A"}};',
    ],
)
def test_broken_json_ld(block: str) -> None:
    assert find_article(find_items([block]))["headline"] == "A"


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from('{}[]",:@typeNewsArticle graph\\n0'), max_size=200))
def test_any_json_ld_is_survived(block: str) -> None:
    find_article(find_items([block, "[" * 5000 + block]))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=80))
def test_any_page_is_survived(body: bytes, content: str) -> None:
    html = f'<meta property="og:title" content="{content}"><time>{content}</time>'.encode(
        errors="replace"
    )
    metadata = read_metadata(parse_html(html + body), url=URL, now=NOW)
    assert "\u202e" not in metadata.title


def test_hidden_characters_are_taken_out() -> None:
    article = read('<meta property="og:title" content="Fer\u200bry \u202eline\u0007 approved">')
    assert article.title == "Ferry line approved"
