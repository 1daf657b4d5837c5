"""What travels between processes arrives as it was."""

from __future__ import annotations

import pickle

import pytest

from tidings.types import Note, Notes, Novelty, Place, Segment, Span, Statement

NOTE = Note(
    article="a", name="names", version=1, value={"name": "Ann", "of": ["x", None, 1.5]},
    span=Span(start=3, end=6), confidence=0.9,
)  # fmt: skip
SEGMENT = Segment(paragraph=0, start=0, end=9, new=True, first_seen="b", seen=2)
PLACE = Place(article="b", start=1, end=4)


@pytest.mark.parametrize(
    "noun",
    [
        Notes(),
        Notes([NOTE, Note(article="a", name="tags", version=2)]),
        Novelty(article="a"),
        Novelty(article="a", segments=(SEGMENT,)),
        Statement(start=0, end=4, known=False, restates=(PLACE,)),
    ],
)
def test_it_arrives_as_it_was(noun: object) -> None:
    arrived = pickle.loads(pickle.dumps(noun))
    assert (arrived, type(arrived)) == (noun, type(noun))
