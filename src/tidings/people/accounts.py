"""Names, passwords and roles: who there is, and logging in."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta

from tidings.errors import GoneError, LoginError, NotFoundError, UsageError
from tidings.people import passwords
from tidings.people.throttle import Throttle
from tidings.storage import Store
from tidings.types import OWNER, Json, KeyKind, Person, Role

__all__ = ["Accounts"]

LONGEST_NAME = 60  # characters
WINDOW = timedelta(minutes=15)
TRIES = 5  # by one address for one name, in a window
TRIES_EACH = 50  # by one address for all names; for one name by all addresses
LOGINS = (KeyKind.SESSION,)


class Accounts:
    """The people of a library. Their own is theirs; who may do what is asked of their role."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pairs = Throttle(TRIES, WINDOW)
        self._each = Throttle(TRIES_EACH, WINDOW)

    def all(self) -> list[Person]:
        """Return everyone, the owner first."""
        return self._store.people.all()

    def get(self, person: int) -> Person | None:
        """Return a person."""
        return self._store.people.get(person)

    def named(self, name: str) -> Person:
        """Return the person of a name; raises NotFoundError."""
        found = self._store.people.named(name.strip())
        if found is None:
            raise NotFoundError(f"there is nobody called {name!r}: 'tidings person list' tells who")
        return found

    @property
    def owner(self) -> Person:
        """The owner of the library."""
        owner = self._store.people.get(OWNER)
        assert owner is not None  # noqa: S101 the store keeps the first person
        return owner

    @property
    def guarded(self) -> bool:
        """Whether anyone can log in: from then on everyone must."""
        return bool(self.owner.password)  # the others get theirs later, see `_needs_owner`

    def add(self, name: str, *, role: Role, now: datetime) -> Person:
        """Add a person, who can't log in yet; raises UsageError where the name won't do."""
        self.needs_owner()
        return self._store.people.add(checked(name), role=role, created_at=now)

    def rename(self, person: Person, name: str) -> Person:
        """Give a person another name; raises UsageError where it won't do."""
        return self._save(person, name=checked(name))

    def set_role(self, person: Person, role: Role) -> Person:
        """Give a person another role; the library's first owner stays one."""
        if person.id == OWNER and role is not Role.OWNER:
            raise UsageError("the first owner stays the owner: give another person a role")
        return self._save(person, role=role)

    def set_password(self, person: Person, password: str, *, keep: int = 0) -> Person:
        """Give a person a new password and end their sessions, but for the one to `keep`."""
        if person.id != OWNER:
            self.needs_owner()
        saved = self._save(person, password=passwords.hashed(password, name=person.name))
        sessions = self._store.keys.of(person.id, *LOGINS)
        self._store.keys.remove(key.id for key in sessions if key.id != keep)
        return saved

    def set_settings(self, person: Person, **settings: Json) -> Person:
        """Keep some of a person's settings; the others stay."""
        with self._store.transaction(private=True):
            now = self.get(person.id) or person
            return self._save(now, settings={**now.settings, **settings})

    def remove(self, person: Person) -> None:
        """Forget a person and all that is theirs: their sessions end at once."""
        if person.id == OWNER:
            raise UsageError("the first owner can't be removed: the library is theirs")
        self._store.people.remove(person.id)

    def login(self, name: str, password: str, *, address: str, now: datetime) -> Person:
        """Return who this is; raises LoginError, or TooManyError after too many tries."""
        name = name.strip()[: LONGEST_NAME + 1]
        pair = f"{name.casefold()}\n{address}"
        for key in (f"name {name.casefold()}", f"address {address}"):
            self._each.count(key, now)
        self._pairs.count(pair, now)
        person = self._store.people.named(name) if name.isprintable() else None
        good = passwords.matches(person.password if person else "", password)
        if person is None or not good:
            raise LoginError("This name and password don't belong together.")
        self._pairs.forget(pair)
        self._each.forget(f"name {name.casefold()}")
        if passwords.is_stale(person.password):
            person = self._save(person, password=passwords.hashed(password, name=""))
        return person

    def check_password(self, person: Person, password: str, *, now: datetime) -> None:
        """Raise LoginError where this is not the person's password; one who has none needs none."""
        if not person.password:
            return
        self._pairs.count(f"again {person.id}", now)
        if not passwords.matches(person.password, password):
            raise LoginError("This is not your present password. Nothing was changed.")
        self._pairs.forget(f"again {person.id}")

    def needs_owner(self) -> None:
        """Raise UsageError while the owner could not log in beside others."""
        if not self.guarded:
            raise UsageError(
                "the owner needs a password before others come in: "
                f"'tidings person password {self.owner.name}'"
            )

    def _save(self, person: Person, **changes: object) -> Person:
        with self._store.transaction(private=True):
            now = self._store.people.get(person.id)
            if now is None:
                raise GoneError("this person is not here any more")
            changed = replace(now, **changes)  # type: ignore[arg-type]
            self._store.people.save(changed)
        return changed


def checked(name: str) -> str:
    """Return a name as it is kept; raises UsageError where it won't do."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not 0 < len(name) <= LONGEST_NAME:
        raise UsageError(f"a name has 1 to {LONGEST_NAME} characters: take another")
    if ":" in name or not name.isprintable():
        raise UsageError("a name has no colon and only characters that can be seen: take another")
    return name
