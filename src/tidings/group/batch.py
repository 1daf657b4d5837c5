"""Batch clustering: all articles at once, merged from the surest pair on ("at rest" in figures).

What the online decisions of `stories` got wrong for want of later news is mended here; stories
keep their ids where they can.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter

import numpy as np

from tidings.group.compare import why
from tidings.group.features import Features
from tidings.group.frequencies import Frequencies
from tidings.group.linkage import MERGE, MERGE_WORDS, Pairs, merge
from tidings.group.pairwise import Pairwise
from tidings.group.reasons import same_text
from tidings.group.serial import near, reconsidered
from tidings.group.signals import SIGNALS, Matrix, signals
from tidings.group.stories import CORRECTED, FIRST, Cannot, Decision, story_id
from tidings.group.surroundings import SURROUNDINGS, Slots, Surroundings
from tidings.group.window import Window
from tidings.group.word_weights import Weighed, parts, weigh
from tidings.types import Reason

__all__ = [
    "KEPT", "Survey", "all_pairs", "merged", "named", "reasoned", "regroup", "survey",
]  # fmt: skip

_WINDOW = 20_000  # earlier articles that each is held against
KEPT = 0.02  # pairs less probable than this are as good as unrelated


def regroup(
    items: Sequence[Features],
    *,
    previous: Mapping[str, str] | None = None,
    must: Mapping[str, str] | None = None,
    cannot: Cannot = (),
    closed: Collection[str] = (),
) -> tuple[Decision, ...]:
    """Return the decisions on all articles, in the order given.

    `previous` are the stories so far (article: story): a story keeps its id where most of it
    stays together. `must`, `cannot` and `closed` are a person's corrections, and win: the story
    of an article, pairs that never meet, stories that take in nothing else.
    """
    must = must or {}
    settled = {f.article: must[f.article] for f in items if must.get(f.article) in closed}
    if settled:
        rest = [f for f in items if f.article not in settled]
        free = {a: s for a, s in (previous or {}).items() if s not in closed}
        others = {d.article: d for d in regroup(rest, previous=free, must=must, cannot=cannot)}
        return tuple(others.get(f.article) or _settled(f.article, settled) for f in items)
    apart = {frozenset(pair) for pair in cannot}
    found = survey(items, must, apart)
    found.pairs = _likely(found.held)
    groups = merged(found, must, apart)
    stories = named(groups, found.articles, previous or {}, must)
    because = reasoned(groups, found)
    return tuple(_decision(f.article, found, stories, because, must) for f in items)


_Held = tuple[Slots, Matrix]  # slots, signals with each


@dataclass(slots=True)
class Survey:
    """All articles but the copies, in order of time; what is a copy of what; likely pairs."""

    articles: list[Weighed] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)  # article: the original
    held: list[_Held] = field(default_factory=list)
    pairs: Pairs = field(default_factory=dict)
    copied: dict[str, tuple[Reason, ...]] = field(default_factory=dict)  # why it is a copy


def survey(
    items: Sequence[Features], must: Mapping[str, str], apart: set[frozenset[str]]
) -> Survey:
    """Find out which articles are copies, and how alike the others are: all but the decisions."""
    found = Survey()
    corrected = {*must, *(article for pair in apart for article in pair)}
    frequencies = Frequencies()
    drawn = {features.article: parts(features) for features in items}
    for known in drawn.values():
        frequencies.add(known.words, known.counts)
    for features in items:
        if features.vector is not None:
            frequencies.add_vector(features.vector, features.language)
    window = Window(limit=min(_WINDOW, max(1, len(items))))
    for features in _by_time(items):
        article = weigh(features, frequencies, drawn[features.article])
        original = _original(article, window, apart)
        if original is not None:
            found.copies[features.article] = original.features.article
            found.copied[features.article] = _why_copied(article, original)
            if features.article not in corrected:  # a person may keep it elsewhere
                continue
        found.held.append(_hold_against(article, window))
        found.articles.append(article)
        window.add(article)
    return found


def _by_time(items: Sequence[Features]) -> list[Features]:
    """Return the articles in order of time; those without one stay behind their forerunner."""
    times, last = [], float("-inf")
    for features in items:
        last = features.time.timestamp() if features.time else last
        times.append(last)
    return [items[i] for i in sorted(range(len(items)), key=lambda i: (times[i], i))]


def _original(article: Weighed, window: Window, apart: set[frozenset[str]]) -> Weighed | None:
    same = window.same_text(article.features.sketch)
    found = [same] if same is not None else [slot for _, slot in window.copies(article)]
    for slot in found:
        other = window[slot]
        pair = frozenset((article.features.article, other.features.article))
        if near(article.features, other.features) and pair not in apart:
            return other
    return None


def _why_copied(article: Weighed, original: Weighed) -> tuple[Reason, ...]:
    if article.features.sketch.same(original.features.sketch):
        return (same_text(original.features.article),)
    return why(article, original)[:4]


def _hold_against(article: Weighed, window: Window) -> _Held:
    """Hold an article against the earlier ones that may tell its story."""
    slots = [s for s in window.candidates(article) if near(article.features, window[s].features)]
    values = signals(article, [window[s] for s in slots])
    return np.array(slots, np.int64), values


def _surrounded(held: Sequence[_Held]) -> Iterator[tuple[Slots, Matrix, Matrix]]:
    """Yield for each article the slots that it is held against, signals and surroundings."""
    surroundings = Surroundings(limit=max(1, len(held)))
    for at, (slots, values) in enumerate(held):
        surroundings.open(at)
        surroundings.meet(at, slots, values)
    for at, (slots, values) in enumerate(held):
        yield slots, values, surroundings.around(at, slots, values)


def all_pairs(held: Sequence[_Held]) -> Pairwise:
    """Return all pairs that were held against each other: the earlier article, then the later."""
    seen = [*_surrounded(held)]
    return Pairwise(
        ones=np.concatenate([np.zeros(0, np.int64), *(slots for slots, _, _ in seen)]),
        others=np.repeat(np.arange(len(seen)), [len(slots) for slots, _, _ in seen]),
        values=np.concatenate([np.zeros((0, len(SIGNALS))), *(values for _, values, _ in seen)]),
        around=np.concatenate([np.zeros((0, len(SURROUNDINGS))), *(near for _, _, near in seen)]),
    )


def _likely(held: Sequence[_Held]) -> Pairs:
    seen = all_pairs(held)
    chances = seen.together()
    chances[chances <= KEPT] = 0.0
    return seen.by_pair(chances)


def merged(
    found: Survey,
    must: Mapping[str, str],
    apart: set[frozenset[str]],
    *,
    careful: float = 0.0,
    homes: Sequence[str] = (),
) -> list[list[int]]:
    """Return the articles by their places in `found`, story by story; serial news is parted.

    `careful`, `homes`: see `linkage.merge`.
    """
    features = [article.features for article in found.articles]
    at = {f.article: i for i, f in enumerate(features)}
    labels = {at[a]: story for a, story in must.items() if a in at}
    never = {(at[a], at[b]) for a, b in map(tuple, apart) if a in at and b in at}
    threshold = MERGE if any(f.vector is not None for f in features) else MERGE_WORDS
    link = partial(merge, threshold=threshold, careful=careful)
    homes = homes or [""] * len(features)
    groups = link(len(features), found.pairs, labels=labels, apart=never, homes=homes)
    for number, pairs in reconsidered(groups, found.pairs, features).items():
        group = groups[number]
        place = {item: i for i, item in enumerate(group)}
        pieces = link(
            len(group),
            pairs,
            homes=[homes[item] for item in group],
            labels={place[item]: story for item, story in labels.items() if item in place},
            apart={(place[a], place[b]) for a, b in never if a in place and b in place},
        )
        groups[number] = [group[i] for i in pieces[0]]
        groups += [[group[i] for i in piece] for piece in pieces[1:]]
    return sorted(groups)


def named(
    groups: Sequence[Sequence[int]],
    articles: Sequence[Weighed],
    previous: Mapping[str, str],
    must: Mapping[str, str],
    taken: Collection[str] = (),
) -> dict[str, str]:
    """Return the story of every article; the largest heir of a story keeps its id, then the oldest.

    Ids that are `taken` by other stories are given to none.
    """
    members = [[articles[i].features.article for i in group] for group in groups]
    claims = []
    for number, group in enumerate(members):
        fixed = next((must[a] for a in group if a in must), None)
        heirs = Counter(previous[a] for a in group if a in previous)
        claims += [(-float("inf"), number, fixed)] if fixed else []
        claims += [(-float(count), number, story) for story, count in heirs.items()]
    ids: dict[int, str] = {}
    given = set(taken)
    for _, number, story in sorted(claims, key=itemgetter(0, 1)):
        if number not in ids and story not in given:
            ids[number] = story
            given.add(story)
    return {
        article: ids.get(number) or _fresh(group[0], given)
        for number, group in enumerate(members)
        for article in group
    }


def _fresh(first: str, taken: set[str]) -> str:
    """Return an id for a new story, even where a story of that name has gone elsewhere."""
    story = story_id(first)
    while story in taken:
        story = story_id(story)
    return story


def reasoned(groups: Sequence[Sequence[int]], survey: Survey) -> dict[str, tuple[Reason, ...]]:
    """Return why each article is in its story: how it agrees with the nearest one in it."""
    group_of = {i: number for number, group in enumerate(groups) for i in group}
    nearest: dict[int, tuple[float, int]] = {}
    for (a, b), chance in survey.pairs.items():
        if group_of[a] == group_of[b]:
            nearest[b] = max(nearest.get(b, (-1.0, a)), (chance, a))
    because = {}
    for b, (_, a) in nearest.items():
        article = survey.articles[b]
        because[article.features.article] = why(article, survey.articles[a])[:5]
    return because


def _settled(article: str, stories: Mapping[str, str]) -> Decision:
    return Decision(article=article, story=stories[article], because=(CORRECTED,))


def _decision(
    article: str,
    survey: Survey,
    stories: Mapping[str, str],
    because: Mapping[str, tuple[Reason, ...]],
    must: Mapping[str, str],
) -> Decision:
    original = survey.copies.get(article, "")
    story = stories.get(article) or stories[original]
    if original and stories[original] != story:  # a person keeps the copy elsewhere
        original = ""
    if article in must:
        reasons: tuple[Reason, ...] = (CORRECTED,)
    elif original:
        reasons = survey.copied[article]
    else:
        reasons = because.get(article, (FIRST,))
    return Decision(article=article, story=story, duplicate_of=original, because=reasons)
