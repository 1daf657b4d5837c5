"""What the nouns share: ids, moments, JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

__all__ = [
    "Clock",
    "Json",
    "make_id",
    "utc",
]

Clock = Callable[[], datetime]  # says what time it is
Json = None | bool | int | float | str | list[Any] | dict[str, Any]


def make_id(*parts: str) -> str:
    """Return the 16 hex digits that name whatever these parts identify."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC; one without a zone is taken to be UTC already."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
