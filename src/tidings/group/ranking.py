"""Which story comes first, and why. Pure: the clock is an argument."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from tidings.types import Reason, Story

__all__ = ["rank"]

HALF_LIFE = timedelta(hours=18)  # a story that nobody takes up loses half its rank in this time
RECYCLED_FLOOR = 0.4  # what a story of nothing but background keeps of its rank
PACE = timedelta(hours=6)  # a story whose tellings fit into this is breaking
_MANY = 3  # tellings that make a pace


def rank(story: Story, *, now: datetime) -> tuple[float, tuple[Reason, ...]]:
    """Return a story's rank (more is higher) and the reasons that make it up.

    Independent sources count, copies do not; the latest telling keeps a story fresh; a story
    told in recycled text counts less than one that is new.
    """
    first, last = story.first_seen or now, story.last_seen or now
    age = max(now - last, timedelta())
    breadth = math.log2(1 + story.independent)
    freshness = 0.5 ** (age / HALF_LIFE)
    novelty = RECYCLED_FLOOR + (1 - RECYCLED_FLOOR) * story.share
    pace = 1.25 if _is_breaking(story, first, last, age) else 1.0
    reasons = [_sources(story, breadth), _latest(freshness)]
    if pace > 1:
        reasons.append(
            Reason(kind="pace", text=f"{len(story.articles)} reports within hours", weight=pace)
        )
    reasons.append(Reason(kind="novelty", text=f"{story.share:.0%} of it is new", weight=novelty))
    return breadth * freshness * novelty * pace, tuple(reasons)


def _is_breaking(story: Story, first: datetime, last: datetime, age: timedelta) -> bool:
    return len(story.articles) >= _MANY and last - first <= PACE and age <= PACE


def _sources(story: Story, weight: float) -> Reason:
    n = story.independent
    text = "1 source" if n == 1 else f"{n} independent sources"
    return Reason(kind="sources", text=text, weight=weight)


def _latest(weight: float) -> Reason:
    words = "fresh" if weight > 0.8 else "recent" if weight > 0.4 else "older"
    return Reason(kind="freshness", text=words, weight=weight)
