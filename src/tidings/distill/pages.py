"""What kind of page a body is: HTML, plain text, or no page at all."""

from __future__ import annotations

import re
from datetime import datetime

from tidings.distill.extraction.charset import utf8_html
from tidings.errors import DistillError, UsageError
from tidings.types import Page, make_id
from tidings.urls import canonical

__all__ = ["is_text", "page_of", "readable_body"]

_SNIFFED = 2048  # bytes
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|article|main|div|p|h1|title|meta)\b")
_READABLE = re.compile(r"text/|.*(?:html|xml)|application/octet-stream|$", re.I)
# Beginnings of files that are sometimes served as text: PDF, PNG, JPEG, GIF, zip, gzip, WebP …
_NO_PAGE = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF")


def page_of(
    body: str | bytes,
    *,
    url: str = "",
    content_type: str = "text/html",
    fetched_at: datetime,
    source: str = "",
) -> Page:
    """Return a page as if it had been fetched; text is kept as UTF-8."""
    raw = body.encode("utf-8", "replace") if isinstance(body, str) else body
    if isinstance(body, str):
        content_type = f"{content_type.partition(';')[0]}; charset=utf-8"
    try:
        name = canonical(url) if url else ""
    except UsageError:
        name = url
    return Page(
        id=make_id(name) if name else make_id(raw.decode("utf-8", "replace")),
        url=url,
        body=raw,
        content_type=content_type,
        fetched_at=fetched_at,
        source=source,
    )


def readable_body(page: Page) -> bytes:
    """Return a page's body in UTF-8. Raises DistillError for what was never text."""
    kind = page.content_type.partition(";")[0].strip()
    start = page.body[:_SNIFFED]
    wide = "utf-16" in page.content_type.lower() or start[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not _READABLE.match(kind) or start.startswith(_NO_PAGE) or (b"\0\0" in start and not wide):
        raise DistillError(f"{page.url} is no page but {kind or 'binary data'}; give its web page")
    return utf8_html(page.body, content_type=page.content_type)


def is_text(page: Page, body: bytes) -> bool:
    """Say whether a page is plain text: the server says so, or nobody does and no markup shows.

    `body` is the page's, in UTF-8.
    """
    kind = page.content_type.partition(";")[0].strip().lower()
    if "html" in kind or "xml" in kind:
        return False
    start = body[:_SNIFFED].lstrip().lower()
    if kind == "text/plain" and not start.startswith((b"<!doctype", b"<html")):
        return True
    return _MARKUP.search(start) is None
