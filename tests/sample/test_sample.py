from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from lxml import etree, html

from tidings import sample
from tidings.sample import dates
from tidings.sample.content import Piece, load_sites
from tidings.text import sentences
from tidings.types import Status

NOW = datetime(2026, 11, 22, 3, 20, tzinfo=UTC)
WEB = sample.pages(NOW)
LATER = sample.edited(NOW)
SITES = load_sites(NOW, later=False)
PIECES = [piece for site in SITES for piece in site.pieces]
BY_URL = {piece.url: piece for piece in PIECES}
FEED_ARTICLES = [piece for piece in PIECES if "pressround" not in piece.url]


def prose(url: str, web: Mapping[str, bytes] = WEB) -> str:
    """Return everything that a page shows, as one text."""
    return str(html.fromstring(web[url].decode("utf-8")).text_content())


def links(url: str, web: Mapping[str, bytes]) -> Iterator[str]:
    for link in html.fromstring(web[url].decode("utf-8")).xpath("//@href | //@action"):
        absolute = urljoin(url, link)
        if urlsplit(absolute).scheme == "https":
            yield absolute.split("#")[0]


def test_there_is_enough_of_everything() -> None:
    events = Counter(sample.truth().values())
    assert len(SITES) == 8
    assert {site.language for site in SITES} == {"en", "fr", "ar"}
    assert sum(site.language == "en" for site in SITES) >= 4
    assert 60 <= len(PIECES) <= 70
    assert sum(count >= 3 for count in events.values()) >= 13
    assert sum(count == 1 for count in events.values()) >= 4


def test_several_events_are_told_in_three_languages() -> None:
    told = defaultdict(set)
    for site in SITES:
        for piece in site.pieces:
            told[piece.event].add(site.language)
    assert sum(len(languages) == 3 for languages in told.values()) >= 4


@pytest.mark.parametrize("web", [WEB, LATER], ids=["first", "later"])
def test_every_link_leads_somewhere(web: Mapping[str, bytes]) -> None:
    documents = [url for url in web if url.endswith(("/", ".html")) or url in BY_URL]
    dead = {link for url in documents for link in links(url, web)} - set(web)
    assert not dead


def test_every_page_is_utf_8_and_complete() -> None:
    assert all(b"{standing" not in body and b"{week" not in body for body in WEB.values())
    assert all(body.decode("utf-8").strip() for body in WEB.values())


@pytest.mark.parametrize("url", [u for u in sample.feeds() if u.endswith((".xml", ".rdf"))])
def test_xml_feeds_name_their_articles(url: str) -> None:
    root = etree.fromstring(WEB[url])
    if root.tag.endswith("urlset"):
        named = {loc.text for loc in root.iter("{*}loc")}
    else:
        feed = feedparser.parse(WEB[url])
        assert not feed.bozo
        assert all(entry.title for entry in feed.entries)
        assert all(entry.keys() & {"published", "updated"} for entry in feed.entries)
        named = {entry.link for entry in feed.entries}
    host = urlsplit(url).netloc
    assert named == {piece.url for piece in FEED_ARTICLES if urlsplit(piece.url).netloc == host}


def test_the_json_feed_names_its_articles() -> None:
    feed = json.loads(WEB["https://meridianpost.example/feed.json"])
    assert {item["url"] for item in feed["items"]} <= set(WEB)
    assert all(datetime.fromisoformat(item["date_published"]) < NOW for item in feed["items"])


def test_the_kinds_of_feed_differ() -> None:
    kinds = {site.feed for site in SITES}
    assert kinds == {"rss", "atom", "rdf", "json", "sitemap", ""}


def test_truth_covers_every_article_that_can_be_read() -> None:
    readable = {p.url for p in PIECES if p.status != "blocked"}
    truth = sample.truth()
    assert readable <= set(truth)
    assert {inner.title for piece in PIECES for inner in piece.related} <= set(truth)


def test_statuses_are_ours() -> None:
    assert set(sample.statuses().values()) == {"full", "teaser", "paywall", "blocked"}
    assert all(Status(status) for status in sample.statuses().values())


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.url)
def test_full_articles_have_the_length_of_news(piece: Piece) -> None:
    count = len(" ".join(piece.paragraphs).split())
    assert piece.status != "full" or 110 <= count <= 450


def test_publishers_share_no_sentence_but_those_of_the_wire() -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for piece in PIECES:
        for paragraph in piece.paragraphs:
            for span in sentences(paragraph):
                said[paragraph[span.start : span.end].casefold()].add(piece.publisher)
    shared = {text for text, publishers in said.items() if len(publishers) > 1}
    wire = next(p for p in PIECES if p.url == "https://northline.example/world/hadrel-quake")
    assert shared == {
        paragraph[span.start : span.end].casefold()
        for paragraph in wire.paragraphs
        for span in sentences(paragraph)
    }


def test_the_wire_runs_at_three_publishers_with_other_heads_and_tails() -> None:
    wire = BY_URL["https://northline.example/world/hadrel-quake"].paragraphs
    courier = BY_URL["https://harbourcourier.example/news/hadrel-earthquake.html"].paragraphs
    meridian = BY_URL["https://meridianpost.example/planet/hadrel-valley-quake"].paragraphs
    assert courier[: len(wire)] == wire
    assert courier[len(wire) :]
    assert meridian[1:] == wire


