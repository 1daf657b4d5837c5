"""A story's sources and its articles' duplicates, the whole way, and what an edit does to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tidings.config import Config
from tidings.news import News
from tidings.types import Article
from tidings.workers.local import Inline

NOW = datetime.now(UTC).replace(hour=12, minute=7, microsecond=0) - timedelta(days=1)
WIRE = (
    "Two ferries collided in thick fog off Port Sall on Monday, killing 12 people, the coast "
    "guard of Kestria said.",
    "Captain Jonas Brell told investigators that the radar of the Santa Irela had failed an hour "
    "before the collision and that nobody had answered his calls.",
    "Forty passengers were taken to hospital in Vaness, where the mayor opened the town hall to "
    "their families for the night.",
)
OWN = ("Keep your tickets, says the company that runs the line: every fare will be paid back.",)


def article(name: str, hours: float, *paragraphs: str) -> Article:
    return Article(
        id=name,
        url=f"https://{name}.example/ferries",
        publisher=f"{name.title()} Post",
        title=f"Ferries collide off Port Sall ({name})",
        paragraphs=paragraphs,
        published_at=NOW + timedelta(hours=hours),
        fetched_at=NOW + timedelta(hours=20),
        language="en",
    )


@pytest.fixture
def news() -> Iterator[News]:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as opened:
        yield opened


def save(news: News, *articles: Article) -> None:
    for one in articles:
        news.store.articles.save(one, page="", now=NOW + timedelta(hours=20))
    news.enrich()


def test_an_original_that_comes_late_is_the_original(news: News) -> None:
    wire, paper = article("wire", 0, *WIRE), article("paper", 1, *WIRE, *OWN)
    save(news, paper)
    save(news, wire)
    (card,) = news.front()
    assert card.story.independent == 1
    exported = {record["id"]: record["duplicate_of"] for record in news.export()}
    assert exported == {"wire": None, "paper": "wire"}
    view = news.story(card.story.id)
    assert view is not None
    assert view.lineage.sources == ("Wire Post",)
    because = {t.article.id: [reason.text for reason in t.because] for t in view.tellings}
    assert because["paper"] == ["this story began with it: it came in first"]  # not: told it first


def test_a_moved_article_is_a_copy_of_its_own_publisher_s(news: News) -> None:
    first = article("wire", 0, *WIRE)
    moved = replace(first, id="moved", url="https://wire.example/elsewhere")
    save(news, first, replace(moved, published_at=NOW + timedelta(hours=2)))
    assert {r["id"]: r["duplicate_of"] for r in news.export()} == {"wire": None, "moved": "wire"}


def test_an_edit_changes_neither_time_nor_story_and_is_told(news: News) -> None:
    first = article("wire", 0, *WIRE)
    save(news, first)
    (before,) = news.front()
    edited = WIRE[0].replace("12 people", "15 people")
    save(news, replace(first, title="15 die as ferries collide", paragraphs=(edited, *WIRE[1:])))
    (after,) = news.front()
    assert (after.story.id, after.story.last_seen) == (before.story.id, before.story.last_seen)
    view = news.story(after.story.id)
    assert view is not None
    (telling,) = view.tellings
    (change,) = telling.changes
    assert change.material
    assert ("figure", "12", "15") in {(e.kind, e.old, e.new) for e in change.edits}
