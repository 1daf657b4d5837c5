"""The similarities of two articles, each of which a person can be told.

An article is weighed once (`weigh`), against how often words stand in the news; then it is held
side by side with many others at once (`signals`). Every signal is 0 where there is nothing to
compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from tidings.group.alignment import Vector
from tidings.group.features import Features
from tidings.group.frequencies import Floats, Hashes
from tidings.group.serial import copied_with_figures
from tidings.group.word_weights import Weighed

__all__ = [
    "SIGNALS",
    "Matrix",
    "languages_differ",
    "namesakes",
    "nearness_alone",
    "same_names",
    "signals",
]

SIGNALS = (
    "terms",  # cosine of the weighed terms of title and new text
    "title",  # the same for the titles alone
    "titled",  # how much of the one's title the other tells
    "untitled",  # whether one's text tells nothing of what the other's title says
    "rarest",  # weight of the rarest terms that both hold
    "names",  # how much of the rarer names both name
    "names_apart",  # how much of the foremost names only one names
    "namesakes",  # how foremost a person of each is whose namesake is in the other
    "numbers",  # share of the numbers that both state
    "numbers_apart",  # both state numbers, and none is the same
    "years_apart",  # both name years, and none is the same
    "copy",  # share of the shorter text that the other copies
    "vector",  # cosine of the encoder's vectors
    "meaning",  # the same without what all news of a language has in common
    "vector_known",  # whether both have one
    "days",  # between them; 0 where a time is not known
    "other_language",
    "length",  # logarithm of the shorter one's number of terms
)

Matrix = npt.NDArray[np.float64]
Column = npt.NDArray[np.float64]

_VOWELS = re.compile("[aeiouyаеиоуыэюяєії]")
_RAREST = 3  # terms


def signals(a: Weighed, others: Sequence[Weighed]) -> Matrix:
    """Return the similarities of an article to each other one: (others, SIGNALS).

    Symmetric: which of two articles comes first makes no difference.
    """
    if not others:
        return np.zeros((0, len(SIGNALS)))
    terms = _match(a.parts.words, [b.parts.words for b in others])
    cross_language = np.array([languages_differ(a.features, b.features) for b in others])
    known = np.array([b.meaning is not None and a.meaning is not None for b in others], float)
    columns = {
        **_of_terms(a, others, terms),
        **_of_names(a, others, cross_language),
        **dict(zip(_PLAIN, np.array([_plain(a, b) for b in others]).T, strict=True)),
        "copy": _copies(a, others),
        "vector": _cosines(a.features.vector, [b.features.vector for b in others]),
        "meaning": _cosines(a.meaning, [b.meaning for b in others]),
        "vector_known": known,
        "other_language": cross_language.astype(float),
    }
    values = np.empty((len(others), len(SIGNALS)))
    for i, name in enumerate(SIGNALS):
        values[:, i] = columns[name]
    return values


def nearness_alone(a: Weighed, others: Sequence[Weighed]) -> Matrix:
    """Return `signals` with "terms" and "meaning" alone, all else 0: a fraction of the work."""
    values = np.zeros((len(others), len(SIGNALS)))
    if others:
        found = _match(a.parts.words, [b.parts.words for b in others])
        there = np.concatenate([b.terms for b in others])[found.there]
        values[:, SIGNALS.index("terms")] = found.total(a.terms[found.here] * there)
        values[:, SIGNALS.index("meaning")] = _cosines(a.meaning, [b.meaning for b in others])
    return values


_PLAIN = ("namesakes", "numbers", "numbers_apart", "years_apart", "days")


def _plain(a: Weighed, b: Weighed) -> tuple[float, ...]:
    one, two = a.features, b.features
    return (
        max((weight for weight, _, _, _ in namesakes(a, b)), default=0.0),
        _overlap(one.numbers, two.numbers),
        _apart(one.numbers, two.numbers),
        _apart(one.years, two.years),
        _days(one, two),
    )


def languages_differ(a: Features, b: Features) -> bool:
    """Return whether two articles are told in two languages."""
    return bool(a.language and b.language and a.language != b.language)


@dataclass(frozen=True, slots=True)
class _Matches:
    """Where words of one list stand in several others, laid end to end."""

    here: npt.NDArray[np.intp]  # positions in the one list
    there: npt.NDArray[np.intp]  # positions in the others
    other: npt.NDArray[np.intp]  # which other
    count: int  # of others

    def total(self, weights: Floats | None = None) -> Column:
        """Return the sum of the matches' weights (None: their number) for each other."""
        return np.bincount(self.other, weights, self.count).astype(np.float64)


def _match(words: Hashes, others: Sequence[Hashes]) -> _Matches:
    """Return the words that stand in each of the others; none holds a word twice."""
    joined = np.concatenate(others)
    slots = np.zeros(1 << 16, np.int16)  # by a hash's last bits: 1 + its position
    slots[words & np.uint32(0xFFFF)] = np.arange(1, len(words) + 1)
    here = slots[joined & np.uint32(0xFFFF)]
    there = np.flatnonzero(here)
    here = here[there] - 1
    same = words[here] == joined[there]
    ends = np.array([*accumulate(map(len, others))])
    there = there[same]
    return _Matches(here[same], there, ends.searchsorted(there, "right"), len(others))


