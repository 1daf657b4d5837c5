"""Which story comes first, and why. Pure: the clock is an argument."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from tidings.i18n import phrase
from tidings.types import Reason, Story

__all__ = ["in_turn", "rank"]

HALF_LIFE = timedelta(hours=18)  # a story without anything new loses half its rank in this time
RECYCLED_FLOOR = 0.4  # what a story of nothing but background keeps of its rank
SLACK = timedelta(hours=1)  # clocks and time zones of publishers differ
IN_A_ROW = 5  # stories that one publisher tells alone; each further one counts less and less
PACE_SPAN = timedelta(hours=6)  # a story that is young and that several tell is breaking
PACE_SOURCES = 3
PACE = 1.25  # what breaking is worth
DAY = timedelta(days=1)  # sources that came over more days count as many as came on one of them
LONGEST = 7.0  # days; over more the sources count no less


def rank(story: Story, *, now: datetime) -> tuple[float, tuple[Reason, ...]]:
    """Return a story's rank (more is higher) and its parts: their weights' product is the rank.

    Independent sources count, copies do not, however many; what keeps a story fresh is that
    something new is told; a story told in recycled text counts less than one that is new, and
    one that goes on for days by its sources of a day, so that a late word brings none back whole.
    """
    parts = (_sources(story), _freshness(story, now), _novelty(story), _pace(story, now))
    return math.prod(part.weight for part in parts), parts


def in_turn(stories: Iterable[Story], *, now: datetime) -> dict[str, Reason]:
    """Return, by story id, why one that its publisher tells alone has to wait for others.

    So that a publisher who floods the stream fills no page. Most stories need not wait.
    """
    told: Counter[str] = Counter()
    found = {}
    for story in sorted(stories, key=lambda story: (-rank(story, now=now)[0], story.id)):
        if len(story.publishers) != 1:
            continue
        (publisher,) = story.publishers
        before, told[publisher] = told[publisher], told[publisher] + 1
        if before >= IN_A_ROW:
            text = phrase(f"{before} stories that only {publisher} tells come first")
            found[story.id] = Reason(kind="turn", text=text, weight=IN_A_ROW / (before + 1))
    return found


def _sources(story: Story) -> Reason:
    n = story.independent
    text = phrase("told by one source") if n == 1 else phrase(f"told by {n} independent sources")
    if (copying := len(story.publishers) - n) > 0:  # an article may name no publisher
        only = phrase("1 more only copies") if copying == 1 else phrase(f"{copying} more only copy")
        text += f"; {only}"
    return Reason(kind="sources", text=text, weight=math.log2(1 + n))


def _freshness(story: Story, now: datetime) -> Reason:
    latest = story.news_at or story.last_seen or now
    age = abs(now - latest)  # a date to come is no news: it fades the further off it is
    ago = _ago(age)
    fresh = latest <= now + SLACK
    text = phrase(f"something new {ago}") if fresh else phrase("dated in the future")
    return Reason(kind="freshness", text=text, weight=0.5 ** (age / HALF_LIFE))


def _novelty(story: Story) -> Reason:
    weight = RECYCLED_FLOOR + (1 - RECYCLED_FLOOR) * story.share
    return Reason(kind="novelty", text=f"{story.share:.0%} of its text is new", weight=weight)


def _pace(story: Story, now: datetime) -> Reason:
    age = abs(now - (story.first_seen or now))
    if story.independent >= PACE_SOURCES and age <= PACE_SPAN:
        ago = _ago(age)
        text = phrase(f"breaking: {story.independent} sources, the first {ago}")
        return Reason(kind="pace", text=text, weight=PACE)
    days, sources = _days(story), max(1, story.independent)
    slow = math.log2(1 + sources / days) / math.log2(1 + sources)
    text = phrase("no rush of sources just now")
    if round(days) > 1:
        text = phrase(f"news for {round(days)} days: its sources count by the day")
    return Reason(kind="pace", text=text, weight=slow)


def _days(story: Story) -> float:
    """Return over how many days a story brought news, 1 to LONGEST: a date may be years wrong."""
    first, latest = story.first_seen, story.news_at or story.last_seen
    return min(LONGEST, max(1.0, (latest - first) / DAY)) if first and latest else 1.0


def _ago(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        return phrase("less than an hour ago")
    if hours < 48:
        return phrase("an hour ago") if hours == 1 else phrase(f"{hours} hours ago")
    days = hours // 24
    return phrase(f"{days} days ago")
