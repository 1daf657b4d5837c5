"""The two documents that the project began with, line by line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tidings.distill import distill, page_of
from tidings.types import Article, Status

NOW = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)
FURNITURE = (
    "Try Our AI Features",
    "Explore what",
    "Comments",
    "No comments yet",
    "Related Articles",
    "hours ago",
    "Libya Review",
    "Tags:",
)


@pytest.fixture(scope="module")
def seeds(shared: Path) -> list[list[Article]]:
    files = sorted((shared / "seeds").glob("*.txt"))
    pages = [
        page_of(f.read_bytes(), url=f.as_uri(), content_type="text/plain", fetched_at=NOW)
        for f in files
    ]
    return [distill(page) for page in pages]


def test_there_are_five_articles(seeds: list[list[Article]]) -> None:
    articles = [article for found in seeds for article in found]
    assert [len(found) for found in seeds] == [1, 4]
    assert len({article.id for article in articles}) == 5
    assert all(a.status is Status.FULL and a.language == "en" for a in articles)


def test_the_first_file(seeds: list[list[Article]], shared: Path) -> None:
    (article,) = seeds[0]
    first = sorted((shared / "seeds").glob("*.txt"))[0].read_text(encoding="utf-8").splitlines()
    assert article.title == first[0]
    assert list(article.paragraphs) == first[1:]
    assert len(article.paragraphs) == 11


@pytest.mark.parametrize(
    ("index", "title", "hours", "tags"),
    [
        (
            0,
            "Libya & Russia Discuss Military & Economic Cooperation",
            None,
            ("Khaled Haftar", "libya", "Libyan army", "moscow", "Russia", "Yunus-bek Yevkurov"),
        ),
        (1, "New Family Park Opens in Libya's Bani Walid", 2, ()),
        (
            2,
            "Algeria Seeks $3B Trade Boost with Libya",
            3,
            ("algeria", "Algerian Government", "libya", "Trade"),
        ),
        (
            3,
            "Unidentified Attackers Set Fire to Libyan Anti-Corruption Office in Tripoli",
            6,
            ("Administrative Control Authority", "Fire", "libya", "tripoli"),
        ),
    ],
)
def test_the_aggregator(
    seeds: list[list[Article]], index: int, title: str, hours: int | None, tags: tuple[str, ...]
) -> None:
    article = seeds[1][index]
    assert article.title == title
    assert article.publisher == "Libya Review"
    assert article.published_at == (NOW - timedelta(hours=hours) if hours else None)
    assert article.time is not None
    assert article.tags == tags
    assert not [words for words in FURNITURE if words in article.text]


def test_bodies_are_whole(seeds: list[list[Article]], shared: Path) -> None:
    raw = sorted((shared / "seeds").glob("*.txt"))[1].read_text(encoding="utf-8")
    for article in seeds[1]:
        assert all(paragraph in raw for paragraph in article.paragraphs)
        assert article.paragraphs[-1].endswith(("crucial challenges.", "the two countries."))
    assert len(seeds[1][0].paragraphs) == 10
