"""How news is distributed: over time, over countries and languages, over tags."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tidings.reference.countries import country_of
from tidings.storage import Store
from tidings.types import Source
from tidings.views import Telling

__all__ = ["WEEK", "Moment", "Spread", "TagWeek", "over_time", "source_spread", "tag_weeks"]

WEEK = 7  # days, today included
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
STEPS = tuple(
    HOUR * hours for hours in (1 / 12, 1 / 2, 1, 2, 3, 6, 12, 24, 2 * 24, 7 * 24, 14 * 24, 28 * 24)
)
MOMENTS = 36  # at most: beyond that they are longer
EPOCH = datetime.min.replace(year=1970)
LEAST = 5  # tellings, and moments: of fewer one sees when they were told


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """How many articles told a story from `start` on: with something new, and without."""

    start: datetime
    fresh: int
    repeated: int


def over_time(tellings: Iterable[Telling]) -> tuple[tuple[Moment, ...], timedelta]:
    """Return when a story was told, first telling first, without gaps; and how long a step is.

    Nothing where it was told too seldom, or all at once, for a chart to say more than a list.
    """
    told = [
        (one.article.time, not place or _adds(one))  # the first one tells all of it
        for place, one in enumerate(tellings)
        if one.article.time
    ]
    if len(told) < LEAST:
        return (), STEPS[0]
    first, last = min(at for at, _ in told), max(at for at, _ in told)
    step = next((s for s in STEPS if (last - first) // s < MOMENTS - 1), STEPS[-1])
    begin = _floor(first, step)
    counts = Counter(((at - begin) // step, adds) for at, adds in told)
    places = range((last - begin) // step + 1)[-MOMENTS:]
    if len(places) < LEAST:
        return (), step
    return tuple(
        Moment(start=begin + n * step, fresh=counts[n, True], repeated=counts[n, False])
        for n in places
    ), step


def _adds(telling: Telling) -> bool:
    return bool(telling.adds) and not telling.duplicate_of


def _floor(at: datetime, step: timedelta) -> datetime:
    epoch = EPOCH.replace(tzinfo=at.tzinfo)
    return at - (at - epoch) % step


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """What is of one country or language: sources, and what they brought in the last week."""

    name: str  # a code; "" where it is not known
    sources: int
    articles: int


GROUPS: dict[str, Callable[[Source], str]] = {
    "country": country_of,
    "language": lambda source: source.language[:2].lower(),
}


def source_spread(store: Store, *, now: datetime) -> dict[str, tuple[Spread, ...]]:
    """Return the sources by country and by language, those with most articles first."""
    sources = store.sources.all()
    articles = store.coverage.counts(since=now - WEEK * DAY)
    return {by: _spread(sources, articles, of) for by, of in GROUPS.items()}


def _spread(
    sources: Sequence[Source], articles: dict[str, int], of: Callable[[Source], str]
) -> tuple[Spread, ...]:
    groups: dict[str, list[int]] = defaultdict(list)
    for source in sources:
        groups[of(source)].append(articles.get(source.id, 0))
    found = (
        Spread(name=name, sources=len(counts), articles=sum(counts))
        for name, counts in groups.items()
    )
    return tuple(
        sorted(found, key=lambda one: (not one.name, -one.articles, -one.sources, one.name))
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class TagWeek:
    """A tag, and how many articles carried it on each of the last days, today last."""

    tag: str
    days: tuple[int, ...]

    @property
    def articles(self) -> int:
        """How many in all."""
        return sum(self.days)


def tag_weeks(store: Store, *, now: datetime, limit: int) -> tuple[TagWeek, ...]:
    """Return the tags that most articles of the last week carry."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    starts = [midnight - n * DAY for n in reversed(range(WEEK))]
    days: dict[str, Counter[int]] = defaultdict(Counter)
    for label, at, count in store.coverage.tag_days(since=starts[0], limit=limit):
        days[label][(at - starts[0]) // DAY] += count
    weeks = (
        TagWeek(tag=label, days=tuple(counts[n] for n in range(WEEK)))
        for label, counts in days.items()
    )
    return tuple(sorted(weeks, key=lambda one: (-one.articles, one.tag)))
