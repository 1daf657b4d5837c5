"""Threads of the bundled sample: the ferry's affair goes on, and in any order of arrival."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from tests.serve.conftest import HERE
from tidings import reading
from tidings.config import Config
from tidings.news import News
from tidings.sample.web import load_sample
from tidings.serve import create_app
from tidings.workers.local import Inline


@pytest.fixture(scope="module")
def news() -> Iterator[News]:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as opened:
        load_sample(opened)
        yield opened


def story_of(news: News, words: str) -> str:
    return news.search(words, limit=1).hits[0].story


def test_the_inquiry_goes_on_from_the_accident(news: News) -> None:
    view = news.thread(story_of(news, '"faulty pump" Irela'))
    assert view is not None
    headlines = [step.story.headline for step in view.steps]
    assert any("aground" in headline for headline in headlines[:1])
    last = view.steps[-1]
    assert last.link is not None
    assert last.link.because
    assert last.sentence is not None
    assert last.sentence.cites
    seen = [step.story.first_seen for step in view.steps if step.story.first_seen]
    assert seen == sorted(seen)


def test_look_alikes_are_of_two_affairs(news: News) -> None:
    """Two warehouses burn in two towns."""
    one, other = (story_of(news, words) for words in ("Tolbrook warehouse", "Estremar cork"))
    view = news.thread(one)
    assert view is not None
    assert other not in view.thread.stories


def test_links_do_not_depend_on_the_order_in_which_they_are_made(news: News) -> None:
    stories = [
        story for card in reading.threads(news.store, limit=99) for story in card.thread.stories
    ]
    before = previous(news, stories)
    for story in reversed(stories):
        news.store.queue.add("thread", {story: datetime.now(UTC)})
        news.enrich(only="thread")
    assert previous(news, stories) == before


def previous(news: News, stories: list[str]) -> dict[str, str]:
    return {story: link.previous for story, link in news.store.threads.links(stories).items()}


def test_the_pages_and_the_api_tell_it(news: News) -> None:
    story = story_of(news, '"faulty pump" Irela')
    with TestClient(create_app(news, Config(encoder="none")), HERE) as client:
        assert "/thread/" in client.get(f"/story/{story}").text
        page = client.get(f"/thread/{story}")
        assert page.status_code == 200
        assert "aground" in page.text
        assert client.get("/threads").text.count("/thread/") >= 2
        (row, *_) = client.get("/api/threads").json()["threads"]
        steps = client.get(f"/api/threads/{row['stories'][-1]}").json()["steps"]
        assert [step["story"] for step in steps] == row["stories"]
        assert client.get("/thread/none").status_code == 404
        assert client.get("/api/threads/none").status_code == 404
