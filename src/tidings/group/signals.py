"""The similarities of two articles, each of which a person can be told.

An article is weighed once (`weigh`), against how often words stand in the news; then two of
them are held side by side (`signals`). Every signal is 0 where there is nothing to compare.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from tidings.group.copies import copied
from tidings.group.features import Features
from tidings.group.frequencies import Frequencies

__all__ = ["SIGNALS", "Weighed", "signals", "weigh"]

SIGNALS = (
    "terms",  # cosine of the weighed terms of title and new text
    "title",  # the same for the titles alone
    "titled",  # how much of the one's title the other tells
    "rarest",  # weight of the rarest terms that both hold
    "names",  # how much of the rarer names both name
    "names_apart",  # how much of the foremost names only one names
    "numbers",  # share of the numbers that both state
    "numbers_apart",  # both state numbers, and none is the same
    "years_apart",  # both name years, and none is the same
    "copy",  # share of the shorter text that the other copies
    "vector",  # cosine of the encoder's vectors
    "vector_known",  # whether both have one
    "gap",  # logarithm of the hours between them
    "gap_known",  # whether both have a time
    "other_language",
    "length",  # logarithm of the shorter one's number of terms
)

_HEADLINE_NAMES = 8  # the foremost names of an article


@dataclass(frozen=True, slots=True)
class Weighed:
    """Features with the weight that each word has. Vectors of words have length 1."""

    features: Features
    terms: Mapping[str, float]
    title: Mapping[str, float]
    weights: Mapping[str, float]  # of title terms, not normalised
    names: Mapping[str, float]  # as rare as they are


def weigh(features: Features, frequencies: Frequencies) -> Weighed:
    """Return the features with the weights that their words have now."""
    weight = frequencies.weight
    told = {t: (1.0 + math.log(n)) * weight(t) for t, n in features.terms.items()}
    title = {t: weight(t) for t in features.title_terms}
    return Weighed(
        features=features,
        terms=_unit(told),
        title=_unit(title),
        weights=title,
        names={name: weight(name) for name in features.names},
    )


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {term: w / length for term, w in weights.items()}


def signals(a: Weighed, b: Weighed) -> tuple[float, ...]:
    """Return the similarities of two articles, in the order of SIGNALS. Symmetric."""
    one, two = a.features, b.features
    vectors = one.vector is not None and two.vector is not None
    return (
        _dot(a.terms, b.terms),
        _dot(a.title, b.title),
        max(_told(a, b), _told(b, a)),
        _rarest(a, b),
        _names_shared(a, b),
        _names_apart(a, b),
        _overlap(one.numbers, two.numbers),
        _apart(one.numbers, two.numbers),
        _apart(one.years, two.years),
        copied(one.sketch, two.sketch),
        float(np.dot(one.vector, two.vector)) if vectors else 0.0,  # type: ignore[arg-type]
        float(vectors),
        *_gap(one, two),
        float(bool(one.language and two.language and one.language != two.language)),
        math.log1p(min(len(a.terms), len(b.terms))),
    )


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(w * b[t] for t, w in a.items() if t in b)


def _told(a: Weighed, b: Weighed) -> float:
    total = sum(a.weights.values())
    return sum(w for t, w in a.weights.items() if t in b.terms) / total if total else 0.0


def _rarest(a: Weighed, b: Weighed) -> float:
    products = sorted((w * b.terms[t] for t, w in a.terms.items() if t in b.terms), reverse=True)
    return math.sqrt(sum(products[:3])) if products else 0.0


def _names_shared(a: Weighed, b: Weighed) -> float:
    both = sum(w for n, w in a.names.items() if n in b.names)
    smaller = min(sum(a.names.values()), sum(b.names.values()))
    return both / smaller if smaller else 0.0


def _names_apart(a: Weighed, b: Weighed) -> float:
    """Return how much of each one's foremost names the other never mentions, the lesser of both."""
    return min(_unmentioned(a, b), _unmentioned(b, a))


def _unmentioned(a: Weighed, b: Weighed) -> float:
    top = sorted(a.names.items(), key=lambda n: (-a.features.terms.get(n[0][:7], 0.0) * n[1], n))
    foremost = top[:_HEADLINE_NAMES]
    total = sum(w for _, w in foremost)
    return sum(w for n, w in foremost if n not in b.names) / total if total else 0.0


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _apart(a: Iterable[str], b: Iterable[str]) -> float:
    first, second = set(a), set(b)
    return float(bool(first) and bool(second) and first.isdisjoint(second))


def _gap(a: Features, b: Features) -> tuple[float, float]:
    if a.time is None or b.time is None:
        return 0.0, 0.0
    return math.log1p(abs((a.time - b.time).total_seconds()) / 3600), 1.0
