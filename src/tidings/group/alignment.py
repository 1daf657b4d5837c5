"""Vectors of news in any language as if it were told in English.

An encoder of many languages puts a sentence and its translation near each other, but each
language a little aside, always in the same direction, and some closer together than others: two
articles in Arabic would look alike for being in Arabic. `tools/make_offsets.py` measures both,
`language_offsets.bin` keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

__all__ = ["Vector", "aligned"]

Vector = npt.NDArray[np.float32]  # (dims,)


@cache
def _offsets() -> Mapping[str, Vector]:
    """Return of each language a scale and the shift that follows it: (1 + dims,)."""
    data = Path(__file__).with_name("language_offsets.bin").read_bytes()
    names, _, values = data.partition(b"\n")
    languages = names.decode().split()
    table = np.frombuffer(values, "<f2").astype(np.float32).reshape(len(languages), -1)
    return dict(zip(languages, table, strict=True))


def aligned(vector: Vector, language: str) -> Vector:
    """Return a vector (dims,) without what its language adds, length 1; others as they are."""
    row = _offsets().get(language)
    if row is None or len(row) != 1 + len(vector):
        return vector
    moved = row[0] * vector + row[1:]
    return np.asarray(moved / (np.linalg.norm(moved) or 1.0), np.float32)
