from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serve.fake_news import NOW
from tidings.serve.changes import Part, changes
from tidings.types import Version


def version(number: int, title: str, *paragraphs: str) -> Version:
    return Version(article="a", number=number, seen_at=NOW, title=title, paragraphs=paragraphs)


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("Same words", "Same words", [("same", "Same words")]),
        (
            "Ferry late today",
            "Ferry early today",
            [("same", "Ferry "), ("del", "late"), ("ins", "early"), ("same", " today")],
        ),
        (
            "All of the red boats at old piers sank",
            "All of the blue boats at new piers sank",
            [
                ("same", "All of the "),
                ("del", "red boats at old"),
                ("ins", "blue boats at new"),
                ("same", " piers sank"),
            ],
        ),
        ("One two", "Eins zwei", [("del", "One two"), ("ins", "Eins zwei")]),
        ("", "Added", [("ins", "Added")]),
        ("Taken", "", [("del", "Taken")]),
    ],
)
def test_words_changed(old: str, new: str, parts: list[tuple[str, str]]) -> None:
    (change,) = changes((version(1, old), version(2, new)))
    assert list(change.title) == [Part(*part) for part in parts]
    assert change.retitled == (old != new)


def test_the_latest_change_comes_first() -> None:
    texts = (version(1, "a", "x"), version(2, "a", "x", "y"), version(3, "a", "y"))
    assert [change.after.number for change in changes(texts)] == [3, 2]


def test_long_paragraphs_are_not_compared_word_by_word() -> None:
    old, new = "a b " * 5_000, "b c " * 5_000
    (change,) = changes((version(1, "", old), version(2, "", new)))
    assert {part.kind for part in change.paragraphs[0]} <= {"del", "ins", "same"}


texts = st.lists(st.text("ab \n", max_size=20), max_size=3)


@given(texts, texts)
def test_both_versions_can_be_read_out_of_a_change(old: list[str], new: list[str]) -> None:
    (change,) = changes((version(1, "", *old), version(2, "", *new)))
    said = [part for paragraph in change.paragraphs for part in paragraph]
    assert "".join(p.text for p in said if p.kind != "ins") == "".join(old)
    assert "".join(p.text for p in said if p.kind != "del") == "".join(new)
