"""Many copies of one text at once: the work grows with their number, and no faster."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tidings.config import Config
from tidings.news import News
from tidings.reading.stories import TELLINGS
from tidings.storage.sqlite.queue import SqliteQueue
from tidings.storage.sqlite.sentences import OLDEST
from tidings.storage.sqlite.stories import SqliteStories
from tidings.types import Article
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 14, 9, tzinfo=UTC)
TEXT = (
    "Two ferries collided in thick fog off Port Sall on Monday, killing 12 people.",
    "Captain Jonas Brell of the larger ferry was arrested by the coast guard in the evening.",
)


def copies(news: News, count: int, apart: timedelta) -> None:
    """Save so many articles of one text, by as many publishers."""
    for number in range(count):
        article = Article(
            id=f"a{number:03}", url=f"https://p{number}.example/", publisher=f"Gazette {number}",
            title="Ferries collide", paragraphs=TEXT, published_at=NOW + number * apart,
        )  # fmt: skip
        news.store.articles.save(article, page="", now=NOW)


@pytest.mark.parametrize("apart", [timedelta(0), timedelta(minutes=1)])
def test_copies_are_counted_once_and_judged_a_bounded_number_of_times(
    apart: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    refreshed: list[str] = []
    judged: list[str] = []
    refresh, add = SqliteStories.refresh, SqliteQueue.add

    def counting(self: SqliteStories, ids: list[str]) -> None:
        refreshed.extend(ids)
        refresh(self, ids)

    def adding(self: SqliteQueue, stage: str, items: dict[str, datetime]) -> None:
        judged.extend(items if stage == "novelty" else ())
        add(self, stage, items)

    monkeypatch.setattr(SqliteStories, "refresh", counting)
    monkeypatch.setattr(SqliteQueue, "add", adding)
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        copies(news, 120, apart)
        news.enrich()
        (story,) = news.store.stories.recent()
        assert len(story.articles) == 120
        assert story.independent == 1
        assert len(refreshed) <= 3  # at its first article, and when all had joined
        assert len(judged) <= OLDEST**2  # however many there are
        assert news.check() == ()


def test_a_story_of_many_copies_is_shown_in_part() -> None:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        copies(news, TELLINGS + 20, timedelta(minutes=1))
        news.enrich()
        (story,) = news.store.stories.recent()
        view = news.story(story.id)
        assert view is not None
        assert len(view.story.articles) == TELLINGS + 20
        assert len(view.tellings) == TELLINGS
        assert view.tellings[0].article.id == "a000"
