"""The facts of stories, and the days of which they speak, in SQLite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tidings.storage.rows import dump, load
from tidings.storage.sqlite.database import Database
from tidings.types import Compared, Day, Facts, Standing

__all__ = ["SqliteFacts"]


class SqliteFacts:
    """What the sources of each story say of the same things; its days in rows of their own."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, story: str, facts: Facts) -> None:
        """Replace what is kept of a story."""
        with self._db.transaction():
            self._db.write("delete from story_facts where story = ?", (story,))
            self._db.write("delete from story_day where story = ?", (story,))
            if facts.compared or facts.alone or facts.figures:
                kept = dump(replace(facts, days=()))
                self._db.write("insert into story_facts values (?, ?)", (story, kept))
            self._db.write_many(
                "insert into story_day (story, day, claim) values (?, ?, ?)",
                [(story, day.date, dump(day)) for day in facts.days],
            )

    def of(self, story: str) -> Facts:
        """Return a story's facts; none where they are not yet compared."""
        kept = self._db.value("select facts from story_facts where story = ?", (story,))
        rows = self._db.rows("select claim from story_day where story = ? order by day", (story,))
        facts = load(Facts, kept) if kept else Facts()
        return replace(facts, days=tuple(load(Day, row["claim"]) for row in rows))

    def differing(self, stories: Sequence[str]) -> Mapping[str, Compared]:
        """Return of what the sources of these stories differ first: it is kept before the rest."""
        rows = self._db.rows(
            "select story, facts -> '$.compared[0]' as first from story_facts "
            "where story in (select value from json_each(:stories)) "
            "and facts ->> '$.compared[0].standing' = :differ",
            {"stories": dump(stories), "differ": Standing.DIFFER},
        )
        return {row["story"]: load(Compared, row["first"]) for row in rows}

    def days(
        self, *, since: date, until: date, stories: Sequence[str] | None = None, limit: int = 500
    ) -> Mapping[str, tuple[Day, ...]]:
        """Return the days from one to another of which stories speak, by story, soonest first."""
        rows = self._db.rows(
            "select story, claim from story_day where day between :since and :until "
            "and (:stories is null or story in (select value from json_each(:stories))) "
            "order by day, story limit :limit",
            {
                "since": since.isoformat(),
                "until": until.isoformat(),
                "stories": None if stories is None else dump(stories),
                "limit": limit,
            },
        )
        found: dict[str, tuple[Day, ...]] = {}
        for row in rows:
            found[row["story"]] = (*found.get(row["story"], ()), load(Day, row["claim"]))
        return found
