"""How much a word tells: rare words much, common ones little.

Two sources, mixed: what was seen in the articles so far, and what is known beforehand of the
words of some hundred languages (`common_words.bin`, made by `tools/make_commonness.py`), so
that the first five articles of a new library are already compared with sense.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tidings.group.alignment import Vector
from tidings.text import word_hashes

__all__ = ["Floats", "Frequencies", "Hashes", "commonness", "hashes"]

Hashes = npt.NDArray[np.uint32]  # of folded words
Floats = npt.NDArray[np.float32]

_PRIOR_ARTICLES = 60.0  # what is known beforehand counts as much as this many articles
_PRIOR_VECTORS = 500  # the same of the mean vector: a few stories must not be taken for all news
_UNKNOWN_SHARE = 0.002  # of articles that hold a word which stands in no list
_COUNTERS = 1 << 20  # 4 MB: of a million words each shares its counter with one other
_LEAST = 0.05  # weight of the commonest words


def hashes(words: Iterable[str]) -> Hashes:
    """Return the numbers that stand for folded words, in their order."""
    return np.array(word_hashes([*words]), np.uint32)


@cache
def _known() -> dict[int, float]:
    keys, shares = _listed()
    return dict(zip(keys.tolist(), shares.tolist(), strict=True))


@cache
def _listed() -> tuple[Hashes, Floats]:
    """Return the hashes of the words that stand in a list, ascending, and their shares."""
    data = Path(__file__).with_name("common_words.bin").read_bytes()
    (count,) = struct.unpack_from("<I", data)
    keys = np.frombuffer(data, "<u4", count, 4).astype(np.uint32)
    shares = np.exp(np.frombuffer(data, np.uint8, count, 4 + 4 * count) / np.float32(-16.0))
    order = np.argsort(keys, kind="stable")
    return keys[order], shares[order]


def commonness(word: str) -> float:
    """Return the share of articles of its language, 0 to 1, that hold a folded word."""
    number = crc32(word.encode("utf-8", "surrogatepass"))  # that of `hashes`
    return _known().get(number, _UNKNOWN_SHARE)


def _shares(words: Hashes) -> Floats:
    """Return the `commonness` of many words."""
    keys, shares = _listed()
    at = np.minimum(np.searchsorted(keys, words), len(keys) - 1)
    return np.where(keys[at] == words, shares[at], np.float32(_UNKNOWN_SHARE))


@cache
def _mean_vector(dims: int) -> Vector:
    """Return the mean vector of news, of the encoder with this many dimensions."""
    data = Path(__file__).with_name("mean_vector.bin").read_bytes()
    mean = np.frombuffer(data, "<f2").astype(np.float32)
    return mean if len(mean) == dims else np.zeros(dims, np.float32)


class Frequencies:
    """What is common in the news: how often each word is told, the mean of the vectors.

    Bounded in memory.
    """

    def __init__(self) -> None:
        self.articles = 0
        self._counts = np.zeros(_COUNTERS, np.uint32)
        self._vectors: dict[str, tuple[int, Vector]] = {}  # language: how many, and their sum

    def add(self, words: Hashes, counts: Floats) -> None:
        """Count one article's words, each as often as it is told there."""
        self.articles += 1
        self._counts[words & np.uint32(_COUNTERS - 1)] += counts.astype(np.uint32)

    def add_vector(self, vector: Vector, language: str) -> None:
        """Take one article's vector into the mean of its language's."""
        count, total = self._vectors.get(language, (0, np.zeros_like(vector)))
        if len(total) == len(vector):
            self._vectors[language] = (count + 1, total + vector)

    def unusual(self, vector: Vector, language: str) -> Vector:
        """Return what is unusual in an article's vector, length 1: all news lies near its mean.

        Languages lie apart from each other, so each has a mean of its own.
        """
        mean = _mean_vector(len(vector)) * np.float32(_PRIOR_VECTORS)
        count, total = self._vectors.get(language, (0, mean))
        if count and len(total) == len(vector):
            mean = mean + total
        away = vector - mean / np.float32(_PRIOR_VECTORS + count)
        length = np.sqrt(away @ away)
        return np.asarray(away / (length if length > 0 else 1.0), np.float32)

    def weights(self, words: Hashes) -> Floats:
        """Return the inverse document frequencies of words: about 0.1 to 8 each."""
        expected = _PRIOR_ARTICLES * _shares(words)
        if self.articles:
            expected += self._counts[words & np.uint32(_COUNTERS - 1)]
        total = np.float32(self.articles + _PRIOR_ARTICLES)
        weights: Floats = np.log((1.0 + total / (expected + np.float32(0.2))) / np.float32(2.0))
        return np.maximum(weights, np.float32(_LEAST))
