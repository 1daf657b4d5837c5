"""Who a reader app speaks for: by its token or its password, never by a cookie."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime

from tidings.people.keys import Keys
from tidings.serve.reader.asking import Asking
from tidings.types import Person

__all__ = ["basic_login", "by_token", "google_token"]


def google_token(asking: Asking) -> str:
    """Return the token of a Google Reader request: in its header, else in T of a POST.

    Many apps send the header and an empty or any T; Liferea 1.14 sends the token in T alone.
    """
    kind, _, rest = asking.headers.get("authorization", "").strip().partition(" ")
    if kind.lower() == "googlelogin":
        name, _, token = rest.strip().partition("=")
        if name.strip().lower() == "auth" and token.strip():
            return token.strip()
    if kind.lower() == "bearer":
        return rest.strip()
    return asking.one("T") if asking.method == "POST" else ""


def by_token(keys: Keys, token: str, *, now: datetime) -> Person | None:
    """Return who holds a token; None for nobody, and for what can be none."""
    return keys.by_app_token(token, now=now) if token and token.isascii() else None


def basic_login(asking: Asking) -> tuple[str, str] | None:
    """Return the name and password of HTTP Basic, None where there are none."""
    kind, _, rest = asking.headers.get("authorization", "").strip().partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        text = base64.b64decode(rest.strip(), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return None
    name, colon, password = text.partition(":")
    return (name, password) if colon else None
