"""Sentences that lean on those before them, given with these."""

from __future__ import annotations

import pytest

from tidings.types import Article, Span
from tidings.write.standalone import whole_thought


@pytest.mark.parametrize(
    ("before", "sentence", "with_before"),
    [
        ("", "The bell rang at noon.", 0),
        ("Mona Berg spoke.", "The bell rang at noon.", 0),
        ("Mona Berg spoke.", "Her party is to go to court on Monday.", 1),
        ("It rained. Mona Berg spoke.", "Her party is to go to court on Monday.", 1),
        ("Mona Berg spoke. “It rang,” she said.", "Her party is to go to court.", 2),
        ("Mona Berg spoke. She left. She came.", "Her party is to go to court.", 2),
        ("Mona Berg spoke.\n", "Her party is to go to court on Monday.", 0),
    ],
)
def test_what_a_sentence_leans_on_comes_with_it(
    before: str, sentence: str, with_before: int
) -> None:
    said = f"{before} {sentence}".strip() if not before.endswith("\n") else before + sentence
    article = Article(id="a", paragraphs=tuple(said.split("\n")), language="en")
    text = article.text
    found = whole_thought(article, Span(start=text.index(sentence), end=len(text)))
    assert text[found.start : found.end].endswith(sentence)
    assert text[found.start : found.end].count(".") == sentence.count(".") + with_before


def test_a_dateline_is_no_part_of_it() -> None:
    text = "SELBY/ORVANE (Gazette) - The ferry sails at night."
    article = Article(id="a", paragraphs=(text,), language="en")
    found = whole_thought(article, Span(start=0, end=len(text)))
    assert text[found.start : found.end] == "The ferry sails at night."
