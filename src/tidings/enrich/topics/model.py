"""The learned weights: how probable each topic is, by an article's vector, its words, or both.

Trained by `tools/train_topics.py`; shipped as one array file, read once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.reference.topics import TOPICS

__all__ = ["FINE", "TOP", "Chances", "chances", "fits"]

Floats = npt.NDArray[np.float32]

TOP = tuple(topic.code for topic in TOPICS.values() if not topic.broader)
FINE = tuple(topic.code for topic in TOPICS.values() if topic.broader)


class Chances(NamedTuple):
    """Probabilities: of TOP, and of FINE given their broader ones (none without a vector)."""

    top: Floats
    fine: Floats


@cache
def _weights() -> dict[str, Floats]:
    data = files("tidings.enrich.topics").joinpath("model.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as file:
        return {name: file[name].astype(np.float32) for name in file.files}


def chances(vector: Floats | None, words: Sequence[Sequence[float]] | None) -> Chances:
    """Return how probable each topic is.

    `vector` is the article's (dims,), moved to where English ones lie; `words` what `weigh` says
    of TOP, None where the language has no list. One of the two is given.
    """
    w = _weights()
    if vector is None:
        told = np.asarray(words, np.float32)
        top = _sigmoid((told * w["words"]).sum(1) + w["words_bias"])
        return Chances(top, np.zeros(0, np.float32))
    centred = vector - w["mean"]
    fine = _sigmoid(w["fine"] @ centred + w["fine_bias"])
    if words is None:
        return Chances(_sigmoid(w["vector"] @ centred + w["vector_bias"]), fine)
    told = np.asarray(words, np.float32)
    both = w["both"] @ centred + (told * w["both_words"]).sum(1) + w["both_bias"]
    return Chances(_sigmoid(both), fine)


def fits(vector: Floats | None) -> bool:
    """Say whether there is a vector, of the length that was learned from."""
    return vector is not None and vector.shape == _weights()["mean"].shape


def _sigmoid(logit: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logit)), np.float32)
