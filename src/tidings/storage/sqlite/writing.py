"""What was chosen of writing, what a remote model cost and wrote, in SQLite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import orjson

from tidings.storage.sqlite.database import Database
from tidings.types import Json, Use

__all__ = ["SqliteWriting"]

KEPT = timedelta(days=30)  # how long an answer is kept
_FIELDS = ("calls", "failed", "tokens", "cost", "kept", "replaced")


class SqliteWriting:
    """Choices by name, use by day, and answers by what was asked."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def chosen(self) -> dict[str, Json]:
        """Return what the owner chose, by name."""
        rows = self._db.rows("select name, value from writing_setting")
        return {row["name"]: orjson.loads(row["value"]) for row in rows}

    def choose(self, values: Mapping[str, Json]) -> None:
        """Keep choices; one that is None is as if nothing had been chosen."""
        with self._db.transaction():
            for name, value in values.items():
                if value is None:
                    self._db.write("delete from writing_setting where name = ?", (name,))
                else:
                    self._db.write(
                        "insert into writing_setting values (?, ?) "
                        "on conflict (name) do update set value = excluded.value",
                        (name, orjson.dumps(value).decode()),
                    )

    def spend(self, use: Use) -> None:
        """Add to what a day came to."""
        sums = ", ".join(f"{name} = {name} + excluded.{name}" for name in _FIELDS)
        values: dict[str, Any] = asdict(use) | {"day": use.day.isoformat()}
        with self._db.transaction(private=True):
            self._db.write(
                "insert into model_use (day, calls, failed, tokens, cost, kept, replaced) "  # noqa: S608 ours
                "values (:day, :calls, :failed, :tokens, :cost, :kept, :replaced) "
                f"on conflict (day) do update set {sums}",
                values,
            )

    def spent(self, day: date) -> Use:
        """Return what a day came to."""
        row = self._db.row("select * from model_use where day = ?", (day.isoformat(),))
        return _use(row) if row else Use(day=day)

    def days(self, *, limit: int) -> Sequence[Use]:
        """Return the days on which a model was asked, the latest first."""
        rows = self._db.rows("select * from model_use order by day desc limit ?", (limit,))
        return [_use(row) for row in rows]

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

    def forget(self) -> int:
        """Let go of all that a model answered; return how much that was."""
        with self._db.transaction():
            count = int(self._db.value("select count(*) from model_answer") or 0)
            self._db.write("delete from model_answer")
        return count


def _use(row: Mapping[str, Any]) -> Use:
    return Use(day=date.fromisoformat(row["day"]), **{name: row[name] for name in _FIELDS})
