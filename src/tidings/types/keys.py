"""What lets a person in: sessions, tokens, passwords for reader apps, invitations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tidings.types.people import Role

__all__ = ["Invitation", "Key", "KeyKind", "Login", "Passkey", "Scope"]


class KeyKind(StrEnum):
    """What a key is for. One of a kind never opens what is for another."""

    SESSION = "session"  # a browser that logged in
    TOKEN = "token"  # noqa: S105 a program that was given a token, with scopes
    APP = "app"  # a reader app that logged in by name and password, and was given this
    PASSWORD = "password"  # noqa: S105 the password that a person types into reader apps
    FEED = "feed"  # the private address of one feed, whose path is the key's name
    SHARE = "share"  # anyone who was sent the link to a story; its name is the story's id
    FEVER = "fever"  # the same password as the Fever API sends it


class Scope(StrEnum):
    """What a token may be used for, beside its person's role."""

    READ = "read"  # the JSON API and feeds, reading
    WRITE = "write"  # the JSON API, changing
    READER = "reader"  # the APIs of reader apps


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """A secret that someone holds; only its hash is known here."""

    id: int = 0  # 0: not yet kept
    person: int
    kind: KeyKind
    hash: str  # SHA-256 of the secret, in hex
    name: str = ""  # what the person calls it; of a session, the browser's user agent
    scopes: tuple[Scope, ...] = ()
    created_at: datetime
    used_at: datetime | None = None  # to some minutes
    expires_at: datetime | None = None  # None: it holds until it is removed


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """A link by which one new person can join; only the hash of its secret is known here."""

    id: int = 0  # 0: not yet kept
    hash: str
    role: Role
    name: str = ""  # whom it is for, as the owner says
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Login:
    """By what another server knows a person; its word lets them in."""

    issuer: str
    subject: str  # never given to anyone else by this issuer
    person: int
    name: str  # what it calls them, for the person to know it by
    created_at: datetime
    used_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Passkey:
    """The public half of a key that a person's device holds (WebAuthn); base64url, not padded."""

    id: str  # as the device chose it
    person: int
    public_key: str  # COSE
    uses: int  # as the device counts them; 0 where it does not
    name: str
    created_at: datetime
    used_at: datetime | None = None
