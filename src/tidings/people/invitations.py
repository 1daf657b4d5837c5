"""Invitations: a link that lets one new person in, once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from tidings.errors import NotFoundError
from tidings.people.accounts import Accounts
from tidings.people.keys import hash_of, shown
from tidings.storage import Store
from tidings.types import Invitation, Person, Role

__all__ = ["Invitations"]

HOLDS = timedelta(days=7)
GONE = "This invitation was used, taken back, or is too old. Ask for a new one."


class Invitations:
    """Links by which people join."""

    def __init__(self, store: Store, accounts: Accounts) -> None:
        self._store = store
        self._accounts = accounts

    def all(self, *, now: datetime) -> list[Invitation]:
        """Return the invitations that hold, the newest first."""
        return [one for one in self._store.invitations.all() if one.expires_at > now]

    def make(self, role: Role, *, name: str = "", now: datetime) -> str:
        """Return the secret of a new invitation. The owner needs a password first."""
        self._accounts.needs_owner()
        secret = secrets.token_urlsafe(24)
        self._store.invitations.add(
            Invitation(
                hash=hash_of(secret), role=role, name=shown(name), created_at=now,
                expires_at=now + HOLDS,
            )
        )  # fmt: skip
        return secret

    def find(self, secret: str, *, now: datetime) -> Invitation:
        """Return an invitation that holds; raises NotFoundError."""
        found = self._store.invitations.find(hash_of(secret))
        if found is None or found.expires_at <= now:
            raise NotFoundError(GONE)
        return found

    def join(self, secret: str, *, name: str, password: str | None = None, now: datetime) -> Person:
        """Add the person who was invited; without a password, they log in another way.

        The invitation is used up unless this fails.
        """
        invitation = self.find(secret, now=now)
        with self._store.transaction(private=True):
            if not self._store.invitations.remove(invitation.id):
                raise NotFoundError(GONE)
            person = self._accounts.add(name, role=invitation.role, now=now)
            if password is None:
                return person
            return self._accounts.set_password(person, password)

    def take_back(self, invitation: int) -> None:
        """Let an invitation hold no longer."""
        self._store.invitations.remove(invitation)
