"""Which source told which story, and of what its articles are: for blind spots."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from tidings.storage.rows import from_micros, to_micros
from tidings.storage.sqlite.database import Database

__all__ = ["SqliteCoverage"]

DAY = 86_400_000_000  # microseconds


class SqliteCoverage:
    """Coverage, in SQLite. Reads indexes and narrow tables, never texts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def carriers(self, *, since: datetime) -> dict[str, set[str]]:
        """Return for each story with articles since then the sources that tell it."""
        return self._sets(
            "select distinct story, source from article "
            "where time >= ? and story is not null and source <> ''",
            since,
        )

    def near(self, *, since: datetime) -> dict[str, set[str]]:
        """Return for each story with articles since then the sources that tell something near."""
        return self._sets(
            "select distinct a.story, b.source from article a join related r on r.article = a.id "
            "join article b on b.id = r.other where a.time >= ?1 and a.story is not null "
            "union select distinct a.story, b.source from article a "
            "join related r on r.other = a.id join article b on b.id = r.article "
            "where a.time >= ?1 and a.story is not null",
            since,
        )

    def topics(self, *, since: datetime) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Return the tags of each story, and of each source, by articles since then."""
        sql = (
            "select distinct a.{0}, tag.slug from article a join tag on tag.article = a.id "
            "where a.time >= ? and a.{0} is not null and a.{0} <> ''"
        )
        return self._sets(sql.format("story"), since), self._sets(sql.format("source"), since)

    def counts(self, *, since: datetime) -> dict[str, int]:
        """Return how many articles each source has brought since then."""
        rows = self._db.rows(
            "select source, count(*) n from article where time >= ? group by source",
            (to_micros(since),),
        )
        return {row["source"]: row["n"] for row in rows}

    def tag_days(self, *, since: datetime, limit: int) -> list[tuple[str, datetime, int]]:
        """Return the tags that most articles since then carry, with how many do on each day."""
        rows = self._db.rows(
            "with carried as (select tag.slug, tag.label, a.time / ?2 day from article a "
            "join tag on tag.article = a.id where a.time >= ?1), "
            "most as (select slug, min(label) label from carried group by slug "
            "order by count(*) desc, slug limit ?3) "
            "select most.label, day, count(*) n from most join carried using (slug) "
            "group by slug, day order by slug, day",
            (to_micros(since), DAY, limit),
        )
        return [(row["label"], from_micros(row["day"] * DAY), row["n"]) for row in rows]

    def _sets(self, sql: str, since: datetime) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._db.rows(sql, (to_micros(since),)):
            one, other = row.values()
            found[one].add(other)
        return dict(found)
