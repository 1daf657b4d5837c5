"""What is kept for the next reader, and when it is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime

from tidings.config import Config
from tidings.news import News
from tidings.reading.memo import Memory
from tidings.types import Article
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 14, tzinfo=UTC)


def test_kept_until_the_stamp_is_another() -> None:
    memory, made = Memory(limit=2), []

    def make(name: str) -> str:
        made.append(name)
        return name

    for name, stamp in (("a", 1), ("a", 1), ("b", 1), ("c", 1), ("a", 1), ("c", 1), ("c", 2)):
        assert memory.get(name, lambda name=name: make(name), stamp=stamp) == name
    assert made == ["a", "b", "c", "a", "c"]


def test_a_change_is_seen_at_once() -> None:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        assert news.front() == ()
        article = Article(id="a", title="Ferry", paragraphs=("It sails at night.",))
        news.store.articles.save(article, page="", now=NOW)
        news.sync(network=False)
        assert [card.story.headline for card in news.front()] == ["Ferry"]
        news.store.articles.save(
            Article(id="a", title="Ferry sunk", paragraphs=("No more.",)), page="", now=NOW
        )
        news.sync(network=False)
        view = news.article("a")
        assert view
        assert len(view.versions) == 2
        assert [card.story.headline for card in news.front()] == ["Ferry sunk"]
