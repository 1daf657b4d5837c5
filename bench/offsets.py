"""How near unrelated news lies in each language, and a translation to its original.

The offsets are measured from three quarters of the invented items and looked at on the others,
each quarter in turn; beside them stand the encoder's vectors as they come. "Meaning" is the
cosine without what all news has in common.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tools.make_offsets import parallel_news, row

from bench.table import Figure
from bench.vectors import encoded
from tidings.enrich.embedding import embedding_text, load_encoder
from tidings.group.frequencies import Frequencies

__all__ = ["run"]

Floats = npt.NDArray[np.float32]

FOLDS = 4


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure each language; nothing of `shared` is read."""
    encoder = load_encoder("e5")
    assert encoder is not None
    told = {
        language: encoded(encoder, [embedding_text(item) for item in items])
        for language, items in parallel_news().items()
    }
    english = told.pop("en")
    near = _unrelated([meanings(english)])
    figures = [Figure("unrelated news, en", near, "meaning")]
    for language, vectors in told.items():
        held = [*_held_out(vectors, english)]
        as_is = [meanings(vectors)]
        figures += [
            Figure(f"unrelated news, {language}", _unrelated([m for m, _ in held]), "meaning",
                   _unrelated(as_is), "", "as they come"),
            Figure(f"a translation, {language}", _beside(held), "meaning",
                   _beside([(as_is[0], meanings(english))]), "", "as they come"),
        ]  # fmt: skip
    return figures


def meanings(vectors: Floats) -> Floats:
    """Return vectors without what all news has in common, (texts, dims), length 1."""
    nothing_seen = Frequencies()
    return np.stack([nothing_seen.unusual(vector, "") for vector in vectors])


def _held_out(vectors: Floats, english: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Yield the meanings of each quarter of the items, moved by what the others say."""
    fold = np.arange(len(english)) % FOLDS
    for n in range(FOLDS):
        scale, *shift = row(vectors[fold != n], english[fold != n])
        moved = scale * vectors[fold == n] + np.array(shift)
        moved /= np.linalg.norm(moved, axis=1, keepdims=True)
        yield meanings(moved), meanings(english[fold == n])


def _unrelated(parts: list[Floats]) -> float:
    """Return the mean cosine of two items."""
    cosines = [(part @ part.T)[np.triu_indices(len(part), 1)] for part in parts]
    return float(np.concatenate(cosines).mean())


def _beside(parts: list[tuple[Floats, Floats]]) -> float:
    """Return the mean cosine of an item and its original."""
    return float(np.concatenate([(one * two).sum(axis=1) for one, two in parts]).mean())
