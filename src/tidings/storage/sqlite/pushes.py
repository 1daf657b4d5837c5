"""The push table."""

from __future__ import annotations

from datetime import datetime

from tidings.storage.rows import from_row, to_micros, to_row
from tidings.storage.sqlite.database import Database
from tidings.types import Push

__all__ = ["SqlitePushes"]


class SqlitePushes:
    """What is agreed with hubs, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, push: Push) -> None:
        """Keep what is agreed; where the source is gone, nothing is kept."""
        with self._db.transaction(private=True):
            if self._db.value("select exists (select 1 from source where id = ?)", (push.source,)):
                self._db.upsert("push", to_row(push), key="source")

    def get(self, source: str) -> Push | None:
        """Return what is agreed for a source."""
        row = self._db.row("select * from push where source = ?", (source,))
        return from_row(Push, row) if row else None

    def by_token(self, token: str) -> Push | None:
        """Return what is agreed under a token."""
        row = self._db.row("select * from push where token = ?", (token,))
        return from_row(Push, row) if row else None

    def due(self, now: datetime, *, limit: int) -> list[Push]:
        """Return those whose hub is to be asked by now; of sources that are polled alone."""
        rows = self._db.rows(
            "select p.* from push p join source s on s.id = p.source "
            "where p.due_at <= ? and not s.paused and not s.gone order by p.due_at limit ?",
            (to_micros(now), limit),
        )
        return [from_row(Push, row) for row in rows]

    def remove(self, source: str) -> None:
        """Forget what was agreed."""
        with self._db.transaction(private=True):
            self._db.write("delete from push where source = ?", (source,))
