"""How much a word tells: rare words much, common ones little.

Two sources, mixed: what was seen in the articles so far, and what is known beforehand of the
words of some hundred languages (`common_words.bin`, made by `tools/make_commonness.py`), so
that the first five articles of a new library are already compared with sense.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np

__all__ = ["Frequencies", "commonness"]

_PRIOR_ARTICLES = 60.0  # what is known beforehand counts as much as this many articles
_UNKNOWN_SHARE = 0.002  # of articles that hold a word which stands in no list
_MAX_WORDS = 400_000  # some 40 MB; beyond it words that were seen once are forgotten


@cache
def _known() -> dict[int, float]:
    data = Path(__file__).with_name("common_words.bin").read_bytes()
    (count,) = struct.unpack_from("<I", data)
    keys = np.frombuffer(data, "<u4", count, 4)
    shares = np.exp(np.frombuffer(data, np.uint8, count, 4 + 4 * count) / -16.0)
    return dict(zip(keys.tolist(), shares.tolist(), strict=True))


def commonness(word: str) -> float:
    """Return the share of articles of its language, 0 to 1, that hold a folded word."""
    return _known().get(crc32(word.encode("utf-8", "surrogatepass")), _UNKNOWN_SHARE)


class Frequencies:
    """In how many articles each word stands; bounded in memory."""

    def __init__(self) -> None:
        self.articles = 0
        self._counts: Counter[str] = Counter()
        self._weights: dict[str, float] = {}
        self._weights_at = 0

    def add(self, words: Iterable[str]) -> None:
        """Count one article's words, each once."""
        self.articles += 1
        self._counts.update(words)
        if len(self._counts) > _MAX_WORDS:
            self._counts = Counter({w: n for w, n in self._counts.items() if n > 1})

    def weight(self, word: str) -> float:
        """Return the inverse document frequency of a folded word: about 0.1 to 8."""
        if self.articles > self._weights_at * 1.02:  # 2 % more articles change little
            self._weights.clear()
            self._weights_at = self.articles
        weight = self._weights.get(word)
        if weight is None:
            expected = _PRIOR_ARTICLES * commonness(word)
            total = self.articles + _PRIOR_ARTICLES
            weight = math.log(1.0 + total / (self._counts[word] + expected + 0.2)) - math.log(2.0)
            weight = max(weight, 0.05)
            self._weights[word] = weight
        return weight
