"""Where the words of a reason stand: offsets that a reader can click."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tidings.group import compare, features
from tidings.reading.reason_places import ReasonPlaces
from tidings.serve.render.citations import passages
from tidings.types import Article, Reason

HERE = Article(
    id="here",
    publisher="Gazette",
    title="Quake on Velora",
    paragraphs=(
        "A strong earthquake shook the island of Velora on Monday.",
        "Mayor Anna Kestrin said that 1,250 people slept in tents.",
    ),
)
THERE = Article(
    id="there",
    publisher="Ledger",
    title="Tents for Velora",
    paragraphs=("Kestrin, the mayor, thanked all of Velora.", "Tents hold 1.250 people 😀 now."),
)
BOTH = {"here": HERE, "there": THERE}


def shown(kind: str, *words: str) -> list[str]:
    reason = Reason(kind=kind, text="", words=words, other="there")
    (found,) = ReasonPlaces(BOTH).show([reason], "here")
    return [BOTH[p.article].text[p.start : p.end] for p in found.places]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("kestrin",), ["Kestrin", "Kestrin"]),
        (("earthqu",), ["earthquake"]),  # cut to its beginning; only here
        (("1250",), ["1,250", "1.250"]),  # written otherwise
        (("velora", "kestrin"), ["Velora", "Kestrin", "Kestrin", "Velora"]),
        (("nowhere",), []),
        ((), []),
    ],
)
def test_the_first_place_of_each_word(words: tuple[str, ...], expected: list[str]) -> None:
    assert shown("shared-names", *words) == expected


def test_a_copy_is_shown_by_its_first_sentences() -> None:
    copy = replace(THERE, paragraphs=(*THERE.paragraphs, HERE.paragraphs[1].upper()))
    reason = Reason(kind="near-copy", text="", other="there")
    (found,) = ReasonPlaces({"here": HERE, "there": copy}).show([reason], "here")
    texts = [(p.article, p.start) for p in found.places]
    assert texts == [("here", len(HERE.paragraphs[0]) + 1), ("there", len(THERE.text) + 1)]


def test_reasons_about_an_article_that_is_gone_stay_as_they_are() -> None:
    reason = Reason(kind="shared-names", text="both name Kestrin", words=("kestrin",), other="gone")
    assert ReasonPlaces(BOTH).show([reason], "here") == (reason,)


def test_grouping_s_own_reasons_are_shown_in_both_articles() -> None:
    _, because = compare(features(HERE), features(THERE))
    found = {r.kind: r for r in ReasonPlaces(BOTH).show(because, "here")}
    assert {p.article for p in found["shared-names"].places} == {"here", "there"}
    quoted = passages(found["shared-names"], BOTH)
    assert {p.publisher for p in quoted} == {"Gazette", "Ledger"}
    assert {text for p in quoted for text, marked in p.pieces if marked} >= {"Velora", "Kestrin"}
    for passage in quoted:
        assert "".join(text for text, _ in passage.pieces) in HERE.text + THERE.text
