"""From the probability of each block to the blocks that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tidings.distill.extraction.features import Floats

__all__ = ["choose_blocks", "confidence"]

Array = NDArray[Any]
_KEPT: Final = 0.5
_FEW_WORDS: Final = 30  # kept; below, the page is unlike any that the model is sure of
_DOUBTED_WORDS: Final = 10  # a text of so many is half as sure as a long one
_HOPELESS: Final = 0.02
_COPY_SHARE: Final = 0.25  # of the kept words; a block that large may hold all others again
_COPIED_BLOCKS: Final = 3
_OPENING: Final = 60  # code points by which a block is found again in another


def choose_blocks(texts: Sequence[str], size: Array, belongs: Floats) -> Array:
    """Return which blocks to keep, as booleans. `size` is in words.

    Where the model is sure of next to nothing, it is the set of blocks whose expected F1 is best.
    """
    kept: Array = belongs >= _KEPT
    if size[kept].sum() < _FEW_WORDS and belongs.max() > _HOPELESS:
        kept = belongs >= _best_threshold(size, belongs)
    return _without_copies(texts, size, kept)


def confidence(size: Array, link: Array, belongs: Floats, kept: Array) -> float:
    """Return how likely the kept text is the article's, 0 to 1; 0 for none.

    That is the F1 of its words if the model's probabilities are right, less for what the model
    never learned to doubt: a text of a few words, and one that is links, as a front page is.
    """
    words = float(size[kept].sum())
    if not words:
        return 0.0
    right = float(size @ (belongs * kept))
    expected_f1 = 2 * right / (words + float(size @ belongs))
    linked = float(size @ (link * kept)) / words
    return expected_f1 * (1 - linked) * words / (words + _DOUBTED_WORDS)


def _best_threshold(size: Array, belongs: Floats) -> float:
    order = np.argsort(-belongs, kind="stable")
    right = np.cumsum((size * belongs)[order])
    f1 = 2 * right / (np.cumsum(size[order]) + right[-1])
    return float(belongs[order][f1.argmax()])


def _without_copies(texts: Sequence[str], size: Array, kept: Array) -> Array:
    """Drop blocks that repeat the whole article in one piece, as some pages hide it."""
    large = np.flatnonzero(kept & (size >= _COPY_SHARE * size[kept].sum())).tolist()
    if not large:
        return kept
    openings = {
        texts[i][:_OPENING] for i in np.flatnonzero(kept).tolist() if len(texts[i]) >= _OPENING
    }
    kept = kept.copy()
    for i in large:
        others = openings - {texts[i][:_OPENING]}
        kept[i] = sum(opening in texts[i] for opening in others) < _COPIED_BLOCKS
    return kept
