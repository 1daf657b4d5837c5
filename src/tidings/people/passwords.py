"""Passwords: argon2id, checked in a time that does not tell whether there was one."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from tidings.errors import UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

__all__ = ["hashed", "is_stale", "matches"]

SHORTEST = 8  # characters; NIST SP 800-63B
LONGEST = 1024  # characters: more is no password
MEMORY = 19 * 1024  # KiB, with two passes in one lane: OWASP's smallest, 24 ms
AT_ONCE = threading.BoundedSemaphore(2)  # the rest waits: guessing must not eat the machine


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=MEMORY, parallelism=1)


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))


def hashed(password: str, *, name: str) -> str:
    """Return what is kept of a new password; raises UsageError where it is none."""
    if len(password) < SHORTEST:
        raise UsageError(f"a password has at least {SHORTEST} characters: take a longer one")
    if len(password) > LONGEST:
        raise UsageError(f"a password has at most {LONGEST} characters: take a shorter one")
    if password.casefold() == name.casefold():
        raise UsageError("a password is not one's name: take another")
    with AT_ONCE:
        return _hasher().hash(_bytes(password))


def matches(kept: str, password: str) -> bool:
    """Say whether a password is the one that is kept. Takes as long where none is."""
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(password) > LONGEST:
        return False
    with AT_ONCE:
        try:
            return _hasher().verify(kept or _nobodys(), _bytes(password)) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def is_stale(kept: str) -> bool:
    """Say whether a password should be hashed anew, now that we do it otherwise."""
    return _hasher().check_needs_rehash(kept)


def _bytes(password: str) -> bytes:
    """Return what is hashed: the same however a keyboard composes its accents."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
