"""*Topics*: what each article is about, by the vector and the words that it has already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tidings.enrich.topics import note_topics
from tidings.group.alignment import aligned
from tidings.steps.sentences import load_novelty
from tidings.storage import Store
from tidings.types import Article, Note, Novelty

if TYPE_CHECKING:
    import numpy as np

__all__ = ["find_topics", "load_with_vectors", "save_topics", "topics_of"]

Loaded = list[tuple[str, Any]]


def load_with_vectors(store: Store, items: Sequence[str]) -> Loaded:
    """Load articles with what is new in them and with their vectors, None where there is none."""
    vectors = store.vectors.get(items)
    return [(item, (*task, vectors.get(item))) for item, task in load_novelty(store, items)]


def find_topics(
    tasks: Sequence[tuple[Article, Novelty, np.ndarray | None]],
) -> list[tuple[Note, ...]]:
    """Find the topics of each article."""
    return [topics_of(*task) for task in tasks]


def topics_of(article: Article, novelty: Novelty, vector: np.ndarray | None) -> tuple[Note, ...]:
    """Return the topics of an article; `vector` is the encoder's own."""
    moved = None if vector is None else aligned(vector, article.language)
    return note_topics(article, novelty, moved)


def save_topics(store: Store, item: str, result: Sequence[Note]) -> None:
    """Keep an article's topics, with what speaks for them."""
    store.articles.save_notes(item, "topics", result)
    store.topics.save(item, [str(note.value["code"]) for note in result])
