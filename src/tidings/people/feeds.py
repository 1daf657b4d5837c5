"""Private addresses of feeds: one secret for each feed, which opens that feed and nothing else."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

from tidings.errors import UsageError
from tidings.people.keys import Keys
from tidings.storage import Store
from tidings.types import Key, KeyKind, Person, Scope

__all__ = ["FeedAddresses"]

MOST = 500  # addresses of a person: each folder, each label, many searches
MAX_PATH = 2_000  # characters
_FEED = re.compile(r"/(?:[!-~]+/)?feed(?:\?[!-~]*)?")  # the page's address, without its ending


class FeedAddresses:
    """Makes and opens the private addresses of feeds; of each only its secret's hash is kept."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys

    def make(self, person: Person, path: str, *, now: datetime) -> str:
        """Return the secret of a new address of a feed, by its path: `/tag/harbour/feed`."""
        if len(path) > MAX_PATH or not _FEED.fullmatch(path):
            raise UsageError("this is no feed of ours: choose one of the list")
        if len(self.of(person)) >= MOST:
            raise UsageError(f"a person has at most {MOST} feed addresses: take one back first")
        key = Key(
            person=person.id, kind=KeyKind.FEED, hash="", name=path, scopes=(Scope.READ,),
            created_at=now,
        )  # fmt: skip
        return self._keys.add(key, secrets.token_urlsafe(24))

    def of(self, person: Person) -> list[Key]:
        """Return a person's addresses, the newest first; the name of each is its feed's path."""
        return self._keys.of(person.id, KeyKind.FEED)

    def open(self, secret: str, *, now: datetime) -> tuple[Person, Key] | None:
        """Return whose address this is, and of which feed; None: nobody's."""
        return self._keys.find(secret, KeyKind.FEED, now=now)

    def remove(self, person: Person, key: int) -> None:
        """Take an address back: it leads nowhere any more."""
        self._keys.remove(person.id, key, KeyKind.FEED)
