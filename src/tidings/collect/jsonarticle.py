"""Articles as JSON, the way they come in: export files, other programs, the filters' lines."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from tidings.collect.feeds.dates import parse_date
from tidings.errors import UsageError
from tidings.types import Article, make_id
from tidings.urls import canonical

__all__ = ["article_from_json", "places_in", "time_of"]

_OUR_ID = re.compile("[0-9a-f]{16}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def article_from_json(record: Any, *, fetched_at: datetime | None = None) -> Article:
    """Return the article that a JSON object is on the wire. Raises UsageError where it is none.

    The id is the one given; without it that of the canonical URL, or of title and text. `source`
    names the publisher where `publisher` doesn't. Unknown keys, and values of another type than
    they should have, are left out; but a title or a text of another type is an error, so that none
    is lost unseen.
    """
    if not isinstance(record, dict):
        raise UsageError("an article is a JSON object")
    for key in ("title", "text"):
        if isinstance(record.get(key), list | dict | bool):
            raise UsageError(f"`{key}` is a string; paragraphs are separated by a newline")
    title, text, url = (_string(record, key) for key in ("title", "text", "url"))
    if not title and not text:
        raise UsageError("an article has a title or a text, this one has neither")
    canonical_url = _canonical(_string(record, "canonical_url") or url)
    source = _string(record, "source")
    return Article(
        id=_string(record, "id") or make_id(canonical_url or f"{title}\n{text}"),
        url=url,
        canonical_url=canonical_url,
        source=source,
        publisher=_string(record, "publisher") or _named(source),
        title=title,
        paragraphs=tuple(line.strip() for line in text.split("\n") if line.strip()),
        authors=_strings(record, "authors"),
        published_at=time_of(record, "published_at"),
        modified_at=time_of(record, "modified_at"),
        fetched_at=time_of(record, "fetched_at") or fetched_at,
        language=_string(record, "language")[:35],
        tags=_strings(record, "tags"),
        image=_string(record, "image"),
    )


def _named(source: str) -> str:
    """Return who published an article, by its source on the wire; ids of our own name nobody."""
    return "" if _OUR_ID.fullmatch(source) else source


def _canonical(url: str) -> str:
    try:
        return canonical(url) if url else ""
    except UsageError:
        return ""


def _string(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return _UNSTORABLE.sub("", value).strip() if isinstance(value, str) else ""


def _strings(record: dict[str, Any], key: str) -> tuple[str, ...]:
    values = record.get(key)
    if not isinstance(values, list):
        return ()
    texts = [_UNSTORABLE.sub("", value).strip() for value in values if isinstance(value, str)]
    return tuple(dict.fromkeys(text for text in texts if text))


def time_of(record: dict[str, Any], key: str) -> datetime | None:
    """Return the time that a record gives under a key; None where it gives none."""
    return parse_date(_string(record, key))


def places_in(text: str) -> list[int]:
    """Return where each code point of an article's text stands in the text that was given.

    The article's text is shorter: its paragraphs are trimmed, and empty lines left out.
    """
    places: list[int] = []
    at = 0
    for line in text.split("\n"):
        kept = list(range(at, at + len(line)))
        if _UNSTORABLE.search(line):
            kept = [place for place in kept if not _UNSTORABLE.match(text[place])]
        shown = "".join(text[place] for place in kept)
        first = len(shown) - len(shown.lstrip())
        kept = kept[first : first + len(shown.strip())]
        if kept:
            places += [places[-1] + 1, *kept] if places else kept
        at += len(line) + 1
    return places
