"""Measure how news in one language lies beside the same news in English, for the encoder.

An article and its translation should have one vector; what separates the two on average is the
language, not what is told; and in some languages the encoder tells less apart than in others.
`python -m tools.make_offsets` writes `group/language_offsets.bin`.
The news is invented, and as long as what the encoder sees of an article: one file a language in
`tools/parallel_news`, the same items in the same order, each a title and under it a lead.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from tidings.enrich.embedding import embedding_text, load_encoder
from tidings.types import Article

NEWS = Path(__file__).with_name("parallel_news")
TARGET = Path(__file__).parents[1] / "src" / "tidings" / "group" / "language_offsets.bin"


def parallel_news() -> Mapping[str, list[Article]]:
    """Return the items of each language, in the same order. ValueError where some are missing."""
    told = {file.stem: _articles(file) for file in sorted(NEWS.glob("*.txt"))}
    short = [language for language, items in told.items() if len(items) != len(told["en"])]
    if short:
        raise ValueError(f"not as many items as in English: {', '.join(short)}")
    return told


def _articles(file: Path) -> list[Article]:
    items = [item.split("\n") for item in file.read_text("utf-8").strip().split("\n\n")]
    return [
        Article(id=f"{n}", title=title, paragraphs=(lead,), language=file.stem)
        for n, (title, lead) in enumerate(items)
    ]


def row(vectors: np.ndarray, english: np.ndarray) -> np.ndarray:
    """Return a scale and a shift: scaled and shifted, a vector lies where the English one would.

    Both hold the same items, (items, dims).
    """
    scale = _spread(english) / _spread(vectors)
    return np.concatenate([[scale], english.mean(axis=0) - scale * vectors.mean(axis=0)])


def _spread(vectors: np.ndarray) -> float:
    """Return how far vectors lie from their mean, root mean square."""
    return float(np.sqrt(((vectors - vectors.mean(axis=0)) ** 2).sum(axis=1).mean()))


def main() -> None:
    """Write a line that names the languages, then (languages, 1 + dims) float16, a row each."""
    encoder = load_encoder("default")
    if encoder is None:
        raise SystemExit("the default encoder is not installed")
    vectors = {
        language: encoder.encode([embedding_text(item) for item in items])
        for language, items in parallel_news().items()
    }
    english = vectors.pop("en")
    rows = [row(found, english) for found in vectors.values()]
    TARGET.write_bytes(" ".join(vectors).encode() + b"\n" + np.array(rows).astype("<f2").tobytes())


if __name__ == "__main__":
    main()
