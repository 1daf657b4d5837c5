"""All that is kept of people's reading, and whether it still adds up."""

from __future__ import annotations

from tidings.storage.sqlite.database import Database
from tidings.storage.sqlite.exceptions import SHOWN, UNREAD, recount
from tidings.storage.sqlite.marks import SqliteMarks
from tidings.storage.sqlite.streams import SqliteStreams
from tidings.storage.sqlite.subscriptions import SqliteSubscriptions

__all__ = ["SqliteDesks"]

_MISCOUNTED = (
    "select s.person, s.source from subscription s where (s.items, s.unread) is not "  # noqa: S608
    f"(select count(*), coalesce(sum({UNREAD}), 0) from item i "
    f"where i.source = s.source and {SHOWN})"
)


class SqliteDesks:
    """People's reading, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.streams = SqliteStreams(db)
        self.subscriptions = SqliteSubscriptions(db, self.streams)
        self.marks = SqliteMarks(db, self.streams)

    def check(self, *, mend: bool) -> list[str]:
        """Return what does not add up, in plain words; with `mend`, count it anew."""
        wrong = list(self._db.rows(_MISCOUNTED))
        for row in wrong if mend else ():
            recount(self._db, "s.person = ? and s.source = ?", (row["person"], row["source"]))
        return [f"{len(wrong)} subscriptions that miscount what is unread"] if wrong else []
