"""The place that is shown of a hit: where the words stand, in what is new, marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.reading.snippets import LENGTH, snippet
from tidings.storage.query import parse_query
from tidings.types import Article, Novelty, Segment

FILLER = "The weather stayed as it was for most of the week in the whole of the land. " * 6
OLD = "The strike of the ferry crews began in March."
NEW = "The strike may end on Friday, said the ferry crews."


def shown(text: str, query: str, novelty: Novelty | None = None) -> str:
    return snippet(Article(id="a", paragraphs=(text,)), novelty, parse_query(query))


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("The ferry sails.", "ferry", "The \x02ferry\x03 sails."),
        ("The ferry sails.", "FERR*", "The \x02ferry\x03 sails."),
        ("Ferryman; a Férry.", "ferry", "Ferryman; a \x02Férry\x03."),
        ("At sea. A sea-level.", '"sea level"', "At sea. A \x02sea-level\x03."),
        ("Port or quay", "quay OR port", "\x02Port\x03 or \x02quay\x03"),
        ("地震袭击维洛拉岛", "维洛拉", "地震袭击\x02维洛拉\x03岛"),
        ("No such word.", "title:ferry", "No such word."),
        ("", "ferry", ""),
    ],
)  # fmt: skip
def test_matches_are_marked(text: str, query: str, marked: str) -> None:
    assert shown(text, query) == marked


def test_the_place_with_most_of_the_words_is_shown() -> None:
    text = f"A ferry. {FILLER} The ferry and the strike. {FILLER}"
    found = shown(text, "ferry strike")
    assert "\x02ferry\x03 and the \x02strike\x03" in found
    assert found.startswith("…")
    assert found.endswith("…")
    assert len(found) < LENGTH + 60


def test_what_is_new_is_shown_rather_than_background() -> None:
    text = f"{OLD} {FILLER}{NEW}"
    cut = text.index(NEW)
    old = Segment(paragraph=0, start=0, end=cut, new=False)
    new = Segment(paragraph=0, start=cut, end=len(text), new=True)
    assert "Friday" in shown(text, "ferry strike", Novelty(article="a", segments=(old, new)))
    assert "March" in shown(text, "ferry strike")


@given(st.text(max_size=400), st.text(max_size=40))
def test_any_text_has_a_snippet_of_its_own_words(text: str, query: str) -> None:
    found = shown(text.replace("\x02", "").replace("\x03", ""), query)
    bare = found.replace("\x02", "").replace("\x03", "").strip("…")
    assert "".join(bare.split()) in "".join(text.split()).replace("\x02", "").replace("\x03", "")
