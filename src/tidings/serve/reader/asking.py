"""What a reader app sends: its query and its body, whatever it calls them, within bounds.

Apps put what they mean into the query, the form, or both; send JSON as a form; leave out types.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request

__all__ = ["MAX_BODY", "Asking", "BadRequestError", "one_slash", "read_asking"]

MAX_BODY = 4 * 1024 * 1024  # bytes; 10,000 long ids are 0.6 MiB, large lists of feeds 2 MiB
MAX_FIELDS = 20_000  # RSS Guard sends 10,000 ids and more
MAX_TEXT = 4_000  # characters of a name or an address
JS_SAFE = 1 << 53  # numbers beyond are no item's: apps in JavaScript could not tell them apart


class BadRequestError(Exception):
    """Something that was sent makes no sense; the text says what. Answered in the app's format."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.status = status


Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """A request, read whole."""

    method: str
    path: str  # decoded, without doubled slashes
    query: Fields = ()
    form: Fields = ()
    body: bytes = b""
    headers: Headers = field(default_factory=Headers)
    base: str = ""  # our own address, without a slash at its end

    @property
    def fields(self) -> Iterator[tuple[str, str]]:
        """The query and the form."""
        yield from self.query
        yield from self.form

    def has(self, name: str) -> bool:
        """Say whether a field is there, be it empty."""
        return any(key == name for key, _ in self.fields)

    def all(self, name: str) -> list[str]:
        """Return every value of a field that is not empty, once."""
        return list(dict.fromkeys(value for key, value in self.fields if key == name and value))

    def one(self, name: str, default: str = "") -> str:
        """Return the first value of a field, without spaces around it."""
        found = next(iter(self.all(name)), default).strip()
        if len(found) > MAX_TEXT:
            raise BadRequestError(f"{name} is too long")
        return found

    def one_long(self, name: str) -> str:
        """Return the first value of a field, however long: a list, a file."""
        return next(iter(self.all(name)), "")

    def number(self, name: str, default: int, *, most: int = JS_SAFE) -> int:
        """Return a whole number, at most `most`. Raises BadRequestError where it is none."""
        text = self.one(name)
        if not text:
            return default
        sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
        if not digits.isascii() or not digits.isdigit() or len(digits) > 30:
            raise BadRequestError(f"{name} must be a whole number")
        return max(-most, min(most, sign * int(digits)))

    def stamp(self, name: str) -> int:
        """Return a time as a number, in whatever unit; 0 where none is given."""
        return max(0, self.number(name, 0, most=1 << 62))

    def json(self) -> Any:
        """Return the body as JSON, whatever its type says it is."""
        try:
            return json.loads(self.body or b"{}")
        except (ValueError, RecursionError) as error:
            raise BadRequestError("the body is no JSON") from error


async def read_asking(request: Request, base: str) -> Asking:
    """Read a request. Raises BadRequestError where it holds more than it may."""
    body = await request.body()
    try:
        return Asking(
            method=request.method,
            path=one_slash(request.scope["path"]),
            query=_pairs(request.scope["query_string"].decode("latin-1")),
            form=_form(body, request.headers.get("content-type", "")),
            body=body,
            headers=request.headers,
            base=base,
        )
    except ValueError as error:
        raise BadRequestError("this holds more fields than it may") from error


def one_slash(path: str) -> str:
    """Return a path without the slashes that careless joining doubles, but for an address in it."""
    path = "/" + path.lstrip("/")
    head, mark, address = path.partition("/feed/")
    while "//" in head:
        head = head.replace("//", "/")
    return head + mark + address


def _pairs(text: str) -> Fields:
    return tuple(
        parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="replace")
    )


def _form(body: bytes, content_type: str) -> Fields:
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return tuple(_parts(body, content_type))
    start = body[:200].lstrip()[:1]
    if kind.endswith(("json", "xml")) or start in (b"{", b"[", b"<"):
        return ()
    return _pairs(body.decode("utf-8", "replace").strip("\r\n"))


def _parts(body: bytes, content_type: str) -> Iterator[tuple[str, str]]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode("utf-8", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    parts = message.get_payload()
    for count, part in enumerate(parts if isinstance(parts, list) else ()):
        if count >= MAX_FIELDS:
            raise ValueError("too many parts")
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            yield name, content.decode("utf-8", "replace")
