"""A person's corrections teach how sure is sure enough: two numbers on top of the shipped model.

Each correction says of pairs of articles that they are, or are not, one event. Log odds are
stretched and shifted as little as these examples ask for; the shipped weights stay. Only what is
wrong is corrected, so corrections alone would teach that the model knows nothing: of decisions
that the person left alone it is asked that they stay as they are. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

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

    def of(self, lesson: Lesson) -> Floats:
        """Return the probabilities of a lesson's pairs, none of them quite 0 or 1."""
        return _sigmoid(self.scale * _log_odds(np.array(lesson.chances)) + self.shift)


SHIPPED = Calibration()


@dataclass(frozen=True, slots=True)
class Lesson:
    """A correction, or a decision left alone: what the shipped model makes of its pairs."""

    chances: tuple[float, ...]
    same: float  # 1 or 0 as the person says; the shipped chance where they say nothing


@dataclass(frozen=True, kw_only=True, slots=True)
class Learned:
    """What was learned, judged on what had no part in it (5 folds)."""

    calibration: Calibration
    lessons: int  # corrections
    left_alone: int  # decisions
    before: float = 0.0  # mean divergence from what is said of both; of corrections .69 is a guess
    after: float = 0.0
    obeyed_before: int = 0  # corrections that the decision by itself agrees with
    obeyed: int = 0
    kept: int = 0  # decisions left alone that stay as they are
    better: bool
    why: str = ""  # why nothing can be learned yet


def learn(corrected: Sequence[Lesson], left_alone: Sequence[Lesson] = ()) -> Learned:
    """Return the calibration that corrections ask for beside what stands, and if it is better."""
    alike = sum(lesson.same == 1 for lesson in corrected)
    nothing = Learned(
        calibration=SHIPPED, lessons=len(corrected), left_alone=len(left_alone), better=False
    )
    if len(corrected) < ENOUGH or min(alike, len(corrected) - alike) < EACH:
        why = (
            f"it takes {ENOUGH} corrections, {EACH} of them of either kind; there are {alike} that "
            f"put articles together and {len(corrected) - alike} that keep some apart"
        )
        return replace(nothing, why=why)
    lessons = [*corrected, *left_alone]
    unseen = [_fit(_but(lessons, n)) for n in range(_FOLDS)]
    fitted = [(lesson, unseen[n % _FOLDS]) for n, lesson in enumerate(lessons)]
    theirs, others = fitted[: len(corrected)], fitted[len(corrected) :]
    before = math.fsum(_loss(lesson, SHIPPED) for lesson in lessons) / len(lessons)
    after = math.fsum(_loss(lesson, found) for lesson, found in fitted) / len(lessons)
    obeyed_before = sum(_same(lesson, SHIPPED) == lesson.same for lesson in corrected)
    obeyed = sum(_same(lesson, found) == lesson.same for lesson, found in theirs)
    return replace(
        nothing,
        calibration=_fit(lessons),
        before=before,
        after=after,
        obeyed_before=obeyed_before,
        obeyed=obeyed,
        kept=sum(_same(lesson, found) is _same(lesson, SHIPPED) for lesson, found in others),
        better=after < _GAIN * before and obeyed > obeyed_before,
    )


def _but(lessons: Sequence[Lesson], fold: int) -> list[Lesson]:
    return [lesson for n, lesson in enumerate(lessons) if n % _FOLDS != fold]


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


def _loss(lesson: Lesson, calibration: Calibration) -> float:
    """Return how much worse a lesson is told than can be (divergence, in nats)."""
    told, same = calibration.of(lesson), min(max(lesson.same, 1e-9), 1 - 1e-9)
    lost = same * np.log(same / told) + (1 - same) * np.log((1 - same) / (1 - told))
    return float(np.mean(lost))


def _same(lesson: Lesson, calibration: Calibration) -> bool:
    return bool(np.mean(calibration.of(lesson)) > 0.5)


def _log_odds(chances: Floats) -> Floats:
    kept = np.clip(chances, 1e-9, 1 - 1e-9)
    return np.clip(np.log(kept / (1 - kept)), -_CLIP, _CLIP)


def _sigmoid(odds: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30)))
