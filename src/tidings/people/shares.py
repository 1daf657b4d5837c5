"""Links by which anyone reads one story without logging in, until they are taken back."""

from __future__ import annotations

import secrets
from datetime import datetime

from tidings.errors import NotFoundError, UsageError
from tidings.people.keys import Keys, hash_of
from tidings.storage import Store
from tidings.types import Key, KeyKind, Person

__all__ = ["Shares"]

MOST = 500  # that a person can have
GONE = "This link was taken back, or is cut off. Ask whoever sent it for a new one."


class Shares:
    """A shared story is a key whose name is the story's id; only the secret's hash is kept."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys

    def make(self, person: Person, story: str, *, now: datetime) -> str:
        """Return the secret of a new link to a story."""
        if len(self.of(person)) >= MOST:
            raise UsageError(f"a person shares at most {MOST} stories: take one back first")
        secret = secrets.token_urlsafe(24)
        self._store.keys.add(
            Key(
                person=person.id, kind=KeyKind.SHARE, hash=hash_of(secret), name=story,
                created_at=now,
            )
        )  # fmt: skip
        return secret

    def find(self, secret: str, *, now: datetime) -> str:
        """Return the id of the story that a secret shares; raises NotFoundError."""
        found = self._keys.find(secret, KeyKind.SHARE, now=now)
        if found is None:
            raise NotFoundError(GONE)
        return found[1].name

    def of(self, person: Person) -> list[Key]:
        """Return a person's links, the newest first."""
        return self._keys.of(person.id, KeyKind.SHARE)

    def take_back(self, person: Person, key: int) -> None:
        """Let a link lead nowhere any more; raises NotFoundError where it is not theirs."""
        self._keys.remove(person.id, key, KeyKind.SHARE)
