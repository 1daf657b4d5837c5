"""The learned judge of blocks: small networks that read a page's blocks as one sequence.

Each looks at a block, then at three neighbours on either side, then at twelve; their mean is the
verdict. Trained by `tools/train_extract.py`; shipped as one array file, read once.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final, NamedTuple

import numpy as np

from tidings.distill.extraction.features import Floats

__all__ = ["CLIP", "FAR", "NEAR", "Ensemble", "Layers", "judge"]

CLIP: Final = 4.0  # standard deviations; values farther out come from odd pages
NEAR: Final = (-3, -2, -1, 0, 1, 2, 3)  # the neighbours that the second layer sees
FAR: Final = (-12, -8, -4, 0, 4, 8, 12)  # and the third, of the second's units
_ONE_THREAD: Final = 4 * 65_536  # multiplications up to which OpenBLAS stays on one thread


class Layers(NamedTuple):
    """The weights of one network, in the order in which they are applied."""

    block: Floats  # (columns, units)
    block_bias: Floats
    near: Floats  # (len(NEAR) * units, units)
    near_bias: Floats
    far: Floats  # (len(FAR) * units, units)
    far_bias: Floats
    out: Floats  # (3 * units, 1)
    out_bias: Floats

    def __call__(self, scaled: Floats) -> Floats:
        """Return the probability of each row that its block belongs to the article."""
        block = np.maximum(_product(scaled, self.block) + self.block_bias, 0)
        near = np.maximum(_product(_windows(block, NEAR), self.near) + self.near_bias, 0)
        far = np.maximum(_product(_windows(near, FAR), self.far) + self.far_bias, 0)
        logit = _product(np.concatenate([block, near, far], 1), self.out) + self.out_bias
        probability: Floats = 1 / (1 + np.exp(-logit[:, 0]))
        return probability


class Ensemble(NamedTuple):
    """Several networks, and how their input is brought to one scale."""

    mean: Floats
    scale: Floats
    networks: tuple[Layers, ...]

    def __call__(self, rows: Floats) -> Floats:
        """Return for each block's row the probability that the block belongs to the article."""
        scaled = np.clip((rows - self.mean) * self.scale, -CLIP, CLIP)
        mean: Floats = np.mean([network(scaled) for network in self.networks], 0)
        return mean


@cache
def _shipped() -> Ensemble:
    data = files("tidings.distill.extraction").joinpath("model.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as file:
        arrays = {name: file[name].astype(np.float32) for name in file.files}
    many = sum(name.startswith("out_bias") for name in arrays)
    networks = [Layers(*(arrays[f"{name}.{i}"] for name in Layers._fields)) for i in range(many)]
    return Ensemble(arrays["mean"], arrays["scale"], tuple(networks))


def judge(rows: Floats) -> Floats:
    """Return for each block's row of features the probability that it belongs to the article."""
    return _shipped()(rows)


def _windows(units: Floats, steps: tuple[int, ...]) -> Floats:
    """Put beside each row those that stand some steps before and after it; zeros off the page."""
    count, width = units.shape
    reach = max(steps)
    padded = np.zeros((count + 2 * reach, width), np.float32)
    padded[reach : reach + count] = units
    return np.concatenate([padded[reach + step : reach + step + count] for step in steps], 1)


def _product(rows: Floats, weights: Floats) -> Floats:
    """Multiply in slices: a larger product would wake BLAS threads, at seven times the CPU time."""
    step = max(_ONE_THREAD // weights.size, 1)
    return np.concatenate([rows[i : i + step] @ weights for i in range(0, len(rows), step)])
