"""A bounded memory of compared pairs: their signals, while both articles are in the window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

import numpy as np
import numpy.typing as npt

from tidings.group.signals import SIGNALS, Matrix
from tidings.group.surroundings import Slots

__all__ = ["PairSignals"]

_Row = tuple[Slots, npt.NDArray[np.float32]]  # others, signals with each (others, SIGNALS)
_NOTHING: _Row = (np.zeros(0, np.int64), np.zeros((0, len(SIGNALS)), np.float32))


class PairSignals:
    """The signals of pairs, by the slot of one of the two; of the latest `limit` articles.

    2 kB an article: some 25 others, 18 signals each.
    """

    def __init__(self, *, limit: int) -> None:
        self._limit = limit
        self._rows: dict[int, _Row] = {}
        self._met_by: dict[int, set[int]] = defaultdict(set)  # slot: the rows that it stands in

    def __contains__(self, slot: int) -> bool:
        return slot in self._rows

    def open(self, slot: int) -> None:
        """Begin with an article that was held against none; forget what had its slot before."""
        self.forget(slot)
        self._rows[slot] = _NOTHING

    def forget(self, slot: int) -> None:
        """Forget what had a slot before, and what is too old beside it."""
        self._drop(slot)
        self._drop(slot - self._limit)

    def add(self, slot: int, others: Slots, values: Matrix) -> None:
        """Remember what an article has in common with others: (others, SIGNALS)."""
        slots, signals = self._rows[slot]
        self._rows[slot] = (
            np.concatenate([slots, others]),
            np.concatenate([signals, values.astype(np.float32)]),
        )
        for other in others.tolist():
            self._met_by[other].add(slot)

    def met(self, slots: Iterable[int]) -> set[int]:
        """Return these and all that were held against any of them."""
        found = set(slots)
        for slot in tuple(found):
            found.update(self._rows.get(slot, _NOTHING)[0].tolist())
            found.update(self._met_by.get(slot, ()))
        return found

    def pairs(self, ones: Collection[int], others: Collection[int]) -> tuple[Slots, Slots, Matrix]:
        """Return the pairs of one of the `ones` and one of the `others`, each once, with signals.

        In order of their slots; the earlier of two first.
        """
        slots = sorted({*ones, *others})
        rows = [self._rows.get(slot, _NOTHING) for slot in slots]
        first = np.repeat(np.array(slots, np.int64), [len(met) for met, _ in rows])
        second = np.concatenate([_NOTHING[0], *(met for met, _ in rows)])
        ours, theirs = np.array([*ones], np.int64), np.array([*others], np.int64)
        wanted = np.isin(first, ours) & np.isin(second, theirs)
        wanted |= np.isin(first, theirs) & np.isin(second, ours)
        pairs = np.sort(np.column_stack([first, second])[wanted], axis=1)
        pairs, at = np.unique(pairs, axis=0, return_index=True)
        signals = np.concatenate([_NOTHING[1], *(values for _, values in rows)])[wanted]
        return pairs[:, 0], pairs[:, 1], signals[at].astype(np.float64)

    def _drop(self, slot: int) -> None:
        for other in self._rows.pop(slot, _NOTHING)[0].tolist():
            self._met_by[other].discard(slot)
        for later in self._met_by.pop(slot, ()):
            row, values = self._rows.get(later, _NOTHING)
            self._rows[later] = (row[row != slot], values[row != slot])
