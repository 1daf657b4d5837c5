"""A library with a few stories, to be watched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tidings.config import Config
from tidings.news import News
from tidings.people.watching import Rules
from tidings.storage import open_store
from tidings.types import OWNER, Act, Article, Edition, Rule, Shows, Source, When
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 15, 9, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def go(self, **time: float) -> None:
        self.at += timedelta(**time)


def library(clock: Clock, *, path: str = "sqlite://", **settings: Any) -> News:
    config = Config(encoder="none", **settings)
    news = News(open_store(path), config=config, pool=Inline(), now=clock)
    for name in ("gazette", "matin"):
        url = f"https://{name}.example/feed"
        news.store.sources.save(
            Source(id=name, url=url, kind="feed", title=name.title(), added_at=NOW)
        )
    return news


def tell(
    news: News,
    name: str,
    text: str,
    *,
    story: str = "",
    source: str = "gazette",
    level: int = Shows.STORIES,
    noted: bool = True,
) -> str:
    """Let an article come and be judged, and as a rule noted as well."""
    article = Article(
        id=name, url=f"https://{source}.example/{name}", source=source, publisher=source.title(),
        title=text, paragraphs=(f"{text} More of it.",), language="en",
        published_at=NOW - timedelta(hours=1), fetched_at=NOW,
    )  # fmt: skip
    news.store.articles.save(article, page="", now=NOW)
    news.store.stories.assign(article.id, story or f"s{name}", duplicate_of="", because=())
    news.store.stories.refresh([story or f"s{name}"])
    news.store.desks.streams.publish([Edition(article=article.id, level=level)], now=NOW)
    if noted:
        note(news, name, story or f"s{name}")
    return name


def note(news: News, *items: str) -> None:
    """Let all be done that an article and its story wait for."""
    for stage in news.store.queue.counts():
        news.store.queue.done(stage, items)


def make(rules: Rules, *acts: Act, label: str = "", name: str = "", **wants: Any) -> Rule:
    channels = wants.pop("channels", ())
    return rules.add(rules.draft(When(**wants), acts, name=name, label=label, channels=channels))


def state(news: News, article: str) -> tuple[bool, bool, tuple[str, ...]]:
    """Whether an article is read and saved, and its labels."""
    (one,) = news.people.desk(OWNER).of([article])
    return one.read, one.saved, one.labels
