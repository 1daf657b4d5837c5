"""Corrections described in words."""

from __future__ import annotations

from collections.abc import Sequence

from tidings.storage import Store
from tidings.types import Story

__all__ = ["count", "few", "quoted", "titles"]

SHOWN = 60  # characters of a headline within a sentence


def quoted(headline: str) -> str:
    """Return a headline within a sentence."""
    short = headline if len(headline) <= SHOWN else headline[:SHOWN].rsplit(" ", 1)[0] + " …"
    return f"“{short or 'Untitled'}”"


def few(stories: Sequence[Story]) -> str:
    """Return what stories are called together."""
    return quoted(stories[0].headline) if len(stories) == 1 else f"{len(stories)} stories"


def titles(store: Store, articles: Sequence[str]) -> str:
    """Return the title of the first article, and how many more there are."""
    first = store.articles.get(articles[:1])
    title = quoted(next((a.title for a in first.values()), ""))
    more = len(articles) - 1
    return f"{title} and {count(more, 'more article')}" if more else title


def count(number: int, noun: str) -> str:
    """Return how many there are of something."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
