"""Vectors of texts, kept in the user's cache folder: no text is encoded twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Protocol

import numpy as np
import numpy.typing as npt
import platformdirs

__all__ = ["Encoder", "encoded"]

Floats = npt.NDArray[np.float32]
TOGETHER = 256  # texts, after which what was done is kept


class Encoder(Protocol):
    """Turns texts into vectors; its name says which."""

    name: str

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return the texts' vectors, (texts, dims), each of length 1."""
        ...


def encoded(encoder: Encoder, texts: Sequence[str]) -> Floats:
    """Return the texts' vectors, (texts, dims): those that are kept, else the encoder's."""
    path = platformdirs.user_cache_path("tidings") / "bench.sqlite"
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = [hashlib.sha256(f"{encoder.name}\x1f{t}".encode()).digest()[:16] for t in texts]
    with closing(sqlite3.connect(path, timeout=60)) as kept:
        kept.execute("create table if not exists vector (key blob primary key, data blob)")
        missing = dict(zip(keys, texts, strict=True))
        for key in list(missing):
            if kept.execute("select 1 from vector where key = ?", (key,)).fetchone():
                del missing[key]
        _encode(encoder, missing, kept)
        rows = (kept.execute("select data from vector where key = ?", (k,)) for k in keys)
        return np.stack([np.frombuffer(row.fetchone()[0], "<f4") for row in rows])


def _encode(encoder: Encoder, texts: dict[bytes, str], kept: sqlite3.Connection) -> None:
    keys = list(texts)
    for start in range(0, len(keys), TOGETHER):
        chosen = keys[start : start + TOGETHER]
        vectors = encoder.encode([texts[key] for key in chosen])
        rows = ((k, v.astype("<f4").tobytes()) for k, v in zip(chosen, vectors, strict=True))
        with kept:
            kept.executemany("insert or replace into vector values (?, ?)", rows)
