"""A person's saved searches: a name for a query, and what it found since they looked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from tidings.errors import NotFoundError, UsageError
from tidings.people.desk import Desk
from tidings.storage import Store
from tidings.storage.query import MAX_LENGTH, parse_query
from tidings.types import SavedSearch

__all__ = ["Searches"]

MOST = 100  # of a person
LONGEST = 100  # characters of a name


class Searches:
    """One person's saved searches. Cheap to make: make one for each request."""

    def __init__(self, store: Store, desk: Desk, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._desk = desk
        self._now = now
        self._person = desk.person

    def all(self) -> list[SavedSearch]:
        """Return them, the oldest first."""
        return self._store.watching.searches.of(self._person)

    def get(self, number: int) -> SavedSearch:
        """Return a saved search; raises NotFoundError."""
        found = self._store.watching.searches.get(self._person, number)
        if found is None:
            raise NotFoundError("There is no such saved search.")
        return found

    def add(
        self,
        query: str,
        *,
        name: str = "",
        notify: bool | None = None,
        channels: tuple[int, ...] | None = None,
    ) -> SavedSearch:
        """Save a search; one of the same query is the same, and keeps what isn't said anew.

        Raises UsageError.
        """
        query = _checked(query)
        with self._store.transaction(private=True):
            mine = self.all()
            if known := next((one for one in mine if one.query == query), None):
                return self.change(
                    known.number,
                    name=name or known.name,
                    notify=known.notify if notify is None else notify,
                    channels=known.channels if channels is None else channels,
                )
            if len(mine) >= MOST:
                raise UsageError(f"A person saves at most {MOST} searches: remove one first.")
            return self._store.watching.searches.add(
                SavedSearch(
                    person=self._person,
                    name=_named(name) or _named(query),
                    query=query,
                    looked=self._desk.newest(),
                    notify=bool(notify),
                    channels=self._channels(channels or ()),
                    created_at=self._now(),
                )
            )

    def change(
        self, number: int, *, name: str, notify: bool, channels: tuple[int, ...]
    ) -> SavedSearch:
        """Call a saved search otherwise, or let it tell in other ways."""
        with self._store.transaction(private=True):
            one = self.get(number)
            changed = replace(
                one,
                name=_named(name) or one.name,
                notify=notify,
                channels=self._channels(channels),
            )
            self._store.watching.searches.save(changed)
        return changed

    def remove(self, number: int) -> None:
        """Forget a saved search."""
        self.get(number)
        self._store.watching.searches.remove(self._person, number)

    def look(self, number: int) -> SavedSearch:
        """Return a saved search as it was, and keep that it was looked at."""
        one = self.get(number)
        if one.fresh or one.looked < self._desk.newest():
            self._store.watching.look(number, self._desk.newest())
        return one

    def _channels(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        mine = {channel.number for channel in self._store.watching.channels.of(self._person)}
        return tuple(sorted(mine & set(numbers)))


def _checked(query: str) -> str:
    if len(query) > MAX_LENGTH:
        raise UsageError(f"A search has at most {MAX_LENGTH} characters: make it shorter.")
    parsed = parse_query(query)
    if parsed.empty:
        raise UsageError("Say what to look for.")
    return parsed.text


def _named(name: str) -> str:
    return "".join(c for c in " ".join(name.split()) if c.isprintable())[:LONGEST]
