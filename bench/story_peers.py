"""Peers of the stories: what else puts articles together, each at its best.

Average linkage over a distance of articles, all of them at hand, at the threshold that scores
highest: the test's own labels choose it, for each score anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.minilm import MiniLM
from bench.vectors import encoded
from tidings.types import Article

__all__ = ["PEERS", "Alike", "best", "minilm", "tfidf"]

Alike = npt.NDArray[np.float32]  # (articles, articles), cosines
Score = Callable[[Sequence[str], Sequence[str]], float]

THRESHOLDS = np.arange(0.05, 0.975, 0.025)  # cosine distances
WEIGHTS = (0.25, 0.5, 0.75)  # of MiniLM, where both are used
CHARS = 2_000  # more than the encoder reads


def tfidf(articles: Sequence[Article]) -> Alike:
    """Return cosines of titles and texts by TF-IDF, counted on these articles."""
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
    matrix = vectors.fit_transform(f"{a.title} {a.text}" for a in articles)
    return (matrix @ matrix.T).toarray()


def minilm(articles: Sequence[Article]) -> Alike:
    """Return cosines of titles and texts by all-MiniLM-L6-v2."""
    vectors = encoded(MiniLM(), [f"{a.title}\n{a.text[:CHARS]}".strip() for a in articles])
    return vectors @ vectors.T


def _tfidf_alone(articles: Sequence[Article]) -> Iterator[Alike]:
    yield tfidf(articles)


def _minilm_alone(articles: Sequence[Article]) -> Iterator[Alike]:
    yield minilm(articles)


def _both(articles: Sequence[Article]) -> Iterator[Alike]:
    words, meaning = tfidf(articles), minilm(articles)
    for weight in WEIGHTS:
        yield np.float32(1 - weight) * words + np.float32(weight) * meaning


# A peer's name: articles to how alike they are, in all ways that are to be tried.
PEERS: dict[str, Callable[[Sequence[Article]], Iterator[Alike]]] = {
    "TF-IDF": _tfidf_alone,
    "MiniLM": _minilm_alone,
    "TF-IDF and MiniLM": _both,
}


def best(ways: Iterator[Alike], truth: Sequence[str], scores: dict[str, Score]) -> dict[str, float]:
    """Return the highest of each score over all thresholds, and ways where there are several."""
    highest = dict.fromkeys(scores, 0.0)
    for alike in ways:
        for groups in _groups(alike):
            for name, score in scores.items():
                highest[name] = max(highest[name], score(truth, groups))
    return highest


def _groups(alike: Alike) -> Iterator[list[str]]:
    """Yield the groups of average linkage at each threshold."""
    distances = np.maximum(1 - (alike + alike.T) / 2, 0)
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), "average")
    for threshold in THRESHOLDS:
        yield [str(n) for n in fcluster(tree, threshold, criterion="distance")]
