"""What a remote model cost and wrote, in SQLite."""

from __future__ import annotations

from datetime import date, timedelta

from tidings.storage.sqlite.database import Database

__all__ = ["SqliteWriting"]

KEPT = timedelta(days=30)  # how long an answer is kept


class SqliteWriting:
    """Tokens by day, and answers by what was asked."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def spend(self, day: date, tokens: int) -> None:
        """Note that so many tokens were used on a day."""
        with self._db.transaction(private=True):
            self._db.write(
                "insert into model_use values (?, ?) "
                "on conflict (day) do update set tokens = tokens + excluded.tokens",
                (day.isoformat(), tokens),
            )

    def spent(self, day: date) -> int:
        """Return how many tokens were used on a day."""
        used = self._db.value("select tokens from model_use where day = ?", (day.isoformat(),))
        return int(used or 0)

    def keep(self, key: str, answer: str, *, day: date) -> None:
        """Keep what a model answered, and let go of what is old."""
        with self._db.transaction(private=True):
            self._db.write(
                "insert into model_answer values (?, ?, ?) "
                "on conflict (key) do update set answer = excluded.answer, day = excluded.day",
                (key, answer, day.isoformat()),
            )
            self._db.write("delete from model_answer where day < ?", ((day - KEPT).isoformat(),))

    def kept(self, key: str) -> str | None:
        """Return what a model answered, None where it was not asked that."""
        answer = self._db.value("select answer from model_answer where key = ?", (key,))
        return None if answer is None else str(answer)
