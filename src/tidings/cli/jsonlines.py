"""JSON Lines in and out: how every filter reads its input, and what it does with a bad line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, Any

import orjson

from tidings.errors import TidingsError
from tidings.records import line
from tidings.types import Article

__all__ = [
    "EXPECTED",
    "Record",
    "attempt",
    "each_line",
    "in_its_language",
    "read_article",
    "records",
]

Record = dict[str, Any]
SURE_LANGUAGE = 0.9  # from which a language that no line named is believed
EXPECTED = (TidingsError, OSError, ValueError)


def records(stream: IO[bytes]) -> Iterator[Record | str]:
    """Yield the object of each line, or why it is none; empty lines at the end are no lines."""
    empty = 0
    for number, raw in enumerate(stream):
        text = raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw  # a byte order mark
        if not text.strip():
            empty += 1
            continue
        yield from ("an empty line" for _ in range(empty))
        empty = 0
        yield _record(text)


def _record(text: bytes) -> Record | str:
    try:
        record = orjson.loads(text)
    except orjson.JSONDecodeError as exc:
        return f"not JSON: {exc}"
    return record if isinstance(record, dict) else "a line is a JSON object"


def each_line(work: Callable[[Record], Record]) -> None:
    """Run a filter that treats each line by itself, or remembers what came before."""
    bad = 0
    for record in records(sys.stdin.buffer):
        result = attempt(work, record)
        bad += "error" in result
        sys.stdout.write(line(result) + "\n")
        sys.stdout.flush()
    sys.exit(1 if bad else 0)


def attempt(work: Callable[[Record], Record], record: Record | str) -> Record:
    """Return what a filter makes of a line, or why it can't."""
    if isinstance(record, str):
        return {"id": None, "error": record}
    try:
        return {"id": record.get("id")} | work(record)
    except EXPECTED as exc:
        return {"id": record.get("id"), "error": str(exc) or type(exc).__name__}
    except Exception as exc:  # one line that trips a bug must not stop the others
        return {"id": record.get("id"), "error": f"{type(exc).__name__}: {exc}"}


def read_article(record: Any) -> Article:
    """Return the article on a line; raises UsageError where there is none."""
    from tidings.collect.jsonarticle import article_from_json

    return article_from_json(record)


def in_its_language(article: Article) -> Article:
    """Return the article with its language, where the line named none and the words are sure."""
    from tidings.enrich.language import identify

    if article.language:
        return article
    language, confidence = identify(f"{article.title}\n{article.text[:1_000]}")
    return replace(article, language=language) if confidence >= SURE_LANGUAGE else article
