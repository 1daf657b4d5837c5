"""What a story's articles add is judged again when the story changes, in whatever order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tidings.config import Config
from tidings.news import News
from tidings.types import Article, ArticleSpan, Statement
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 14, 9, tzinfo=UTC)
TEXTS = {
    "a1": "Two ferries collided in thick fog off Port Sall on Monday, killing 12 people.",
    "a2": "12 people were killed when two ferries collided off Port Sall in thick fog.",
    "a3": "Captain Jonas Brell was arrested after the collision of the ferries.",
}


def added(news: News, name: str, story: str) -> None:
    """Save an article and put it into a story."""
    when = NOW + timedelta(hours=int(name[1:]))
    article = Article(
        id=name, url=f"https://{name}.example/", title="Ferries", paragraphs=(TEXTS[name],),
        published_at=when,
    )  # fmt: skip
    news.store.articles.save(article, page="", now=NOW)
    news.store.stories.assign(name, story, duplicate_of="", because=())
    news.enrich(only="sketch")
    news.enrich(only="novelty")
    news.enrich(only="count")
    news.enrich(only="statements")


def known(found: dict[str, tuple[Statement, ...]]) -> dict[str, list[bool]]:
    return {name: [s.known for s in statements] for name, statements in found.items()}


@pytest.mark.parametrize("order", ["a1 a2 a3", "a3 a2 a1", "a2 a3 a1"])
def test_an_older_article_that_comes_late_counts_as_earlier(order: str) -> None:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        for name in order.split():
            added(news, name, "t")
        assert known(news.store.statements.of("t")) == {"a2": [True], "a3": [False]}
        assert news.check() == ()


def test_a_story_that_is_merged_is_judged_again_and_one_that_is_left_forgotten() -> None:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        for name, story in (("a1", "t"), ("a2", "u"), ("a3", "u")):
            added(news, name, story)
        assert known(news.store.statements.of("u")) == {"a3": [False]}
        for name in ("a2", "a3"):
            news.store.stories.assign(name, "t", duplicate_of="", because=())
        news.enrich(only="count")
        news.enrich(only="statements")
        assert known(news.store.statements.of("t")) == {"a2": [True], "a3": [False]}
        assert news.store.statements.of("u") == {}


def test_what_was_read_in_another_language_is_not_new() -> None:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        added(news, "a1", "t")
        added(news, "a3", "t")
        assert news.new_for({"a1"}, "t") is not None
        place = ArticleSpan(article="a1", start=0, end=len(TEXTS["a1"]))
        restated = Statement(start=0, end=len(TEXTS["a3"]), known=True, restates=(place,))
        news.store.statements.save("t", {"a3": (restated,)})  # as an encoder judges it
        assert news.new_for({"a1"}, "t") is None
