"""Days of which the news speaks: those to come as a calendar, those of an affair as a timeline."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tidings.storage import Store
from tidings.text import fold, words
from tidings.types import Claim, Day, Story

__all__ = ["DayAhead", "Planned", "days_ahead", "days_of"]

READ = 4_000  # days of stories that are looked through
OPENING, CLOSING = "“„«", "”»"
_DIGIT = re.compile(r"\d")
DAY = 10  # characters of a day in ISO 8601: what is shorter is a month


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """What a story says of a day to come, in the sentence that spoke of it first."""

    date: date
    claim: Claim
    story: Story


@dataclass(frozen=True, kw_only=True, slots=True)
class DayAhead:
    """A day of the calendar; what most publishers tell of stands first."""

    date: date
    planned: tuple[Planned, ...]


def days_ahead(
    store: Store,
    *,
    since: date,
    until: date,
    holding: str = "",
    sources: Collection[str] | None = None,
    limit: int = 500,
) -> tuple[DayAhead, ...]:
    """Return the days from one to another that articles spoke of before they came, in order.

    `holding`: only where the sentence or the headline holds these words; `sources`: only what an
    article of these says. What several stories say in the same words stands once.
    """
    told = store.facts.days(since=since, until=until, limit=READ)
    stories = store.stories.get(list(told))
    found = _planned(told, stories)
    if holding.strip():
        wanted = set(words(fold(holding)))
        found = (p for p in found if wanted <= _words(f"{p.story.headline} {p.claim.line.text}"))
    if sources is not None:
        found = _said_by(store, list(found), sources)
    order = sorted(found, key=lambda p: (p.date, -len(p.story.publishers), p.story.id))
    return tuple(
        DayAhead(date=day, planned=tuple(planned))
        for day, planned in groupby(list(_once(order))[:limit], key=lambda p: p.date)
    )


def _planned(told: Mapping[str, Sequence[Day]], stories: Mapping[str, Story]) -> Iterator[Planned]:
    for id, days in told.items():
        for day in days:
            if id in stories and len(day.date) == DAY:
                on, at = date.fromisoformat(day.date), day.claim.at
                if at and on > at.date() and not _somebodys(day.claim):
                    yield Planned(date=on, claim=day.claim, story=stories[id])


def _somebodys(claim: Claim) -> bool:
    """Say whether "tomorrow" is in somebody's words: who knows when these were said."""
    before = claim.line.text[: max(0, claim.mark.start - claim.line.span.start)]
    quoted = sum(map(before.count, OPENING)) > sum(map(before.count, CLOSING))
    return (quoted or before.count('"') % 2 == 1) and not _DIGIT.search(claim.value)


def _said_by(
    store: Store, planned: Sequence[Planned], sources: Collection[str]
) -> Iterator[Planned]:
    articles = store.articles.get([p.claim.line.article for p in planned])
    for one in planned:
        article = articles.get(one.claim.line.article)
        if article and article.source in sources:
            yield one


def _once(planned: Iterable[Planned]) -> Iterator[Planned]:
    seen = set()
    for one in planned:
        key = (one.date, frozenset(_words(one.claim.line.text)))
        if key not in seen:
            seen.add(key)
            yield one


def _words(text: str) -> set[str]:
    return set(words(fold(text)))


def days_of(store: Store, stories: Sequence[str]) -> tuple[Day, ...]:
    """Return the days of which stories speak, in order: each once, as it was told first."""
    first: dict[str, Day] = {}
    for days in store.facts.days(since=date.min, until=date.max, stories=stories).values():
        for day in days:
            known = first.get(day.date)
            if known is None or _earlier(day.claim, known.claim):
                first[day.date] = day
    return tuple(first[day] for day in sorted(first))


def _earlier(one: Claim, other: Claim) -> bool:
    return one.at is not None and (other.at is None or one.at < other.at)
