from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.enrich.dates import note_dates
from tidings.enrich.dates.words import SPEECH
from tidings.types import Article, Novelty

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "dates.tsv").read_text("utf-8").splitlines()
]


def found(text: str, language: str, published: datetime | None = FRIDAY) -> str:
    """The dates of a text as the table of cases writes them."""
    article = Article(
        id="a", paragraphs=tuple(text.split("\n")), language=language, published_at=published
    )
    told = []
    for note in note_dates(article, Novelty(article="a")):
        assert note.span is not None
        words = article.text[note.span.start : note.span.end]
        told.append(f"{words}={note.value['date']} {note.value['precision']}")
    return "; ".join(told)


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_what_a_text_says_of_time(language: str, text: str, expected: str) -> None:
    assert found(text, language) == expected


@pytest.mark.parametrize("text", ["On Wednesday.", "last week", "in March", "5 May", "Days ago"])
def test_without_a_day_of_publication_only_absolute_dates_are_noted(text: str) -> None:
    assert found(f"{text} In 2011 and on 24 December 2021.", "en", None) == (
        "2011=2011 year; 24 December 2021=2021-12-24 day"
    )


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        (datetime(2024, 2, 29, tzinfo=UTC), "a year ago", "a year ago=2023 year"),
        (datetime(2025, 3, 31, tzinfo=UTC), "last month", "last month=2025-02 month"),
        (datetime(2027, 1, 2, tzinfo=UTC), "last week", "last week=2026-W52 week"),
        (datetime(2025, 1, 1, tzinfo=UTC), "on 29 February", "29 February=2024-02-29 day"),
        (datetime(2026, 1, 9, tzinfo=UTC), "it fell in the fourth quarter",
         "fourth quarter=2025-10 quarter"),
        (datetime(1, 1, 1, tzinfo=UTC), "9 years ago, on Monday, last week", ""),
    ],
)  # fmt: skip
def test_at_the_edges_of_the_calendar(published: datetime, text: str, expected: str) -> None:
    assert found(text, "en", published).startswith(expected)


def test_the_seeds(shared: Path) -> None:
    (seed,) = (shared / "seeds").glob("003_*.txt")
    told = found(seed.read_text("utf-8"), "en", datetime(2025, 6, 18, tzinfo=UTC))
    for expected in (
        "late Monday night=2025-06-16 day", "December 2021=2021-12 month", "2011=2011 year",
        "2018=2018 year", "Monday=2025-06-16 day", "2 hours ago=2025-06-18 day",
    ):  # fmt: skip
        assert expected in told.split("; ")
    assert "17 February" not in told


@given(st.text(max_size=80), st.sampled_from(sorted(SPEECH)))
def test_any_text_gives_notes_inside_it_in_order(text: str, language: str) -> None:
    article = Article(
        id="a", paragraphs=(f"{text} 2011 on Monday", text), language=language, published_at=FRIDAY
    )
    spans = [note.span for note in note_dates(article, Novelty(article="a"))]
    ends = [0, *(place for span in spans if span for place in (span.start, span.end))]
    assert ends == sorted(ends)
    assert ends[-1] <= len(article.text)


@pytest.mark.parametrize(
    ("published", "said", "meant"),
    [
        ("2020-04-08", "the Nov. 3 election", "2020-11-03"),  # of this year, though last is nearer
        ("2024-02-01", "the Oct. 7 attack", "2023-10-07"),  # far nearer
        ("2021-08-20", "the Jan. 6 riot", "2021-01-06"),
        ("2020-12-20", "the Jan. 4 session", "2021-01-04"),
        ("2021-01-05", "the Dec. 20 session", "2020-12-20"),
    ],
)
def test_a_day_before_what_it_is_of_is_of_this_year(published: str, said: str, meant: str) -> None:
    at = datetime.fromisoformat(published).replace(tzinfo=UTC)
    article = Article(id="a", paragraphs=(f"He spoke of {said}.",), published_at=at, language="en")
    (note,) = note_dates(article, Novelty(article="a"))
    assert note.value["date"] == meant
