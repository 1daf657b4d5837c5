"""Newsletters: e-mail messages, one a file (.eml) or many (.mbox), to their HTML or text."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from typing import IO
from urllib.parse import quote

from tidings.collect.charset import decode
from tidings.collect.feeds.dates import parse_date
from tidings.types import Entry, make_id

__all__ = ["Letter", "read_mail"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """One message: its best part, and what its headers say."""

    url: str  # the web's copy of it, where its Archived-At names one
    part: str  # "#…" that tells it apart within its file
    body: bytes
    content_type: str
    publisher: str  # who it is from
    list_id: str  # RFC 2919, "" where it came from no list
    entry: Entry


def read_mail(file: IO[bytes], *, many: bool, limit: int) -> Iterator[Letter | str]:
    """Yield the messages of a file, and for one that can't be read why, in words.

    `many`: the file is an mbox. A message of more than `limit` bytes is not read.
    """
    messages = _split(file, limit) if many else iter([file.read(limit + 1)])
    for number, data in enumerate(messages, 1):
        name = f"message {number}" if many else "the message"
        if len(data) > limit:
            yield f"{name} is larger than {limit >> 20} MiB"
            continue
        letter = _letter(data)
        yield letter if letter is not None else f"{name} holds no text"


def _split(file: IO[bytes], limit: int) -> Iterator[bytes]:
    """Yield the messages of an mbox: each begins with a line "From " after an empty one."""
    lines: list[bytes] = []
    size, after_blank, begun = 0, True, False
    while line := file.readline(1 << 16):
        if after_blank and line.startswith(b"From "):
            if begun:
                yield b"".join(lines)
            lines, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size - len(line) <= limit:  # one piece too many tells that it was too large
                lines.append(line[1:] if line.lstrip(b">").startswith(b"From ") else line)
        after_blank = line in (b"\n", b"\r\n")
    if begun:
        yield b"".join(lines)


def _letter(data: bytes) -> Letter | None:
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        return None
    found = _best_part(message)
    if found is None:
        return None
    body, content_type = found
    if content_type.startswith("text/plain"):  # a page of text begins with its title
        text = decode(body, content_type)
        body = f"{_header(message, 'Subject')}\n\n{text}".encode("utf-8", "replace")
        content_type = "text/plain; charset=utf-8"
    name, address = parseaddr(_header(message, "From"))
    title = _header(message, "Subject")
    identity = _header(message, "Message-ID").strip("<> ") or make_id(title, body.hex()[:2000])
    url = _header(message, "Archived-At").strip("<> ")
    published_at = parse_date(_header(message, "Date"))
    return Letter(
        url=url if url.startswith(("http://", "https://")) else "",
        part=f"#{quote(identity)[:500]}",
        body=body,
        content_type=content_type,
        publisher=name or address,
        list_id=_list_id(message),
        entry=Entry(
            id=make_id("mid", identity),
            url=url if url.startswith(("http://", "https://")) else "",
            title=title,
            authors=(name,) if name else (),
            published_at=published_at,
        ),
    )


def _best_part(message: EmailMessage) -> tuple[bytes, str] | None:
    """Return the HTML of a message, else its text, decoded, with its type."""
    try:
        part = message.get_body(preferencelist=("html", "plain"))
        if part is None:
            return None
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset() or ""
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError):
        return None
    if not isinstance(payload, bytes) or not payload.strip():
        return None
    kind = part.get_content_type()
    return payload, f"{kind}; charset={charset}" if charset.isascii() and charset else kind


def _header(message: EmailMessage, name: str) -> str:
    """Return a header's text on one line, "" where it is missing or can't be read."""
    try:
        value = str(message.get(name) or "")
    except Exception:
        return ""
    text = value.encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.replace("\x00", "").split())


def _list_id(message: EmailMessage) -> str:
    header = _header(message, "List-Id")
    return header.rpartition("<")[2].strip("<> ")[:255]
