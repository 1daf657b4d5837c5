"""Which story comes first, and why. Pure: the clock is an argument."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from tidings.types import Reason, Story

__all__ = ["rank"]

HALF_LIFE = timedelta(hours=18)  # a story without anything new loses half its rank in this time
RECYCLED_FLOOR = 0.4  # what a story of nothing but background keeps of its rank
PACE_SPAN = timedelta(hours=6)  # a story that is young and that several tell is breaking
PACE_SOURCES = 3
PACE = 1.25  # what breaking is worth


def rank(story: Story, *, now: datetime) -> tuple[float, tuple[Reason, ...]]:
    """Return a story's rank (more is higher) and its parts: their weights' product is the rank.

    Independent sources count, copies do not, however many; what keeps a story fresh is that
    something new is told; a story told in recycled text counts less than one that is new.
    """
    parts = (_sources(story), _freshness(story, now), _novelty(story), _pace(story, now))
    return math.prod(part.weight for part in parts), parts


def _sources(story: Story) -> Reason:
    n = story.independent
    text = "told by one source" if n == 1 else f"told by {n} independent sources"
    if copying := len(story.publishers) - n:
        text += f"; {copying} more only {'copies' if copying == 1 else 'copy'}"
    return Reason(kind="sources", text=text, weight=math.log2(1 + n))


def _freshness(story: Story, now: datetime) -> Reason:
    latest = story.news_at or story.last_seen or now
    age = max(now - latest, timedelta())
    text = f"something new {_ago(age)}"
    return Reason(kind="freshness", text=text, weight=0.5 ** (age / HALF_LIFE))


def _novelty(story: Story) -> Reason:
    weight = RECYCLED_FLOOR + (1 - RECYCLED_FLOOR) * story.share
    return Reason(kind="novelty", text=f"{story.share:.0%} of its text is new", weight=weight)


def _pace(story: Story, now: datetime) -> Reason:
    age = max(now - (story.first_seen or now), timedelta())
    if story.independent >= PACE_SOURCES and age <= PACE_SPAN:
        text = f"breaking: {story.independent} sources, the first {_ago(age)}"
        return Reason(kind="pace", text=text, weight=PACE)
    return Reason(kind="pace", text="no rush of sources just now", weight=1.0)


def _ago(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour ago"
    if hours < 48:
        return "an hour ago" if hours == 1 else f"{hours} hours ago"
    return f"{hours // 24} days ago"
