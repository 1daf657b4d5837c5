"""Hostile addresses, parameters, headers and texts: never a fault, never HTML of theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.testclient import TestClient

from tests.serve.conftest import HERE, app_over, client_over, served
from tests.serve.fake_news import FakeNews
from tidings.serve.pictures import PICTURES

STRINGS = ("tag", "source", "language", "q", "done", "next")
NUMBERS = ("page", "limit", "offset")


def texts(shared: Path, name: str) -> list[str]:
    vectors = json.loads((shared / f"vectors/{name}.json").read_text())["vectors"]
    return list(dict.fromkeys(text for one in vectors for text in strings(one["input"])))


def strings(value: Any) -> list[str]:
    """Return every string in a vector's input, however it is wrapped."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return []


def encoded(text: str) -> str:
    return quote(text[:3000], safe="", errors="replace")


LINKS = "a[href]:not([href^='mailto:?subject='])"  # but for our own "Send by e-mail"


OURS = ("/static/tidings.", "/static/offline.")  # the scripts that every page has


def is_our_script(node: LexborNode) -> bool:
    """Say whether this is one of the scripts that every page has."""
    address = node.attributes.get("src") or ""
    return node.tag == "script" and address.startswith(OURS) and not node.text()


def assert_tame(client: TestClient, path: str) -> None:
    """The answer is no fault, goes nowhere else, and holds no element but those of the page."""
    answer = client.get(path)
    assert answer.status_code < 500, path
    assert "x-injected" not in answer.headers
    location = answer.headers.get("location", "/")
    assert re.match(r"/(?![/\\])", location), path
    assert urlsplit(urljoin(HERE, location)).netloc == urlsplit(HERE).netloc
    if answer.headers.get("content-type", "").startswith("text/html"):
        found = LexborHTMLParser(answer.text).css("script, img, svg, iframe, [onerror], [onload]")
        ours = [node for node in found if is_our_script(node)]
        assert len(ours) == len(OURS), path
        assert found == ours, path


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with client_over(FakeNews(size=3)) as client:  # entered: one event loop for all requests
        yield client


@pytest.mark.parametrize("name", ["api_params", "open_redirect", "header_injection"])
def test_hostile_parameters(shared: Path, client: TestClient, name: str) -> None:
    paths = ("/", "/search", "/api/stories", "/sources", "/feed.atom")
    for number, text in enumerate(texts(shared, name)):
        values = "&".join(f"{parameter}={encoded(text)}" for parameter in STRINGS)
        wanted = values if number % 4 else f"{NUMBERS[number // 4 % 3]}={encoded(text)}"
        assert_tame(client, f"{paths[number % len(paths)]}?{wanted}")


@pytest.mark.parametrize("name", ["open_redirect", "path_traversal", "header_injection"])
def test_hostile_paths(shared: Path, client: TestClient, name: str) -> None:
    stems = ("/", "/story/", "/article/", "/tag/", "/source/", "/static/", "/sources/", "/api/")
    for number, text in enumerate(texts(shared, name)[::2]):
        assert_tame(client, stems[number % len(stems)] + encoded(text))


def test_hostile_searches(shared: Path, client: TestClient) -> None:
    for number, text in enumerate(texts(shared, "search_query")[::3]):
        path = ("/search", "/api/search", "/search/feed.json")[number % 3]
        assert_tame(client, f"{path}?q={encoded(text)}")


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=40))
def test_any_bytes_for_an_address(client: TestClient, raw: bytes) -> None:
    for stem in ("/", "/tag/", "/story/", "/search?q="):
        assert_tame(client, stem + quote(raw, safe=""))


def pages_of(news: FakeNews) -> list[str]:
    stories = list(news.stories)
    articles = [news.stories[id][-1].id for id in stories]
    return [
        *(f"/?page={number + 1}" for number in range(-(-len(stories) // 30))),
        *(f"/story/{id}" for id in stories[::9]),
        *(f"/article/{id}" for id in articles[::7]),
        *(f"/article/{id}/versions" for id in articles[::40]),
        "/tags",
        "/sources",
        "/search?q=a",
        "/feed.atom",
        "/api/stories",
    ]


def elements(client: TestClient, path: str) -> set[tuple[str | None, frozenset[str]]]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    if not answer.headers["content-type"].startswith("text/html"):
        return set()
    nodes = LexborHTMLParser(answer.text).css("*")
    return {(node.tag, frozenset(node.attributes)) for node in nodes}


def test_hostile_text_in_every_field_stays_text(shared: Path) -> None:
    """A page of hostile news holds the same kinds of elements as a page of ordinary news."""
    plain = FakeNews(size=300, sown=("Some words. And more. And yet more.", "Two words"))
    calm = client_over(plain)
    known = set().union(*(elements(calm, path) for path in pages_of(plain)))
    hostile = FakeNews(
        size=300, sown=tuple(t for t in texts(shared, "xss_html")[::11] if t.strip())
    )
    client = client_over(hostile)
    links = {("p", frozenset({"class"})), ("a", frozenset({"href", "rel"}))}  # to the original
    picture = {"class", "src", "alt", "width", "height", "decoding"}  # by our own address
    pictures = {("img", frozenset(picture)), ("img", frozenset({*picture, "loading"}))}
    for path in pages_of(hostile):
        assert elements(client, path) <= known | links | pictures, path


def test_odd_unicode_in_every_field(shared: Path) -> None:
    sown = tuple(t for t in texts(shared, "unicode_text") if t.strip())
    news = FakeNews(size=len(sown), sown=(*sown, "lone \ud800 surrogate"))
    client = client_over(news)
    for path in pages_of(news):
        assert client.get(path).status_code == 200


@pytest.mark.browser
def test_hostile_news_in_a_browser(shared: Path, browser: Browser) -> None:
    """Nothing runs, nothing is asked of another host, nothing is refused for lack of care."""
    sown = [text for text in texts(shared, "xss_html")[::13] if text.strip()]
    sown += [text for text in texts(shared, "xss_urls") if text.strip()]
    news = FakeNews(size=len(sown), sown=tuple(sown))
    dialogs: list[str] = []
    asked: set[str] = set()
    refused: list[tuple[str, str]] = []
    with served(app_over(news)) as here:
        page = browser.new_page()
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        page.on("console", lambda message: refused.append((message.text, message.location["url"])))
        for path in pages_of(news)[::6]:
            page.goto(here + path)
            hrefs = page.eval_on_selector_all(LINKS, "all => all.map(a => a.protocol)")
            assert set(hrefs) <= {"http:", "https:"}
        page.close()
    assert dialogs == []
    assert asked == {urlsplit(here).netloc}
    # Pictures of hosts that aren't there are not found; nothing else is amiss.
    assert [text for text, at in refused if urlsplit(at).path != PICTURES] == []
