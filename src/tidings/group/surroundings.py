"""How densely an article's nearest neighbours lie, and so how much being near to it means.

Where look-alikes stand densely, as in the news of one war, articles of different events are as
near as those of one event elsewhere. What tells is whether a pair is nearer than each of the two
is to its other neighbours; so one threshold serves all kinds of news.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tidings.group.signals import SIGNALS, Matrix

__all__ = ["SURROUNDINGS", "Slots", "Surroundings"]

Slots = npt.NDArray[np.int64]

_CHANNELS = ("terms", "meaning")  # signals by which neighbours are near
_NEIGHBOURS = 10
# How near a neighbour lies that an article hasn't met, by channel: as the tenth does in the news of
# a country. In a library of five articles not everything that is a little alike stands out.
_NONE = (0.12, 0.35)
_MEASURES = (
    "above both",  # how much nearer than the neighbours of both, added up
    "above nearer",  # than the neighbours of the one whose neighbours are nearer
    "above farther",
    "below nearest",  # how much less near than the nearest neighbour of either
    "rank, worse",  # logarithm of how many neighbours of an article are nearer
    "rank, better",
    "density",  # how near the neighbours of the one are whose neighbours are nearer
)
SURROUNDINGS = tuple(f"{channel}: {measure}" for channel in _CHANNELS for measure in _MEASURES)

_AT = [SIGNALS.index(channel) for channel in _CHANNELS]
_KNOWN = SIGNALS.index("vector_known")


class Surroundings:
    """The nearest neighbours' similarities of the latest `limit` articles, by slot."""

    def __init__(self, *, limit: int) -> None:
        self._limit = limit
        self._slots = np.full(limit, -1, np.int64)  # whose surroundings a row holds
        self._near = np.zeros((limit, len(_CHANNELS), _NEIGHBOURS), np.float32)

    def knows(self, slot: int) -> bool:
        """Return whether an article's surroundings were looked at."""
        return bool(self._slots[slot % self._limit] == slot)

    def open(self, slot: int) -> None:
        """Begin with an article that has no neighbours yet."""
        self._slots[slot % self._limit] = slot
        self._near[slot % self._limit] = np.array(_NONE)[:, None]

    def look(self, slot: int, values: Matrix) -> None:
        """Learn from its signals with others how near an article is to them."""
        row = slot % self._limit
        both = np.concatenate([self._near[row], values[:, _AT].T], axis=1)
        self._near[row] = np.sort(both, axis=1)[:, -_NEIGHBOURS:]

    def meet(self, slot: int, others: Slots, values: Matrix) -> None:
        """Learn from their signals how near articles are to each other, on both sides.

        No pair may meet twice.
        """
        self.look(slot, values)
        near = values[:, _AT].astype(np.float32)
        rows = others % self._limit
        at = np.arange(len(rows))
        for channel in range(len(_CHANNELS)):
            held = self._near[rows, channel]
            farthest = held.argmin(axis=1)
            held[at, farthest] = np.maximum(held[at, farthest], near[:, channel])
            self._near[rows, channel] = held

    def around(self, slot: int | Slots, others: Slots, values: Matrix) -> Matrix:
        """Return how pairs that were observed stand out: (others, SURROUNDINGS).

        `slot`: the one article of all pairs, or of each pair.
        """
        measures = []
        for channel, at in enumerate(_AT):
            here = np.atleast_2d(self._near[slot % self._limit, channel])
            there = self._near[others % self._limit, channel]
            measures.append(_measures(values[:, at].astype(np.float32), here, there))
        measures[1] *= values[:, _KNOWN, None]
        return np.concatenate(measures, axis=1).astype(np.float64)


def _measures(
    near: npt.NDArray[np.float32], here: npt.NDArray[np.float32], there: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Return `_MEASURES` of pairs this near (pairs,), from the neighbours' (1 or pairs, k)."""
    mine, theirs = here.mean(axis=1), there.mean(axis=1)
    denser = np.maximum(mine, theirs)
    ranks = [(rows > near[:, None] + 1e-6).sum(axis=1) for rows in (here, there)]
    return np.column_stack(
        [
            2 * near - mine - theirs,
            near - denser,
            near - np.minimum(mine, theirs),
            near - np.maximum(here.max(axis=1), there.max(axis=1)),
            np.log1p(np.maximum(*ranks)),
            np.log1p(np.minimum(*ranks)),
            denser,
        ]
    ).astype(np.float32)
