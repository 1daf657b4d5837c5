from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serve.fake_news import NOW
from tidings.serve.render.changes import Change, Part, changes
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


def test_long_sentences_are_not_compared_word_by_word() -> None:
    old, new = "a b " * 5_000, "b c " * 5_000
    (change,) = changes((version(1, "", old), version(2, "", new)))
    assert {part.kind for part in parts_of(change)} <= {"del", "ins", "same"}


def test_what_stayed_is_folded_and_what_moved_is_said_to_have_moved() -> None:
    stays = [f"Paragraph {n} tells of the ferry and its crew." for n in range(4)]
    moved = "The harbour was built of granite long ago."
    (change,) = changes((version(1, "t", moved, *stays), version(2, "t", *stays, moved)))
    assert [passage.folded for passage in change.passages] == [False, True, False]
    assert [part.kind for part in parts_of(change) if part.text == moved] == ["from", "to"]


def parts_of(change: Change) -> list[Part]:
    return [part for p in change.passages for row in p.rows for part in row]


texts = st.lists(st.text("ab. \n", max_size=20), max_size=4)


@given(texts, texts)
def test_both_versions_can_be_read_out_of_a_change(old: list[str], new: list[str]) -> None:
    (change,) = changes((version(1, "", *old), version(2, "", *new)))
    for side, text in (("old", old), ("new", new)):
        said = "".join(part.text for part in parts_of(change) if getattr(part, side))
        assert "".join(said.split()) == "".join("".join(text).split())
