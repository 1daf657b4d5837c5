"""A small library whose articles stand in stories of our choosing, and how they stand now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from tidings.config import Config
from tidings.group import features, to_bytes
from tidings.news import News
from tidings.types import Article, Novelty, Placement
from tidings.workers.local import Inline

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
TOPICS = (
    ("Ferry", "The ferry Calder struck the pier of Brunnmouth; captain Mirko Vantel was unhurt."),
    ("Quake", "An earthquake shook the island of Velora and houses in Port Sall fell in."),
    ("Comet", "Astronomers at Hargate saw a second comet near the moon of the planet Dorn."),
)


def article(name: str, topic: int = 0, *, number: int = 0, text: str = "") -> Article:
    title, told = TOPICS[topic % len(TOPICS)]
    own = text or f"{told} Reporter {name} counted {number + 11} people by the gate{number}."
    return Article(
        id=name, title=f"{title} {name}", paragraphs=(own,), publisher=f"Paper {name}",
        url=f"https://{name}.example/", published_at=START + timedelta(minutes=number),
    )  # fmt: skip


def library(stories: Mapping[str, str], *, path: str = "sqlite://") -> News:
    """Return a library in which each article (by name) is in a story."""
    news = News.open(path, config=Config(encoder="none"), pool=Inline())
    with news.store.transaction():
        for number, name in enumerate(stories):
            told = article(name, number, number=number)
            news.store.articles.save(told, page="", now=START)
            news.store.stories.save_features({name: to_bytes(features(told))})
        news.store.articles.save_novelty([Novelty(article=name) for name in stories])
        news.store.stories.place([Placement(article=a, story=s) for a, s in stories.items()])
        for stage in ("sketch", "novelty", "language", "tags", "embedding", "group"):
            news.store.queue.done(stage, list(stories))
    return news


def placed(news: News) -> dict[str, str]:
    """Return the story of every article."""
    names = [article.id for article in news.store.articles.all()]
    return {name: m[0] for name, m in news.store.stories.membership(names).items()}
