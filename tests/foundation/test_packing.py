"""What travels between processes arrives as it was."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest

from tidings.types import (
    ArticleSpan,
    Note,
    Notes,
    Novelty,
    Segment,
    Sentence,
    Sighting,
    Span,
    Statement,
)

NOTE = Note(
    article="a", name="names", version=1, value={"name": "Ann", "of": ["x", None, 1.5]},
    span=Span(start=3, end=6), confidence=0.9,
)  # fmt: skip
SEGMENT = Segment(paragraph=0, start=0, end=9, new=True, first_seen="b", seen=2)
NOON = datetime(2026, 3, 14, 12, 0, 0, 5, tzinfo=UTC)
PLACE = ArticleSpan(article="b", start=1, end=4)


@pytest.mark.parametrize(
    "noun",
    [
        Notes(),
        Notes([NOTE, Note(article="a", name="tags", version=2)]),
        Novelty(article="a"),
        Novelty(article="a", segments=(SEGMENT,)),
        Sentence(article="a", start=0, end=9, paragraph=1, key=-(2**63), sketch=(-1, 2**63 - 1)),
        Sighting(article="a", time=NOON, publisher="Gazette", text="It sailed.", key=7),
        Statement(start=0, end=4, known=False, restates=(PLACE,)),
    ],
)
def test_it_arrives_as_it_was(noun: object) -> None:
    arrived = pickle.loads(pickle.dumps(noun))
    assert (arrived, type(arrived)) == (noun, type(noun))
