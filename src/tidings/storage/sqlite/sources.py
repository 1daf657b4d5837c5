"""The source table."""

from __future__ import annotations

from datetime import datetime

from tidings.storage.rows import dump, from_micros, from_row, to_micros, to_row
from tidings.storage.sqlite.database import Database
from tidings.storage.sqlite.stories import SqliteStories
from tidings.types import Source

__all__ = ["SqliteSources"]


class SqliteSources:
    """What is polled, in SQLite."""

    def __init__(self, db: Database, stories: SqliteStories) -> None:
        self._db = db
        self._stories = stories

    def save(self, source: Source) -> None:
        """Insert or replace a source."""
        self._db.upsert("source", to_row(source))

    def get(self, source_id: str) -> Source | None:
        """Return a source."""
        row = self._db.row("select * from source where id = ?", (source_id,))
        return from_row(Source, row) if row else None

    def at(self, url: str) -> Source | None:
        """Return the source at this very address."""
        row = self._db.row("select * from source where url = ?", (url,))
        return from_row(Source, row) if row else None

    def all(self) -> list[Source]:
        """Return every source, by folder and title."""
        rows = self._db.rows("select * from source order by folder, title, url")
        return [from_row(Source, row) for row in rows]

    def due(self, now: datetime, *, limit: int) -> list[Source]:
        """Return the sources that are to be polled by now, the longest waiting first."""
        rows = self._db.rows(
            "select * from source where not paused and not gone and kind in ('feed', 'sitemap') "
            "and coalesce(next_poll_at, 0) <= ? order by coalesce(next_poll_at, 0), id limit ?",
            (to_micros(now), limit),
        )
        return [from_row(Source, row) for row in rows]

    def remove(self, source_id: str, *, articles: bool) -> None:
        """Forget a source and its entries; with `articles`, what it brought as well."""
        with self._db.transaction():
            if articles:  # nobody counts down what they follow no more
                self._db.write("delete from subscription where source = ?", (source_id,))
                self._remove_articles(source_id)
                self._db.write("delete from page where source = ?", (source_id,))
            self._db.write("delete from failure where source = ?", (source_id,))
            self._db.write("delete from source where id = ?", (source_id,))

    def _remove_articles(self, source_id: str) -> None:
        """Remove what a source brought, also from the stories that told of it."""
        stories = self._db.values(
            "select distinct story from article where source = ? and story is not null",
            (source_id,),
        )
        for sql in (
            "update article set duplicate_of = '' "
            "where story in (select value from json_each(:stories)) "
            "and duplicate_of in (select id from article where source = :source)",
            "delete from pending where item in (select id from article where source = :source)",
            "delete from article where source = :source",
        ):
            self._db.write(sql, {"source": source_id, "stories": dump(stories)})
        self._stories.refresh(stories)

    def counts(self) -> dict[str, tuple[int, datetime | None]]:
        """Return for each source how many articles it brought and the time of the latest."""
        rows = self._db.rows("select source, count(*) n, max(time) t from article group by source")
        return {row["source"]: (row["n"], from_micros(row["t"])) for row in rows}
