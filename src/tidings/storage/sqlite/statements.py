"""The told table: what each article of a story adds to the earlier ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tidings.storage.rows import dump, load
from tidings.storage.sqlite.database import Database
from tidings.types import Statement

__all__ = ["SqliteStatements"]


class SqliteStatements:
    """The judged sentences of each story's articles, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, story: str, statements: Mapping[str, Sequence[Statement]]) -> None:
        """Replace what is kept of a story, by article."""
        with self._db.transaction():
            self._db.write("delete from told where story = ?", (story,))
            self._db.write_many(
                "insert into told (story, article, statements) values (?, ?, ?)",
                [(story, article, dump(found)) for article, found in statements.items()],
            )

    def of(self, story: str, *, article: str = "") -> dict[str, tuple[Statement, ...]]:
        """Return the judged sentences by article, of all or of one; a story's first has none."""
        rows = self._db.rows(
            "select article, statements from told where story = ? and ? in ('', article)",
            (story, article),
        )
        return {row["article"]: load(tuple[Statement, ...], row["statements"]) for row in rows}
