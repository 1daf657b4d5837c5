"""The web app over a real library: news is added, read and shown."""

from __future__ import annotations

import gzip
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.fake_web import FakeWeb
from tests.serve.conftest import HERE
from tidings import sample
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app

FEEDS = sample.feeds()[1:3]
OF_A_KIND = 12  # pages whose addresses differ in what they name alone


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    now = datetime.now(UTC)
    config = Config(encoder="none", workers=1)
    with (
        News.open("sqlite://", config=config, web=FakeWeb(sample.pages(now), now=now)) as news,
        TestClient(create_app(news, config), HERE) as client,
    ):
        for url in FEEDS:
            assert client.post("/api/sources", json={"url": url}).status_code == 201
        news.sync()
        yield client


def tree(client: TestClient, path: str) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return LexborHTMLParser(answer.text)


def links(page: LexborHTMLParser) -> set[str]:
    hrefs = {(a.attributes.get("href") or "").partition("#")[0] for a in page.css("a[href]")}
    return {href for href in hrefs if href.startswith("/")}


def test_every_link_leads_somewhere(client: TestClient) -> None:
    """Follow our own links from the front page until each kind of page was seen often enough."""
    seen: set[str] = set()
    often: Counter[str] = Counter()
    ahead = {"/"}
    while ahead:
        path = min(ahead)
        ahead.remove(path)
        seen.add(path)
        kind = re.sub(r"=[^&]*", "", "/".join(path.split("/")[:2] + path.split("/")[3:]))
        often[kind] += 1
        if often[kind] > OF_A_KIND:
            continue
        answer = client.get(path)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html"):
            ahead |= {
                link.partition("#")[0] for link in links(LexborHTMLParser(answer.text))
            } - seen
    kinds = {path.split("/")[1].partition("?")[0] for path in seen}
    assert kinds >= {"", "story", "article", "tag", "source", "tags", "sources", "about", "api"}


def test_every_sentence_of_a_summary_rests_on_one_that_can_be_seen(client: TestClient) -> None:
    for card in tree(client, "/").css(".card h2 a"):
        story = tree(client, card.attributes["href"] or "")
        for link in story.css(".summary a.rests, .summary .also a"):
            path, _, place = (link.attributes["href"] or "").partition("#")
            assert tree(client, path).css_first(f"[id={place}]") is not None


def test_search_finds_what_the_front_page_shows(client: TestClient) -> None:
    headline = tree(client, "/").css_first(".card h2 a").text()
    words = " ".join(headline.split()[:2])
    assert client.get("/api/search", params={"q": f'"{words}"'}).json()["total"] > 0


def test_every_feed_of_the_front_page_can_be_read(client: TestClient) -> None:
    for link in tree(client, "/").css("link[rel=alternate]"):
        assert client.get(link.attributes["href"] or "").status_code == 200


def test_the_first_page_is_light_and_quick(client: TestClient) -> None:
    """All that a browser gets for the front page, packed, is under 100 KB; it is there at once."""
    took = []
    for number in range(5):  # another address each time, so that no answer is kept
        start = time.perf_counter()
        front = client.get("/", params={"new": number})
        took.append(time.perf_counter() - start)
    assert min(took) < 0.2  # seconds
    page = LexborHTMLParser(front.text)
    needed = {
        node.attributes.get("href") or node.attributes.get("src") or ""
        for node in page.css("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
    }
    bodies = [front.content, *(client.get(path).content for path in needed)]
    assert len(needed) >= 4
    assert sum(len(gzip.compress(body, 5)) for body in bodies) < 100_000  # bytes
