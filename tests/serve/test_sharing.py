"""A story shared by link: read by anyone, with nothing personal, until it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.serve.render.reading import minutes_of
from tidings.types import Article, Role
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 15, 9, tzinfo=UTC)


@pytest.fixture
def news() -> Iterator[News]:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as opened:
        article = Article(
            id="bridge1", url="https://gazette.example/bridge", publisher="Gazette",
            title="The old bridge is closed", paragraphs=("The old bridge was closed.",),
            language="en", published_at=NOW - timedelta(hours=1), fetched_at=NOW,
        )  # fmt: skip
        opened.store.articles.save(article, page="", now=NOW)
        opened.store.stories.assign("bridge1", "bridge", duplicate_of="", because=())
        opened.store.stories.refresh(["bridge"])
        accounts = opened.people.accounts
        accounts.set_password(accounts.owner, "correct horse")
        yield opened


def browser(news: News, name: str = "") -> TestClient:
    """A browser of nobody, or of a person, who is made if need be."""
    web = TestClient(create_app(news, Config(), clock=lambda: NOW), follow_redirects=False)
    web.base_url = "http://localhost"
    if name:
        known = news.store.people.named(name)
        person = known or news.people.accounts.add(name, role=Role.READER, now=NOW)
        web.cookies.set("tidings", news.people.keys.start_session(person, agent="", now=NOW))
    return web


def send(web: TestClient, path: str) -> LexborHTMLParser:
    token = LexborHTMLParser(web.get("/settings").text).css_first("[name=token]")
    answer = web.post(path, data={"token": token.attributes["value"] or ""})
    assert answer.status_code in (200, 303), answer.text
    return LexborHTMLParser(answer.text)


def link(web: TestClient) -> str:
    return send(web, "/story/bridge/share").css_first(".secret code").text().partition("host")[2]


def test_a_shared_story_is_read_by_anyone_and_nothing_else(news: News) -> None:
    path = link(browser(news, "Ada"))
    anyone = browser(news)
    answer = anyone.get(path)
    assert answer.status_code == 200
    assert "The old bridge is closed" in answer.text
    assert answer.headers["x-robots-tag"].startswith("noindex")
    assert answer.headers["cache-control"] == "no-store"
    page = LexborHTMLParser(answer.text)
    ours = [node.attributes["href"] for node in page.css("body a[href^='/']")]
    assert ours == []
    assert page.css("form") == []
    assert "Ada" not in answer.text
    assert anyone.get("/story/bridge").headers["location"].startswith("/login")


def test_a_link_leads_nowhere_once_it_is_taken_back(news: News) -> None:
    ada = browser(news, "Ada")
    path, other = link(ada), link(ada)
    listed = LexborHTMLParser(ada.get("/settings/shared").text)
    remove = [form.attributes["action"] or "" for form in listed.css(".rows form")]
    assert len(remove) == 2
    assert browser(news).get(path).status_code == 200
    send(ada, remove[1])
    assert browser(news).get(path).status_code == 404
    assert browser(news).get(other).status_code == 200


def test_links_are_their_makers_alone(news: News) -> None:
    path = link(browser(news, "Ada"))
    eve = browser(news, "Eve")
    assert "bridge" not in eve.get("/settings/shared").text
    token = LexborHTMLParser(eve.get("/settings").text).css_first("[name=token]")
    for number in range(1, 8):
        answer = eve.post(
            f"/settings/shared/{number}/remove", data={"token": token.attributes["value"] or ""}
        )
        assert answer.status_code == 404
    assert browser(news).get(path).status_code == 200


@pytest.mark.parametrize("secret", ["x", "", "a" * 64, "%00", "a" * 65])
def test_what_is_no_link_is_nothing(news: News, secret: str) -> None:
    assert browser(news).get(f"/shared/{secret}").status_code in (400, 404)


def test_a_session_is_no_share_and_a_share_no_session(news: News) -> None:
    ada = browser(news, "Ada")
    secret = link(ada).removeprefix("/shared/")
    assert browser(news).get(f"/shared/{ada.cookies['tidings']}").status_code == 404
    eve = browser(news)
    eve.cookies.set("tidings", secret)
    assert eve.get("/settings").headers["location"].startswith("/login")


@pytest.mark.parametrize(
    ("texts", "minutes"),
    [([], 1), (["word " * 230], 1), (["word " * 460, "word " * 230], 3), (["新" * 900], 2)],
)
def test_minutes_to_read(texts: list[str], minutes: int) -> None:
    assert minutes_of(texts) == minutes
