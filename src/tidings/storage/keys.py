"""What a store keeps of the ways in. None of it is a change of the news."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from tidings.types import Invitation, Key, KeyKind, Login, Passkey

__all__ = ["Invitations", "Keys", "Logins", "Passkeys"]


class Keys(Protocol):
    """Sessions, tokens and the like, by the hash of their secret."""

    def add(self, key: Key) -> Key:
        """Keep a new key; raises GoneError where its person is gone."""
        ...

    def find(self, hash: str) -> Key | None:
        """Return the key of a secret's hash, also one that has expired."""
        ...

    def of(self, person: int, *kinds: KeyKind) -> list[Key]:
        """Return a person's keys of these kinds, the newest first."""
        ...

    def used(self, key: int, *, at: datetime, expires_at: datetime | None) -> None:
        """Keep when a key was last used, and how long it holds from then."""
        ...

    def remove(self, keys: Iterable[int]) -> None:
        """Forget keys; those that are gone are passed over."""
        ...

    def forget_expired(self, now: datetime) -> None:
        """Forget what holds no longer, invitations too."""
        ...


class Invitations(Protocol):
    """Links by which new people join."""

    def add(self, invitation: Invitation) -> Invitation:
        """Keep a new invitation."""
        ...

    def find(self, hash: str) -> Invitation | None:
        """Return the invitation of a secret's hash, also one that has expired."""
        ...

    def all(self) -> list[Invitation]:
        """Return all invitations, the newest first."""
        ...

    def remove(self, invitation: int) -> bool:
        """Forget an invitation; say whether it was there."""
        ...


class Passkeys(Protocol):
    """The public halves of keys that people's devices hold."""

    def add(self, passkey: Passkey) -> None:
        """Keep a new passkey; raises UsageError where it is somebody's already."""
        ...

    def find(self, id: str) -> Passkey | None:
        """Return a passkey by the id that its device chose."""
        ...

    def of(self, person: int) -> list[Passkey]:
        """Return a person's passkeys, the newest first."""
        ...

    def used(self, id: str, *, uses: int, at: datetime) -> None:
        """Keep how often and when a passkey was last used."""
        ...

    def remove(self, person: int, id: str) -> None:
        """Forget a passkey, where it is this person's."""
        ...


class Logins(Protocol):
    """By what other servers know people."""

    def save(self, login: Login) -> None:
        """Keep a login; raises UsageError where it is somebody else's already."""
        ...

    def find(self, issuer: str, subject: str) -> Login | None:
        """Return who an issuer means."""
        ...

    def of(self, person: int) -> list[Login]:
        """Return a person's logins, the newest first."""
        ...

    def remove(self, person: int, issuer: str, subject: str) -> None:
        """Forget a login, where it is this person's."""
        ...
