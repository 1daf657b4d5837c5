"""The alert and message tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tidings.storage.rows import dump, from_row, to_micros, to_row
from tidings.storage.sqlite.database import Database
from tidings.types import Alert, Message

__all__ = ["SqliteAlerts", "SqliteOutbox"]

KEPT = 1_000  # alerts of a person


class SqliteAlerts:
    """Alerts, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, alert: Alert) -> Alert:
        """Keep an alert, or return the one of the same item; of each person the latest are kept."""
        with self._db.transaction(private=True):
            number = self._db.value(
                "insert into alert values (:number, :person, :item, :article, :at, :origin, "
                ":rule, :seen) on conflict (person, item) do update set item = excluded.item "
                "returning number",
                to_row(alert) | {"number": None},
            )
            self._db.write(
                "delete from alert where person = ?1 and number <= (select number from alert "  # noqa: S608
                f"where person = ?1 order by number desc limit 1 offset {KEPT})",
                (alert.person,),
            )
        return replace(alert, number=int(number))

    def has_told(self, person: int, article: str) -> bool:
        """Say whether a person was told of the story of this article."""
        return bool(
            self._db.value(
                "select exists (select 1 from article a join article b on b.story = a.story "
                "join alert on alert.person = ? and alert.article = b.id where a.id = ?)",
                (person, article),
            )
        )

    def of(self, person: int, *, limit: int, before: int = 1 << 62) -> list[Alert]:
        """Return the latest, newest first."""
        rows = self._db.rows(
            "select * from alert where person = ? and number < ? order by number desc limit ?",
            (person, before, limit),
        )
        return [from_row(Alert, row) for row in rows]

    def get(self, person: int, numbers: Sequence[int]) -> list[Alert]:
        """Return those that are still there, oldest first."""
        rows = self._db.rows(
            "select * from alert where person = ? "
            "and number in (select value from json_each(?)) order by number",
            (person, dump(list(numbers))),
        )
        return [from_row(Alert, row) for row in rows]

    def unseen(self, person: int) -> int:
        """Return how many were not seen."""
        return int(
            self._db.value("select count(*) from alert where person = ? and not seen", (person,))
        )

    def see(self, person: int, through: int) -> None:
        """Keep that all up to one were seen."""
        with self._db.transaction(private=True):
            self._db.write(
                "update alert set seen = 1 where person = ? and not seen and number <= ?",
                (person, through),
            )

    def withdraw(self, rule: int) -> None:
        """Forget what a rule told of that nobody saw."""
        with self._db.transaction(private=True):
            self._db.write(
                "delete from alert where not seen and rule = ?1 "
                "and person = (select person from rule where number = ?1)",
                (rule,),
            )


class SqliteOutbox:
    """Messages on their way, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, message: Message) -> None:
        """Keep a message, new or changed."""
        with self._db.transaction(private=True):
            self._db.upsert("message", to_row(message))

    def unsent(self, channel: int) -> Message | None:
        """Return the message of a channel that was not tried yet."""
        row = self._db.row(
            "select * from message where channel = ? and tries = 0 limit 1", (channel,)
        )
        return from_row(Message, row) if row else None

    def take(self, now: datetime, *, until: datetime, limit: int) -> list[Message]:
        """Return messages that are due, and make them due again at `until`: a lease."""
        with self._db.transaction(private=True):
            rows = self._db.rows(
                "select message.* from message join channel on channel.number = message.channel "
                "where due_at <= ? and not paused and confirmed and not exists ("
                "select 1 from message m where m.channel = message.channel "
                "and (m.at, m.id) < (message.at, message.id)) "
                "order by due_at limit ?",
                (to_micros(now), limit),
            )
            taken = [replace(m, tries=m.tries + 1) for m in (from_row(Message, r) for r in rows)]
            self._db.write_many(
                "update message set due_at = ?, tries = ? where id = ?",
                [(to_micros(until), message.tries, message.id) for message in taken],
            )
        return taken

    def waiting(self, channel: int) -> int:
        """Return how many messages wait."""
        return int(self._db.value("select count(*) from message where channel = ?", (channel,)))

    def remove(self, message: str) -> None:
        """Forget a message: it was brought, or given up."""
        with self._db.transaction(private=True):
            self._db.write("delete from message where id = ?", (message,))
