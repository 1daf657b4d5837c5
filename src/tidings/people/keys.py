"""Sessions, tokens, passwords for reader apps: random secrets, of which only hashes are kept.

A secret is 32 random bytes (a password for reader apps 99 random bits): nobody guesses one, so a
fast hash keeps it as well as a slow one would (decisions/0251).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from tidings.errors import NotFoundError, UsageError
from tidings.storage import Store
from tidings.types import Key, KeyKind, Person, Scope

__all__ = ["Keys", "form_token", "hash_of"]

IDLE = timedelta(days=30)  # a session that is not used for this long ends
LONGEST = timedelta(days=365)  # and any ends then
SEEN = timedelta(minutes=10)  # how exactly it is known when a key was last used
TOKENS = 100  # that a person can have
LOGINS_EACH = 10  # of one reader app: some log in anew at every start
LOGINS = 200  # of all reader apps
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
APP_KINDS = (KeyKind.PASSWORD, KeyKind.FEVER, KeyKind.APP)


class Keys:
    """What lets people in, beside their password."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, secret: str, *kinds: KeyKind, now: datetime) -> tuple[Person, Key] | None:
        """Return who holds a secret of one of these kinds, while it holds."""
        key = self._store.keys.find(hash_of(secret)) if secret else None
        if key is None or key.kind not in kinds or (key.expires_at and key.expires_at <= now):
            return None
        person = self._store.people.get(key.person)
        return (person, key) if person else None

    def use(self, key: Key, *, now: datetime) -> None:
        """Remember that a key was used, to some minutes; a session holds longer for it."""
        if not is_due(key, now):
            return
        until = key.expires_at
        if key.kind is KeyKind.SESSION:
            until = min(now + IDLE, key.created_at + LONGEST)
        self._store.keys.used(key.id, at=now, expires_at=until)

    def of(self, person: int, *kinds: KeyKind) -> list[Key]:
        """Return a person's keys of these kinds, the newest first."""
        return self._store.keys.of(person, *kinds)

    def remove(self, person: int, key: int, *kinds: KeyKind) -> None:
        """End a session or take back a token; raises NotFoundError where it is not theirs."""
        if key not in (one.id for one in self.of(person, *kinds)):
            raise NotFoundError("there is no such session or token any more")
        self._store.keys.remove([key])

    def remove_others(self, person: int, kind: KeyKind, *, keep: int) -> None:
        """End all of a person's sessions but one."""
        self._store.keys.remove(key.id for key in self.of(person, kind) if key.id != keep)

    def start_session(self, person: Person, *, agent: str, now: datetime) -> str:
        """Return the secret of a new session, for a person who has just logged in."""
        self._store.keys.forget_expired(now)
        key = Key(
            person=person.id, kind=KeyKind.SESSION, hash="", name=shown(agent),
            created_at=now, used_at=now, expires_at=now + IDLE,
        )  # fmt: skip
        return self.add(key, secrets.token_urlsafe(32))

    def make_token(
        self,
        person: Person,
        name: str,
        scopes: Iterable[Scope],
        *,
        now: datetime,
        days: int = 0,
    ) -> str:
        """Return a new token for a program; with `days`, it holds for so many."""
        if not (chosen := tuple(sorted(set(scopes)))):
            raise UsageError("a token is for something: choose a scope")
        if len(self.of(person.id, KeyKind.TOKEN)) >= TOKENS:
            raise UsageError(f"a person has at most {TOKENS} tokens: take one back first")
        key = Key(
            person=person.id, kind=KeyKind.TOKEN, hash="", name=shown(name), scopes=chosen,
            created_at=now, expires_at=now + timedelta(days=days) if days else None,
        )  # fmt: skip
        return self.add(key, f"tidings_{secrets.token_urlsafe(32)}")

    def make_password(self, person: Person, *, now: datetime) -> str:
        """Return a new password for reader apps; the one before and all their logins end."""
        password = "-".join(
            "".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4)
        )  # 20 letters of 31: 99 bits
        key = Key(person=person.id, kind=KeyKind.PASSWORD, hash="", created_at=now)
        with self._store.transaction(private=True):
            self.remove_password(person)
            self.add(key, password)
            self.add(replace(key, kind=KeyKind.FEVER), fever_key(person.name, password))
        return password

    def remove_password(self, person: Person) -> None:
        """Let no reader app in by this person's password or an earlier login."""
        self._store.keys.remove(key.id for key in self.of(person.id, *APP_KINDS))

    def by_password(self, name: str, password: str, *, now: datetime) -> Person | None:
        """Return whose name and password for reader apps these are."""
        found = self.find(password, KeyKind.PASSWORD, now=now)
        if found is None or found[0].name.casefold() != name.strip().casefold():
            return None
        self.use(found[1], now=now)
        return found[0]

    def by_fever(self, api_key: str, *, now: datetime) -> Person | None:
        """Return whose Fever key this is: the MD5 of name, colon and password, in hex."""
        found = self.find(api_key.strip().lower(), KeyKind.FEVER, now=now)
        if found is None:
            return None
        self.use(found[1], now=now)
        return found[0]

    def login_app(self, name: str, password: str, *, agent: str, now: datetime) -> str | None:
        """Return a token for a reader app that sends a name and password; None: they are wrong.

        It has no `=` and no space, and holds until the password is made anew: apps keep it long.
        """
        person = self.by_password(name, password, now=now)
        if person is None:
            return None
        key = Key(person=person.id, kind=KeyKind.APP, hash="", name=shown(agent), created_at=now)
        mine = self.of(person.id, KeyKind.APP)
        same = [one for one in mine if one.name == key.name]
        surplus = same[LOGINS_EACH - 1 :] or mine[LOGINS - 1 :]
        self._store.keys.remove(one.id for one in surplus)
        return self.add(key, secrets.token_urlsafe(32))

    def by_app_token(self, token: str, *, now: datetime) -> Person | None:
        """Return who holds a token that is good for the APIs of reader apps."""
        found = self.find(token, KeyKind.APP, KeyKind.TOKEN, now=now)
        if found is None:
            return None
        person, key = found
        if key.kind is KeyKind.TOKEN and Scope.READER not in key.scopes:
            return None
        self.use(key, now=now)
        return person

    def add(self, key: Key, secret: str) -> str:
        """Keep a key by its secret's hash; return the secret."""
        self._store.keys.add(replace(key, hash=hash_of(secret)))
        return secret


def is_due(key: Key, now: datetime) -> bool:
    """Say whether a use of this key should be written down."""
    return key.used_at is None or now - key.used_at >= SEEN


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def form_token(secret: str) -> str:
    """Return what the forms of a session carry back: it tells nothing of the session's secret."""
    return hashlib.sha256(f"form {secret}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def fever_key(name: str, password: str) -> str:
    """Return what apps that speak Fever send; the MD5 is theirs."""
    return hashlib.md5(f"{name}:{password}".encode(), usedforsecurity=False).hexdigest()


def shown(text: str) -> str:
    """Return what a program or a person calls itself, short and in one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]
