"""What each article adds to its story, on the pages and in the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from tidings.config import Config
from tidings.group import statements_of
from tidings.news import News
from tidings.reading.evidence import judged_sentences
from tidings.serve.app import create_app
from tidings.serve.render.reading import foremost
from tidings.types import Article
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 14, 9, 10, tzinfo=UTC)
FIRST = "Two ferries collided in thick fog off Port Sall on Monday, killing 12 people."
AGAIN = "12 people were killed when two ferries collided off Port Sall in thick fog."
MORE = "Captain Jonas Brell <resigned> after talks that lasted 3 hours."


def article(name: str, hours: int, *paragraphs: str) -> Article:
    return Article(
        id=name,
        url=f"https://{name}.example/1",
        title=f"Ferries {name}",
        publisher=name.title(),
        paragraphs=paragraphs,
        published_at=NOW + timedelta(hours=hours),
        language="en",
    )


GAZETTE, COURIER = article("gazette", 0, FIRST), article("courier", 2, AGAIN, MORE)


def test_the_reason_names_who_told_it_when_and_what_is_added() -> None:
    told = statements_of([GAZETTE, COURIER], {})["courier"]
    known, new = judged_sentences(COURIER, told, {"gazette": GAZETTE})
    assert known.because.kind == "restates"
    assert known.because.text == f"restates “{FIRST}” (Gazette, 09:10)"
    assert new.because.kind == "adds"
    assert "adds names: Jonas Brell; adds numbers: 3;" in new.because.text
    assert foremost([known, new]) == (new,)


def test_another_day_is_named_and_a_gone_article_passed_over() -> None:
    late = article("courier", 40, AGAIN)
    told = statements_of([GAZETTE, late], {})["courier"]
    (judged,) = judged_sentences(late, told, {"gazette": GAZETTE})
    assert "(Gazette, 2026-03-14 09:10)" in judged.because.text
    (judged,) = judged_sentences(late, told, {})
    assert judged.because.text == "restates what the story told before"
    assert not list(judged_sentences(article("courier", 40, "Cut."), told, {}))


@pytest.fixture
def news() -> News:
    opened = News.open("sqlite://", config=Config(encoder="none"), pool=Inline())
    for one in (GAZETTE, COURIER):
        opened.store.articles.save(one, page="", now=NOW)
        opened.store.stories.assign(one.id, "t", duplicate_of="", because=())
    opened.enrich()
    return opened


def test_pages_and_api_say_what_is_known_and_what_is_new(news: News) -> None:
    with TestClient(create_app(news, news.config), base_url="http://localhost") as web:
        story = web.get("/story/t").text
        assert "1 new sentence, 1 told before" in story
        assert f"restates “{FIRST}” (Gazette, 09:10)" in story
        page = web.get("/article/courier").text
        assert 'class="told"' in page
        assert f'href="/article/gazette#s0-{len(FIRST)}"' in page
        assert "&lt;resigned&gt;" in page
        assert "<resigned>" not in page + story
        judged = web.get("/api/articles/courier").json()["judged"]
        assert [one["statement"]["known"] for one in judged] == [True, False]
        tellings = web.get("/api/stories/t").json()["articles"]
        assert tellings[1]["adds"] == [MORE]
        assert tellings[1]["judged"] == judged
    news.close()
