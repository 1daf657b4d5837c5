"""How well a grouping of articles agrees with the one that people made.

Both scores are needed: BCubed counts each article, pair F1 each pair, so that it is ruled by the
long stories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

__all__ = ["bcubed", "pair_f1"]


def bcubed(truth: Sequence[str], found: Sequence[str]) -> float:
    """Return the BCubed F1 of the stories found, 0 to 1 (Bagga and Baldwin, 1998)."""
    if not truth:
        return 1.0
    true, guessed = Counter(truth), Counter(found)
    both = Counter(zip(truth, found, strict=True))
    precision = sum(n * n / guessed[f] for (_, f), n in both.items()) / len(truth)
    recall = sum(n * n / true[t] for (t, _), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


def pair_f1(truth: Sequence[str], found: Sequence[str]) -> float:
    """Return the F1 of the pairs of articles that are put together, 0 to 1."""
    hits, made, wanted = (
        sum(n * (n - 1) // 2 for n in Counter(groups).values())
        for groups in (zip(truth, found, strict=True), found, truth)
    )
    return 2 * hits / (made + wanted) if made + wanted else 1.0
