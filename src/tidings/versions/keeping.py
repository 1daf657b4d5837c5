"""Which versions are kept when a page is edited hundreds of times, as a live blog is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

__all__ = ["LEAST", "kept_at_most", "surplus"]

KEPT = 40  # versions of an article
LATEST = 10  # of them are the latest, whatever lies between them
CHARS = 8_000_000  # of all versions of one article: a book edited daily
LEAST = 4  # versions that even the longest text keeps


def kept_at_most(chars: int) -> int:
    """Return how many versions of a text of this length are kept."""
    return min(KEPT, max(LEAST, CHARS // max(1, chars)))


def surplus(seen: Sequence[datetime], *, keep: int = KEPT) -> list[int]:
    """Return the places of the versions that go, of those seen at these times, oldest first.

    The first and the latest stay; between them goes what lies closest to its neighbours for its
    age, so that the recent past is kept in more detail than the distant one.
    """
    places = list(range(len(seen)))
    gone = []
    while len(places) > max(keep, 2):
        latest = min(LATEST, keep // 2)
        inner = range(1, max(2, len(places) - latest))
        least = min(inner, key=lambda n: (_crowded(seen, places, n), n))
        gone.append(places.pop(least))
    return sorted(gone)


def _crowded(seen: Sequence[datetime], places: Sequence[int], n: int) -> float:
    gap = seen[places[n + 1]] - seen[places[n - 1]] if n + 1 < len(places) else timedelta.max
    age = seen[places[-1]] - seen[places[n]] + timedelta(seconds=1)
    return gap / age
