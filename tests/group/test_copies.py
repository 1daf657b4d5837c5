"""Copies are found however they were cut, edited and re-headed; look-alikes are not."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.group import Grouper, features
from tidings.group.copies import copied, sketch
from tidings.types import Article

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


def shuffled(words: list[str]) -> list[str]:
    return random.Random(3).sample(words, k=len(words))


@pytest.mark.parametrize(
    "stuffed",
    [shuffled(text(1)), [*shuffled(text(1)), *text(2)], [*text(2, 900), *text(1)[200:]]],
    ids=["its words in another order", "its words before another text", "its end after another"],
)
def test_a_text_stuffed_with_another_s_words_is_no_copy(stuffed: list[str]) -> None:
    assert copied(sketch(stuffed), sketch(text(1))) == 0.0


def test_a_monster_of_a_text_takes_bounded_time() -> None:
    words = "the same ten words again and again, " * 280_000  # 10 MB
    monster = Article(id="m", title="Monster", paragraphs=(words,))
    began = time.process_time()
    known = features(monster)
    assert copied(known.sketch, known.sketch) == 1.0
    assert time.process_time() - began < 5


def test_ten_thousand_identical_articles_at_once_are_one_story() -> None:
    known = features(Article(id="a0", paragraphs=(" ".join(text(1)),)))
    grouper = Grouper()
    began = time.process_time()
    decisions = [grouper.add(replace(known, article=f"a{n}")) for n in range(10_000)]
    assert time.process_time() - began < 20
    assert {d.story for d in decisions} == {decisions[0].story}
    assert {d.duplicate_of for d in decisions[1:]} == {"a0"}
