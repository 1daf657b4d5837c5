"""The opened table: what a reader has opened, and when first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tidings.storage.rows import from_micros, to_micros
from tidings.storage.sqlite.database import Database

__all__ = ["SqliteOpened"]


class SqliteOpened:
    """What readers have opened, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, reader: str, articles: Mapping[str, datetime]) -> None:
        """Keep when these articles were first opened; those that are gone are passed over."""
        self._db.write_many(
            "insert into opened select ?, id, ? from article where id = ? on conflict do nothing",
            [(reader, to_micros(at), article) for article, at in articles.items()],
        )

    def of(self, reader: str) -> dict[str, datetime]:
        """Return every article that a reader has opened, with the time."""
        rows = self._db.rows("select article, at from opened where reader = ?", (reader,))
        return {row["article"]: from_micros(row["at"]) for row in rows}

    def forget(self, reader: str) -> None:
        """Forget all that a reader has opened."""
        self._db.write("delete from opened where reader = ?", (reader,))
