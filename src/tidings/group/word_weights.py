"""The terms of an article with their weights (rare words weigh most), as arrays.

What never changes of an article is drawn from its features once (`Parts`); the weights change
while a library learns how common words are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tidings.group.alignment import Vector
from tidings.group.features import TITLED, Features
from tidings.group.frequencies import Floats, Frequencies, Hashes, hashes
from tidings.group.terms import STEM
from tidings.group.terms import terms as terms_of
from tidings.naming.romanise import consonants
from tidings.text import fold

__all__ = ["Parts", "Weighed", "parts", "weigh"]

_FOREMOST = 8  # names by which an article is known
_LITTLE = 0.02  # of a title's weight: its commonest words
_BODY = 20  # terms beside the title's: a tabloid's few lines may have none of them
_HEAVIEST = 24  # terms by which an article is looked up


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of an article by their hashes, in the order of its features."""

    words: Hashes  # of its terms
    counts: Floats  # how often each term is told, by where it stands
    titled: npt.NDArray[np.bool_]  # whether a term stands in the title
    only_titled: npt.NDArray[np.bool_]  # … and nowhere else
    names: Hashes
    named: Floats  # how often each name is told
    most_told: float  # how often its foremost person is named


def parts(features: Features) -> Parts:
    """Return the parts of an article."""
    terms = features.terms
    title = Counter(terms_of(features.title[:400], features.language))
    persons = (terms.get(name[:STEM], 0.0) for name in features.full_names)
    return Parts(
        words=hashes(terms),
        counts=np.array([*terms.values()], np.float32),
        titled=np.array([term in title for term in terms], np.bool_),
        only_titled=np.array([n == TITLED * title[term] for term, n in terms.items()], np.bool_),
        names=hashes(features.names),
        named=np.array([terms.get(name[:STEM], 0.0) for name in features.names], np.float32),
        most_told=max(persons, default=0.0),
    )


@dataclass(frozen=True)
class Weighed:
    """Features with the weight that each word has. Arrays are aligned with those of `parts`."""

    features: Features
    parts: Parts
    terms: Floats  # length 1
    title: Floats  # of the terms; length 1, 0 outside the title
    heading: Floats  # of the terms; adds up to 1, 0 outside the title
    told: npt.NDArray[np.bool_]  # of the terms; not the title's, where the text tells none of them
    names: Floats  # as rare as they are
    all_names: float  # the sum of the weights of its names
    meaning: Vector | None  # without what all news has in common; length 1
    foremost: Floats  # of the names most told of; adds up to 1, 0 for all others

    @property
    def least_told(self) -> float:
        """The share of another's title up to which this article tells nothing of it."""
        return 0.0 if self.told.all() else _LITTLE

    @cached_property
    def heaviest(self) -> list[tuple[int, float]]:
        """The heaviest terms, by which an article is looked up: hash and weight."""
        order = np.argsort(-self.terms, kind="stable")[:_HEAVIEST]
        return list(zip(self.parts.words[order].tolist(), self.terms[order].tolist(), strict=True))

    @cached_property
    def sounds(self) -> Hashes:
        """How each of its names sounds, by which other languages know it."""
        return hashes(_sounds(self.features.names.values()))

    @cached_property
    def heard(self) -> bool:
        """Whether most of its names have a sound that others can know: in Hangul none has yet."""
        names = self.features.names.values()
        return 2 * sum(consonants(name).isascii() for name in names) >= len(names)

    @property
    def term_weights(self) -> dict[str, float]:
        """The weights of its terms, length 1."""
        return dict(zip(self.features.terms, self.terms.tolist(), strict=True))

    @property
    def name_weights(self) -> dict[str, float]:
        """The weights of its names, as rare as they are."""
        return dict(zip(self.features.names, self.names.tolist(), strict=True))


def weigh(features: Features, frequencies: Frequencies, known: Parts | None = None) -> Weighed:
    """Return the features with the weights that their words have now."""
    drawn = known or parts(features)
    vector = features.vector
    weights = frequencies.weights(drawn.words)
    title = np.where(drawn.titled, weights, np.float32(0.0))
    heading = _share(title)
    names = frequencies.weights(drawn.names)
    first = np.argsort(-drawn.named * names, kind="stable")[:_FOREMOST]
    foremost = np.zeros_like(names)
    foremost[first] = names[first]
    return Weighed(
        features=features,
        parts=drawn,
        terms=_unit((np.float32(1.0) + np.log(drawn.counts)) * weights),
        title=_unit(title),
        heading=heading,
        told=_told(drawn, heading),
        names=names,
        all_names=float(names.sum()),
        foremost=_share(foremost),
        meaning=None if vector is None else frequencies.unusual(vector, features.language),
    )


def _told(drawn: Parts, heading: Floats) -> npt.NDArray[np.bool_]:
    """Return which terms an article tells: those of a title that its text has nothing of are not.

    So another's title in front of any text tells nothing.
    """
    stuffed = float(heading[~drawn.only_titled].sum()) < _LITTLE
    has_text = np.count_nonzero(~drawn.titled) >= _BODY
    return ~drawn.only_titled if stuffed and has_text else np.ones_like(drawn.titled)


def _unit(weights: Floats) -> Floats:
    return weights / np.float32(np.sqrt(weights @ weights) or 1.0)


def _share(weights: Floats) -> Floats:
    return weights / np.float32(weights.sum() or 1.0)


def _sounds(names: Iterable[str]) -> Iterator[str]:
    """Yield how each name sounds, none twice."""
    heard: set[str] = set()
    for name in map(fold, names):
        sound = consonants(name)
        yield name if sound in heard else sound
        heard.add(sound)
