"""Serial news: told in the same words each time, so that only its figures tell it apart.

A weekly count of jobless claims differs from the last one in its date and its figures. Where no
article carries a date, a year of them looks like one story that develops. In a group this large,
articles that state figures which few others in it state, and share none of them, are less
probably one event; in smaller groups they may well be: figures of one event grow. Nor is a
text a copy of another whose words it repeats with other figures on a later day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from math import exp

from tidings.group.copies import copied
from tidings.group.features import Features
from tidings.group.linkage import Pairs
from tidings.urls import outlet

__all__ = [
    "LARGE",
    "STORY_GAP",
    "copied_with_figures",
    "doubted",
    "near",
    "next_piece",
    "reconsidered",
    "telling_figures",
]

STORY_GAP = timedelta(days=21)  # no single event is told again as news after this long
LARGE = 24  # articles of a group; swept 8 to 32: decisions/0330
_FEW = 0.15  # of a group's articles state a telling figure, at most
_FEWEST = 3  # articles that may always state it: those of one event
_DIGITS = 2  # of a telling figure; a smaller one counts anything
_APART = 4.0  # log odds that differing figures take
_SHARED = 0.5  # of the fewer figures of two texts; one piece of a series repeats the last one's
_NEXT = timedelta(hours=20)  # after which a series may go on; an update of one text comes sooner


def copied_with_figures(one: Features, two: Features) -> float:
    """Return which share of the shorter text the other copies; 0.0 for a series' next piece."""
    share = copied(one.sketch, two.sketch)
    return 0.0 if share and _later(one, two) and _differ(one, two) else share


def near(a: Features, b: Features) -> bool:
    """Return whether two articles can be one story: in time, and no two pieces of a series."""
    if a.time is None or b.time is None:
        return True
    return abs(a.time - b.time) <= STORY_GAP and not next_piece(a, b)


def next_piece(one: Features, two: Features) -> bool:
    """Return whether a publisher tells on a later day the same words with other figures."""
    return (
        _later(one, two)
        and bool(publisher := outlet(one.publisher, one.url))
        and publisher == outlet(two.publisher, two.url)
        and _differ(one, two)
        and copied(one.sketch, two.sketch) > 0
    )


def _later(one: Features, two: Features) -> bool:
    return one.time is not None and two.time is not None and abs(one.time - two.time) >= _NEXT


def _differ(one: Features, two: Features) -> bool:
    """Return whether two texts state figures, and share few of them."""
    here, there = ({n for n in f.numbers if _digits(n) >= _DIGITS} for f in (one, two))
    fewer = min(len(here), len(there))
    return bool(fewer) and len(here & there) <= _SHARED * fewer


def telling_figures(members: Sequence[Features]) -> list[frozenset[str]]:
    """Return the figures of each article that few others of its group state; none of one dated."""
    stated = Counter(number for features in members for number in features.numbers)
    most = max(_FEWEST, _FEW * len(members))
    few = {n for n, count in stated.items() if count <= most and _digits(n) >= _DIGITS}
    return [
        features.numbers & few if features.time is None else frozenset() for features in members
    ]


def _digits(number: str) -> int:
    return sum(map(str.isdigit, number))


def _parted(one: frozenset[str], two: frozenset[str]) -> bool:
    """Return whether telling figures keep two articles apart."""
    return bool(one and two) and one.isdisjoint(two)


def _weaken(chance: float) -> float:
    """Return how probable it is that two articles tell one event although their figures differ."""
    odds = chance / max(1 - chance, 1e-9) * exp(-_APART)
    return odds / (1 + odds)


def reconsidered(
    groups: Sequence[Sequence[int]], pairs: Pairs, articles: Sequence[Features]
) -> dict[int, Pairs]:
    """Return what figures say of the pairs in large groups of articles without dates.

    By the group's place in `groups`; its articles are named by their places in it.
    """
    place: dict[int, tuple[int, int]] = {}  # article: its group, its place in that
    figures: dict[int, list[frozenset[str]]] = {}
    for number, group in enumerate(groups):
        if len(group) >= LARGE and any(articles[item].time is None for item in group):
            figures[number] = telling_figures([articles[item] for item in group])
            place |= {item: (number, at) for at, item in enumerate(group)}
    found: dict[int, Pairs] = {number: {} for number in figures}
    for (a, b), chance in pairs.items():
        if a in place and b in place and place[a][0] == place[b][0]:
            number, one, two = place[a][0], place[a][1], place[b][1]
            apart = _parted(figures[number][one], figures[number][two])
            found[number][one, two] = _weaken(chance) if apart else chance
    return found


def doubted(
    features: Features, members: Mapping[int, Features], chances: Mapping[int, float]
) -> dict[int, float]:
    """Return the chances, by slot, that are less where an arriving article's figures differ.

    `members` are those of one story, by slot.
    """
    if len(members) < LARGE or not features.numbers:
        return {}
    here, *there = telling_figures([features, *members.values()])
    return {
        slot: _weaken(chances[slot])
        for slot, figures in zip(members, there, strict=True)
        if slot in chances and _parted(here, figures)
    }
