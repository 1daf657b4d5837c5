"""What is watched for people, in SQLite: searches, rules and what they did."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Generic, TypeVar, cast

from tidings.storage.rows import columns, dump, from_row, to_micros, to_row
from tidings.storage.sqlite.alerts import SqliteAlerts, SqliteOutbox
from tidings.storage.sqlite.articles import NOTES
from tidings.storage.sqlite.database import Database
from tidings.types import Channel, Done, Item, Rule, SavedSearch

__all__ = ["SqliteWatching"]

LOGGED = 5_000  # items that are remembered of a rule, and can be undone

T = TypeVar("T", SavedSearch, Rule, Channel)


class SqliteOwned(Generic[T]):
    """A table of what belongs to people. `counted`: columns that only their counting changes."""

    def __init__(
        self, db: Database, kind: type[T], table: str, *, counted: tuple[str, ...] = ()
    ) -> None:
        self._db = db
        self._kind: type[T] = kind
        self._table = table
        self._changing = [
            name
            for name in columns(cast(type, kind))
            if name not in ("number", "person", "created_at", *counted)
        ]

    def of(self, person: int) -> list[T]:
        """Return a person's, the oldest first."""
        return self._where("person = ? order by number", (person,))

    def everyones(self) -> list[T]:
        """Return all that there are, by person."""
        return self._where("true order by person, number", ())

    def get(self, person: int, number: int) -> T | None:
        """Return one of a person's."""
        return next(iter(self._where("person = ? and number = ?", (person, number))), None)

    def _where(self, where: str, values: tuple[int, ...]) -> list[T]:
        rows = self._db.rows(f"select * from {self._table} where {where}", values)  # noqa: S608 ours
        return [from_row(self._kind, row) for row in rows]

    def add(self, one: T) -> T:
        """Keep a new one; return it with its number."""
        row = to_row(one) | {"number": None}
        places = ", ".join(f":{name}" for name in row)
        with self._db.transaction(private=True):
            number = self._db.value(
                f"insert into {self._table} ({', '.join(row)}) values ({places}) "  # noqa: S608 ours
                "returning number",
                row,
            )
        return replace(one, number=int(number))

    def save(self, one: T) -> None:
        """Keep what has changed; one that is gone stays so, and what is counted stays as it is."""
        changes = ", ".join(f"{name} = :{name}" for name in self._changing)
        with self._db.transaction(private=True):
            self._db.write(
                f"update {self._table} set {changes} "  # noqa: S608 ours
                "where number = :number and person = :person",
                {name: value for name, value in to_row(one).items() if name != "created_at"},
            )

    def remove(self, person: int, number: int) -> None:
        """Forget one."""
        with self._db.transaction(private=True):
            self._db.write(
                f"delete from {self._table} where person = ? and number = ?",  # noqa: S608 ours
                (person, number),
            )


class SqliteRuleLog:
    """The rule_log table."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, done: Sequence[Done]) -> None:
        """Keep and count what was done; of each rule the latest is kept."""
        with self._db.transaction(private=True):
            for one in done:
                new = self._db.write(
                    "insert into rule_log (rule, item, article, at, acts, label) "
                    "values (:rule, :item, :article, :at, :acts, :label) on conflict do nothing",
                    to_row(one),
                )
                self._db.write(
                    "update rule set hits = hits + ?, last_at = ? where number = ?",
                    (new, to_micros(one.at), one.rule),
                )
            self._db.write_many(
                "delete from rule_log where rule = ?1 and item <= (select item from rule_log "  # noqa: S608
                f"where rule = ?1 order by item desc limit 1 offset {LOGGED})",
                [(rule,) for rule in {one.rule for one in done}],
            )

    def of(self, rule: int, *, limit: int) -> list[Done]:
        """Return the latest, newest first."""
        rows = self._db.rows(
            "select * from rule_log where rule = ? order by item desc limit ?", (rule, limit)
        )
        return [from_row(Done, row) for row in rows]

    def known(self, rule: int, items: Collection[int]) -> set[int]:
        """Return which of these items a rule has dealt with."""
        return set(
            self._db.values(
                "select item from rule_log "
                "where rule = ? and item in (select value from json_each(?))",
                (rule, dump(list(items))),
            )
        )

    def clear(self, rule: int) -> None:
        """Forget what a rule did."""
        with self._db.transaction(private=True):
            self._db.write("delete from rule_log where rule = ?", (rule,))
            self._db.write("update rule set hits = 0, last_at = null where number = ?", (rule,))


class SqliteWatching:
    """All of it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.searches = SqliteOwned(db, SavedSearch, "saved_search", counted=("looked", "fresh"))
        self.rules = SqliteOwned(db, Rule, "rule", counted=("hits", "last_at"))
        self.channels = SqliteOwned(db, Channel, "channel")
        self.log = SqliteRuleLog(db)
        self.alerts = SqliteAlerts(db)
        self.outbox = SqliteOutbox(db)

    def through(self) -> int:
        """Return the number of the last item that was looked at for everyone."""
        return int(self._db.value("select through from watched"))

    def set_through(self, number: int) -> None:
        """Keep that number."""
        with self._db.transaction(private=True):
            self._db.write("update watched set through = ?", (number,))

    def judged(self, *, above: int, limit: int) -> list[Item]:
        """Return the next items whose level is judged, oldest first, up to one not noted yet."""
        rows = self._db.rows(
            "with waiting (article) as (select item from pending "  # noqa: S608 ours
            f"where stage in {NOTES} union all select a.id from pending p "
            "join article a on a.story = p.item where p.stage = 'where') "
            "select * from item where number > ?1 and track = 1 and number < coalesce("
            "(select min(i.number) from waiting w join item i on i.article = w.article "
            "and i.track = 1 and i.number > ?1), 1 << 62) order by number limit ?2",
            (above, limit),
        )
        return [from_row(Item, row) for row in rows]

    def found(self, search: int, items: int) -> None:
        """Count items that a saved search has found."""
        self._update("fresh = fresh + ?", search, items)

    def look(self, search: int, newest: int) -> None:
        """Keep that a saved search was looked at."""
        self._update("fresh = 0, looked = ?", search, newest)

    def _update(self, change: str, search: int, value: int) -> None:
        with self._db.transaction(private=True):
            self._db.write(
                f"update saved_search set {change} where number = ?",  # noqa: S608 ours
                (value, search),
            )
