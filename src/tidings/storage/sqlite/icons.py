"""The icon table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tidings.storage.rows import dump, from_row, to_micros, to_row
from tidings.storage.sqlite.database import Database
from tidings.types import Icon

__all__ = ["SqliteIcons"]


class SqliteIcons:
    """Sites' icons, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, icon: Icon) -> None:
        """Keep an icon; where its source is gone, nothing is kept."""
        with self._db.transaction(private=True):
            if self._db.value("select exists (select 1 from source where id = ?)", (icon.source,)):
                self._db.upsert("icon", to_row(icon), key="source")

    def wanted(self, *, good: datetime, none: datetime, limit: int) -> list[str]:
        """Return sources whose icon was fetched before `good`, or was missing before `none`."""
        return self._db.values(
            "select s.id from source s left join icon i on i.source = s.id "
            "where s.kind in ('feed', 'sitemap') and not s.paused and not s.gone "
            "and coalesce(i.fetched_at, 0) < case when i.name <> '' then ? else ? end "
            "order by coalesce(i.fetched_at, 0), s.id limit ?",
            (to_micros(good), to_micros(none), limit),
        )

    def names(self) -> dict[str, str]:
        """Return the name of each icon by its source."""
        rows = self._db.rows("select source, name from icon where name <> ''")
        return {row["source"]: row["name"] for row in rows}

    def of(self, sources: Sequence[str]) -> dict[str, Icon]:
        """Return the icons that there are of these sources, by source."""
        rows = self._db.rows(
            "select * from icon where name <> '' and source in (select value from json_each(?))",
            (dump(list(sources)),),
        )
        return {row["source"]: from_row(Icon, row) for row in rows}

    def named(self, name: str) -> Icon | None:
        """Return an icon by its name."""
        row = self._db.row("select * from icon where name = ? and name <> '' limit 1", (name,))
        return from_row(Icon, row) if row else None
