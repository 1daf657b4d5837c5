"""The opened table: what a person has opened, and when first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from tidings.storage.rows import dump, from_micros, to_micros
from tidings.storage.sqlite.database import Database

__all__ = ["SqliteOpened"]


class SqliteOpened:
    """What people have opened, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, person: int, articles: Mapping[str, datetime]) -> None:
        """Keep when these were first opened; articles and people that are gone are passed over."""
        with self._db.transaction(private=True):
            self._db.write_many(
                "insert into opened select p.id, a.id, ? from person p, article a "
                "where p.id = ? and a.id = ? on conflict do nothing",
                [(to_micros(at), person, article) for article, at in articles.items()],
            )

    def of(self, person: int) -> dict[str, datetime]:
        """Return every article that a person has opened, with the time."""
        rows = self._db.rows("select article, at from opened where person = ?", (person,))
        return {row["article"]: from_micros(row["at"]) for row in rows}

    def remove(self, person: int, articles: Collection[str]) -> None:
        """Forget that a person has opened these."""
        with self._db.transaction(private=True):
            self._db.write(
                "delete from opened where person = ? "
                "and article in (select value from json_each(?))",
                (person, dump(list(articles))),
            )

    def forget(self, person: int) -> None:
        """Forget all that a person has opened."""
        with self._db.transaction(private=True):
            self._db.write("delete from opened where person = ?", (person,))
