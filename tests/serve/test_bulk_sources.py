"""The starter catalogue, and several sources changed at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tidings.config import Config
from tidings.i18n import locale_of
from tidings.news import News
from tidings.reference.catalogue import catalogue
from tidings.reference.countries import to_country
from tidings.serve import create_app
from tidings.serve.render.phrases import language_name
from tidings.types import OWNER, Source
from tidings.urls import parse
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 15, 9, tzinfo=UTC)


@pytest.fixture
def news() -> Iterator[News]:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as opened:
        for name in ("gazette", "matin", "courier"):
            url = f"https://{name}.example/feed"
            opened.store.sources.save(
                Source(id=name, url=url, kind="feed", title=name, added_at=NOW)
            )
        yield opened


@pytest.fixture
def web(news: News) -> TestClient:
    app = create_app(news, Config(), clock=lambda: NOW)
    return TestClient(app, "http://localhost", follow_redirects=False)


def send(web: TestClient, **fields: str | list[str]) -> tuple[int, str]:
    token = LexborHTMLParser(web.get("/sources").text).css_first("[name=token]")
    sent = {"token": token.attributes["value"] or "", **fields}
    answer = web.post("/sources/several", data=sent)
    return answer.status_code, answer.text


def test_what_is_ticked_is_paused_and_resumed(news: News, web: TestClient) -> None:
    chosen = ["gazette", "matin", "gazette", "unknown"]
    assert send(web, do="pause", source=chosen)[0] == 303
    assert {v.source.id for v in news.sources() if v.source.paused} == {"gazette", "matin"}
    assert send(web, do="resume", source="matin")[0] == 303
    assert {v.source.id for v in news.sources() if v.source.paused} == {"gazette"}


def test_several_are_removed_once_that_is_confirmed(news: News, web: TestClient) -> None:
    status, asked = send(web, do="ask", source=["gazette", "matin"])
    assert status == 200
    assert len(news.sources()) == 3
    fields = LexborHTMLParser(asked).css("main [name=source]")
    ids = [node.attributes["value"] or "" for node in fields]
    assert send(web, do="remove", source=ids)[0] == 303
    assert [v.source.id for v in news.sources()] == ["courier"]


def test_several_are_moved_for_who_asks(news: News, web: TestClient) -> None:
    assert send(web, do="move", folder=" Abroad ", source=["gazette", "matin"])[0] == 303
    folders = {one.source: one.folder.name for one in news.people.desk(OWNER).subscriptions()}
    assert (folders["gazette"], folders["matin"], folders["courier"]) == ("Abroad", "Abroad", "")


@pytest.mark.parametrize(
    "fields", [{"do": "pause"}, {"do": "burn", "source": "gazette"}, {"source": "gazette"},
               {"do": "remove", "source": "unknown"}]
)  # fmt: skip
def test_what_makes_no_sense_changes_nothing(
    news: News, web: TestClient, fields: dict[str, str | list[str]]
) -> None:
    before = news.sources()
    assert send(web, **fields)[0] == 400
    assert news.sources() == before


def test_the_catalogue_is_sound() -> None:
    listed = catalogue()
    assert len(listed) >= 100
    assert len({one.url for one in listed}) == len(listed)
    for one in listed:
        assert parse(one.url).url
        assert to_country(one.country) == one.country
        assert locale_of("en").country(one.country) != one.country
        assert re.fullmatch("[a-z]{2}", one.language)
        assert language_name(one.language) != one.language
        assert one.title.strip() == one.title != ""


def test_the_catalogue_is_shown_by_country_and_language(web: TestClient) -> None:
    page = LexborHTMLParser(web.get("/sources/catalogue?country=DE&language=en").text)
    urls = [node.attributes["value"] for node in page.css("input[name=url]")]
    assert urls == [one.url for one in catalogue() if (one.country, one.language) == ("DE", "en")]
    choices = [node.attributes["value"] for node in page.css("input[name=choice]")]
    assert choices == [str(number) for number in range(len(urls))]
