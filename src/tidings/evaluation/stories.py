"""Puts labelled articles into stories, as they arrive and at rest, and scores both.

Articles go the way that a library sends them: what is new in each is told first, title and new
text are encoded, then they are grouped. Nothing is stored.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tidings.enrich.embedding import embedding_text
from tidings.enrich.novelty.index import NoveltyIndex
from tidings.evaluation.labelled import Labelled
from tidings.evaluation.scores import bcubed, pair_f1
from tidings.group import AT_ONCE, Features, Settler, features, regroup
from tidings.types import Article

__all__ = ["Encode", "Measured", "at_rest", "measure_stories", "online", "prepare", "settled"]

# Texts to vectors, (texts, dims), each of length 1.
Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """The scores of one set of articles, 0 to 1, and how fast it went."""

    articles: int
    stories: int
    bcubed_online: float
    pair_f1_online: float
    bcubed_at_rest: float
    pair_f1_at_rest: float
    articles_a_second: float  # of CPU: novelty, encoder and grouping online, all threads


def prepare(
    articles: Sequence[Article], *, encode: Encode | None = None, novelty: bool = True
) -> list[Features]:
    """Return what grouping knows of articles, in the order in which they come.

    Without `encode` they have no vectors; without `novelty` all of a text counts as new.
    """
    index = NoveltyIndex()
    told = [index.add(article) if novelty else None for article in articles]
    vectors: Sequence[npt.NDArray[np.float32] | None] = [None] * len(articles)
    if encode is not None and articles:
        vectors = list(encode([*map(embedding_text, articles, told)]))
    return [features(*parts) for parts in zip(articles, told, vectors, strict=True)]


def online(items: Sequence[Features]) -> list[str]:
    """Return each article's story as it is told when it arrives, for good."""
    settler = Settler(around=AT_ONCE)
    return [settler.decide(one).story for one in items]


def settled(items: Sequence[Features], *, every: int = 100) -> list[str]:
    """Return each article's story as a library has it that looks again after so many arrivals."""
    settler = Settler()
    stories: dict[str, str] = {}
    waiting: list[str] = []
    for number, one in enumerate(items, start=1):
        stories[one.article] = settler.add(one).story
        waiting.append(one.article)
        if number % every == 0 or number == len(items):
            for article in waiting:
                stories |= {d.article: d.story for d in settler.settle(article).decisions}
            waiting.clear()
    return [stories[one.article] for one in items]


def at_rest(items: Sequence[Features]) -> list[str]:
    """Return each article's story, decided with all of them at hand."""
    return [decision.story for decision in regroup(items)]


def measure_stories(labelled: Sequence[Labelled], *, encode: Encode | None = None) -> Measured:
    """Return how well the articles are put into their stories."""
    truth = [one.story for one in labelled]
    began = time.process_time()
    items = prepare([one.article for one in labelled], encode=encode)
    arriving = online(items)
    spent = time.process_time() - began
    rest = at_rest(items)
    return Measured(
        articles=len(items),
        stories=len(set(truth)),
        bcubed_online=bcubed(truth, arriving),
        pair_f1_online=pair_f1(truth, arriving),
        bcubed_at_rest=bcubed(truth, rest),
        pair_f1_at_rest=pair_f1(truth, rest),
        articles_a_second=len(items) / spent if spent else 0.0,
    )
