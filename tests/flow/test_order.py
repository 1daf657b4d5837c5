"""What is new does not depend on the order in which articles arrive."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from tidings.config import Config
from tidings.news import News
from tidings.sample.web import load_sample
from tidings.types import Article
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    config = Config(encoder="none")
    with News.open("sqlite://", config=config, pool=Inline()) as news:
        load_sample(news)
        return list(news.store.articles.all())


def judged(articles: list[Article], batch: int) -> dict[str, object]:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        for start in range(0, len(articles), batch):
            for article in articles[start : start + batch]:
                news.store.articles.save(article, page="", now=NOW)
            for stage in ("sketch", "novelty"):
                news.enrich(only=stage)
        return dict(news.store.articles.novelty([a.id for a in articles]))


@pytest.fixture(scope="module")
def in_order(articles: list[Article]) -> dict[str, object]:
    return judged(articles, 100)


@pytest.mark.parametrize(("order", "batch"), [("reverse", 100), ("reverse", 7), ("random", 5)])
def test_novelty_is_independent_of_arrival(
    articles: list[Article], in_order: dict[str, object], order: str, batch: int
) -> None:
    shuffled = list(reversed(articles))
    if order == "random":
        random.Random(3).shuffle(shuffled)
    assert judged(shuffled, batch) == in_order
