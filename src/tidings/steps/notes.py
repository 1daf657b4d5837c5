"""The annotators, and the *embedding*: what is noted on one article by what is new in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tidings.enrich import Annotator
from tidings.enrich.embedding import embedding_text
from tidings.enrich.tags import slug
from tidings.steps.sentences import load_novelty
from tidings.storage import Store
from tidings.types import Article, Note, Novelty

if TYPE_CHECKING:
    import numpy as np

    from tidings.enrich.embedding import Encoder

__all__ = ["Annotating", "Embedding"]

Loaded = list[tuple[str, Any]]


class Annotating:
    """The stage of one annotator: its work, and saving its notes."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator

    def work(self, tasks: Sequence[tuple[Article, Novelty]]) -> list[tuple[Note, ...]]:
        """Annotate each article."""
        return [self._annotator.annotate(article, novelty) for article, novelty in tasks]

    def save(self, store: Store, item: str, result: Sequence[Note]) -> None:
        """Keep the notes, and what follows from them."""
        store.articles.save_notes(item, self._annotator.name, result)
        follow = FOLLOWS.get(self._annotator.name)
        if follow:
            follow(store, item, result)


def _save_tags(store: Store, item: str, notes: Sequence[Note]) -> None:
    labels = [str(note.value["tag"]) for note in notes]
    tags = [(slug(tag), tag) for tag in labels if slug(tag)]
    store.articles.save_tags(item, tags, ours=True)


def _save_language(store: Store, item: str, notes: Sequence[Note]) -> None:
    if notes:
        store.articles.save_language(item, str(notes[0].value["language"]))


FOLLOWS: dict[str, Callable[[Store, str, Sequence[Note]], None]] = {
    "language": _save_language,
    "tags": _save_tags,
}


class Embedding:
    """The stage's work and saving, by one encoder; without one it does nothing."""

    def __init__(self, encoder: Callable[[], Encoder | None]) -> None:
        self._last: Mapping[str, np.ndarray] = {}  # of the last batch: copies come together
        self._encoder = encoder  # called when there is something to encode: loading takes a while

    def load(self, store: Store, items: Sequence[str]) -> Loaded:
        """Load articles with what is new in them, and the encoder before any thread asks for it."""
        self._encoder()
        return load_novelty(store, items)

    def work(self, tasks: Sequence[tuple[Article, Novelty]]) -> Sequence[np.ndarray | None]:
        """Encode the title and the new text of each article: (dims,) float32, length 1."""
        encoder = self._encoder()
        if encoder is None:
            return [None] * len(tasks)
        texts = [embedding_text(*task) for task in tasks]
        found = {text: vector for text in texts if (vector := self._last.get(text)) is not None}
        fresh = [text for text in dict.fromkeys(texts) if text not in found]
        if fresh:
            found |= zip(fresh, encoder.encode(fresh), strict=True)
        self._last = found
        return [found[text] for text in texts]

    def save(self, store: Store, item: str, result: np.ndarray | None) -> None:
        """Keep the vector."""
        encoder = self._encoder()
        if encoder is not None and result is not None:
            store.vectors.save(encoder.name, [item], result[None, :])
