"""Blind spots: stories that several sources tell and those of one country, language or folder
don't.

Fair: silent can only be a source that was read before the story and since, that is not broken,
that publishes enough, and that has of late told of something the story is about. Nor is one silent
that tells of the same affair in another story, nor one in whose language the library could not
have recognised it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from tidings.group.threads import nearness
from tidings.homes import country_of_source
from tidings.steps.threads import profiles
from tidings.storage import Store
from tidings.types import Source, Story
from tidings.views import BlindSpot, BlindSpots

__all__ = ["BY", "SPAN", "Told", "blind_spots", "library_blind_spots"]

SPAN = timedelta(days=7)  # stories that began since then
WAIT = timedelta(hours=12)  # before silence means anything
CARRIERS = 2  # sources that must tell a story
SILENT = 2  # sources of a group that must keep silent: one is no group
AFFAIR = 0.53  # nearness from which another story's tellers are not silent, decisions/0212
SHARED = 2  # rare terms, at least, of such a story
LOOKED_AT = 12  # such stories
ENOUGH = 5  # articles in the span: who publishes less may just not have come to it

BY: dict[str, Callable[[Source], str]] = {
    "country": country_of_source,
    "language": lambda source: source.language[:2].lower(),
    "folder": lambda source: source.folder,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One story as far as coverage goes."""

    story: str
    first_seen: datetime
    carriers: frozenset[str]  # sources that tell it
    near: frozenset[str]  # sources that tell something near to it: they are not silent
    topics: frozenset[str]  # what it is about
    languages: frozenset[str] = frozenset()  # in which it can be recognised; none: in any


def library_blind_spots(store: Store, *, by: str, limit: int, now: datetime) -> BlindSpots:
    """Return what the library's sources are silent on, of the last days' stories."""
    since = now - SPAN
    carriers, near = store.coverage.carriers(since=since), store.coverage.near(since=since)
    told_of, topics = store.coverage.topics(since=since)
    stories = store.stories.get([s for s, who in carriers.items() if len(who) >= CARRIERS])
    sources = store.sources.all()
    languages = _recognised(store, stories, sources, carriers)
    told = (
        Told(
            story=story.id,
            first_seen=story.first_seen,
            carriers=frozenset(carriers[story.id]),
            near=frozenset(near.get(story.id, ())),
            topics=frozenset(told_of.get(story.id, ())),
            languages=languages.get(story.id, frozenset()),
        )
        for story in stories.values()
        if story.first_seen and story.first_seen >= since
    )
    counts = store.coverage.counts(since=since)
    claimed = blind_spots(told, sources, by=by, articles=counts, topics=topics, now=now)
    members = defaultdict(set)
    for source in sources:
        members[BY[by](source)].add(source.id)
    spots = (
        spot
        for spot in claimed
        if members[spot.silent].isdisjoint(_telling_of_it(store, spot.story, carriers))
    )
    groups = Counter(BY[by](source) for source in sources)
    return BlindSpots(
        by=by,
        spots=tuple(
            replace(
                spot, headline=stories[spot.story].headline, language=stories[spot.story].language
            )
            for spot in islice(spots, limit)
        ),
        groups=tuple(groups.most_common()),
    )


def _recognised(
    store: Store,
    stories: Mapping[str, Story],
    sources: Sequence[Source],
    carriers: Mapping[str, Collection[str]],
) -> dict[str, frozenset[str]]:
    """Return the languages of those stories that have no vector: words alone know them again."""
    firsts = {story.id: story.articles[0] for story in stories.values() if story.articles}
    vectors = store.vectors.get(list(firsts.values()))
    spoken = {source.id: BY["language"](source) for source in sources}
    return {
        story: frozenset(spoken.get(source, "") for source in carriers[story])
        for story, first in firsts.items()
        if first not in vectors
    }


def _telling_of_it(
    store: Store, story: str, carriers: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """Return the sources of the stories of the same affair: its thread, and what is near."""
    thread = store.threads.get(story)
    around = store.threads.around(story, within=SPAN, least=SHARED, limit=LOOKED_AT)
    known = profiles(store, [story, *around])
    holding = store.threads.holding(list(known[story].keys))
    total = store.stories.count()
    near = [s for s in around if nearness(known[story], known[s], holding, total) >= AFFAIR]
    affair = {*near, *(thread.stories if thread else ())}
    return frozenset(source for other in affair for source in carriers.get(other, ()))


def blind_spots(
    told: Iterable[Told],
    sources: Sequence[Source],
    *,
    by: str,
    articles: Mapping[str, int],
    topics: Mapping[str, Collection[str]],
    now: datetime,
) -> list[BlindSpot]:
    """Return who is silent on what, the most told first. Pure.

    `articles` and `topics`: how many each source brought in the span, and of what they told.
    """
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        groups[BY[by](source)].append(source)
    found = []
    for one in told:
        if now - one.first_seen < WAIT or len(one.carriers) < CARRIERS:
            continue
        carrying = _carrying(groups, one)
        for group, members in groups.items():
            if not group or group in carrying:
                continue
            fair = [s for s in members if _could_tell(s, one, articles, topics)]
            if len(fair) >= SILENT and not any(s.id in one.near for s in members):
                found.append(_spot(one, by, group, fair, carrying))
    return sorted(found, key=lambda spot: (-spot.weight, spot.story, spot.silent))


def _carrying(groups: Mapping[str, Sequence[Source]], told: Told) -> dict[str, list[Source]]:
    found = {
        group: [source for source in members if source.id in told.carriers]
        for group, members in groups.items()
    }
    return {group: members for group, members in found.items() if members}


def _could_tell(
    source: Source,
    told: Told,
    articles: Mapping[str, int],
    topics: Mapping[str, Collection[str]],
) -> bool:
    read = source.polled_at is not None and source.polled_at >= told.first_seen + WAIT
    well = not (source.paused or source.gone or source.failures)
    return (
        read
        and well
        and source.added_at <= told.first_seen
        and articles.get(source.id, 0) >= ENOUGH
        and (not told.languages or BY["language"](source) in told.languages)
        and not told.topics.isdisjoint(topics.get(source.id, ()))
    )


def _spot(
    told: Told,
    by: str,
    group: str,
    fair: Sequence[Source],
    carrying: Mapping[str, Sequence[Source]],
) -> BlindSpot:
    tellers = sorted(carrying.items(), key=lambda g: (-len(g[1]), g[0]))
    return BlindSpot(
        story=told.story,
        by=by,
        silent=group,
        silent_sources=tuple(_named(source) for source in fair),
        carried=tuple((name, tuple(map(_named, members))) for name, members in tellers),
        since=told.first_seen,
        weight=len(told.carriers) * len(fair),
    )


def _named(source: Source) -> tuple[str, str]:
    return source.id, source.title or source.url
