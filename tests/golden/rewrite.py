"""Saved documents and what must be read from them, side by side in `cases/`.

To add a case, put a document into `cases/`; to write down what is read from all of them now, run
`python tests/golden/rewrite.py`, and read the difference before you commit it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from tidings.collect.feeds import parse_feed
from tidings.collect.files import read_files
from tidings.collect.opml import Subscription, read_opml
from tidings.distill import distill, page_of
from tidings.records import article_record, feed_record
from tidings.types import Page

CASES = Path(__file__).parent / "cases"
EXPECTED = ".expected.json"
NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)

Found = list[dict[str, Any]]


def documents() -> list[Path]:
    """Return the saved documents, in the order of their names."""
    return [file for file in sorted(CASES.iterdir()) if not file.name.endswith(EXPECTED)]


def expected(document: Path) -> Path:
    """Return the file that says what is to be read from a document."""
    return document.with_name(document.name + EXPECTED)


def read(document: Path) -> Found:
    """Return what is read from a document, as JSON."""
    return READERS[document.suffix](document)


def _html(path: Path) -> Found:
    return _articles(_page(path, "text/html"))


def _text(path: Path) -> Found:
    return _articles(_page(path, "text/plain"))


def _page(path: Path, content_type: str) -> Page:
    url = f"https://golden.example/{path.name}"
    return page_of(path.read_bytes(), url=url, content_type=content_type, fetched_at=NOW)


def _letters(path: Path) -> Found:
    pages = (found for found in read_files([path]) if isinstance(found, Page))
    return [article for page in pages for article in _articles(page)]


def _articles(page: Page) -> Found:
    return [article_record(article) for article in distill(page)]


def _feed(path: Path) -> Found:
    url = f"https://golden.example/{path.name}"
    return [feed_record(parse_feed(path.read_bytes(), url=url, now=NOW))]


def _subscriptions(path: Path) -> Found:
    found = read_opml(path.read_bytes())
    return [asdict(one) | {"subscribed": isinstance(one, Subscription)} for one in found]


READERS: Mapping[str, Callable[[Path], Found]] = {
    ".html": _html,
    ".txt": _text,
    ".eml": _letters,
    ".xml": _feed,
    ".rdf": _feed,
    ".json": _feed,
    ".opml": _subscriptions,
}


if __name__ == "__main__":
    for document in documents():
        found = orjson.dumps(read(document), option=orjson.OPT_INDENT_2)
        expected(document).write_bytes(found + b"\n")
