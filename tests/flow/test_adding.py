"""Adding: what is found at an address or in files, and what is taken in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fake_web import FakeWeb
from tidings import sample
from tidings.collect.messages import Request, Response
from tidings.collect.schedule import CONFIRMATIONS
from tidings.config import Config
from tidings.errors import FetchError, TidingsError
from tidings.intake.adding import means_file
from tidings.news import News
from tidings.sample.web import SampleWeb
from tidings.views import Candidate
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
LETTER = """From: Daily Post <letters@post.example>
List-Id: The Daily Post <daily.post.example>
Subject: Ferry may sail at night
Date: Tue, 10 Mar 2026 09:00:00 +0000
Message-ID: <1@post.example>
Content-Type: text/plain; charset=utf-8

The harbour board of Selby voted on Monday to let the ferry sail at night from 1 May.

Fares for the crossing will stay at 12 crowns, said its chair, Mona Berg.
"""


@pytest.fixture
def news() -> Iterator[News]:
    web = SampleWeb(sample.pages(NOW), now=lambda: NOW)
    config = Config(encoder="none")
    with News.open("sqlite://", config=config, web=web, pool=Inline()) as opened:
        yield opened


@pytest.mark.parametrize(
    ("address", "kind", "words"),
    [
        ("https://northline.example/atom.xml", "feed", "a feed of"),
        ("https://northline.example/", "feed", "a site with"),
        ("https://meridianpost.example/feed.json", "feed", "a feed of"),
        ("https://capsud.example/sitemap-news.xml", "sitemap", "a sitemap that lists"),
        ("https://pressround.example/read/82-tolbrook-fire-cause.html", "page", "an article"),
        ("feed:https://northline.example/atom.xml", "feed", "a feed of"),
    ],
)
def test_what_an_address_holds_is_said_and_added(
    news: News, address: str, kind: str, words: str
) -> None:
    found = news.preview(address)
    assert (found.error, found.candidates[0].kind) == ("", kind)
    assert words in found.found
    assert news.counts().sources == news.counts().pending == 0  # nothing is saved by looking
    added = news.add(address)
    assert bool(added.sources) is (kind != "page")
    assert bool(added.articles) is (kind == "page")
    assert news.preview(address).candidates[0].known is (kind != "page")
    again = news.add(address)
    assert not again.sources


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://pressround.example/", "names no feed"),
        ("https://northline.example/none", "answered 404 (not found): look at it in a browser"),
        ("ftp://northline.example/", ""),
        ("not an address", ""),
        ("", ""),
    ],
)
def test_what_can_not_be_added_is_said(news: News, address: str, words: str) -> None:
    found = news.preview(address)
    assert found.error
    assert words in found.error
    if address:
        with pytest.raises(TidingsError):
            news.add(address)


def test_a_newsletter_has_its_list_as_source(news: News, tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_text(LETTER)
    news.add(tmp_path)
    news.sync(network=False)
    (view,) = news.sources()
    assert (view.source.kind, view.articles, view.health) == ("mail", 1, "filled from files")
    (article,) = news.latest()
    assert article.title == "Ferry may sail at night"


def test_a_list_of_sources_goes_out_and_comes_in(news: News, tmp_path: Path) -> None:
    news.add("https://northline.example/atom.xml", folder="World/North")
    path = tmp_path / "sources.opml"
    path.write_text(news.opml())
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as other:
        added = other.add(path)
        (source,) = added.sources
        assert (source.url, source.folder) == ("https://northline.example/atom.xml", "World/North")
        assert not other.add(path).sources


def test_a_missing_file_is_said(news: News, tmp_path: Path) -> None:
    with pytest.raises(TidingsError, match="no file"):
        news.add(tmp_path / "none.html")
    with pytest.raises(TidingsError, match="no source"):
        news.pause("none")


@pytest.mark.parametrize(
    ("what", "a_file"),
    [
        ("/feeds.opml", True),
        ("./feeds", True),
        ("feeds.opml", True),
        ("pages.jsonl.gz", True),
        ("pages/one.html", True),
        ("https://g.example/feeds.opml", False),
        ("g.example/feeds.opml", False),
        ("g.example", False),
        ("localhost:8030", False),
    ],
)
def test_what_is_not_there_is_a_file_or_an_address(news: News, what: str, a_file: bool) -> None:
    assert means_file(what) is a_file
    if a_file:
        with pytest.raises(TidingsError, match="there is no file"):
            news.add(what)


def test_an_address_without_a_scheme_is_tried_without_encryption_too() -> None:
    feed = b"<rss><channel><title>G</title><item><title>Ferry</title></item></channel></rss>"
    refused = FetchError("g.example failed to set up an encrypted connection")
    web = FakeWeb({"http://g.example/f": feed, "https://g.example/f": refused})
    with News.open("sqlite://", config=Config(encoder="none"), web=web, pool=Inline()) as opened:
        (source,) = opened.add("g.example/f").sources
        assert source.url == "http://g.example/f"
        with pytest.raises(FetchError, match="encrypted"):
            opened.add("https://g.example/f")


def test_a_backup_is_whole_or_not_there(news: News, tmp_path: Path) -> None:
    news.backup(tmp_path / "copy.sqlite")
    assert [path.name for path in tmp_path.iterdir()] == ["copy.sqlite"]
    for target, words in (
        (tmp_path / "no" / "x", "no folder"),
        (tmp_path / "copy.sqlite", "there"),
    ):
        with pytest.raises(TidingsError, match=words):
            news.backup(target)


def test_what_export_wrote_comes_back(news: News, tmp_path: Path) -> None:
    from tidings.records import line

    news.add("https://northline.example/atom.xml")
    news.sync()
    path = tmp_path / "all.jsonl"
    path.write_text("".join(line(record) + "\n" for record in news.export()))
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as other:
        other.add(path)
        other.sync(network=False)
        mine = {a.id: (a.title, a.text, a.tags) for a in news.store.articles.all()}
        assert {a.id: (a.title, a.text, a.tags) for a in other.store.articles.all()} == mine


RSS = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>'
    b"<item><title>Ferry sails</title><link>https://b.example/1</link></item></channel></rss>"
)


@pytest.fixture
def moving() -> Iterator[News]:
    """A library that reads a feed which has moved to another address."""
    there = Request(url="https://b.example/feed", kind="feed")
    moved = Response(
        request=there, url=there.url, status=200, fetched_at=NOW, body=RSS, moved_to=there.url,
        headers={"content-type": "application/xml"},
    )  # fmt: skip
    web = FakeWeb({"https://a.example/feed": moved, there.url: RSS}, now=NOW)
    with News.open("sqlite://", config=Config(encoder="none"), web=web, pool=Inline()) as opened:
        source = Candidate(url="https://a.example/feed", kind="feed")
        opened.add_candidates([source])
        yield opened


def polled(news: News) -> dict[str, str]:
    """Poll every source until a move is believed; return where each stands, by its id."""
    for _ in range(CONFIRMATIONS):
        for source in news.store.sources.all():
            news.poll_now(source.id)
        news.sync()
    return {source.id: source.url for source in news.store.sources.all()}


def test_a_feed_that_moved_is_known_where_it_is_now(moving: News) -> None:
    assert list(polled(moving).values()) == ["https://b.example/feed"]
    (there,) = moving.preview("https://b.example/feed").candidates
    assert there.known
    assert moving.add_candidates([there]).sources == ()


def test_a_feed_that_moves_to_where_another_is_stays_and_says_so(moving: News) -> None:
    moving.add_candidates([Candidate(url="https://b.example/feed", kind="feed")])
    before = {source.id: source.url for source in moving.store.sources.all()}
    assert polled(moving) == before
    (left,) = [one for one in moving.sources() if one.source.url == "https://a.example/feed"]
    assert left.health == "moving to https://b.example/feed"
