"""The related table: which articles are near to each other, and why."""

from __future__ import annotations

from collections.abc import Sequence

from tidings.storage.rows import dump, load
from tidings.storage.sqlite.database import Database, Row
from tidings.types import Reason, Related

__all__ = ["SqliteRelated"]


class SqliteRelated:
    """Pairs of near articles, in SQLite. A pair is kept once and found from both ends."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, article: str, found: Sequence[Related]) -> None:
        """Replace what is near to an article; what is gone by now is left out."""
        with self._db.transaction():
            self._db.write("delete from related where article = ?", (article,))
            self._db.write("delete from related where other = ?", (article,))
            self._db.write_many(
                "insert into related (article, other, score, because) "
                "select ?, id, ?, ? from article where id = ?",
                [(article, near.score, dump(near.because), near.other) for near in found],
            )

    def of(self, ids: Sequence[str], *, limit: int) -> list[Related]:
        """Return what is near to any of these articles and none of them, nearest first."""
        rows = self._db.rows(
            "with asked (id) as (select value from json_each(?)) "
            "select article, other, score, because from related "
            "where article in (select id from asked) and other not in (select id from asked) "
            "union all "
            "select other, article, score, because from related "
            "where other in (select id from asked) and article not in (select id from asked) "
            "order by score desc, other limit ?",
            (dump(ids), limit),
        )
        return [_to_related(row) for row in rows]


def _to_related(row: Row) -> Related:
    because = load(tuple[Reason, ...], row["because"])
    return Related(article=row["article"], other=row["other"], score=row["score"], because=because)
