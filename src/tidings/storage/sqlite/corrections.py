"""The correction table: what a person decided about stories, and what stood before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tidings.storage.corrections import Before
from tidings.storage.rows import columns, dump, from_row, load, to_micros, to_row
from tidings.storage.sqlite.database import Database
from tidings.types import Correction

__all__ = ["SqliteCorrections"]

_COLUMNS = ", ".join(f'"{name}"' for name in columns(Correction))
_NEVER = 1 << 62


class SqliteCorrections:
    """Corrections, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, correction: Correction, before: Before) -> Correction:
        """Keep a new correction with what stood before it; return it with its number."""
        with self._db.transaction():
            number = 1 + int(self._db.value("select coalesce(max(id), 0) from correction"))
            kept = replace(correction, id=number)
            row = to_row(kept) | {"before": dump(before)}
            names = ", ".join(f'"{name}"' for name in row)
            places = ", ".join(f":{name}" for name in row)
            self._db.write(f"insert into correction ({names}) values ({places})", row)  # noqa: S608
            about = {*kept.articles, *kept.joined, *kept.others}
            self._db.write_many(
                "insert into corrected (article, correction) values (?, ?)",
                [(article, number) for article in sorted(about)],
            )
        return kept

    def end(self, number: int, at: datetime) -> None:
        """Note that a correction was undone."""
        self._db.write(
            "update correction set undone_at = ? where id = ? and undone_at is null",
            (to_micros(at), number),
        )

    def get(self, number: int) -> Correction | None:
        """Return a correction."""
        row = self._db.row(f"select {_COLUMNS} from correction where id = ?", (number,))  # noqa: S608
        return None if row is None else from_row(Correction, row)

    def before(self, number: int) -> Before:
        """Return what stood before a correction."""
        text = self._db.value("select before from correction where id = ?", (number,))
        return load(Before, text) if text else Before()

    def latest(self, *, limit: int, before: int = 0) -> list[Correction]:
        """Return corrections, the newest first; `before`: only those with a lower number."""
        rows = self._db.rows(
            f"select {_COLUMNS} from correction where id < ? order by id desc limit ?",  # noqa: S608
            (before or _NEVER, limit),
        )
        return [from_row(Correction, row) for row in rows]

    def in_force(self) -> list[Correction]:
        """Return the corrections that hold, the oldest first."""
        rows = self._db.rows(
            f"select {_COLUMNS} from correction where undone_at is null order by id"  # noqa: S608
        )
        return [from_row(Correction, row) for row in rows]

    def of(self, articles: Sequence[str]) -> list[Correction]:
        """Return the corrections in force that are about one of these articles, newest first."""
        rows = self._db.rows(
            f"select {_COLUMNS} from correction where undone_at is null and id in "  # noqa: S608
            "(select correction from corrected "
            "where article in (select value from json_each(?))) order by id desc",
            (dump(articles),),
        )
        return [from_row(Correction, row) for row in rows]

    def headline(self, story: str) -> str:
        """Return the headline that a person gave a story, "" when nobody did."""
        found = self._db.value(
            "select headline from correction where kind = 'rename' and undone_at is null "
            "and story in (select ? union select id from story_alias where story = ?) "
            "order by id desc limit 1",
            (story, story),
        )
        return str(found or "")

    def calibrate(self, scale: float, shift: float, *, at: datetime) -> None:
        """Keep what was learned from corrections, in place of what was before."""
        row = {"id": 1, "scale": scale, "shift": shift, "at": to_micros(at)}
        self._db.upsert("calibration", row)

    def calibration(self) -> tuple[float, float]:
        """Return the scale and the shift that were learned: 1 and 0 when nothing was."""
        row = self._db.row("select scale, shift from calibration")
        return (row["scale"], row["shift"]) if row else (1.0, 0.0)

    def stamp(self) -> tuple[int, ...]:
        """Return what is another one after every correction, undoing and learning."""
        row = self._db.row(
            "select (select coalesce(max(id), 0) from correction) made, "
            "(select count(*) from correction where undone_at is not null) undone, "
            "(select coalesce(max(at), 0) from calibration) learned"
        )
        return tuple(row.values()) if row else ()
