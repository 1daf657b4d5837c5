"""Articles that tell something near, across stories: by what is new in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tidings.group.features import Features
from tidings.group.frequencies import Frequencies
from tidings.group.reasons import reasons
from tidings.group.signals import SIGNALS, signals
from tidings.group.word_weights import Weighed, weigh
from tidings.types import Related

__all__ = ["FLOOR", "nearest", "nearness", "related"]

FLOOR = 0.3  # nothing less near is shown
_TERMS, _NAMES, _VECTOR, _VECTOR_KNOWN = map(
    SIGNALS.index, ("terms", "names", "vector", "vector_known")
)


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
    others = [weigh(other, known) for other in candidates if other.article != features.article]
    held = zip(others, signals(article, others).tolist(), strict=True)
    return nearest(article, held, limit)


def nearest(
    article: Weighed, others: Iterable[tuple[Weighed, Sequence[float]]], limit: int
) -> tuple[Related, ...]:
    """Return what `related` does, of articles that are weighed and held against it already."""
    own = article.features.sketch.key
    scored = [(nearness(values), other, values) for other, values in others]
    scored.sort(key=lambda s: (-s[0], s[1].features.article))
    shown: dict[int, Related] = {}
    for score, other, values in scored:
        key = other.features.sketch.key
        if score < FLOOR or len(shown) == limit:
            break
        if key != own and key not in shown:
            shown[key or -len(shown)] = _related(article, other, score, values)
    return tuple(shown.values())


def _related(article: Weighed, other: Weighed, score: float, values: Sequence[float]) -> Related:
    because = reasons(article, other, dict(zip(SIGNALS, values, strict=True)))
    return Related(
        article=article.features.article,
        other=other.features.article,
        score=round(score, 4),
        because=tuple(r for r in because if r.weight > 0)[:4],
    )


def nearness(values: Sequence[float]) -> float:
    """Return how near two articles are in what they tell, 0 to 1. Time plays no part."""
    words = min(1.0, 2.0 * values[_TERMS])
    names = min(1.0, 1.5 * values[_NAMES])
    meaning = min(1.0, max(0.0, (values[_VECTOR] - 0.80) / 0.12))
    if not values[_VECTOR_KNOWN]:
        return 0.6 * words + 0.4 * names
    return 0.4 * words + 0.25 * names + 0.35 * meaning
