"""The daily wrap-up: put together from stories, cut to the time that there is to read it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tidings.types import Brief, Watched, WrapUp

__all__ = ["MINUTES", "wrap_up"]

MINUTES = (2, 5, 10, 20)  # of reading, to choose from
A_MINUTE = 220  # words; what adults read of prose, about
WATCHED = 0.15  # of the words may speak of what is to come
CHANGED = 0.35  # and of stories that went on
AHEAD = timedelta(days=60)
_BRIEF = 1  # lines that any story gets before another gets more


def wrap_up(
    *,
    since: datetime,
    until: datetime,
    minutes: int,
    happened: Sequence[Brief],
    changed: Sequence[Brief],
    watch: Iterable[Watched],
) -> WrapUp:
    """Return what there is time to read; stories come most important first and stay so.

    Every story that has room gets a line before the foremost get more.
    """
    budget = minutes * A_MINUTE
    to_come = _watched(watch, until.date(), int(budget * WATCHED))
    left = budget - sum(_length(one.line.text) for one in to_come)
    went_on = _cut(changed, int(left * CHANGED))
    began = _cut(happened, left - sum(map(_words, went_on)))
    shown = len(began) + len(went_on)
    return WrapUp(
        since=since,
        until=until,
        minutes=minutes,
        happened=began,
        changed=went_on,
        watch=to_come,
        left_out=len(happened) + len(changed) - shown,
    )


def _cut(items: Sequence[Brief], budget: int) -> tuple[Brief, ...]:
    """Return the first items with as many of their lines as there is room for."""
    kept: list[Brief] = []
    for item in items:
        brief = replace(item, lines=item.lines[:_BRIEF])
        if _words(brief) > budget:
            break
        budget -= _words(brief)
        kept.append(brief)
    for place, item in enumerate(items[: len(kept)]):
        for line in item.lines[_BRIEF:]:
            if _length(line.text) > budget:
                break
            budget -= _length(line.text)
            kept[place] = replace(kept[place], lines=(*kept[place].lines, line))
    return tuple(kept)


def _watched(found: Iterable[Watched], today: date, budget: int) -> tuple[Watched, ...]:
    """Return what is to come, the nearest first; of a story and a sentence each once."""
    seen: set[object] = set()
    kept = []
    for one in sorted(found, key=lambda w: (w.day, w.precision != "day", w.story)):
        known = {(one.story, one.day), (one.line.article, one.line.span)}
        length = _length(one.line.text)
        if not today <= one.day <= today + AHEAD or seen & known or length > budget:
            continue
        seen |= known
        budget -= length
        kept.append(one)
    return tuple(kept)


def _words(item: Brief) -> int:
    return _length(item.headline) + sum(_length(line.text) for line in item.lines)


def _length(text: str) -> int:
    """Return how many words a text has; of scripts without spaces, as long to read."""
    return max(len(text.split()), len(text) // 12)
