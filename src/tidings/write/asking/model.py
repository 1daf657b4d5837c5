"""What was learned of passages, choices and doubt: three small regressions in `model.json`.

Trained by `tools/train_ask.py` on questions about the news with known answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import orjson

from tidings.write.asking.evidence import SIGNALS

__all__ = ["again", "chances", "expand", "judged", "likely"]

Floats = npt.NDArray[np.float64]
_OF = {name: place for place, name in enumerate(SIGNALS)}
_CROSSED = (("titled", "sentence"), ("titled", "names"), ("titled", "meaning"))
_SQUARED = 6  # of the signals, the first so many


@cache
def _shipped() -> dict[str, tuple[Floats, float]]:
    table = orjson.loads(Path(__file__).with_name("model.json").read_bytes())
    return {name: (np.array(one["weights"]), one["bias"]) for name, one in table.items()}


def _chance(name: str, inputs: Floats) -> Floats:
    weights, bias = _shipped()[name]
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(inputs @ weights + bias, -30, 30))))


def expand(signals: Floats) -> Floats:
    """Return the inputs (n, inputs) of the passage model from (n, SIGNALS)."""
    crossed = [signals[:, _OF[a]] * signals[:, _OF[b]] for a, b in _CROSSED]
    return np.column_stack([signals, signals[:, :_SQUARED] ** 2, *crossed])


def chances(signals: Floats) -> Floats:
    """Return the chance of each passage to answer, (n,), by what it shares with the question."""
    return _chance("passage", expand(signals))


def again(signals: Floats, meaning: Floats) -> Floats:
    """Return the chances of the best passages once more, now that what they mean is known, (n,)."""
    return _chance("meaning", np.column_stack([expand(signals), meaning]))


def likely(support: Floats, *, denied: bool = False) -> Floats:
    """Return the chance of each choice, (choices,), together 1, from (choices, CHOICE_SIGNALS).

    Where it is asked what is not so, the least that is told is the likeliest.
    """
    weights, _ = _shipped()["choice"]
    odds = support @ (-weights if denied else weights)
    powers = np.exp(odds - odds.max())
    return np.asarray(powers / powers.sum())


def judged(doubts: Sequence[float], *, choices: bool) -> float:
    """Return the chance that the library answers, from `answering.DOUBTS`; .5 is the bar."""
    return float(_chance("choices answered" if choices else "answered", np.array([doubts]))[0])