def _of_terms(a: Weighed, others: Sequence[Weighed], found: _Matches) -> dict[str, Column]:
    heading = np.concatenate([b.heading for b in others])[found.there]
    title = np.concatenate([b.title for b in others])[found.there]
    products = a.terms[found.here] * np.concatenate([b.terms for b in others])[found.there]
    least = np.minimum(len(a.terms), [len(b.terms) for b in others])
    told_here, told_there = found.total(a.heading[found.here]), found.total(heading)
    headed = np.array([bool(b.heading.any()) for b in others])
    told = np.concatenate([b.told for b in others])[found.there]
    least_there = np.array([b.least_told for b in others])
    untold = bool(a.heading.any()) & (found.total(a.heading[found.here] * told) <= least_there)
    untold |= headed & (found.total(heading * a.told[found.here]) <= a.least_told)
    return {
        "terms": found.total(products),
        "title": found.total(a.title[found.here] * title),
        "titled": np.maximum(told_here, told_there),
        "untitled": untold.astype(np.float64),
        "rarest": np.sqrt(_rarest(found, products)),
        "length": np.log1p(least.astype(np.float64)),
    }


def _rarest(found: _Matches, products: Floats) -> Column:
    """Return what the foremost words in common add to each cosine."""
    order = np.lexsort((-products, found.other))
    starts = np.searchsorted(found.other[order], np.arange(found.count))
    rank = np.arange(len(order)) - starts[found.other[order]]
    first = order[rank < _RAREST]
    return np.bincount(found.other[first], products[first], found.count).astype(np.float64)


def _of_names(
    a: Weighed, others: Sequence[Weighed], cross_language: npt.NDArray[np.bool_]
) -> dict[str, Column]:
    """Return how much of the rarer names both name, and how much of the foremost only one.

    In two languages names are one where they sound alike, and apart where both can be heard.
    """
    shared, here, there = _of_same_names(
        a, others, _match(a.parts.names, [b.parts.names for b in others])
    )
    if cross_language.any():
        sounds = _match(a.sounds, [b.sounds for b in others])
        heard = _of_same_names(a, others, sounds)
        shared, here, there = (
            np.where(cross_language, by_sound, by_letter)
            for by_sound, by_letter in zip(heard, (shared, here, there), strict=True)
        )
        silent = np.array([not (a.heard and b.heard) for b in others])
        here = np.where(cross_language & silent, 0.0, here)
    least = np.minimum(a.all_names, [b.all_names for b in others])
    return {
        "names": shared / np.where(least > 0, least, 1.0),
        "names_apart": np.maximum(0.0, np.minimum(here, there)),
    }


def _of_same_names(
    a: Weighed, others: Sequence[Weighed], found: _Matches
) -> tuple[Column, Column, Column]:
    """Return the weight of the names that both name, and what is left of each one's foremost."""
    names = np.concatenate([b.names for b in others])[found.there]
    foremost = np.concatenate([b.foremost for b in others])[found.there]
    here = float(a.all_names > 0) - found.total(a.foremost[found.here])
    there = np.array([b.all_names > 0 for b in others]) - found.total(foremost)
    return found.total(np.minimum(a.names[found.here], names)), here, there


def same_names(a: Weighed, b: Weighed) -> dict[str, str]:
    """Return the names of one article that another names too, and how: each as it is folded."""
    cross_language = languages_differ(a.features, b.features)
    there = dict(zip(_known_by(b, cross_language), b.features.names, strict=True))
    known = zip(_known_by(a, cross_language), a.features.names, strict=True)
    return {name: there[by] for by, name in known if by in there}


def _known_by(article: Weighed, cross_language: bool) -> list[int]:
    known: list[int] = (article.sounds if cross_language else article.parts.names).tolist()
    return known


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _apart(a: frozenset[str], b: frozenset[str]) -> float:
    return float(bool(a) and bool(b) and a.isdisjoint(b))


def _copies(a: Weighed, others: Sequence[Weighed]) -> Column:
    sketches = [b.features.sketch for b in others]
    found = _match(a.features.sketch.whole, [s.whole for s in sketches]).total() > 0
    shares = (
        copied_with_figures(a.features, b.features)
        if hit or b.features.sketch.same(a.features.sketch)
        else 0.0
        for hit, b in zip(found.tolist(), others, strict=True)
    )
    return np.fromiter(shares, np.float64, len(others))


def _cosines(vector: Vector | None, others: Sequence[Vector | None]) -> Column:
    """Return the cosines of vectors of length 1; 0 where one is missing."""
    cosines = np.zeros(len(others))
    held = [(i, other) for i, other in enumerate(others) if other is not None]
    if vector is not None and held:
        cosines[[i for i, _ in held]] = np.stack([other for _, other in held]) @ vector
    return cosines


def _days(a: Features, b: Features) -> float:
    if a.time is None or b.time is None:
        return 0.0
    return abs((a.time - b.time).total_seconds()) / 86_400


def namesakes(a: Weighed, b: Weighed) -> list[tuple[float, str, str, str]]:
    """Return (how foremost, surname, given name in a, given name in b), foremost first.

    Each has one given name in its article, which the other article never mentions; and one of
    them is called by the surname alone, as people are: "Armed Forces" is no person.
    """
    one_names, two_names = a.features.full_names, b.features.full_names
    found = []
    for surname in one_names.keys() & two_names.keys():
        given, others = one_names[surname], two_names[surname]
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
    features = article.features
    return any(word in features.names or word[:7] in features.terms for word in words)


def _foremost(article: Weighed, surname: str) -> float:
    return article.features.terms.get(surname[:7], 0.0) / (article.parts.most_told or 1.0)
