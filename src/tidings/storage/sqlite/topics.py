"""The topic table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tidings.storage.rows import dump
from tidings.storage.sqlite.database import Database

__all__ = ["SqliteTopics"]


class SqliteTopics:
    """Topics of articles, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, article: str, codes: Sequence[str]) -> None:
        """Replace the topics of an article."""
        with self._db.transaction():
            self._db.write("delete from topic where article = ?", (article,))
            self._db.write_many(
                "insert into topic (article, code) values (?, ?)",
                [(article, code) for code in codes],
            )

    def of(self, articles: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the codes of each of these articles that has a topic."""
        found: dict[str, tuple[str, ...]] = {}
        rows = self._db.rows(
            "select article, code from topic where article in (select value from json_each(?)) "
            "order by article, code",
            (dump(articles),),
        )
        for row in rows:
            found[row["article"]] = (*found.get(row["article"], ()), row["code"])
        return found

    def counts(self) -> Mapping[str, int]:
        """Return how many articles each topic has, those that have none left out."""
        rows = self._db.rows("select code, count(*) n from topic group by code")
        return {row["code"]: row["n"] for row in rows}
