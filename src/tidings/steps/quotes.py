"""*Quotes*: who says what in each article, by the names that are noted on it already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tidings.enrich.quotes import called_by_names, note_quotes
from tidings.storage import Store
from tidings.types import Article, Note, Notes, Novelty

__all__ = ["load_with_names", "quote_each", "save_quotes"]

Loaded = list[tuple[str, Any]]


def load_with_names(store: Store, items: Sequence[str]) -> Loaded:
    """Load articles with the names that are noted on them."""
    names = store.articles.notes(items, "names")
    found = store.articles.get(items)
    return [(item, (found[item], names.get(item, []))) for item in items if item in found]


def quote_each(tasks: Sequence[tuple[Article, Sequence[Note]]]) -> list[Notes]:
    """Find who says what in each article."""
    return [
        Notes(called_by_names(article, note_quotes(article, Novelty(article=article.id)), names))
        for article, names in tasks
    ]


def save_quotes(store: Store, item: str, result: Sequence[Note]) -> None:
    """Keep an article's quotes."""
    store.articles.save_notes(item, "quotes", result)
