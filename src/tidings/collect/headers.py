"""What a server's headers say about when to come back. Pure; the clock is an argument."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["freshness", "http_date", "retry_after", "validator"]

LONGEST_WAIT = 86_400.0  # seconds; more is an error or an attack (one host shut out for years)
_MAX_VALIDATOR = 1024  # characters; ours to store and to send back each time
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})\"?(?=[,\s]|$)", re.IGNORECASE)
_NO_REUSE = re.compile(r"(?:^|[,\s])no-(?:store|cache)(?=[,\s]|$)", re.IGNORECASE)


def validator(value: str) -> str:
    """Return an ETag or Last-Modified that is safe to send back as it is, else ""."""
    printable = value.isascii() and value.isprintable()
    return value if printable and len(value) <= _MAX_VALIDATOR else ""


def http_date(value: str) -> datetime | None:
    """Return the moment that an HTTP date names, in UTC; None when it makes no sense."""
    try:
        moment = parsedate_to_datetime(value.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def retry_after(value: str, *, now: datetime) -> float | None:
    """Return the seconds that a Retry-After asks for, at most a day; None when it makes no sense.

    A negative, fractional or unreadable value says nothing; the caller backs off by itself.
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), LONGEST_WAIT)
    moment = http_date(text)
    if moment is None:
        return None
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_WAIT)


def freshness(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Return the seconds for which an answer stays fresh (RFC 9111); None when none are named."""
    control = headers.get("cache-control", "")
    if _NO_REUSE.search(control):
        return None
    if found := _MAX_AGE.search(control):
        lifetime = float(found[1])
    elif (expires := http_date(headers.get("expires", ""))) is not None:
        lifetime = (expires - (http_date(headers.get("date", "")) or now)).total_seconds()
    else:
        return None
    age = headers.get("age", "").partition(",")[0].strip()
    passed = float(age[:12]) if age.isascii() and age.isdigit() else 0.0
    return min(max(lifetime - passed, 0.0), LONGEST_WAIT)
