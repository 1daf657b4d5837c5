"""A library of a few articles and people who talk about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from tidings.comments import Comments, Row
from tidings.config import Config
from tidings.news import News
from tidings.types import Article, Person, Role
from tidings.workers.local import Inline

SOURCES = ("gazette", "matin")
STORIES = {"bridge": 2, "strike": 1}  # with how many articles


@dataclass
class Clock:
    """A clock that stands until it is told to go on."""

    at: datetime = field(default=datetime(2026, 3, 15, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def go_on(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def news(clock: Clock) -> Iterator[News]:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as opened:
        judges = opened.editor.choices.at_work
        opened.comments = Comments(opened.store, now=clock, judges=judges)
        for story, articles in STORIES.items():
            for number in range(articles):
                write_article(opened, story, number, clock())
        accounts = opened.people.accounts
        accounts.set_password(accounts.owner, "correct horse")
        for name in ("Ann", "Ann Smith", "Bea", "Cem"):
            accounts.add(name, role=Role.READER, now=clock())
        yield opened


def write_article(news: News, story: str, number: int, now: datetime) -> None:
    article = Article(
        id=f"{story}{number}",
        url=f"https://gazette.example/{story}{number}",
        source=SOURCES[number],
        publisher="Gazette",
        title=f"The {story} of Vaness {number}",
        paragraphs=(f"The {story} of Vaness was closed on Monday.",),
        language="en",
        published_at=now - timedelta(hours=2 - number),
        fetched_at=now,
    )
    news.store.articles.save(article, page="", now=now)
    news.store.stories.assign(article.id, story, duplicate_of="", because=())
    news.store.stories.refresh([story])


@pytest.fixture
def someone(news: News) -> Callable[[str], Person]:
    return news.people.accounts.named


def read(rows: list[Row]) -> list[str]:
    """What one sees: "0 Ann: text" by depth, or the reason why there is only a place."""
    return [
        f"{row.depth} " + (f"{row.name}: {row.comment.text}" if row.seen == "text" else row.seen)
        for row in rows
    ]
