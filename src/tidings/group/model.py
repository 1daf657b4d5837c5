"""The learned model: the probability that two articles tell one story, from their signals.

A logistic regression, trained by `tools/train_group.py`. `model.json` holds six sets of weights,
for pairs with vectors and without: seen among all articles at rest; seen as the second of them
arrives, when surroundings are half known; and held side by side alone, where more in common never
makes one story less probable. A seventh is for pairs told in two languages, wherever they are
seen: what stands around an article is mostly in its own.

Where all pairs are at hand they are looked at again, by boosted trees: with what the regression
made of them, and what third articles say. Of an article that has just come these say less yet, so
its pairs are judged by trees of their own as well.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import orjson

from tidings.group.signals import SIGNALS, Matrix
from tidings.group.surroundings import SURROUNDINGS
from tidings.group.thirds import THIRDS
from tidings.group.trees import Trees

__all__ = [
    "RISING",
    "SIGNALS_OF_VECTORS",
    "cross_language_view",
    "doubtful",
    "expand",
    "forget",
    "learned_odds",
    "probabilities",
    "probabilities_together",
    "rising",
    "together",
]

Chosen = npt.NDArray[np.bool_]  # (pairs,)
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
_HOPELESS = -4.0  # log odds below which third articles are not asked
_CLIP = 15.0  # log odds beyond which the trees see no difference
_TOGETHER = tuple(
    name for name in SIGNALS if name not in (*_NOT_LEARNED, "vector_known", "other_language")
)  # the signals that the trees see
_FOR = (
    "terms", "title", "titled", "rarest", "names", "numbers", "copy", "vector", "meaning",
    "above both", "above nearer", "above farther", "below nearest",
    "common", "common of fewer", "common of more", "common of known, more",
    "common of known, less", "log odds",
)  # fmt: skip
_AGAINST = ("names_apart", "numbers_apart", "years_apart", "rank, worse", "rank, better")


def rising(name: str) -> int:
    """Return 1 where more of a signal never makes one story less probable, -1 where never more.

    0 where it may be either way. `name` may be of SIGNALS, SURROUNDINGS or THIRDS.
    """
    measure = name.rpartition(": ")[2]
    return int(measure in _FOR) - int(measure in _AGAINST)


RISING = tuple(  # of what the trees see
    rising(name) for name in (*_TOGETHER, *SURROUNDINGS, *THIRDS, "log odds")
)


@dataclass(frozen=True, slots=True)
class _Weights:
    weights: Matrix  # (inputs,)
    bias: float


@cache
def _model() -> dict[str, Any]:
    model: dict[str, Any] = orjson.loads(Path(__file__).with_name("model.json").read_bytes())
    return model


@cache
def _weights(name: str) -> _Weights:
    values = _model()[name]
    return _Weights(weights=np.array(values["weights"]), bias=values["bias"])


@cache
def _trees(name: str) -> Trees:
    values = _model()[name]
    return Trees(
        inputs=np.array(values["inputs"]),
        thresholds=np.array(values["thresholds"]),
        values=np.array(values["values"]),
        bias=values["bias"],
    )


def forget() -> None:
    """Read `model.json` anew: where the trainer or a bench has another one."""
    for read in (_model, _weights, _trees):
        read.cache_clear()


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


def together(values: Matrix, around: Matrix, thirds: Matrix, odds: Matrix) -> Matrix:
    """Return what the trees see of pairs, (pairs, RISING), from all that is known of them.

    `thirds` (pairs, THIRDS); `odds` (pairs,) are the log odds of `learned_odds`.
    """
    shown = values[:, [SIGNALS.index(name) for name in _TOGETHER]]
    return np.column_stack([shown, around, thirds, np.clip(odds, -_CLIP, _CLIP)])


def probabilities(values: Matrix, view: View, around: Matrix | None = None) -> Matrix:
    """Return P(same story) of each pair, (pairs,), from its signals (pairs, signals).

    `around` are their surroundings (pairs, SURROUNDINGS), but for pairs that are viewed alone.
    """
    return _chances(values, learned_odds(values, view, around))


def probabilities_together(
    values: Matrix, around: Matrix, thirds: Matrix, arriving: Chosen
) -> Matrix:
    """Return P(same story) of pairs that are looked at again, with what third articles say.

    `thirds` (pairs, THIRDS) come from `probabilities` at rest, which is returned of pairs told in
    two languages, of those known by words alone and of those that have no hope. `arriving` (pairs,)
    are those of an article that none came after.
    """
    odds = learned_odds(values, "rest", around)
    doubted = doubtful(values, odds)
    if doubted.any():
        seen = together(values[doubted], around[doubted], thirds[doubted], odds[doubted])
        odds[doubted] = _again(seen, arriving[doubted])
    return _chances(values, odds)


def _again(seen: Matrix, arriving: Chosen) -> Matrix:
    """Return the log odds of pairs by the trees; of those that arrive the mean of both sets.

    Trees of arrivals alone learned from large libraries, and err in small ones.
    """
    odds = _trees("vectors, together")(seen)
    if arriving.any():
        odds[arriving] = (odds[arriving] + _trees("vectors, arriving")(seen[arriving])) / 2
    return odds


def learned_odds(values: Matrix, view: View, around: Matrix | None) -> Matrix:
    """Return the log odds of pairs by the regression alone, (pairs,)."""
    words = values[:, SIGNALS.index("vector_known")] == 0
    vectors = _of_vectors(values)
    odds = np.zeros(len(values))
    for name, chosen in ((f"vectors, {view}", vectors), (f"words, {view}", words)):
        if chosen.any():
            near = None if around is None else around[chosen]
            odds[chosen] = _log_odds(name, values[chosen], near)
    both = ~vectors & ~words
    if both.any():
        odds[both] = _log_odds("vectors, abroad", cross_language_view(values[both]), None)
    return odds


def doubtful(values: Matrix, odds: Matrix) -> Chosen:
    """Return which pairs, of these log odds by themselves, the trees look at."""
    return _of_vectors(values) & (odds > _HOPELESS)


def _of_vectors(values: Matrix) -> Chosen:
    """Return which pairs have vectors and are told in one language."""
    known, abroad = SIGNALS.index("vector_known"), SIGNALS.index("other_language")
    return np.asarray((values[:, known] > 0) & (values[:, abroad] == 0))


def _chances(values: Matrix, odds: Matrix) -> Matrix:
    """Return probabilities from what was learned and what is set by hand."""
    at = {name: values[:, i] for i, name in enumerate(SIGNALS)}
    logits = odds + _NAMESAKES * at["namesakes"] + _DAY * at["days"]
    logits += np.where(at["vector_known"] > 0, 0.0, _UNTITLED * at["untitled"])
    logits[at["length"] < _SHORT] = -9.0
    chances = 1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))
    return np.maximum(chances, np.where(at["copy"] > 0, _COPY, 0.0))


def _log_odds(name: str, values: Matrix, around: Matrix | None) -> Matrix:
    learned = _weights(name)
    return expand(values, around) @ learned.weights + learned.bias
