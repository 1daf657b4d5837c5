"""The labelled sets of articles and stories, and the scores of a grouping.

FOLDER (or TIDINGS_SHARED, default ../shared) holds data/stories. Vectors are kept in the cache
folder of the user, so that a second run need not encode again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import platformdirs

from tidings.enrich.embedding import embedding_text, load_encoder
from tidings.group import Features, features
from tidings.types import Article, utc

Labelled = tuple[Article, str]


def shared_folder(argument: str = "") -> Path:
    """Return the folder of the development data."""
    return Path(argument or os.environ.get("TIDINGS_SHARED", "../shared"))


def load_set(path: Path) -> list[Labelled]:
    """Return the articles of a set, in its order, each with its story."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(_article(row), row["story"]) for row in rows]


def load_pairs(path: Path) -> list[tuple[Article, Article, float]]:
    """Return pairs of articles with how alike people found them: 0 nothing to 1 the same."""
    pairs = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        one, two = (_article({"id": f"{row['id']}-{n}", "text": row[f"text{n}"]}) for n in (1, 2))
        pairs.append((one, two, (4 - row["overall"]) / 3))
    return pairs


def _article(row: dict[str, str]) -> Article:
    time = row.get("published_at")
    return Article(
        id=row["id"],
        title=row.get("title", ""),
        paragraphs=tuple(p for p in row.get("text", "").strip().split("\n") if p),
        publisher=row.get("source", ""),
        published_at=utc(datetime.fromisoformat(time)) if time else None,
    )


def all_features(articles: Sequence[Article], *, encoder: str = "default") -> list[Features]:
    """Return the features of articles, with the vectors of an encoder ("none": without)."""
    vectors = _vectors([embedding_text(a) for a in articles], encoder)
    if vectors is None:
        return [features(a) for a in articles]
    return [features(a, None, vector) for a, vector in zip(articles, vectors, strict=True)]


def _vectors(texts: Sequence[str], name: str) -> npt.NDArray[np.float32] | None:
    encoder = load_encoder(name)
    if encoder is None:
        return None
    digest = hashlib.sha256("\x1f".join([encoder.name, *texts]).encode()).hexdigest()[:16]
    kept = platformdirs.user_cache_path("tidings") / "bench" / f"{digest}.npy"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, encoder.encode(texts))
    return np.asarray(np.load(kept), np.float32)


def bcubed(truth: Sequence[str], found: Sequence[str]) -> float:
    """Return the BCubed F1 of a grouping."""
    true, guessed = Counter(truth), Counter(found)
    both = Counter(zip(truth, found, strict=True))
    precision = sum(n * n / guessed[f] for (_, f), n in both.items()) / len(truth)
    recall = sum(n * n / true[t] for (t, _), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


def pair_f1(truth: Sequence[str], found: Sequence[str]) -> float:
    """Return the F1 of the pairs of articles that are put together."""
    hits, made, wanted = (
        sum(n * (n - 1) // 2 for n in Counter(groups).values())
        for groups in (zip(truth, found, strict=True), found, truth)
    )
    return 2 * hits / (made + wanted) if made + wanted else 1.0
