"""Why a sentence counts as new or as known, in words, in every language of the pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tidings.i18n import locale_of
from tidings.reading.evidence import judged_sentences
from tidings.types import Addition, Article, ArticleSpan, Statement

TEXT = "Ada Quill did not pay 12 crowns without delay."
DAY = datetime(2026, 3, 14, tzinfo=UTC)


def article(name: str, text: str, hour: int = 0, day: int = 14) -> Article:
    return Article(
        id=name, title="Fine", paragraphs=(text,), publisher=f"Paper {name}",
        published_at=DAY.replace(hour=hour, day=day),
    )  # fmt: skip


def addition(kind: str, word: str) -> Addition:
    return Addition(kind=kind, start=TEXT.index(word), end=TEXT.index(word) + len(word))


def test_what_a_sentence_adds_is_told_by_kind_and_in_the_readers_language() -> None:
    adds = (
        addition("word", "delay"),
        addition("denial", "not"),
        addition("name", "Ada Quill"),
        addition("number", "12"),
        addition("word", "pay"),
        addition("word", "not"),
    )
    statement = Statement(start=0, end=len(TEXT), held=0.2, known=False, adds=adds)
    (one,) = judged_sentences(article("b", TEXT), [statement], {})
    assert one.because.text == (
        "adds names: Ada Quill; adds numbers: 12; adds a denial: not; adds words: “delay”, “pay”"
    )
    assert locale_of("de").translated(one.because.text) == (
        "ergänzt Namen: Ada Quill; ergänzt Zahlen: 12; ergänzt eine Verneinung: not; "
        "ergänzt Wörter: “delay”, “pay”"
    )


@pytest.mark.parametrize(
    ("earlier", "who"),
    [
        (article("a", TEXT), "Paper a"),
        (article("a", TEXT, day=13), "Paper a, 2026-03-13"),
        (article("a", TEXT, hour=7), "Paper a, 07:00"),
        (article("a", TEXT, hour=7, day=13), "Paper a, 2026-03-13 07:00"),
    ],
)
def test_when_it_was_told_before_is_said_as_far_as_it_is_known(earlier: Article, who: str) -> None:
    place = ArticleSpan(article="a", start=0, end=len(TEXT))
    statement = Statement(start=0, end=len(TEXT), held=0.9, known=True, restates=(place,))
    (one,) = judged_sentences(article("b", TEXT, hour=9), [statement], {"a": earlier})
    assert one.because.text == f"restates “{TEXT}” ({who})"
