"""Is one article probably a translation of another? By what translating leaves as it is.

Two that tell of one event independently are near in meaning too, so meaning alone proves nothing.
A translation keeps the order: of its figures, of names that both scripts write alike, of long and
short paragraphs.
"""

from __future__ import annotations

from tidings.group.features import Features
from tidings.types import Article

__all__ = ["translated"]


def translated(one: tuple[Article, Features], other: tuple[Article, Features]) -> float:
    """Return how probable it is, 0 to 1, that one of two articles is the other's translation."""
    return 0.0
