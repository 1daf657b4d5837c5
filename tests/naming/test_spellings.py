"""Sixty pairs of spellings: one and the same, a short form of a full name, or two."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidings.naming import compare
from tidings.naming.romanise import consonants

CASES = [
    tuple(row.split("\t"))
    for row in (Path(__file__).parent / "cases/spellings.tsv").read_text("utf-8").splitlines()
]


def judged(score: float) -> str:
    return "apart" if score == 0 else "same" if score >= 0.8 else "short"


@pytest.mark.parametrize(("kind", "a", "b", "expected"), CASES)
def test_spellings(kind: str, a: str, b: str, expected: str) -> None:
    there, back = compare(a, b, kind), compare(b, a, kind)
    assert judged(there.score) == expected, there.because
    assert there.score == back.score
    assert (there.score == 0) == (there.because == "")


@pytest.mark.parametrize(
    ("word", "heard"),
    [("هارتیگ", "rtk"), ("هارتيغ", "rtk"), ("Hartig", "rtk")],
)
def test_a_name_sounds_alike_in_every_script(word: str, heard: str) -> None:
    assert consonants(word) == heard
