"""A person's corrections teach how sure is sure enough: two numbers on top of the shipped model.

Each correction says of pairs of articles that they are, or are not, one event. Log odds are
stretched and shifted as little as these examples ask for; the shipped weights stay. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["SHIPPED", "Calibration", "Learned", "Lesson", "learn"]

Floats = npt.NDArray[np.float64]

ENOUGH = 20  # corrections; fewer say more of the person's day than of the model
EACH = 4  # of them at least that put together, and that keep apart
_FOLDS = 5
_HELD = 4.0  # how many corrections it takes to outweigh the shipped model
_GAIN = 0.98  # of the loss before: less than 2 % better is no gain
_CLIP = 6.0  # log odds beyond which a pair says nothing more
_STEPS = 25


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is done to the model's log odds; as it stands, nothing."""

    scale: float = 1.0
    shift: float = 0.0

    def __call__(self, chances: Floats) -> Floats:
        """Return probabilities as they are here, (pairs,)."""
        if self == SHIPPED:
            return chances
        return _sigmoid(self.scale * _log_odds(chances) + self.shift)


SHIPPED = Calibration()


@dataclass(frozen=True, slots=True)
class Lesson:
    """One correction: what the shipped model makes of its pairs, and what the person says."""

    chances: tuple[float, ...]
    same: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Learned:
    """What was learned, judged on corrections that had no part in it (5 folds)."""

    calibration: Calibration
    lessons: int
    before: float  # mean log loss a correction; 0.69 is a guess
    after: float
    better: bool
    why: str = ""  # why nothing can be learned yet


def learn(lessons: Sequence[Lesson]) -> Learned:
    """Return the calibration that these corrections ask for, and if it is better."""
    alike = sum(lesson.same for lesson in lessons)
    if len(lessons) < ENOUGH or min(alike, len(lessons) - alike) < EACH:
        why = (
            f"it takes {ENOUGH} corrections, {EACH} of them of either kind; there are {alike} that "
            f"put articles together and {len(lessons) - alike} that keep some apart"
        )
        return Learned(
            calibration=SHIPPED, lessons=len(lessons), before=0.0, after=0.0, better=False,
            why=why,
        )  # fmt: skip
    before = _loss(lessons, SHIPPED)
    folds = [lessons[n::_FOLDS] for n in range(_FOLDS)]
    tried = []
    for n, fold in enumerate(folds):
        others = [lesson for m, rest in enumerate(folds) if m != n for lesson in rest]
        tried.append(_loss(fold, _fit(others)) * len(fold))
    after = sum(tried) / len(lessons)
    return Learned(
        calibration=_fit(lessons), lessons=len(lessons), before=before, after=after,
        better=after < _GAIN * before,
    )  # fmt: skip


def _fit(lessons: Sequence[Lesson]) -> Calibration:
    """Return the most probable scale and shift; each correction counts once (Newton)."""
    odds = _log_odds(np.array([c for lesson in lessons for c in lesson.chances]))
    same = np.array([float(lesson.same) for lesson in lessons for _ in lesson.chances])
    weight = np.array([1 / len(x.chances) for x in lessons for _ in x.chances])
    inputs = np.column_stack([odds, np.ones_like(odds)])
    shipped = np.array([1.0, 0.0])
    found = shipped.copy()
    for _ in range(_STEPS):
        chance = _sigmoid(inputs @ found)
        slope = inputs.T @ (weight * (chance - same)) + _HELD * (found - shipped)
        bend = (inputs.T * (weight * chance * (1 - chance))) @ inputs + _HELD * np.eye(2)
        found = found - np.linalg.solve(bend, slope)
        found[0] = max(found[0], 0.1)  # more alike never means less probable
    return Calibration(float(found[0]), float(found[1]))


def _loss(lessons: Sequence[Lesson], calibration: Calibration) -> float:
    losses = []
    for lesson in lessons:
        told = _sigmoid(calibration.scale * _log_odds(np.array(lesson.chances)) + calibration.shift)
        losses.append(-float(np.mean(np.log(told if lesson.same else 1 - told))))
    return math.fsum(losses) / len(losses)


def _log_odds(chances: Floats) -> Floats:
    kept = np.clip(chances, 1e-9, 1 - 1e-9)
    return np.clip(np.log(kept / (1 - kept)), -_CLIP, _CLIP)


def _sigmoid(odds: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30)))
