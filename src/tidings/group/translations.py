"""Is one article probably a translation of another? By what translating leaves as it is.

Two that tell of one event independently are near in meaning too, so meaning proves nothing here.
A translation keeps the order of things: its figures, one after the other, and its long and short
sentences, whose lengths in two languages go together (Gale and Church 1993). Both must agree;
without some figures nothing is said.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tidings.text import sentences
from tidings.types import Article

__all__ = ["Shape", "shape", "translated"]

READ_CHARS = 12_000  # of a text; enough to know a translation by
READ_SENTENCES = 60
LEAST_FIGURES = 4  # below, too little to go by
LEAST_SENTENCES = 5
VARIANCE = 6.8  # of a sentence's length in another language, a character: Gale and Church
SKIPPED = 4.0  # cost of a sentence that has no counterpart
JOINED = 2.3  # cost of two sentences that became one
WORST = 12.0  # cost of lengths that can't belong together

# A logistic over two likenesses, set by hand: see decisions/0147.
_BIAS, _FIGURES, _LENGTHS = -9.5, 8.0, 6.0

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a text outlives translation: its sentences' lengths and its figures, in order."""

    lengths: tuple[int, ...]  # characters
    figures: tuple[str, ...]  # digits, without their separators


def shape(article: Article) -> Shape:
    """Return the shape of an article's text."""
    text = article.text[:READ_CHARS]
    spans = sentences(text, language=article.language)[:READ_SENTENCES]
    figures = _NUMBER.findall(text[: spans[-1].end] if spans else "")
    return Shape(
        lengths=tuple(span.end - span.start for span in spans),
        figures=tuple(str(int(figure)) for figure in figures if len(figure) < 10),
    )


def translated(a: Shape, b: Shape) -> float:
    """Return how probable it is, 0 to 1, that one text is the other's translation."""
    if min(len(a.figures), len(b.figures)) < LEAST_FIGURES:
        return 0.0
    if min(len(a.lengths), len(b.lengths)) < LEAST_SENTENCES:
        return 0.0
    figures = _figures_alike(a.figures, b.figures)
    if figures < 0.5:
        return 0.0
    return 1 / (1 + math.exp(-(_BIAS + _FIGURES * figures + _LENGTHS * _lengths_alike(a, b))))


def _figures_alike(a: Sequence[str], b: Sequence[str]) -> float:
    """Return which share of the figures stands in both texts in the same order."""
    shared = (Counter(a) & Counter(b)).total()
    if 2 * shared < max(len(a), len(b)):
        return 0.0
    runs = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(run.size for run in runs) / max(len(a), len(b))


def _lengths_alike(a: Shape, b: Shape) -> float:
    """Return how well the sentences' lengths go together, 0 to 1, by the best alignment."""
    ratio = sum(b.lengths) / sum(a.lengths)
    if not 0.5 < ratio < 2:
        return 0.0
    cost = _aligned(a.lengths, b.lengths, ratio)
    return max(0.0, 1 - cost / (SKIPPED * max(len(a.lengths), len(b.lengths)) / 2))


def _aligned(a: Sequence[int], b: Sequence[int], ratio: float) -> float:
    """Return the least cost at which a's sentences become b's, in order."""
    best = [[math.inf] * (len(b) + 1) for _ in range(len(a) + 1)]
    best[0][0] = 0.0
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            here = best[i][j]
            for di, dj, extra in _STEPS:
                if i + di <= len(a) and j + dj <= len(b):
                    step = (
                        _apart(sum(a[i : i + di]) * ratio, sum(b[j : j + dj])) if di and dj else 0
                    )
                    cost = here + extra + step
                    best[i + di][j + dj] = min(best[i + di][j + dj], cost)
    return best[-1][-1]


_STEPS = ((1, 1, 0.0), (1, 0, SKIPPED), (0, 1, SKIPPED), (2, 1, JOINED), (1, 2, JOINED))


def _apart(expected: float, length: float) -> float:
    """Return how unlikely a length is where another was expected: half a squared deviation."""
    return min(WORST, (length - expected) ** 2 / (2 * VARIANCE * max(expected, 1.0)))
