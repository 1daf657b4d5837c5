"""JSON Feed 1.0 and 1.1 to a feed draft."""

from __future__ import annotations

import re
from typing import Any

import orjson

from tidings.collect.charset import decode
from tidings.collect.feeds.dates import parse_date
from tidings.collect.feeds.draft import MAX_ENTRIES, EntryDraft, FeedDraft
from tidings.collect.feeds.text import absolute, as_html, escape_plain
from tidings.collect.xml import MAX_BYTES
from tidings.errors import FeedError
from tidings.types import Enclosure

__all__ = ["draft_json_feed"]

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # what no database or encoder accepts


def draft_json_feed(body: bytes, *, url: str = "", content_type: str = "") -> FeedDraft:
    """Return what a JSON Feed says. Raises FeedError where it is none."""
    if len(body) > MAX_BYTES:
        raise FeedError(f"the document is too large to read ({len(body) >> 10} KiB)")
    document = _load(body, content_type)
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(items, list):
        raise FeedError("no feed: the document is JSON, but has no list of items")
    return FeedDraft(
        title=_text(document, "title"),
        home=absolute(_text(document, "home_page_url"), url),
        language=_text(document, "language"),
        hub=_hub(document),
        topic=_text(document, "feed_url"),
        next_url=absolute(_text(document, "next_url"), url),
        authors=_authors(document),
        entries=[_entry(item, url) for item in items[:MAX_ENTRIES] if isinstance(item, dict)],
    )


def _load(body: bytes, content_type: str) -> Any:
    try:
        return orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as exc:
        error = exc
    try:  # another charset, or a stray byte
        return orjson.loads(decode(body, content_type).strip())
    except (orjson.JSONDecodeError, UnicodeError):
        raise FeedError(f"not JSON: {error}") from error


def _entry(item: dict[str, Any], url: str) -> EntryDraft:
    guid = item.get("id")
    html, text = _text(item, "content_html"), _text(item, "content_text")
    link = _text(item, "url")
    return EntryDraft(
        guid=str(guid) if isinstance(guid, str | int | float) and guid is not True else "",
        guid_is_link=True,
        link=absolute(link, url) if link else absolute(_text(item, "external_url"), url),
        title=_text(item, "title"),
        summary=escape_plain(_text(item, "summary")),
        content=as_html(html, url) if html else escape_plain(text),
        authors=_authors(item),
        published=parse_date(_text(item, "date_published")),
        updated=parse_date(_text(item, "date_modified")),
        tags=[tag for tag in _list(item, "tags") if isinstance(tag, str)],
        enclosures=[_enclosure(e, url) for e in _list(item, "attachments") if isinstance(e, dict)],
        language=_text(item, "language"),
        image=absolute(_text(item, "image") or _text(item, "banner_image"), url),
    )


def _authors(holder: dict[str, Any]) -> list[str]:
    authors = [*_list(holder, "authors"), holder.get("author")]
    return [_text(a, "name") or _text(a, "url") for a in authors if isinstance(a, dict)]


def _enclosure(attachment: dict[str, Any], url: str) -> Enclosure:
    size = attachment.get("size_in_bytes")
    return Enclosure(
        url=absolute(_text(attachment, "url"), url),
        type=_text(attachment, "mime_type")[:100],
        length=size if isinstance(size, int) and 0 < size < 2**62 else None,
    )


def _hub(document: dict[str, Any]) -> str:
    hubs = [hub for hub in _list(document, "hubs") if isinstance(hub, dict)]
    return next((_text(hub, "url") for hub in hubs if _text(hub, "type") == "WebSub"), "")


def _text(holder: dict[str, Any], key: str) -> str:
    value = holder.get(key)
    return _UNSTORABLE.sub("", value).strip() if isinstance(value, str) else ""


def _list(holder: dict[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []
