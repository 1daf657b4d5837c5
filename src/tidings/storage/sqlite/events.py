"""The table of what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tidings.storage.rows import dump
from tidings.storage.sqlite.database import Database

__all__ = ["SqliteEvents"]


class SqliteEvents:
    """Types of events by article, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, article: str, types: Sequence[str]) -> None:
        """Replace the types of an article's events."""
        with self._db.transaction():
            self._db.write("delete from happened where article = ?", (article,))
            self._db.write_many(
                "insert into happened (article, type) values (?, ?) on conflict do nothing",
                [(article, kind) for kind in types],
            )

    def of(self, articles: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the types of each of these articles that tells of an event."""
        found: dict[str, tuple[str, ...]] = {}
        rows = self._db.rows(
            "select article, type from happened "
            "where article in (select value from json_each(?)) order by article, type",
            (dump(articles),),
        )
        for row in rows:
            found[row["article"]] = (*found.get(row["article"], ()), row["type"])
        return found
