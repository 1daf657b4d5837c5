"""The labelled sets of articles and stories, and what grouping knows of their articles.

FOLDER (or TIDINGS_SHARED, default ../shared) holds data/stories.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from bench.vectors import encoded
from tidings.enrich.embedding import load_encoder
from tidings.evaluation import bcubed, pair_f1, prepare, read_labelled
from tidings.group import Features
from tidings.types import Article

__all__ = [
    "Labelled",
    "all_features",
    "bcubed",
    "half_of",
    "load_pairs",
    "load_set",
    "pair_f1",
    "shared_folder",
]

Labelled = tuple[Article, str]


def shared_folder(argument: str = "") -> Path:
    """Return the folder of the development data."""
    return Path(argument or os.environ.get("TIDINGS_SHARED", "../shared"))


def load_set(path: Path) -> list[Labelled]:
    """Return the articles of a set, in its order, each with its story."""
    return [(one.article, one.story) for one in read_labelled(path)]


def half_of(story: str) -> int:
    """Return which half of a set a story is in: models that are tried see only half 0."""
    return crc32(story.encode()) % 2


def load_pairs(path: Path) -> list[tuple[Article, Article, float]]:
    """Return pairs of articles with how alike people found them: 0 nothing to 1 the same."""
    pairs = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        one, two = (_told(f"{row['id']}-{n}", row[f"text{n}"]) for n in (1, 2))
        pairs.append((one, two, (4 - row["overall"]) / 3))
    return pairs


def _told(name: str, text: str) -> Article:
    return Article(id=name, paragraphs=tuple(p for p in text.strip().split("\n") if p))


def all_features(
    articles: Sequence[Article], *, encoder: str = "default", novelty: bool = False
) -> list[Features]:
    """Return the features of articles, with the vectors of an encoder ("none": without).

    With `novelty`, of what is new in each after those before it.
    """
    model = load_encoder(encoder)
    encode = None if model is None else lambda texts: encoded(model, texts)
    return prepare(articles, encode=encode, novelty=novelty)
