"""Threads: the stories of one affair over weeks, each linked to the earlier one it goes on from.

A story is known by its keys: the terms that it tells most of, as rare as they are in the library.
Of the earlier stories that hold some of these, the nearest is its forerunner, if it is near
enough, and the nearer it must be the longer ago it was; a thread is what hangs together so. No
matter in which order stories are looked at, the same links come out. Pure: stories in, links out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from tidings.group.alignment import Vector
from tidings.group.features import Features
from tidings.group.frequencies import commonness
from tidings.group.terms import STEM, shown
from tidings.i18n import phrase
from tidings.types import Link, Reason, StoryKey

__all__ = ["GAP", "LEAST_SHARED", "Profile", "keys", "link", "nearness"]

GAP = timedelta(days=45)  # an affair that rests longer than this begins anew
KEYS = 24  # by which a story is known
NEAR = 0.63  # from which a story goes on from another; labelled affairs, see decisions/0465
LEAST_SHARED = 3  # keys; two may meet by chance
SHOWN = 5  # that a reason names
_FADE = 0.05  # of the nearness, for each e-fold of days between: what is fresh goes on
_KEY_SHARE = 0.7  # of the nearness that is told by keys, the rest by meaning
_KEYS_ALIKE = 1.6  # root of the cosine of keys times this: one affair's stories seldom share half
_UNKNOWN = 0.7  # meaning where there are no vectors: that of most pairs that share keys
_PRIOR = 60.0  # what is known of a language's words counts as much as this many stories
_NAME = 1.5  # a name tells this much more than another word that is as rare
_UNLIKE, _ALIKE = 0.80, 0.12  # cosine of vectors of news that have nothing in common; up to one


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """A story as threads see it. `vector`: (dims,), length 1; None where there is none."""

    story: str
    time: datetime  # of its first article
    keys: Mapping[str, StoryKey]
    vector: Vector | None = None


def keys(told: Sequence[Features]) -> tuple[StoryKey, ...]:
    """Return the terms by which a story is known, from what grouping knows of its articles."""
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    labels: dict[str, str] = {}
    for features in told:
        counts.update(dict(features.terms))
        words |= features.words
        labels |= {name[:STEM]: _in_full(name, features) for name in features.names}
    weights = {
        term: (1.0 + math.log(max(count / len(told), 0.4))) * (_NAME if term in labels else 1.0)
        for term, count in counts.items()
        if not term.isdigit()
    }
    chosen = sorted(weights, key=lambda t: (-weights[t] * _in_general(t), t))[:KEYS]
    return tuple(
        StoryKey(term, weights[term], labels.get(term) or words.get(term, "")) for term in chosen
    )


def _in_full(name: str, features: Features) -> str:
    """Return a name as it is written, with the given name where there is but one."""
    given = features.full_names.get(name, frozenset()) - {""}
    before = features.names.get(next(iter(given)), "") if len(given) == 1 else ""
    return f"{before} {features.names[name]}".lstrip()


def rarity(term: str, holding: int, stories: int) -> float:
    """Return how much a term tells, about 0 to 8: `holding` of so many `stories` hold it."""
    expected = _PRIOR * commonness(term)
    return max(math.log((stories + _PRIOR) / (holding + expected + 0.2)), 0.0)


@lru_cache(maxsize=1 << 15)  # the vocabulary of news
def _in_general(term: str) -> float:
    """Return how much a term tells where nothing is known of the library."""
    return rarity(term, 0, 0)


def link(
    later: Profile, earlier: Sequence[Profile], holding: Mapping[str, int], stories: int
) -> Link | None:
    """Return from which earlier story a story goes on, and why; None where it begins an affair.

    `holding` tells how many of so many `stories` hold each key of the later one.
    """
    rare = {key: rarity(key, holding.get(key, 0), stories) for key in later.keys}
    found = [(_follows(later, other, rare), other) for other in earlier if _may(later, other)]
    score, best = max(found, key=lambda f: (f[0], f[1].time, f[1].story), default=(0.0, None))
    if best is None or score < NEAR:
        return None
    return Link(
        story=later.story,
        previous=best.story,
        score=round(score, 4),
        because=_because(later, best, rare),
    )


def nearness(one: Profile, other: Profile, holding: Mapping[str, int], stories: int) -> float:
    """Return how near two stories are, 0 to 1; `holding` of so many `stories` hold one's keys."""
    return _near(one, other, {key: rarity(key, holding.get(key, 0), stories) for key in one.keys})


def _may(later: Profile, other: Profile) -> bool:
    if (other.time, other.story) >= (later.time, later.story) or later.time - other.time > GAP:
        return False
    return len(later.keys.keys() & other.keys.keys()) >= LEAST_SHARED


def _follows(later: Profile, other: Profile, rare: Mapping[str, float]) -> float:
    """Return how likely a story goes on from an earlier one, 0 to 1: how near, how soon after."""
    return _near(later, other, rare) - _FADE * math.log1p((later.time - other.time).days)


def _near(a: Profile, b: Profile, rare: Mapping[str, float]) -> float:
    """Return how near two stories are, 0 to 1: what both tell of, and what both mean."""
    both = sum(k.weight * b.keys[t].weight * rare[t] ** 2 for t, k in a.keys.items() if t in b.keys)
    words = both / ((_length(a, rare) * _length(b, rare)) or 1.0)
    meaning = _UNKNOWN
    if a.vector is not None and b.vector is not None:
        meaning = min(1.0, max(0.0, (float(a.vector @ b.vector) - _UNLIKE) / _ALIKE))
    told = min(1.0, _KEYS_ALIKE * math.sqrt(words))
    return _KEY_SHARE * told + (1.0 - _KEY_SHARE) * meaning


def _length(story: Profile, rare: Mapping[str, float]) -> float:
    """Return the length of a story's keys; one that the other lacks is as rare as in general."""
    weights = ((k.weight, rare.get(t) or _in_general(t)) for t, k in story.keys.items())
    return math.sqrt(sum((weight * rareness) ** 2 for weight, rareness in weights))


def _because(a: Profile, b: Profile, rare: Mapping[str, float]) -> tuple[Reason, ...]:
    shared = [t for t in a.keys if t in b.keys]
    shared.sort(key=lambda t: (-rare[t] * a.keys[t].weight * b.keys[t].weight, t))
    labels = [_called(t, a, b) for t in shared[:SHOWN]]
    full = {part for label in labels if " " in label for part in label.split()}
    labels = [label for label in dict.fromkeys(labels) if label not in full]
    days = (a.time - b.time).days
    gap = (
        phrase("the same day")
        if not days
        else phrase("a day later")
        if days == 1
        else phrase(f"{days} days later")
    )
    words = ", ".join(labels)
    return (
        Reason(
            kind="shared-words",
            text=f"both tell of {words}",
            weight=1.0,
            words=tuple(shared[:SHOWN]),
        ),
        Reason(kind="time", text=gap, weight=0.1),
    )


def _called(term: str, a: Profile, b: Profile) -> str:
    """Return how both stories write a term: a name in full where one does so, a word in quotes."""
    one, other = ({term: k.keys[term].label} if k.keys[term].label else {} for k in (a, b))
    names = [label for label in (*one.values(), *other.values()) if label != label.lower()]
    return max(names, key=len) if names else f"“{shown(term, one, other)}”"
