"""Articles that tell something near, across stories: by what is new in them."""

from __future__ import annotations

from collections.abc import Sequence

from tidings.group.features import Features
from tidings.group.frequencies import Frequencies
from tidings.group.reasons import reasons
from tidings.group.signals import SIGNALS, signals, weigh
from tidings.types import Related

__all__ = ["FLOOR", "related"]

FLOOR = 0.3  # nothing less near is shown


def related(
    features: Features,
    candidates: Sequence[Features],
    limit: int = 5,
    *,
    frequencies: Frequencies | None = None,
) -> tuple[Related, ...]:
    """Return the articles nearest to one, nearest first, with reasons; none below the floor.

    Copies of one text are shown once, and never the article's own.
    """
    known = frequencies or Frequencies()
    article = weigh(features, known)
    found = []
    for other in candidates:
        if other.article == features.article or other.sketch.key == features.sketch.key:
            continue
        held = weigh(other, known)
        values = dict(zip(SIGNALS, signals(article, held), strict=True))
        score = nearness(values)
        if score >= FLOOR:
            found.append((score, other, reasons(article, held, values)))
    found.sort(key=lambda f: (-f[0], f[1].article))
    shown: dict[int, Related] = {}
    for score, other, because in found:
        one = Related(
            article=features.article,
            other=other.article,
            score=round(score, 4),
            because=tuple(r for r in because if r.weight > 0)[:4],
        )
        shown.setdefault(other.sketch.key or len(shown), one)
    return tuple(shown.values())[:limit]


def nearness(signal: dict[str, float]) -> float:
    """Return how near two articles are in what they tell, 0 to 1. Time plays no part."""
    words = min(1.0, 2.0 * signal["terms"])
    names = min(1.0, 1.5 * signal["names"])
    meaning = min(1.0, max(0.0, (signal["vector"] - 0.80) / 0.12))
    if not signal["vector_known"]:
        return 0.6 * words + 0.4 * names
    return 0.4 * words + 0.25 * names + 0.35 * meaning
