"""What people called wrong, in SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tidings.storage.rows import dump, load
from tidings.storage.sqlite.database import Database
from tidings.types import WrongCase

__all__ = ["SqliteWrongCases"]


class SqliteWrongCases:
    """Cases as JSON, by number."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, case: WrongCase) -> WrongCase:
        """Keep a new case and give it its number."""
        with self._db.transaction(private=True):
            number = self._db.value(
                "insert into wrong_case (kind, body) values (?, ?) returning id",
                (str(case.about.kind), dump(case)),
            )
        return replace(case, id=int(number))

    def latest(self, *, before: int = 0, limit: int, settled: bool = True) -> Sequence[WrongCase]:
        """Return cases, newest first."""
        rows = self._db.rows(
            "select id, settled, body from wrong_case where (:before = 0 or id < :before) "
            "and (:settled or not settled) order by id desc limit :limit",
            {"before": before, "limit": limit, "settled": settled},
        )
        return [
            replace(load(WrongCase, row["body"]), id=row["id"], settled=bool(row["settled"]))
            for row in rows
        ]

    def open(self) -> int:
        """Return how many are not settled."""
        return int(self._db.value("select count(*) from wrong_case where not settled"))

    def settle(self, number: int, *, settled: bool) -> bool:
        """Mark a case settled, or not; say whether there is one."""
        with self._db.transaction(private=True):
            changed = self._db.write(
                "update wrong_case set settled = ? where id = ?", (settled, number)
            )
        return bool(changed)

    def remove(self, number: int) -> bool:
        """Forget a case; say whether there was one."""
        with self._db.transaction(private=True):
            return bool(self._db.write("delete from wrong_case where id = ?", (number,)))
