"""Boosted trees, all of one depth: a sum that knows when one thing tells more for another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["DEPTH", "Trees"]

DEPTH = 4
_TOGETHER = 1_024  # rows at a time: a few MB

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trees:
    """Complete binary trees: the children of node n are 2n + 1 and, where more than it, 2n + 2."""

    inputs: npt.NDArray[np.int64]  # (trees, 2 ** DEPTH - 1): which input a node looks at
    thresholds: Floats  # (trees, 2 ** DEPTH - 1)
    values: Floats  # (trees, 2 ** DEPTH): what each leaf adds
    bias: float

    def __call__(self, inputs: Floats) -> Floats:
        """Return the sum of all trees for each row of inputs, (rows,)."""
        parts = [
            self._sums(inputs[start : start + _TOGETHER])
            for start in range(0, len(inputs), _TOGETHER)
        ]
        return np.concatenate([np.zeros(0), *parts]) + self.bias

    def _sums(self, inputs: Floats) -> Floats:
        trees, nodes = self.inputs.shape
        more = inputs.take(self.inputs.ravel(), axis=1) > self.thresholds.ravel()
        rows = np.arange(len(inputs))[:, None] * (trees * nodes) + np.arange(trees) * nodes
        at = np.zeros_like(rows)
        flat = more.ravel()
        for _ in range(DEPTH):
            at = 2 * at + 1 + flat[rows + at]
        leaves = at - nodes + np.arange(trees) * (nodes + 1)
        found: Floats = self.values.ravel()[leaves].sum(axis=1)
        return found
