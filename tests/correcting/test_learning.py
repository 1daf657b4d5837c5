"""Corrections teach how sure is sure enough, and only where that helps."""

from __future__ import annotations

import random

import numpy as np

from tests.correcting.library import library
from tidings.group import SHIPPED, Calibration, Lesson, learn


def lessons(number: int, *, shift: float, seed: int = 1) -> list[Lesson]:
    """Return pairs of which the model is `shift` too unsure, in log odds."""
    chance = random.Random(seed)
    found = []
    for _ in range(number):
        odds = chance.uniform(-4, 4)
        same = chance.random() < 1 / (1 + np.exp(-(odds + shift)))
        found.append(Lesson((1 / (1 + float(np.exp(-odds))),), same))
    return found


def test_too_few_teach_nothing() -> None:
    learned = learn(lessons(12, shift=3))
    assert not learned.better
    assert "20 corrections" in learned.why
    assert "0 that keep" in learn([Lesson((0.1,), True)] * 40).why


def test_a_model_that_is_too_unsure_is_put_right() -> None:
    learned = learn(lessons(80, shift=2.5))
    assert learned.better
    assert learned.after < learned.before
    assert learned.calibration.shift > 0.8
    assert learned.calibration(np.array([0.3, 0.6])).tolist() > [0.4, 0.7]


def test_a_model_that_is_right_is_left_alone() -> None:
    assert not learn(lessons(80, shift=0)).better
    chances = np.array([0.0, 0.3, 1.0])
    assert SHIPPED(chances) is chances


def test_one_large_merge_does_not_outweigh_the_rest() -> None:
    large = Lesson((0.01,) * 1000, True)
    assert learn([*lessons(40, shift=0), large]).calibration.shift < 1.0


def test_learned_kept_obeyed_forgotten() -> None:
    stories = {f"x{n}": f"S{n // 4}" for n in range(60)}
    with library(stories) as news:
        for n in range(15):
            news.correct("split", [f"S{n}", f"x{4 * n}"])  # unlike ones: the model knows
        for n in range(0, 14, 2):
            news.correct("merge", [f"S{n}", f"S{n + 1}"])
        before = news.store.corrections.stamp()
        learned = news.learn(dry=True)
        assert learned.lessons >= 20
        assert news.store.corrections.stamp() == before
        news.learn()
        kept = Calibration(*news.store.corrections.calibration())
        assert kept == (learned.calibration if learned.better else SHIPPED)
        news.store.corrections.calibrate(1.2, 3.0, at=news._now())
        assert news.store.corrections.stamp() != before
        news.forget_learned()
        assert Calibration(*news.store.corrections.calibration()) == SHIPPED
