"""The company that a name keeps tells its kind.

Names in one list are mostly of one kind ("Rieti, Trapani and Barga"), and so are equal words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from tidings.enrich.names.model import Floats

__all__ = ["agreed"]

HEARD = 0.7  # what the others of a list weigh, beside a name's own word; half as much for one other
DOUBT = 0.01  # added to each chance: the model is never wholly sure

_JOINED = re.compile(r"\s*(?:[,;/&]|,?\s*\b(?:and|or|und|oder|y|e|o|et|ou|ed|и|или|و)\b)\s*")


def agreed(text: str, spans: Sequence[tuple[int, int]], kinds: Floats) -> Floats:
    """Return how likely each name is of each kind, (names, kinds), with its company heard."""
    heard = kinds.copy()
    for first, end in _lists(text, spans):
        heard[first:end] = _heard(kinds[first:end])
    words = [text[start:end] for start, end in spans]
    if len(set(words)) < len(words):
        for word in set(words):
            same = [place for place, other in enumerate(words) if other == word]
            heard[same] = heard[same].mean(axis=0)
    return heard


def _lists(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield from where to where names stand in one list."""
    first = 0
    for place in range(1, len(spans) + 1):
        if place < len(spans) and _JOINED.fullmatch(text, spans[place - 1][1], spans[place][0]):
            continue
        if place - first > 1:
            yield first, place
        first = place


def _heard(kinds: Floats) -> Floats:
    own = np.log(kinds + DOUBT)
    others = (own.sum(axis=0) - own) / (len(own) - 1)
    mixed = np.exp(own + HEARD * min(1, (len(own) - 1) / 2) * others)
    whole: Floats = mixed / mixed.sum(axis=1, keepdims=True) * kinds.sum(axis=1, keepdims=True)
    return whole
