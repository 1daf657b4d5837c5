"""What it costs to add an article to a library that grows: 10,000 articles against a million.

Made articles: a story's words are drawn from a vocabulary with a long tail, its articles share a
third of them and lie near each other by vector. The library is restored, as after a restart; then
a thousand articles are decided on, and timed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from bench.table import Figure
from tidings.group import Decision, Features, Grouper, features
from tidings.types import Article

SIZES, QUICK = (10_000, 100_000, 1_000_000), (2_000, 30_000)
ADDED = 1_000
STORY = 5  # articles
_WORDS, _SHARED, _VOCABULARY, _DIMS = 120, 40, 200_000, 384
_START = datetime(2026, 1, 1, tzinfo=UTC)


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Return the milliseconds of CPU for an article at each size, beside the smallest."""
    costs = {size: _cost(size) for size in (QUICK if quick else SIZES)}
    first = next(iter(costs.values()))
    return [
        Figure(f"growth: adding to {size:,} articles", ms, "CPU ms", peer=first, note="peer: first")
        for size, ms in costs.items()
    ]


def _cost(size: int) -> float:
    made = _made(size + ADDED)
    grouper = Grouper()
    grouper.restore(
        (one, Decision(article=one.article, story=f"s{n // STORY}"))
        for n, one in zip(range(size), made, strict=False)
    )
    added = list(made)
    began = time.process_time()
    for one in added:
        grouper.add(one)
    return (time.process_time() - began) / len(added) * 1000


def _made(count: int) -> Iterator[Features]:
    chance, rng = random.Random(7), np.random.default_rng(7)
    words, middle = [""], np.zeros(_DIMS)
    for n in range(count):
        if n % STORY == 0:
            words = [_word(chance) for _ in range(_SHARED)]
            middle = rng.normal(size=_DIMS)
        own = [_word(chance) for _ in range(_WORDS - _SHARED)]
        vector = middle + 0.5 * rng.normal(size=_DIMS)
        article = Article(
            id=f"a{n}",
            title=" ".join(words[:6]),
            paragraphs=(" ".join(words + own),),
            published_at=_START + timedelta(minutes=n),
        )
        yield features(article, None, (vector / np.linalg.norm(vector)).astype(np.float32))


def _word(chance: random.Random) -> str:
    """Return a word; the first ones of the vocabulary are drawn most."""
    return f"w{int(_VOCABULARY * chance.random() ** 3)}x"
