from __future__ import annotations

from itertools import pairwise
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.text import fold, sentences, word_hashes, word_spans, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Libya’s Defence–Ministry", ["libya's", "defence-ministry"]),
        ("It cost 1,200.50 euros, not 3, or 4", ["it", "cost", "1,200.50", "euros", "not", "3",
                                                 "or", "4"]),
        ("Straße, ÄRGER, e\u0301te\u0301", ["strasse", "arger", "ete"]),
        ("co\u00adope\u00adrate", ["cooperate"]),
        ("हिन्दी समाचार पत्र।", ["हिन्दी", "समाचार", "पत्र"]),
        ("هٰذِهِ كِتَابٌ جدیــد", ["هذه", "كتاب", "جدید"]),
        ("今天, ABC!", ["今", "天", "abc"]),
        ("한국어 뉴스", ["한국어", "뉴스"]),
        ("…", []),
    ],
)  # fmt: skip
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert words(fold(text)) == words(text)


@given(st.text(max_size=200))
def test_spans_hold_their_words(text: str) -> None:
    assert all(text[start:end] == word for word, start, end in word_spans(text))


@given(st.text(max_size=200))
def test_sentences_are_in_order_and_bare(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)
    assert "".join("".join(text[s.start : s.end] for s in spans).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“It was late. We left,” she said. “Why now?” he asked.",
            ["“It was late.", "We left,” she said.", "“Why now?” he asked."],
        ),
        ("Er sagte: „Das ist gut. Wir gehen.“", ["Er sagte: „Das ist gut.", "Wir gehen.“"]),
        ("He met Dr. Smith. They spoke.", ["He met Dr. Smith.", "They spoke."]),
    ],
)
def test_sentences_within_quotations(text: str, expected: list[str]) -> None:
    found = [text[s.start : s.end] for s in sentences(text, within=True)]
    assert found == expected


@pytest.mark.parametrize("length", [0, 1, 90, 97, 3_000])
def test_a_long_line_is_cut_where_a_short_one_is(length: int) -> None:
    said = [f"Ferry {n} sailed to Brenn at {n % 24} o'clock." for n in range(length)]
    line = " ".join(said)
    assert [line[s.start : s.end] for s in sentences(line)] == said


def test_a_line_without_an_end_is_cut_anyway() -> None:
    spans = sentences("ferry " * 10_000)
    assert max(s.end - s.start for s in spans) <= 4_000


@pytest.mark.parametrize("found", [[], [""], ["", "a", ""], ["straße", "\ud800", "今"]])
def test_each_word_has_a_number_of_its_own_whatever_stands_beside_it(found: list[str]) -> None:
    assert word_hashes(found) == [crc32(word.encode("utf-8", "surrogatepass")) for word in found]
