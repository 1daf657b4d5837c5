"""The similarities of two articles, each of which a person can be told.

An article is weighed once (`weigh`), against how often words stand in the news; then two of
them are held side by side (`signals`). Every signal is 0 where there is nothing to compare.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest

from tidings.group.copies import copied
from tidings.group.features import Features
from tidings.group.frequencies import Frequencies

__all__ = ["SIGNALS", "Weighed", "namesakes", "signals", "weigh"]

SIGNALS = (
    "terms",  # cosine of the weighed terms of title and new text
    "title",  # the same for the titles alone
    "titled",  # how much of the one's title the other tells
    "rarest",  # weight of the rarest terms that both hold
    "names",  # how much of the rarer names both name
    "names_apart",  # how much of the foremost names only one names
    "namesakes",  # how foremost a person of each is whose namesake is in the other
    "numbers",  # share of the numbers that both state
    "numbers_apart",  # both state numbers, and none is the same
    "years_apart",  # both name years, and none is the same
    "copy",  # share of the shorter text that the other copies
    "vector",  # cosine of the encoder's vectors
    "vector_known",  # whether both have one
    "days",  # between them; 0 where a time is not known
    "other_language",
    "length",  # logarithm of the shorter one's number of terms
)

_VOWELS = re.compile("[aeiouyаеиоуыэюяєії]")
_FOREMOST = 8  # names by which an article is known


@dataclass(frozen=True, slots=True)
class Weighed:
    """Features with the weight that each word has. Vectors of words have length 1."""

    features: Features
    terms: Mapping[str, float]
    title: Mapping[str, float]
    heading: Mapping[str, float]  # title terms and their weights, which add up to 1
    names: Mapping[str, float]  # as rare as they are
    all_names: float  # the sum of their weights
    foremost: Mapping[str, float]  # the names most told of; adds up to 1
    most_told: float  # how often its foremost person is named
    shingles: frozenset[int]  # of the sketch


def weigh(features: Features, frequencies: Frequencies) -> Weighed:
    """Return the features with the weights that their words have now."""
    weight = frequencies.weight
    terms = _unit({t: (1.0 + math.log(n)) * weight(t) for t, n in features.terms.items()})
    title = {t: weight(t) for t in features.title_terms}
    names = {name: weight(name) for name in features.names}
    told = {name: features.terms.get(name[:7], 0.0) * w for name, w in names.items()}
    foremost = sorted(told, key=lambda name: (-told[name], name))[:_FOREMOST]
    return Weighed(
        features=features,
        terms=terms,
        title=_unit(title),
        heading=_share(title),
        names=names,
        all_names=sum(names.values()),
        foremost=_share({name: names[name] for name in foremost}),
        most_told=max((features.terms.get(n[:7], 0.0) for n in features.full_names), default=0.0),
        shingles=frozenset(features.sketch.whole.tolist()),
    )


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {term: w / length for term, w in weights.items()}


def _share(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values()) or 1.0
    return {term: w / total for term, w in weights.items()}


def signals(a: Weighed, b: Weighed) -> tuple[float, ...]:
    """Return the similarities of two articles, in the order of SIGNALS. Symmetric."""
    one, two = a.features, b.features
    terms, rarest = _terms(a.terms, b.terms)
    vectors = one.vector is not None and two.vector is not None
    return (
        terms,
        _terms(a.title, b.title)[0],
        max(_told(a, b), _told(b, a)),
        rarest,
        _names_shared(a, b),
        min(_unmentioned(a, b), _unmentioned(b, a)),
        _namesakes(a, b),
        _overlap(one.numbers, two.numbers),
        _apart(one.numbers, two.numbers),
        _apart(one.years, two.years),
        _copy(a, b),
        float(one.vector @ two.vector) if vectors else 0.0,  # type: ignore[operator]
        float(vectors),
        _days(one, two),
        float(bool(one.language and two.language and one.language != two.language)),
        math.log1p(min(len(a.terms), len(b.terms))),
    )


def _terms(a: Mapping[str, float], b: Mapping[str, float]) -> tuple[float, float]:
    """Return the cosine of two vectors of words, and what the three foremost words add to it."""
    products = [a[term] * b[term] for term in a.keys() & b.keys()]
    return sum(products), math.sqrt(sum(nlargest(3, products)))


def _told(a: Weighed, b: Weighed) -> float:
    return sum(w for term, w in a.heading.items() if term in b.terms)


def _names_shared(a: Weighed, b: Weighed) -> float:
    smaller = min(a.all_names, b.all_names)
    both = sum(a.names[name] for name in a.names.keys() & b.names.keys())
    return both / smaller if smaller else 0.0


def _unmentioned(a: Weighed, b: Weighed) -> float:
    """Return how much of the foremost names of a are not in b."""
    return sum(w for name, w in a.foremost.items() if name not in b.names)


def _copy(a: Weighed, b: Weighed) -> float:
    one, two = a.features.sketch, b.features.sketch
    if one.key != two.key and a.shingles.isdisjoint(b.shingles):
        return 0.0
    return copied(one, two)


def _namesakes(a: Weighed, b: Weighed) -> float:
    """Return 0 to 1: the same surname stands foremost in both, with another given name."""
    return max((w for w, _, _, _ in namesakes(a, b)), default=0.0)


def namesakes(a: Weighed, b: Weighed) -> list[tuple[float, str, str, str]]:
    """Return (how foremost, surname, given name in a, given name in b), foremost first.

    Each has one given name in its article, which the other article never mentions; and one of
    them is called by the surname alone, as people are: "Armed Forces" is no person.
    """
    found = []
    for surname, given in a.features.full_names.items():
        others = b.features.full_names.get(surname, frozenset())
        one, two = given - {""}, others - {""}
        if len(one) != 1 or len(two) != 1 or "" not in given | others:
            continue
        if _variants(min(one), min(two)) or _mentions(b, one) or _mentions(a, two):
            continue
        weight = min(_foremost(a, surname), _foremost(b, surname))
        found.append((weight, surname, min(one), min(two)))
    return sorted(found, reverse=True)


def _variants(a: str, b: str) -> bool:
    """Return whether two given names may be one: spelled otherwise, or cut short.

    Vowels change with the spelling and endings fall away, consonants stay in their order:
    Heydar and Heidar, Katie and Kathryn; but not Khalifa and Khaled.
    """
    one, two = (_VOWELS.sub("", name) for name in sorted((a, b), key=len))
    letters = iter(two)
    return all(c in letters for c in one) or SequenceMatcher(None, a, b).ratio() > 0.75


def _mentions(article: Weighed, words: Iterable[str]) -> bool:
    return any(word in article.names or word[:7] in article.terms for word in words)


def _foremost(article: Weighed, surname: str) -> float:
    return article.features.terms.get(surname[:7], 0.0) / (article.most_told or 1.0)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _apart(a: frozenset[str], b: frozenset[str]) -> float:
    return float(bool(a) and bool(b) and a.isdisjoint(b))


def _days(a: Features, b: Features) -> float:
    if a.time is None or b.time is None:
        return 0.0
    return abs((a.time - b.time).total_seconds()) / 86_400
