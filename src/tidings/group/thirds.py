"""What third articles say of a pair: those that are like both speak for it, like one only against.

If two articles tell one event, what tells it with the one tells it with the other. Where
look-alikes stand densely, pairs look likely one by one that can't all be true together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from tidings.group.signals import Matrix
from tidings.group.surroundings import Slots

__all__ = ["THIRDS", "Row", "thirds", "thirds_of_pairs"]

THIRDS = (
    "expected, fewer",  # logarithm of how many others tell the event of either, by their chances
    "expected, more",
    "common",  # logarithm of how many tell that of both
    "common of fewer",  # the share of these in what is expected, where that is less
    "common of more",
    "common of known, more",  # the same of those alone that were held against both
    "common of known, less",
    "sure, fewer",  # as "expected", of chances squared: a hundred unlikely ones are none
    "sure, more",
)
_LEAST = 0.3  # articles: less than one of these is as good as none

Row = tuple[Slots, Matrix]  # the articles that one was held against, and P(same story) of each


def thirds(at: int, here: Row, others: Slots, rows: Sequence[Row]) -> Matrix:
    """Return what all others say of an article's pairs with some: (others, THIRDS).

    `here` is the row of the article `at`, `rows` are those of the `others`. Each of a pair
    stands in the other's row.
    """
    if not len(others):
        return np.zeros((0, len(THIRDS)))
    there, chances = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    starts = [0, *accumulate(len(slots) for slots, _ in rows)][:-1]
    order = np.argsort(here[0])
    slots, ours = here[0][order], here[1][order]
    place = np.minimum(np.searchsorted(slots, there), len(slots) - 1)
    known = slots[place] == there
    mine = np.where(known, ours[place], 0.0)

    def total(values: Matrix) -> Matrix:
        return np.asarray(np.add.reduceat(values, starts))

    pair = total(np.where(there == at, chances, 0.0))
    common = total(mine * chances)
    expected = (ours.sum() - pair, total(chances) - pair)
    met = (total(mine), total(np.where(known, chances, 0.0)))
    sure = ((ours**2).sum(), total(chances**2))
    fewer, more = np.minimum(*expected), np.maximum(*expected)
    return np.column_stack(
        [
            np.log1p(fewer),
            np.log1p(more),
            np.log1p(common),
            common / np.maximum(fewer, _LEAST),
            common / np.maximum(more, _LEAST),
            common / np.maximum(np.minimum(*met), _LEAST),
            common / np.maximum(np.maximum(*met), _LEAST),
            np.log1p(np.minimum(*sure)),
            np.log1p(np.maximum(*sure)),
        ]
    )


def thirds_of_pairs(ones: Slots, others: Slots, chances: Matrix) -> Matrix:
    """Return what all articles say of pairs, each named once: (pairs, THIRDS)."""
    found = np.zeros((len(ones), len(THIRDS)))
    if not len(ones):
        return found
    both = np.concatenate([ones, others])
    order = np.argsort(both, kind="stable")
    names, starts = np.unique(both[order], return_index=True)
    met = np.split(np.concatenate([others, ones])[order], starts[1:])
    near = np.split(np.concatenate([chances, chances])[order], starts[1:])
    rows = dict(zip(names.tolist(), zip(met, near, strict=True), strict=True))
    by_one = np.argsort(ones, kind="stable")
    firsts, starts = np.unique(ones[by_one], return_index=True)
    for at, chosen in zip(firsts.tolist(), np.split(by_one, starts[1:]), strict=False):
        there = others[chosen]
        found[chosen] = thirds(at, rows[at], there, [rows[slot] for slot in there.tolist()])
    return found
