"""How near is near: by the neighbours that an article has already."""

from __future__ import annotations

import numpy as np
import pytest

from tests.group.news import four
from tidings.group.frequencies import Frequencies
from tidings.group.signals import SIGNALS, nearness_alone, signals
from tidings.group.surroundings import SURROUNDINGS, Surroundings
from tidings.group.word_weights import weigh


def pairs(*terms: float) -> np.ndarray:
    """Return the signals of pairs that share terms, and have no vectors."""
    values = np.zeros((len(terms), len(SIGNALS)))
    values[:, SIGNALS.index("terms")] = terms
    return values


def measured(around: np.ndarray, name: str) -> list[float]:
    return around[:, SURROUNDINGS.index(f"terms: {name}")].tolist()


def crowd(near: float) -> tuple[Surroundings, np.ndarray]:
    """Return the surroundings of twelve articles that are all this near to each other."""
    known = Surroundings(limit=20)
    for slot in range(12):
        known.open(slot)
        known.meet(slot, np.arange(slot), pairs(*[near] * slot))
    return known, np.arange(11)


def test_the_same_nearness_says_less_among_look_alikes() -> None:
    dense, others = crowd(0.5)
    sparse, _ = crowd(0.1)
    for known in (dense, sparse):
        known.open(12)
        known.meet(12, others, pairs(*[0.5] * 11))
    one, two = (k.around(12, others, pairs(*[0.5] * 11)) for k in (dense, sparse))
    assert measured(one, "above both")[0] < measured(two, "above both")[0]
    assert measured(one, "density")[0] == pytest.approx(0.5)


def test_rank_counts_the_neighbours_that_are_nearer() -> None:
    known, others = crowd(0.1)
    known.open(12)
    near = pairs(*[0.9, 0.8, 0.7] + [0.0] * 8)
    known.meet(12, others, near)
    assert measured(known.around(12, others, near), "rank, worse")[:3] == pytest.approx(
        np.log1p([0, 1, 2]).tolist(), abs=1e-6
    )


def test_an_article_that_was_forgotten_is_not_known() -> None:
    known = Surroundings(limit=4)
    for slot in range(5):
        known.open(slot)
    assert [known.knows(slot) for slot in range(6)] == [False, True, True, True, True, False]


def test_nothing_to_compare_is_nothing() -> None:
    known = Surroundings(limit=4)
    known.open(0)
    assert known.around(0, np.zeros(0, np.int64), pairs()).shape == (0, len(SURROUNDINGS))


def test_nearness_alone_is_what_the_signals_say() -> None:
    one, *others = [weigh(f, Frequencies()) for f in four()]
    whole, alone = signals(one, others), nearness_alone(one, others)
    at = [SIGNALS.index("terms"), SIGNALS.index("meaning")]
    assert alone[:, at].tolist() == whole[:, at].tolist()
    assert np.delete(alone, at, axis=1).max() == 0.0
    assert nearness_alone(one, []).shape == (0, len(SIGNALS))
