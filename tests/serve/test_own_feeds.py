"""A person's own feeds: the river as a feed, and addresses that open one feed each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from tests.fake_web import FakeWeb
from tests.serve.conftest import HERE
from tests.serve.fake_news import NOW
from tidings import sample
from tidings.collect.opml import parse_opml
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.types import Person, Role
from tidings.workers.local import Inline

ATOM = "{http://www.w3.org/2005/Atom}"
TOKEN = re.compile(r'name="token" value="([^"]+)"')
SECRET = re.compile(r"<code>http://127\.0\.0\.1:8030(/feeds/[\w-]+)\.atom</code>")


@pytest.fixture(scope="module")
def news() -> Iterator[News]:
    web = FakeWeb(sample.pages(NOW), now=NOW)
    with News.open("sqlite://", config=Config(encoder="none"), web=web, pool=Inline()) as news:
        for url in sample.feeds()[1:3]:
            news.add(url)
        news.sync()
        accounts = news.people.accounts
        accounts.set_password(accounts.owner, "correct horse")
        ada = accounts.add("Ada", role=Role.READER, now=NOW)
        first, second = (one.source.id for one in news.sources())
        news.people.desk(ada.id).follow(first, folder="Harbour & sea")
        news.people.desk(ada.id).follow(second)
        yield news


@pytest.fixture
def ada(news: News) -> Person:
    return news.people.accounts.named("Ada")


@pytest.fixture
def web(news: News, ada: Person) -> TestClient:
    app = create_app(news, Config(), clock=lambda: NOW)
    web = TestClient(app, HERE, raise_server_exceptions=False, follow_redirects=False)
    web.cookies.set("tidings", news.people.keys.start_session(ada, agent="", now=NOW))
    return web


def made(web: TestClient, path: str) -> str:
    token = TOKEN.search(web.get("/settings/feeds").text)[1]
    page = web.post("/settings/feeds", data={"token": token, "of": path})
    assert page.status_code == 200, page.text
    return SECRET.search(page.text)[1]


def stranger(web: TestClient) -> TestClient:
    return TestClient(web.app, HERE, raise_server_exceptions=False, follow_redirects=False)


def titles(body: bytes) -> list[str]:
    return [
        entry.findtext(f"{ATOM}title") or "" for entry in ET.fromstring(body).iter(f"{ATOM}entry")
    ]


@pytest.mark.parametrize(
    "path",
    ["/feed", "/feed?language=en", "/tag/harbour/feed", "/search/feed?q=harbour",
     "/river/feed?show=all", "/river/feed?show=unread", "/river/feed?show=saved"],
)  # fmt: skip
def test_an_address_opens_its_feed_without_a_login(web: TestClient, path: str) -> None:
    address = made(web, path)
    stem, _, query = path.partition("?")
    for ending in (".atom", ".json"):
        answer = stranger(web).get(address + ending)
        assert answer.status_code == 200
        assert answer.content == web.get(f"{stem}{ending}?{query}").content
        assert address not in answer.text


def test_an_address_opens_nothing_else_and_nothing_once_taken_back(web: TestClient) -> None:
    address = made(web, "/river/feed?show=all")
    other = stranger(web)
    assert other.get(f"{address}.atom?show=saved").text == other.get(f"{address}.atom").text
    assert other.post(f"{address}.atom").status_code in (404, 405)
    secret = address.removeprefix("/feeds/")
    for path in ("/river/feed.atom", "/feed.json", "/api/stories"):
        answer = other.get(path, headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == 401
    other.cookies.set("tidings", secret)
    assert other.get("/river").status_code == 303
    page = web.get("/settings/feeds").text
    key = re.search(r"/settings/feeds/(\d+)/remove", page)[1]
    token = TOKEN.search(page)[1]
    assert web.post(f"/settings/feeds/{key}/remove", data={"token": token}).status_code == 303
    assert stranger(web).get(f"{address}.atom").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["", "/api/stories", "//evil.example/feed", "https://evil.example/feed", "/feed.atom",
     "/settings/../feed\r\nX: y", "/" + "x" * 3_000 + "/feed"],
)  # fmt: skip
def test_what_is_no_feed_gets_no_address(web: TestClient, path: str) -> None:
    token = TOKEN.search(web.get("/settings/feeds").text)[1]
    answer = web.post("/settings/feeds", data={"token": token, "of": path})
    if answer.status_code == 200:  # it stays a path of ours, where nothing is
        assert stranger(web).get(f"{SECRET.search(answer.text)[1]}.atom").status_code == 404
    else:
        assert answer.status_code == 400


def test_the_river_is_a_feed_by_folder_and_label(web: TestClient, news: News, ada: Person) -> None:
    desk = news.people.desk(ada.id)
    folder = next(f for f in desk.folders() if f.name)
    everything = titles(web.get("/river/feed.atom").content)
    inside = titles(web.get(f"/river/feed.atom?folder={folder.number}").content)
    assert 0 < len(inside) < len(everything)
    assert set(inside) < set(everything)
    story = news.front(limit=1)[0].story
    desk.label([desk.of(story.articles)[0].item.number], "keep/this", on=True)
    assert titles(web.get("/river/feed.atom?label=keep/this").content) == [story.headline]


def test_all_of_them_are_one_list_for_a_reader_app(web: TestClient) -> None:
    token = TOKEN.search(web.get("/settings/feeds").text)[1]
    answer = web.post("/settings/feeds/list", data={"token": token})
    assert answer.headers["content-disposition"].startswith("attachment")
    feeds = parse_opml(answer.content)
    assert [f.title for f in feeds][:5] == [
        "Front page", "Everything you follow", "What is unread", "Saved", "Folder Harbour & sea",
    ]  # fmt: skip
    for feed in feeds:
        assert stranger(web).get(feed.xml_url).status_code == 200
