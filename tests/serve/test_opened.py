"""What was opened is remembered, and what is new since then shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.serve.test_statements import COURIER, GAZETTE, MORE, NOW, article
from tidings.config import Config
from tidings.news import News
from tidings.reading.opened import SITTING, Opened
from tidings.serve.app import create_app
from tidings.serve.history import opened_page
from tidings.storage import Store, open_store
from tidings.types import OWNER, Article
from tidings.workers.local import Inline

SINCE = "New since you read it: 1 sentence in 1 article"
LATER = article("third", 5, "Divers found 3 bodies in the wreck on Thursday.")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 15, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def tell(news: News, *articles: Article) -> None:
    for one in articles:
        news.store.articles.save(one, page="", now=NOW)
        news.store.stories.assign(one.id, "t", duplicate_of="", because=())
    news.enrich()


@pytest.fixture
def news() -> Iterator[News]:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as opened:
        tell(opened, GAZETTE)
        yield opened


def browser(news: News, clock: Clock, **settings: Any) -> TestClient:
    app = create_app(news, Config(**settings), clock=clock)
    return TestClient(app, base_url="http://localhost")


def test_a_story_that_was_read_says_what_is_new_since(news: News) -> None:
    clock = Clock()
    web = browser(news, clock)
    assert SINCE not in web.get("/").text + web.get("/story/t").text
    tell(news, COURIER)
    clock.now += SITTING
    assert SINCE in web.get("/").text
    page = web.get("/story/t").text
    assert SINCE in page
    assert f'href="/article/courier#s{len(COURIER.paragraphs[0]) + 1}-' in page
    assert SINCE not in web.get("/").text  # it has been seen
    assert SINCE in web.get("/story/t").text  # but a reload shows it still
    clock.now += SITTING
    assert SINCE not in web.get("/story/t").text


def test_an_article_that_was_read_is_what_the_others_are_held_against(news: News) -> None:
    clock = Clock()
    web = browser(news, clock)
    tell(news, COURIER, LATER)
    web.get("/article/courier")
    clock.now += SITTING
    assert "New since you read it: 2 sentences in 2 articles" in web.get("/").text  # and Monday
    page = LexborHTMLParser(web.get("/story/t").text)
    assert "in the wreck" in page.css_first(".unread").text()


def test_what_was_opened_can_be_forgotten(news: News) -> None:
    clock = Clock()
    web = browser(news, clock)
    web.get("/story/t")
    tell(news, COURIER)
    about = web.get("/about").text
    assert "1 article remembered" in about
    token = about.partition('name="token" value="')[2].partition('"')[0]
    answer = web.post("/opened/forget", data={"token": token}, follow_redirects=False)
    assert answer.status_code == 303
    assert news.store.opened.of(OWNER) == {}
    assert SINCE not in web.get("/").text
    assert web.post("/opened/forget", data={"token": "x"}).status_code == 403


def test_nothing_is_remembered_where_the_setting_says_so(news: News) -> None:
    web = browser(news, Clock(), remember_opened=False)
    web.get("/story/t")
    tell(news, COURIER)
    assert SINCE not in web.get("/").text
    assert len(news.people.opened(OWNER)) == 0
    assert "remembered" not in web.get("/about").text


def test_the_api_tells_what_is_new_to_one_who_read_a_part(news: News) -> None:
    tell(news, COURIER, LATER)
    web = browser(news, Clock())
    unread = web.get("/api/stories/t?read=gazette&read=nobody").json()["unread"]
    told = [(u["article"]["id"], [s["text"] for s in u["sentences"]]) for u in unread]
    assert told == [("courier", [MORE]), ("third", list(LATER.paragraphs))]
    assert web.get("/api/stories/t").json()["unread"] == []
    assert len(news.people.opened(OWNER)) == 0  # asking is not reading


def test_what_is_marked_as_read_was_read_until_it_is_marked_unread(news: News) -> None:
    """As a reader app marks it: no page is opened."""
    tell(news, COURIER)
    clock = Clock()
    web, desk = browser(news, clock), news.people.desk(OWNER)
    numbers = {one.item.article: one.item.number for one in desk.of(["gazette", "courier"])}
    desk.mark([numbers["gazette"]], read=True)
    assert SINCE in web.get("/").text
    unread = web.get("/api/stories/t").json()["unread"]
    assert [one["article"]["id"] for one in unread] == ["courier"]
    desk.mark([numbers["gazette"]], read=False)
    assert SINCE not in web.get("/").text
    assert web.get("/api/stories/t").json()["unread"] == []
    assert news.store.opened.of(OWNER) == {}


def test_what_is_cleared_away_was_not_read(news: News) -> None:
    desk = news.people.desk(OWNER)
    numbers = [one.item.number for one in desk.of(["gazette"])]
    desk.mark(numbers, read=True, skipped=True)
    desk.mark(numbers * 60, read=True)  # an app that clears its list
    desk.mark(numbers, read=True, undoable=False)  # a rule
    assert len(news.people.opened(OWNER)) == 0


@pytest.mark.parametrize(
    ("method", "path", "headers", "page"),
    [
        ("GET", "/story/t", {}, ("story", "t")),
        ("GET", "/article/a", {}, ("article", "a")),
        ("HEAD", "/article/a", {}, None),
        ("GET", "/article/a", {"sec-purpose": "prefetch;prerender"}, None),
        ("GET", "/article/a/versions", {}, None),
        ("GET", "/api/stories/t", {}, None),
        ("GET", "/story/t?done=4", {}, ("story", "t")),
        ("GET", "/story/t?unread=1", {}, None),
        ("GET", "/", {}, None),
    ],
)
def test_only_pages_that_a_reader_asked_for_count(
    method: str, path: str, headers: dict[str, str], page: tuple[str, str] | None
) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    path, _, query = path.partition("?")
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode()}
    assert opened_page({**scope, "headers": raw}) == page


def test_marks_are_written_once_a_minute_and_at_the_end() -> None:
    store: Store = open_store("sqlite://")
    for one in (GAZETTE, COURIER, LATER):
        store.articles.save(one, page="", now=NOW)
    opened = Opened(store)
    opened.mark(["gazette", "gone"], now=NOW)
    assert set(store.opened.of(OWNER)) == {"gazette"}
    before = store.stamp()
    opened.mark(["courier"], now=NOW + timedelta(seconds=5))
    opened.mark(["gazette"], now=NOW + timedelta(seconds=6))
    assert store.stamp() == before  # reading is no change of the news
    assert opened.among(["gazette", "courier", "third"]) == {"gazette", "courier"}
    assert opened.among(["gazette", "courier"], before=NOW) == {"gazette"}
    opened.save()
    assert Opened(store).among(["courier"]) == {"courier"}
    assert store.opened.of(OWNER)["gazette"] == NOW
