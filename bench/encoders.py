"""Quality against speed: how many tokens of an article the encoder reads, or none at all.

    python -m bench encoders [--data DIR] [--quick]

The quality is that of stories at rest, on sets that the shipped decision has learned from with
its own number of tokens; the speed that of novelty, encoder and grouping on whole articles.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

from bench import material
from bench.stories import some
from bench.storysets import bcubed, load_set
from bench.table import Figure, not_measured
from bench.vectors import encoded
from tidings.enrich.encoders import e5
from tidings.evaluation import at_rest, prepare
from tidings.group import Grouper
from tidings.types import Article

__all__ = ["run"]

TOKENS = (0, 32, 64, 128)  # 0: no encoder
SETS = {"ecbplus-1-35": 1_000, "allsides-train": 100}  # stories
QUICK = 30  # stories
SPEED, SPEED_QUICK = 200, 50  # articles of the corpus


class _Sized(e5.E5):
    """The default encoder, reading another number of tokens."""

    def __init__(self, tokens: int) -> None:
        self.name = f"multilingual-e5-small/q8/{tokens}"
        self._sizes = {"_TOKENS": tokens, "_MAX_CHARS": 8 * tokens}
        with patch.multiple(e5, **self._sizes):
            super().__init__()

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the texts' vectors."""
        with patch.multiple(e5, **self._sizes):
            return super().encode(texts)


def run(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Yield for each number of tokens the BCubed of each set, and articles a CPU second."""
    if lack := material.missing(shared):
        yield not_measured("encoders", f"{lack} is missing")
        return
    sets = {
        name: some(load_set(shared / f"data/stories/{name}.jsonl"), stories=QUICK if quick else n)
        for name, n in SETS.items()
    }
    corpus = list(_articles(shared, SPEED_QUICK if quick else SPEED))
    for tokens in TOKENS:
        encoder = _Sized(tokens) if tokens else None
        called = f"{tokens} tokens" if tokens else "none"
        yield Figure(f"encoders {called}: speed", _speed(corpus, encoder), "articles/s, one core")
        for name, labelled in sets.items():
            truth = [story for _, story in labelled]
            encode = (lambda texts, e=encoder: encoded(e, texts)) if encoder else None
            items = prepare([article for article, _ in labelled], encode=encode)
            score = bcubed(truth, at_rest(items))
            note = f"{len(items):,} articles, at rest"
            yield Figure(f"encoders {called}: {name}", score, "BCubed", note=note)


def _speed(articles: Sequence[Article], encoder: e5.E5 | None) -> float:
    began = time.process_time()
    grouper = Grouper()
    for one in prepare(articles, encode=encoder.encode if encoder else None):
        grouper.add(one)
    return len(articles) / (time.process_time() - began)


def _articles(shared: Path, count: int) -> Iterator[Article]:
    for told in islice(material.articles(shared), count):
        yield Article(
            id=told.id,
            url=told.url,
            publisher=told.publisher,
            title=told.title,
            published_at=told.time,
            paragraphs=told.paragraphs,
        )
