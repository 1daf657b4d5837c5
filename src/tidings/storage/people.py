"""What a store keeps of the people who use it. None of it is a change of the news."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from tidings.types import Person, Role

__all__ = ["People"]


class People(Protocol):
    """Who uses the library."""

    def all(self) -> list[Person]:
        """Return everyone, the owner first."""
        ...

    def get(self, person: int) -> Person | None:
        """Return a person."""
        ...

    def named(self, name: str) -> Person | None:
        """Return the person of a name, in whatever case."""
        ...

    def add(self, name: str, *, role: Role, created_at: datetime) -> Person:
        """Keep a new person; raises UsageError when the name is taken."""
        ...

    def save(self, person: Person) -> None:
        """Keep what has changed of a person."""
        ...

    def remove(self, person: int) -> None:
        """Forget a person and all that is theirs."""
        ...
