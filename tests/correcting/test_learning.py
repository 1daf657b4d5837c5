"""Corrections teach how sure is sure enough, and only where that helps."""

from __future__ import annotations

import random

import numpy as np
import pytest

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


def left_alone(number: int) -> list[Lesson]:
    chances = [(n + 0.5) / number for n in range(number)]
    return [Lesson((chance,), chance) for chance in chances]


@pytest.mark.parametrize("same_share", [0.2, 0.5, 0.8])
def test_who_corrects_only_what_is_wrong_does_not_teach_that_nothing_is_known(
    same_share: float,
) -> None:
    """Alone such corrections ask for a model that says the same of any two articles."""
    wrong = [Lesson((0.1,), 1.0) if n < 40 * same_share else Lesson((0.9,), 0.0) for n in range(40)]
    assert learn(wrong).calibration.scale == 0.1
    learned = learn(wrong, left_alone(400))
    assert learned.calibration.scale > 0.4
    assert not learned.better  # nothing would be decided as the person says
    assert (learned.obeyed_before, learned.obeyed) == (0, 0)


def test_a_person_who_takes_events_more_widely_is_followed_a_little() -> None:
    wide = [Lesson((0.2 + n % 7 / 20,), 1.0) for n in range(26)] + [Lesson((0.1,), 0.0)] * 4
    learned = learn(wide, left_alone(300))
    assert learned.better
    assert learned.obeyed > learned.obeyed_before
    assert 0.9 * learned.left_alone < learned.kept < learned.left_alone


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
