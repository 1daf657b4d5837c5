"""The learned judge of blocks: a few small networks whose mean says how sure a block is text.

Trained by `tools/train_extract.py`; shipped as one array file, read once.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np

from tidings.distill.extraction.features import Floats

__all__ = ["Network", "judge", "load_network"]

_CLIP = 4.0  # standard deviations; far-out values come from odd pages and say no more than that
_ONE_THREAD = 4 * 65_536  # multiplications up to which OpenBLAS stays on the calling thread


class Network(NamedTuple):
    """One hidden layer; all networks of the ensemble lie side by side in it."""

    mean: Floats
    scale: Floats
    hidden: Floats  # (columns, units)
    hidden_bias: Floats
    out: Floats  # (units, networks)
    out_bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Return for each row the probability that its block belongs to the article."""
        scaled = np.clip((rows - self.mean) * self.scale, -_CLIP, _CLIP)
        units = np.maximum(_product(scaled, self.hidden) + self.hidden_bias, 0)
        votes: Floats = 1 / (1 + np.exp(-(_product(units, self.out) + self.out_bias)))
        mean: Floats = votes.mean(1)
        return mean


def _product(rows: Floats, weights: Floats) -> Floats:
    """Multiply in slices: a larger product would wake BLAS threads, at seven times the CPU time."""
    step = max(_ONE_THREAD // weights.size, 1)
    return np.concatenate([rows[i : i + step] @ weights for i in range(0, len(rows), step)])


@cache
def load_network() -> Network:
    """Read the network that is shipped with the package."""
    data = files("tidings.distill.extraction").joinpath("model.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        return Network(*(arrays[name].astype(np.float32) for name in Network._fields))


def judge(rows: Floats) -> Floats:
    """Return for each row of features the probability that its block belongs to the article."""
    return load_network()(rows)
