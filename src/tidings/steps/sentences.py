"""*Sketch* and *novelty*: sentences are known again, so what is new in an article is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from tidings.enrich.novelty import judge
from tidings.enrich.novelty.sketch import sketch
from tidings.storage import Store
from tidings.types import Article, Novelty, Sentence, Sighting

__all__ = [
    "judge_articles",
    "load_articles",
    "load_novelty",
    "load_sightings",
    "save_novelty",
    "save_sentences",
    "sketch_articles",
]

Loaded = list[tuple[str, Any]]


def load_articles(store: Store, items: Sequence[str]) -> Loaded:
    """Load articles."""
    return list(store.articles.get(items).items())


def sketch_articles(articles: Sequence[Article]) -> list[tuple[Article, tuple[Sentence, ...]]]:
    """Cut each article into sentences with the hashes by which they are found again."""
    return [(article, sketch(article)) for article in articles]


def save_sentences(store: Store, item: str, result: tuple[Article, tuple[Sentence, ...]]) -> None:
    """Keep the sentences; later articles that hold the same ones are judged again."""
    later = store.sentences.save(*result)
    store.queue.add("novelty", dict.fromkeys(later, datetime.now(UTC)))


def load_sightings(store: Store, items: Sequence[str]) -> Loaded:
    """Load articles with their sentences and where these stood before."""
    return [
        (name, (article, held, store.sentences.sightings(article, held)))
        for name, article in store.articles.get(items).items()
        for held in [store.sentences.of(name)]
    ]


def judge_articles(
    tasks: Sequence[tuple[Article, Sequence[Sentence], Sequence[Sighting]]],
) -> list[Novelty]:
    """Say of each article what is new in it."""
    return [judge(article, sentences, earlier) for article, sentences, earlier in tasks]


def save_novelty(store: Store, item: str, result: Novelty) -> None:
    """Keep what is new; the article's story counts it."""
    store.articles.save_novelty([result])
    story = store.stories.membership([item]).get(item)
    if story:
        store.stories.touch([story[0]])


def load_novelty(store: Store, items: Sequence[str]) -> Loaded:
    """Load articles with what is new in them."""
    novelty = store.articles.novelty(items)
    return [
        (name, (article, novelty.get(name) or Novelty(article=name)))
        for name, article in store.articles.get(items).items()
    ]
