"""The person table."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tidings.errors import UsageError
from tidings.storage.rows import from_row, to_row
from tidings.storage.sqlite.database import Database
from tidings.types import Person, Role

__all__ = ["SqlitePeople"]


class SqlitePeople:
    """Who uses the library, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[Person]:
        """Return everyone, the owner first."""
        return [from_row(Person, row) for row in self._db.rows("select * from person order by id")]

    def get(self, person: int) -> Person | None:
        """Return a person."""
        row = self._db.row("select * from person where id = ?", (person,))
        return from_row(Person, row) if row else None

    def named(self, name: str) -> Person | None:
        """Return the person of a name, in whatever case."""
        row = self._db.row("select * from person where name = ?", (name,))
        return from_row(Person, row) if row else None

    def add(self, name: str, *, role: Role, created_at: datetime) -> Person:
        """Keep a new person; raises UsageError when the name is taken."""
        person = Person(id=0, name=name, role=role, created_at=created_at)
        row = to_row(person) | {"id": None}
        with self._db.transaction(private=True):
            if self.named(name):
                raise UsageError(f"there is a person {name!r} already: choose another name")
            number = self._db.value(
                "insert into person values "
                "(:id, :name, :role, :password, :email, :settings, :created_at) returning id",
                row,
            )
        return replace(person, id=int(number))

    def save(self, person: Person) -> None:
        """Keep what has changed of a person."""
        with self._db.transaction(private=True):
            other = self.named(person.name)
            if other and other.id != person.id:
                raise UsageError(f"there is a person {person.name!r} already: choose another name")
            self._db.upsert("person", to_row(person))

    def remove(self, person: int) -> None:
        """Forget a person and all that is theirs."""
        with self._db.transaction(private=True):
            self._db.write("delete from person where id = ?", (person,))
