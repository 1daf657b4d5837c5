"""How probable is it that two articles tell the same story, and why?

A logistic model over the signals, trained by `tools/train_group.py`; its weights lie beside
this file, one set for articles with vectors and one without.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import orjson

from tidings.group.features import Features
from tidings.group.frequencies import Frequencies
from tidings.group.reasons import reasons
from tidings.group.signals import SIGNALS, Weighed, signals, weigh
from tidings.types import Reason

__all__ = ["Model", "compare", "expand", "model", "probabilities"]

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression over `expand(signals)`."""

    weights: Matrix  # (inputs,)
    bias: float


def expand(values: Matrix) -> Matrix:
    """Return the model's inputs (pairs, inputs) from signals (pairs, signals).

    The signals themselves, their squares, and the products of those that depend on each other:
    a number of words in common says more of long texts; a vector more when names agree.
    """
    at = {name: values[:, i] for i, name in enumerate(SIGNALS)}
    crossed = [
        at["terms"] * at["length"],
        at["names"] * at["length"],
        at["names_apart"] * at["length"],
        at["names"] * at["vector"],
        at["terms"] * at["vector"],
        at["title"] * at["vector"],
        at["terms"] * at["names_apart"],
        at["vector"] * at["names_apart"],
        at["numbers"] * at["terms"],
        at["vector"] * at["other_language"],
        at["vector"] * at["length"],
        at["gap"] * at["terms"],
    ]
    return np.column_stack([values, values**2, *crossed])


@cache
def model(vectors: bool) -> Model:
    """Return the shipped model for pairs with (`vectors`) or without vectors."""
    table = orjson.loads(Path(__file__).with_name("model.json").read_bytes())
    shipped = table["vectors" if vectors else "words"]
    return Model(weights=np.array(shipped["weights"]), bias=shipped["bias"])


def probabilities(pairs: Sequence[tuple[float, ...]]) -> Matrix:
    """Return P(same story) of each pair's signals, (pairs,)."""
    if not pairs:
        return np.zeros(0)
    values = np.array(pairs)
    inputs = expand(values)
    known = values[:, SIGNALS.index("vector_known")] > 0
    logits = np.empty(len(values))
    for vectors in (True, False):
        chosen = known == vectors
        if chosen.any():
            used = model(vectors)
            logits[chosen] = inputs[chosen] @ used.weights + used.bias
    odds = 1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))
    return np.maximum(odds, np.where(values[:, SIGNALS.index("copy")] > 0, 0.97, 0.0))


def compare(
    a: Features, b: Features, frequencies: Frequencies | None = None
) -> tuple[float, tuple[Reason, ...]]:
    """Return how probable it is, 0 to 1, that two articles tell one story, and why.

    `frequencies` says how common words are in this news; without it what is known beforehand
    of their languages must do.
    """
    known = frequencies or Frequencies()
    one, two = weigh(a, known), weigh(b, known)
    probability, because = judge(one, two)
    return probability, because


def judge(a: Weighed, b: Weighed) -> tuple[float, tuple[Reason, ...]]:
    """Return what `compare` does, of features that are weighed already."""
    values = signals(a, b)
    probability = float(probabilities([values])[0])
    return round(probability, 4), reasons(a, b, dict(zip(SIGNALS, values, strict=True)))


def logit(probability: float) -> float:
    """Return the logarithm of the odds, within ±9."""
    bounded = min(max(probability, 1.2e-4), 1.0 - 1.2e-4)
    return math.log(bounded / (1.0 - bounded))
