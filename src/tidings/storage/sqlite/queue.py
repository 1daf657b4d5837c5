"""The pending and failure tables: what each stage has still to do, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from tidings.storage.rows import dump, from_row, to_micros, to_row
from tidings.storage.sqlite.database import Database
from tidings.types import Failure

__all__ = ["SqliteQueue"]

# How to make everything pending again: by what a stage works on.
_EVERYTHING = {
    "articles": "select ?, id, time from article where true",
    "stories": "select ?, id, last_seen from story where true",
    "pages": "select ?, id, fetched_at from page where body is not null",
}


class SqliteQueue:
    """What is still to be done, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def pending(self, stage: str, *, limit: int, until: datetime | None = None) -> list[str]:
        """Return items of a stage, oldest first; `until`: only those due by then."""
        latest = to_micros(until) if until else 1 << 62
        return self._db.values(
            "select item from pending where stage = ? and time <= ? order by time, item limit ?",
            (stage, latest, limit),
        )

    def add(self, stage: str, items: Mapping[str, datetime]) -> None:
        """Make items pending at these times."""
        self._put([(stage, item, to_micros(time)) for item, time in items.items()])

    def add_to(self, stages: Iterable[str], item: str, micros: int) -> None:
        """Make one item pending for several stages."""
        self._put([(stage, item, micros) for stage in stages])

    def _put(self, rows: Sequence[tuple[str, str, int]]) -> None:
        self._db.write_many(
            "insert into pending (stage, item, time) values (?, ?, ?) "
            "on conflict (stage, item) do update set time = excluded.time",
            rows,
        )

    def done(self, stage: str, items: Iterable[str]) -> None:
        """Take items off a stage's list, and forget their failures there."""
        wanted = (stage, dump(list(items)))
        among = "(select value from json_each(?))"
        with self._db.transaction():
            self._db.write(f"delete from pending where stage = ? and item in {among}", wanted)  # noqa: S608 ours
            self._db.write(f"delete from failure where stage = ? and id in {among}", wanted)  # noqa: S608 ours

    def counts(self) -> dict[str, int]:
        """Return how much each stage has to do."""
        rows = self._db.rows("select stage, count(*) n from pending group by stage")
        return {row["stage"]: row["n"] for row in rows}

    def failed(self) -> dict[str, int]:
        """Return how many failures of each stage are kept."""
        rows = self._db.rows("select stage, count(*) n from failure group by stage")
        return {row["stage"]: row["n"] for row in rows}

    def reconcile(self, stage: str, version: str, *, of: str) -> None:
        """Where a stage's version is another, make everything (`of`: articles or pages) pending."""
        with self._db.transaction():
            known = self._db.value("select version from stage_version where stage = ?", (stage,))
            if known == version:
                return
            if known is not None:
                self._db.write(
                    f"insert into pending (stage, item, time) {_EVERYTHING[of]} "
                    "on conflict do nothing",
                    (stage,),
                )
            self._db.upsert("stage_version", {"stage": stage, "version": version}, key="stage")

    def fail(self, failures: Sequence[Failure]) -> None:
        """Keep bad news about items; the latest about each counts."""
        with self._db.transaction():
            for failure in failures:
                self._db.upsert("failure", to_row(failure), key="stage, id")

    def failures(self, *, source: str = "", limit: int = 20) -> list[Failure]:
        """Return the latest failures, of one source or of all."""
        rows = self._db.rows(
            "select * from failure where ? in ('', source) order by at desc limit ?",
            (source, limit),
        )
        return [from_row(Failure, row) for row in rows]
