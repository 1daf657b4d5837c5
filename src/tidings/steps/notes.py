"""The annotators, and the *embedding*: what is noted on one article by what is new in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from tidings.enrich import Annotator
from tidings.enrich.embedding import Encoder, embedding_text, load_encoder
from tidings.enrich.tags import slug
from tidings.steps.sentences import load_novelty
from tidings.storage import Store
from tidings.types import Article, Note, Novelty

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Annotating", "Embedder", "encode_each", "load_texts", "save_vector"]

Loaded = list[tuple[str, Any]]
Encoded: TypeAlias = "tuple[str, np.ndarray]"  # by which encoder, and the vector


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


def load_texts(store: Store, items: Sequence[str]) -> Loaded:
    """Load what is encoded of each article: its title and its new text."""
    return [(item, embedding_text(*task)) for item, task in load_novelty(store, items)]


def encode_each(encoder: str, texts: Sequence[str]) -> list[Encoded | None]:
    """Encode texts by the encoder of a name, loaded once in a process; None where there is none."""
    return _embedder(encoder).encode(texts)


@cache
def _embedder(encoder: str) -> Embedder:
    return Embedder(load_encoder(encoder))


class Embedder:
    """What encodes in one process."""

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder
        self._last: Mapping[str, np.ndarray] = {}  # of the last batch: copies come together

    def encode(self, texts: Sequence[str]) -> list[Encoded | None]:
        """Return the name of the encoder and each text's vector: (dims,) float32, length 1."""
        if self._encoder is None:
            return [None] * len(texts)
        found = {text: vector for text in texts if (vector := self._last.get(text)) is not None}
        fresh = [text for text in dict.fromkeys(texts) if text not in found]
        if fresh:
            found |= zip(fresh, self._encoder.encode(fresh), strict=True)
        self._last = found
        return [(self._encoder.name, found[text]) for text in texts]


def save_vector(store: Store, item: str, result: Encoded | None) -> None:
    """Keep the vector, under the name of its encoder."""
    if result:
        name, vector = result
        store.vectors.save(name, [item], vector[None, :])