def test_standing_passages_come_back_alone_inside_and_in_another_order() -> None:
    gazette = [p for p in PIECES if p.publisher == "The Orvane Gazette"]
    passage = "The country's economy, which rests on shipping"
    holding = [q for piece in gazette for q in piece.paragraphs if passage in q]
    assert len(holding) >= 5
    assert any(q.startswith(passage) and len(q) < 250 for q in holding)
    assert any(q.index(passage) > 100 for q in holding)


@pytest.mark.parametrize(
    ("event", "numbers"),
    [
        ("ferry", ("Forty-one people were injured", "38 people were injured", "38 blessés")),
        ("quake", ("at least 12 people", "number of the dead to 14", "14 قتيلا")),
        ("strike", ("30,000 people at its march", "Around 20,000 people", "12 000")),
        ("storm", ("60,000 homes", "75,000 homes", "70 000 logements")),
        ("handball", ("41,200 people", "43 000 spectateurs")),
        ("chip", ("2.4 billion crowns", "2.6 billion crowns")),
    ],
)
def test_publishers_disagree_about_numbers(event: str, numbers: tuple[str, ...]) -> None:
    texts = [" ".join((p.title, *p.paragraphs)) for p in PIECES if p.event == event]
    assert all(any(number in text for text in texts) for number in numbers)


def test_one_name_is_spelled_in_several_ways() -> None:
    spelled = {"Yusuf al-Khadri", "Yousef Khadry", "Youssef El Khadri", "يوسف الخضري"}
    text = "\n".join(q for piece in PIECES for q in piece.paragraphs)
    assert all(name in text for name in spelled)


def test_the_aggregator_page_looks_like_one() -> None:
    page = prose("https://pressround.example/read/82-tolbrook-fire-cause.html")
    assert "2 hours ago" in page
    assert "1 day ago" in page
    assert "No comments yet..." in page
    assert "Tags: Aldous & FennfireinvestigationTolbrook" in page
    assert page.index("Related Articles") < page.index("Halden picks Port Sabel")


def test_pages_that_give_no_article_say_so() -> None:
    blocked = next(piece for piece in PIECES if piece.status == "blocked")
    assert "Checking your browser" in prose(blocked.url)
    assert blocked.paragraphs[0] not in prose(blocked.url)
    walled = next(piece for piece in PIECES if piece.status == "paywall")
    assert "Subscribe to continue reading" in prose(walled.url)


def test_no_binary_files_and_no_pictures() -> None:
    assert not any(b"<img" in body or b"og:image" in body for body in WEB.values())


def test_later_one_article_is_new_and_three_are_changed() -> None:
    after = {piece.url: piece for site in load_sites(NOW, later=True) for piece in site.pieces}
    changed = [url for url, piece in BY_URL.items() if after[url].paragraphs != piece.paragraphs]
    retitled = [url for url, piece in BY_URL.items() if after[url].title != piece.title]
    assert len(set(after) - set(BY_URL)) == 1
    assert len(changed) == 3
    assert len(retitled) == 2
    assert all(BY_URL[url].published == after[url].published for url in changed)
    assert set(WEB) < set(LATER)


def test_nothing_is_dated_in_the_future() -> None:
    later = [piece for site in load_sites(NOW, later=True) for piece in site.pieces]
    assert all(piece.published <= piece.modified < NOW for piece in later)
    assert max(piece.modified for piece in PIECES) <= NOW - timedelta(hours=1)


def test_days_agree_between_publishers_and_languages() -> None:
    ferry = [" ".join(piece.paragraphs) for piece in PIECES if piece.event == "ferry"]
    day = (NOW - timedelta(hours=88)).date()
    assert sum(dates.weekday(day, "en") in text for text in ferry) >= 3
    assert any(f"{dates.weekday(day, 'fr')} soir" in text for text in ferry)
    assert any(dates.weekday(day, "ar") in text for text in ferry)


def test_the_same_moment_gives_the_same_bytes() -> None:
    assert sample.pages(NOW) == WEB
    assert sample.pages(NOW.astimezone(tz=None)) == WEB
    assert sample.pages(NOW + timedelta(days=3)) != WEB
    assert set(sample.pages(NOW + timedelta(days=3))) == set(WEB)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(5, "just now"), (60, "1 minute ago"), (7300, "2 hours ago"), (200_000, "2 days ago")],
)
def test_ago(seconds: int, said: str) -> None:
    assert dates.ago(NOW - timedelta(seconds=seconds), NOW) == said


def test_only_invented_hosts_are_named() -> None:
    text = b"\n".join(WEB.values()).decode("utf-8")
    hosts = set(re.findall(r"https?://([\w.-]+)", text))
    standards = {"schema.org", "ogp.me", "jsonfeed.org", "www.sitemaps.org", "www.google.com"}
    standards |= {"www.w3.org", "purl.org"}
    assert all(host.endswith(".example") for host in hosts - standards)
