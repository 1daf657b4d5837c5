"""The learned model: the probability that two articles tell one story, from their signals.

A logistic regression, trained by `tools/train_group.py`. `model.json` holds six sets of weights,
for pairs with vectors and without: seen among all articles at rest; seen as the second of them
arrives, when surroundings are half known; and held side by side alone. A seventh is for pairs told
in two languages, wherever they are seen: what stands around an article is mostly in its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import orjson

from tidings.group.signals import SIGNALS, Matrix

__all__ = ["SIGNALS_OF_VECTORS", "cross_language_view", "expand", "probabilities"]

View = Literal["rest", "online", "alone"]  # how much is known of what lies around a pair

SIGNALS_OF_VECTORS = ("vector", "meaning", "vector_known")
# Of these nothing can be told in two languages: they share words by chance, and lie apart.
_OF_ONE_LANGUAGE = (
    "terms", "title", "titled", "rarest", "copy", "vector", "other_language", "length",
)  # fmt: skip
# What the sets can't teach is set by hand. Only one of them has times, and they are when its
# crawler met an article, story by story: learned, an hour apart would part a story. Namesakes
# are too few.
_NOT_LEARNED = ("days", "namesakes", "untitled")
_DAY = -0.3  # log odds for each day between two articles
_NAMESAKES = -9.0  # log odds, by how foremost they are
_UNTITLED = -9.0  # log odds by words alone: a story's words stuffed into another text
_SHORT = math.log1p(2.5)  # of two terms or fewer nothing can be told
_COPY = 0.97  # the least probability of copies: what they are is no matter of likeness


@dataclass(frozen=True, slots=True)
class _Weights:
    weights: Matrix  # (inputs,)
    bias: float


@cache
def _shipped(name: str) -> _Weights:
    values = orjson.loads(Path(__file__).with_name("model.json").read_bytes())[name]
    return _Weights(weights=np.array(values["weights"]), bias=values["bias"])


def cross_language_view(values: Matrix) -> Matrix:
    """Return signals (pairs, signals) with those alone that mean something in two languages."""
    kept = values.copy()
    kept[:, [SIGNALS.index(name) for name in _OF_ONE_LANGUAGE]] = 0.0
    return kept


def expand(values: Matrix, around: Matrix | None) -> Matrix:
    """Return the model's inputs (pairs, inputs) from signals (pairs, signals).

    `around` are the pairs' surroundings (pairs, SURROUNDINGS), where they are known.

    The signals, their squares, and the products of those that depend on each other: words in
    common say more of long texts, a vector says more when names agree.
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
    ]
    learned = np.delete(values, [SIGNALS.index(name) for name in _NOT_LEARNED], axis=1)
    if around is not None:
        learned = np.concatenate([learned, around], axis=1)
    return np.column_stack([learned, learned**2, *crossed])


def probabilities(values: Matrix, view: View, around: Matrix | None = None) -> Matrix:
    """Return P(same story) of each pair, (pairs,), from its signals (pairs, signals).

    `around` are their surroundings (pairs, SURROUNDINGS), but for pairs that are viewed alone.
    """
    at = {name: values[:, i] for i, name in enumerate(SIGNALS)}
    known, cross_language = at["vector_known"] > 0, at["other_language"] > 0
    logits = _NAMESAKES * at["namesakes"] + _DAY * at["days"]
    logits += np.where(known, 0.0, _UNTITLED * at["untitled"])
    for name, chosen in ((f"vectors, {view}", known & ~cross_language), (f"words, {view}", ~known)):
        if chosen.any():
            near = None if around is None else around[chosen]
            logits[chosen] += _log_odds(name, values[chosen], near)
    both = known & cross_language
    if both.any():
        logits[both] += _log_odds("vectors, abroad", cross_language_view(values[both]), None)
    logits[at["length"] < _SHORT] = -9.0
    chances = 1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))
    return np.maximum(chances, np.where(at["copy"] > 0, _COPY, 0.0))


def _log_odds(name: str, values: Matrix, around: Matrix | None) -> Matrix:
    shipped = _shipped(name)
    return expand(values, around) @ shipped.weights + shipped.bias
