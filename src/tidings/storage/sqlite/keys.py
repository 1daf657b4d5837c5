"""The key and invitation tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from tidings.errors import UsageError
from tidings.storage.rows import from_row, to_micros, to_row
from tidings.storage.sqlite.database import Database
from tidings.types import Invitation, Key, KeyKind, Login, Passkey

__all__ = ["SqliteInvitations", "SqliteKeys", "SqliteLogins", "SqlitePasskeys"]


class SqliteKeys:
    """Sessions, tokens and the like, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, key: Key) -> Key:
        """Keep a new key; raises GoneError where its person is gone."""
        with self._db.transaction(private=True):
            number = self._db.value(
                "insert into key values (:id, :person, :kind, :hash, :name, :scopes, "
                ":created_at, :used_at, :expires_at) returning id",
                to_row(key) | {"id": None},
            )
        return replace(key, id=int(number))

    def find(self, hash: str) -> Key | None:
        """Return the key of a secret's hash, also one that has expired."""
        row = self._db.row("select * from key where hash = ?", (hash,))
        return from_row(Key, row) if row else None

    def of(self, person: int, *kinds: KeyKind) -> list[Key]:
        """Return a person's keys of these kinds, the newest first."""
        rows = self._db.rows("select * from key where person = ? order by id desc", (person,))
        return [key for row in rows if (key := from_row(Key, row)).kind in kinds]

    def used(self, key: int, *, at: datetime, expires_at: datetime | None) -> None:
        """Keep when a key was last used, and how long it holds from then."""
        until = to_micros(expires_at) if expires_at else None
        with self._db.transaction(private=True):
            self._db.write(
                "update key set used_at = ?, expires_at = ? where id = ?",
                (to_micros(at), until, key),
            )

    def remove(self, keys: Iterable[int]) -> None:
        """Forget keys; those that are gone are passed over."""
        with self._db.transaction(private=True):
            self._db.write_many("delete from key where id = ?", [(key,) for key in keys])

    def forget_expired(self, now: datetime) -> None:
        """Forget what holds no longer, invitations too."""
        with self._db.transaction(private=True):
            self._db.write("delete from key where expires_at <= ?", (to_micros(now),))
            self._db.write("delete from invitation where expires_at <= ?", (to_micros(now),))


class SqliteInvitations:
    """Links by which new people join, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, invitation: Invitation) -> Invitation:
        """Keep a new invitation."""
        with self._db.transaction(private=True):
            number = self._db.value(
                "insert into invitation values "
                "(:id, :hash, :role, :name, :created_at, :expires_at) returning id",
                to_row(invitation) | {"id": None},
            )
        return replace(invitation, id=int(number))

    def find(self, hash: str) -> Invitation | None:
        """Return the invitation of a secret's hash, also one that has expired."""
        row = self._db.row("select * from invitation where hash = ?", (hash,))
        return from_row(Invitation, row) if row else None

    def all(self) -> list[Invitation]:
        """Return all invitations, the newest first."""
        rows = self._db.rows("select * from invitation order by id desc")
        return [from_row(Invitation, row) for row in rows]

    def remove(self, invitation: int) -> bool:
        """Forget an invitation; say whether it was there."""
        with self._db.transaction(private=True):
            return bool(self._db.write("delete from invitation where id = ?", (invitation,)))


class SqlitePasskeys:
    """The public halves of keys that people's devices hold, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, passkey: Passkey) -> None:
        """Keep a new passkey; raises UsageError where it is somebody's already."""
        with self._db.transaction(private=True):
            if self.find(passkey.id):
                raise UsageError("this passkey is in use here already: make another")
            self._db.upsert("passkey", to_row(passkey))

    def find(self, id: str) -> Passkey | None:
        """Return a passkey by the id that its device chose."""
        row = self._db.row("select * from passkey where id = ?", (id,))
        return from_row(Passkey, row) if row else None

    def of(self, person: int) -> list[Passkey]:
        """Return a person's passkeys, the newest first."""
        rows = self._db.rows(
            "select * from passkey where person = ? order by created_at desc, id", (person,)
        )
        return [from_row(Passkey, row) for row in rows]

    def used(self, id: str, *, uses: int, at: datetime) -> None:
        """Keep how often and when a passkey was last used."""
        with self._db.transaction(private=True):
            self._db.write(
                "update passkey set uses = ?, used_at = ? where id = ?", (uses, to_micros(at), id)
            )

    def remove(self, person: int, id: str) -> None:
        """Forget a passkey, where it is this person's."""
        with self._db.transaction(private=True):
            self._db.write("delete from passkey where person = ? and id = ?", (person, id))


class SqliteLogins:
    """By what other servers know people, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, login: Login) -> None:
        """Keep a login; raises UsageError where it is somebody else's already."""
        with self._db.transaction(private=True):
            known = self.find(login.issuer, login.subject)
            if known and known.person != login.person:
                raise UsageError("this login is somebody else's here")
            self._db.upsert("login", to_row(login), key="issuer, subject")

    def find(self, issuer: str, subject: str) -> Login | None:
        """Return who an issuer means."""
        row = self._db.row(
            "select * from login where issuer = ? and subject = ?", (issuer, subject)
        )
        return from_row(Login, row) if row else None

    def of(self, person: int) -> list[Login]:
        """Return a person's logins, the newest first."""
        rows = self._db.rows(
            "select * from login where person = ? order by created_at desc, issuer", (person,)
        )
        return [from_row(Login, row) for row in rows]

    def remove(self, person: int, issuer: str, subject: str) -> None:
        """Forget a login, where it is this person's."""
        with self._db.transaction(private=True):
            self._db.write(
                "delete from login where person = ? and issuer = ? and subject = ?",
                (person, issuer, subject),
            )
