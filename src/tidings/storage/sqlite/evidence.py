"""What answers a question: full text by FTS5 where any word counts, vectors by looking at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tidings.storage.evidence import Spread
from tidings.storage.query import Term
from tidings.storage.rows import to_micros
from tidings.storage.sqlite.database import Database
from tidings.storage.sqlite.search import quoted
from tidings.storage.sqlite.vectors import SqliteVectors

if TYPE_CHECKING:
    import numpy as np

__all__ = ["SqliteEvidence"]

_WEIGHTS = "3.0, 1.0, 0.0"  # of a word in the title, the text, among the authors
_SPREAD = 3_000  # hits that are counted, the latest to come in: a word that common tells nothing


class SqliteEvidence:
    """Articles for a question, from SQLite."""

    def __init__(self, db: Database, vectors: SqliteVectors) -> None:
        self._db = db
        self._vectors = vectors

    def holding(
        self,
        terms: Sequence[Term],
        *,
        must: Sequence[Term] = (),
        until: datetime | None = None,
        limit: int,
    ) -> list[tuple[str, float]]:
        """Return (article, weight) of those that hold most of the terms, the rare ones first."""
        groups = [" OR ".join(map(quoted, group)) for group in (must, terms) if group]
        if not groups:
            return []
        values: dict[str, Any] = {"match": " AND ".join(f"({g})" for g in groups), "limit": limit}
        late = ""
        if until:
            values["until"] = to_micros(until)
            late = "and +s.rowid in (select row from article where time <= :until) "
        rows = self._db.rows(
            f"with hit as materialized (select s.rowid row, bm25(article_search, {_WEIGHTS}) w "  # noqa: S608 ours
            f"from article_search s where article_search match :match {late}"
            "order by w limit :limit) "
            "select id, -w w from hit join article using (row) order by w desc",
            values,
        )
        return [(row["id"], row["w"]) for row in rows]

    def count(self, term: Term) -> int:
        """Return how many articles hold a term: an estimate where they are many."""
        row = self._db.row(
            "select count(*) n, min(row) low, (select max(row) from article) top from ("
            "select rowid row from article_search where article_search match :match "
            "order by rowid desc limit :most)",
            {"match": quoted(term), "most": _SPREAD},
        )
        return _estimated(row)

    def spread(self, term: Term, *, since: datetime, until: datetime) -> Spread:
        """Return how many articles hold a term, about, and how many between two times."""
        row = self._db.row(
            "with hit as materialized (select rowid row from article_search "
            "where article_search match :match order by rowid desc limit :most) "
            "select count(*) n, min(row) low, total(time between :since and :until) late, "
            "(select max(row) from article) top from hit join article using (row)",
            {
                "match": quoted(term),
                "most": _SPREAD,
                "since": to_micros(since),
                "until": to_micros(until),
            },
        )
        return Spread(_estimated(row), int(row["late"]) if row and row["n"] else 0)

    def like(
        self, encoder: str, vector: np.ndarray, *, until: datetime | None = None, limit: int
    ) -> list[tuple[str, float]]:
        """Return (article, cosine similarity) of those nearest to a vector, nearest first."""
        return self._vectors.like(encoder, vector, until=until, limit=limit)


def _estimated(row: Mapping[str, Any] | None) -> int:
    """Return how many articles hold a term, from the latest of them: its `n`, `low` and `top`."""
    if row is None or not row["n"]:
        return 0
    found, low, top = int(row["n"]), int(row["low"]), int(row["top"])
    return max(found, round(found / (top - low + 1) * top)) if found == _SPREAD else found
