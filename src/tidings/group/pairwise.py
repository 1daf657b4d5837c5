"""Pairs of articles with all that is known of them, and how probable it makes one story."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tidings.group.linkage import Pairs
from tidings.group.model import probabilities, probabilities_together
from tidings.group.signals import Matrix
from tidings.group.surroundings import Slots
from tidings.group.thirds import thirds_of_pairs

__all__ = ["NONE", "Pairwise"]

Chosen = npt.NDArray[np.bool_] | npt.NDArray[np.int64] | slice

NONE = -1  # the place or slot of no article
_CHUNK = 20_000  # pairs that are judged at once: some 10 MB


@dataclass(frozen=True, slots=True)
class Pairwise:
    """Pairs, each named once, by the places or slots of their articles; a row a pair."""

    ones: Slots
    others: Slots
    values: Matrix  # (pairs, SIGNALS)
    around: Matrix  # (pairs, SURROUNDINGS)

    def some(self, chosen: Chosen) -> Pairwise:
        """Return the chosen pairs."""
        return Pairwise(
            self.ones[chosen], self.others[chosen], self.values[chosen], self.around[chosen]
        )

    def alone(self) -> Matrix:
        """Return P(same story) of each pair by itself, (pairs,)."""
        return np.concatenate(
            [
                np.zeros(0),
                *(probabilities(self.values[at], "rest", self.around[at]) for at in self._chunks()),
            ]
        )

    def thirds(self) -> Matrix:
        """Return what third articles say of each pair, by what each is by itself."""
        return thirds_of_pairs(self.ones, self.others, self.alone())

    def together(self, chosen: Chosen | None = None, *, latest: int = NONE) -> Matrix:
        """Return P(same story) of the chosen pairs (all), with what all pairs say of them.

        `latest`: an article that has just come, of which others say less than they will.
        """
        said = self.thirds()
        if chosen is not None:
            return self.some(chosen)._again(said[chosen], latest)
        return self._again(said, latest)

    def by_pair(self, chances: Matrix) -> Pairs:
        """Return what was found of each pair by its two articles."""
        pairs = zip(self.ones.tolist(), self.others.tolist(), strict=True)
        return dict(zip(pairs, chances.tolist(), strict=True))

    def _again(self, said: Matrix, latest: int) -> Matrix:
        arriving = (self.ones == latest) | (self.others == latest)
        judged = (
            probabilities_together(self.values[at], self.around[at], said[at], arriving[at])
            for at in self._chunks()
        )
        return np.concatenate([np.zeros(0), *judged])

    def _chunks(self) -> list[slice]:
        return [slice(at, at + _CHUNK) for at in range(0, len(self.ones), _CHUNK)]
