"""The vector table, and the nearest of a vector by looking at all of them.

Up to some 100,000 articles a matrix in memory answers in milliseconds and needs no index.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tidings.storage.rows import dump, to_micros
from tidings.storage.sqlite.database import Database

if TYPE_CHECKING:
    import numpy as np

__all__ = ["SqliteVectors"]


class SqliteVectors:
    """One vector an article, as float16, in SQLite; a copy of all in memory once asked for."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._lock = threading.Lock()
        self._ids: list[str] = []
        self._times: np.ndarray | None = None  # in microseconds
        self._matrix: np.ndarray | None = None
        self._seen = ("", 0, 0)  # encoder, how many, highest row
        self._looked: tuple[str, int] = ("", -1)  # encoder, the library's stamp

    def save(self, encoder: str, ids: Sequence[str], vectors: np.ndarray) -> None:
        """Keep the vectors (n, dims) of these articles."""
        rows = [
            (encoder, vector.astype("<f2").tobytes(), article)
            for article, vector in zip(ids, vectors, strict=True)
        ]
        self._db.write_many(
            "insert into vector (row, encoder, data) select row, ?, ? from article where id = ? "
            "on conflict (row) do update set encoder = excluded.encoder, data = excluded.data",
            rows,
        )

    def get(self, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """Return the vectors of these articles, where they have one."""
        rows = self._db.rows(
            "select article.id, data from vector join article using (row) "
            "where article.id in (select value from json_each(?))",
            (dump(ids),),
        )
        return {row["id"]: _vector(row["data"]) for row in rows}

    def like(
        self, encoder: str, vector: np.ndarray, *, until: datetime | None = None, limit: int
    ) -> list[tuple[str, float]]:
        """Return (article, cosine similarity) of those nearest to a vector, nearest first.

        With `until`, only of articles that are no later.
        """
        import numpy as np

        with self._lock:
            self._catch_up(encoder)
            ids, times, matrix = self._ids, self._times, self._matrix
        if matrix is None or times is None:
            return []
        scores = matrix @ vector
        if until is not None:
            scores[times > to_micros(until)] = -2.0  # less alike than any
        count = min(limit, len(ids))
        best = np.argpartition(-scores, count - 1)[:count]
        best = best[np.argsort(-scores[best])]
        return [(ids[i], float(scores[i])) for i in best if scores[i] >= -1.0]

    def _catch_up(self, encoder: str) -> None:
        """Read the vectors that came since the last look, all where others have changed."""
        stamp = self._db.stamp()
        if (encoder, stamp) == self._looked:
            return
        row = self._db.row(
            "select count(*) n, coalesce(max(row), 0) top from vector where encoder = ?", (encoder,)
        ) or {"n": 0, "top": 0}
        now = (encoder, row["n"], row["top"])
        if now != self._seen:
            last, count, top = self._seen
            found = self._read(encoder, after=top if last == encoder else 0)
            grown = last == encoder and self._matrix is not None
            if grown and count + len(found[0]) != row["n"]:  # some are gone
                found, grown = self._read(encoder, after=0), False
            self._join(*found, grown=grown)
            self._seen = now
        self._looked = (encoder, stamp)

    def _read(self, encoder: str, *, after: int) -> tuple[list[str], np.ndarray, np.ndarray | None]:
        """Return the ids, times and vectors of rows above a number, in order of their numbers."""
        import numpy as np

        # By the index that holds them: of a whole library the articles themselves are gigabytes.
        articles = {
            row["row"]: row
            for row in self._db.rows(
                "select row, id, time from article indexed by article_filter where row > ?",
                (after,),
            )
        }
        vectors = self._db.rows(
            "select row, data from vector where encoder = ? and row > ? order by row",
            (encoder, after),
        )
        rows = [articles[row["row"]] | row for row in vectors if row["row"] in articles]
        data = _vector(b"".join(row["data"] for row in rows))
        times = np.array([row["time"] for row in rows], np.int64)
        matrix = data.reshape(len(rows), -1) if rows else None
        return [row["id"] for row in rows], times, matrix

    def _join(
        self, ids: list[str], times: np.ndarray, matrix: np.ndarray | None, *, grown: bool
    ) -> None:
        """Take what was read in the place of what there was, or behind it where that has `grown`.

        Whoever is looking goes on with the lists that they have.
        """
        import numpy as np

        before, moments = self._matrix, self._times
        if grown and before is not None and moments is not None and matrix is not None:
            ids, times = [*self._ids, *ids], np.concatenate([moments, times])
            matrix = np.concatenate([before, matrix])
        self._ids, self._times, self._matrix = ids, times, matrix


def _vector(data: bytes) -> np.ndarray:
    import numpy as np

    return np.frombuffer(data, "<f2").astype(np.float32)
