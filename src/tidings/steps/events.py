"""*Events*: who did what to whom in each article, by the names that are noted on it already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tidings.enrich.dates import note_dates
from tidings.enrich.events import RELIABLE, note_events
from tidings.steps.sentences import load_novelty
from tidings.storage import Store
from tidings.types import Article, Note, Novelty

__all__ = ["find_events", "load_for_events", "save_events"]

Loaded = list[tuple[str, Any]]


def load_for_events(store: Store, items: Sequence[str]) -> Loaded:
    """Load articles with what is new in them and with their names."""
    names = store.articles.notes(items, "names")
    return [(item, (*task, names.get(item, ()))) for item, task in load_novelty(store, items)]


def find_events(tasks: Sequence[tuple[Article, Novelty, Sequence[Note]]]) -> list[tuple[Note, ...]]:
    """Find the events of each article."""
    return [
        tuple(_dated(article, note) for note in note_events(article, novelty, names))
        for article, novelty, names in tasks
    ]


def _dated(article: Article, note: Note) -> Note:
    """Return an event with the day that its sentence speaks of, where it does."""
    if note.span is None:
        return note
    sentence = article.text[note.span.start : note.span.end]
    days = note_dates(replace(article, paragraphs=(sentence,)), Novelty(article=article.id))
    return replace(note, value={**note.value, **days[0].value}) if days else note


def save_events(store: Store, item: str, result: Sequence[Note]) -> None:
    """Keep an article's events, and their types as far as they are reliable."""
    store.articles.save_notes(item, "events", result)
    sure = [n for n in result if n.confidence >= RELIABLE and not n.value.get("denied")]
    store.events.save(item, sorted({str(note.value["type"]) for note in sure}))
