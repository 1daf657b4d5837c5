"""What a request may ask for: the bounds of every parameter, in one place."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import HTTPException, Path, Query
from pydantic import StringConstraints

from tidings import urls
from tidings.errors import UsageError

__all__ = [
    "Address",
    "Day",
    "Done",
    "Id",
    "Limit",
    "Name",
    "Number",
    "Offset",
    "PageNumber",
    "Read",
    "Words",
    "web_address",
    "whole_number",
]

ArticleId = Annotated[str, StringConstraints(max_length=64)]
Name = Annotated[str, Query(max_length=200)]
Words = Annotated[str, Query(max_length=2_000, description="What to search for.")]
Address = Annotated[str, Query(max_length=8_192)]
PageNumber = Annotated[int, Query(ge=1, le=500)]
Limit = Annotated[int, Query(ge=1, le=100, description="How many, at most.")]
Offset = Annotated[int, Query(ge=0, le=100_000, description="How many to skip.")]
Day = Annotated[date | None, Query(description="A day, like 2026-01-31, in UTC.")]
NUMBERS = 1 << 53  # numbers are below: every client and the database hold them exactly
Done = Annotated[int, Query(ge=0, lt=NUMBERS)]
Read = Annotated[tuple[ArticleId, ...], Query(max_length=500, description="Articles known.")]
Id = Annotated[str, Path(max_length=64)]
Number = Annotated[int, Path(ge=1, lt=NUMBERS)]

NO_ADDRESS = "This is not a web address. Enter one like https://example.org or example.org/feed"


def whole_number(text: str, *, most: int = NUMBERS - 1) -> int | None:
    """Return a whole number from 0 to `most` in ASCII digits; None where a text is none."""
    fits = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return number if fits and (number := int(text)) <= most else None


def web_address(text: str) -> str:
    """Return what a person typed as an http or https address; 400 where it can't be one.

    Anything else stays out: over the web nobody may name a file of this machine.
    """
    address = text.strip()
    if "://" not in address and not address.startswith("/"):
        address = f"https://{address}"
    try:
        urls.parse(address)
    except UsageError as error:
        raise HTTPException(400, NO_ADDRESS) from error
    return address
