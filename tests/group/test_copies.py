"""Copies are found however they were cut, edited and re-headed; look-alikes are not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.group.copies import copied, sketch

WORDS = [f"word{i}" for i in range(5_000)]


def text(seed: int, length: int = 300) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def edited(words: list[str], share: float) -> list[str]:
    chance = random.Random(7)
    return [chance.choice(WORDS) if chance.random() < share else w for w in words]


@pytest.mark.parametrize(
    ("copy", "found"),
    [
        (text(1), True),
        (edited(text(1), 0.02), True),
        (edited(text(1), 0.10), True),
        (text(1)[:180], True),
        ([*text(2, 30), *text(1)[20:], *text(3, 30)], True),
        (text(2), False),
        ([*text(2, 150), *text(1)[150:]], False),  # one background at the end of both
        ([], False),
    ],
)
def test_copies(copy: list[str], found: bool) -> None:
    assert bool(copied(sketch(text(1)), sketch(copy))) is found
    assert bool(copied(sketch(copy), sketch(text(1)))) is found


@given(st.lists(st.sampled_from(WORDS[:50]), max_size=60))
def test_a_text_is_a_copy_of_itself_unless_short(words: list[str]) -> None:
    assert copied(sketch(words), sketch(words)) == (1.0 if len(words) >= 4 else 0.0)
