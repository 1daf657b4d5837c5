"""Pairs of articles that a grouping model learns from, of labelled sets: see `train_group`."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from bench.storysets import all_features, half_of, load_pairs, load_set

from tidings.group import Features, Grouper
from tidings.group.batch import all_pairs, survey
from tidings.group.frequencies import Frequencies
from tidings.group.model import SIGNALS_OF_VECTORS, cross_language_view
from tidings.group.pairwise import Chosen, Pairwise
from tidings.group.signals import SIGNALS, signals
from tidings.group.stories import as_arrays
from tidings.group.surroundings import SURROUNDINGS
from tidings.group.word_weights import Weighed, weigh

__all__ = [
    "ABROAD", "PEOPLE", "SETS", "Part", "all_parts", "arriving_parts", "joined", "without_vectors",
]  # fmt: skip

Floats = npt.NDArray[np.float64]
Told = tuple[Features, str]  # with its story

SETS = ("ecbplus-1-35", "allsides-train", "uci-headlines")
ABROAD = "abroad"  # told in two languages, which are seen alone
PEOPLE = "semeval2022-en-pairs"
PEOPLE_WEIGHT = 1.0  # of the pairs that people judged, beside 1 for each set
SMALL_WEIGHT = 0.5  # of the same stories in small libraries
YOUNG_WEIGHT = 0.2  # of young libraries; swept 0 to 1: without them any two are one event there
SMALL = (25, 5, 5, 5, 5, 5)  # stories in small libraries
YOUNG = (5, 5, 10, 20, 40)  # stories in young libraries of one kind of news
LIBRARIES = 150  # young ones of a set
TOLD = (1, 1, 1, 2, 3)  # articles of each that there are yet
MOMENTS = 40  # of a stream at which the latest are looked at: so many early, and all along
LATEST = 8  # articles of a moment
MANY = 3_000  # articles of a set, from which one order is enough


@dataclass(frozen=True)
class Part:
    """Pairs: what is known of them, how alike they are 0..1, what all of them weigh."""

    seen: Pairwise
    alike: Floats
    weight: float
    heard: Floats | None = None  # what third articles said at the time; None: they say it now

    def some(self, chosen: Chosen) -> Part:
        """Return the chosen pairs, without what third articles said."""
        return Part(self.seen.some(chosen), self.alike[chosen], self.weight)

    def said(self) -> Floats:
        """Return what third articles say of the pairs: (pairs, THIRDS)."""
        return self.seen.thirds() if self.heard is None else self.heard


def set_part(items: Sequence[Told], weight: float) -> Part:
    """Return the pairs that are held against each other at rest."""
    story = {features.article: name for features, name in items}
    found = survey([features for features, _ in items], {}, set())
    names = np.array([story[article.features.article] for article in found.articles])
    seen = all_pairs(found.held)
    return Part(seen, (names[seen.ones] == names[seen.others]).astype(float), weight)


def abroad_part(items: Sequence[Told], weight: float) -> Part:
    """Return the pairs of `set_part` as they would look if each were told in two languages."""
    story = {features.article: name for features, name in items}
    found = survey([features for features, _ in items], {}, set())
    names = [story[article.features.article] for article in found.articles]
    there = [replace(a, features=replace(a.features, language="xx")) for a in found.articles]
    values, alike = [], []
    for article, name, (slots, _) in zip(found.articles, names, found.held, strict=True):
        here = replace(article, features=replace(article.features, language="en"))
        values.append(cross_language_view(signals(here, [there[slot] for slot in slots])))
        alike += [float(names[slot] == name) for slot in slots]
    return Part(_each_alone(np.concatenate(values)), np.array(alike), weight)


def _each_alone(values: Floats, around: Floats | None = None) -> Pairwise:
    """Return pairs of which it does not matter who they are of."""
    nobody = np.zeros(len(values), np.int64)
    nothing = np.zeros((len(values), len(SURROUNDINGS)))
    return Pairwise(nobody, nobody, values, nothing if around is None else around)


class _Listener(Grouper):
    """Holds each article against the earlier ones, and lets it join none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.heard: list[tuple[str, list[str], Floats, Floats]] = []

    def _join(self, article: Weighed, held: Mapping[int, Sequence[float]]) -> None:
        near = {slot: held[slot] for slot in held if self._near(article, slot)}
        slots, values = as_arrays(near)
        around = self._surroundings.around(self._here, slots, values)
        names = [self._window[slot].features.article for slot in near]
        self.heard.append((article.features.article, names, values, around))


def online_part(items: Sequence[Told], weight: float) -> Part:
    """Return the pairs of each article with earlier ones, seen as it arrives."""
    story = {features.article: name for features, name in items}
    listener = _Listener()
    for features, _ in items:
        listener.add(features)
    values, around = (np.concatenate([heard[n] for heard in listener.heard]) for n in (2, 3))
    alike = [
        float(story[other] == story[article])
        for article, others, _, _ in listener.heard
        for other in others
    ]
    return Part(_each_alone(values, around), np.array(alike), weight)


def small_part(items: Sequence[Told], weight: float) -> Part:
    """Return the pairs of the same stories in many small libraries."""
    stories = sorted({story for _, story in items})
    random.Random(20_261_122).shuffle(stories)
    sizes = itertools.chain.from_iterable(
        [n] * size for n, size in enumerate(itertools.cycle(SMALL))
    )
    library = dict(zip(stories, sizes, strict=False))
    parts = [
        set_part([item for item in items if library[item[1]] == n], weight)
        for n in range(max(library.values()) + 1)
    ]
    return Part(_beside(part.seen for part in parts), joined(p.alike for p in parts), weight)


def young_part(items: Sequence[Told], weight: float) -> Part:
    """Return the pairs of young libraries of one kind of news: look-alikes, most of them alone."""
    chance = random.Random(20_261_122)
    told: dict[str, list[Told]] = {}
    for one in items:
        told.setdefault(one[1], []).append(one)
    centres = {story: _centre(found) for story, found in sorted(told.items())}
    libraries = []
    for first in chance.choices([*centres], k=LIBRARIES):
        near = sorted(centres, key=lambda story: (-float(centres[story] @ centres[first]), story))
        chosen = near[: chance.choice(YOUNG)]
        libraries.append([one for story in chosen for one in _few(told[story], chance)])
    parts = [set_part(library, weight) for library in libraries]
    return Part(_beside(part.seen for part in parts), joined(p.alike for p in parts), weight)


def _few(found: Sequence[Told], chance: random.Random) -> Sequence[Told]:
    return chance.sample(found, min(len(found), chance.choice(TOLD)))


def _centre(found: Sequence[Told]) -> Floats:
    nothing_known = Frequencies()
    vectors = [nothing_known.unusual(f.vector, "") for f, _ in found if f.vector is not None]
    return np.asarray(np.mean(vectors, axis=0), np.float64)


def _beside(libraries: Iterable[Pairwise]) -> Pairwise:
    """Return the pairs of several libraries, whose articles are numbered on."""
    moved, first = [], 0
    for seen in libraries:
        moved.append(replace(seen, ones=seen.ones + first, others=seen.others + first))
        first += 1 + int(seen.others.max(initial=0))
    return Pairwise(
        ones=joined(seen.ones for seen in moved),
        others=joined(seen.others for seen in moved),
        values=joined(seen.values for seen in moved),
        around=joined(seen.around for seen in moved),
    )


def joined(parts: Iterable[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """Return arrays laid end to end."""
    return np.concatenate([*parts])


def arriving_part(items: Sequence[Told], weight: float) -> Part:
    """Return the pairs of the latest articles at moments of a stream, as they look then.

    By the regressions that are in force. A small set arrives in several orders.
    """
    seen, said, alike = [], [], []
    for stream in _streams(items):
        story = {features.article: name for features, name in stream}
        held = survey([features for features, _ in stream], {}, set())
        names = np.array([story[article.features.article] for article in held.articles])
        for moment in _moments(len(names)):
            known = all_pairs(held.held[:moment])
            latest = known.others >= moment - LATEST
            seen.append(known.some(latest))
            said.append(known.thirds()[latest])
            alike.append((names[seen[-1].ones] == names[seen[-1].others]).astype(float))
    return Part(_beside(seen), joined(alike), weight, joined(said))


def _streams(items: Sequence[Told]) -> Iterator[Sequence[Told]]:
    yield items
    chance = random.Random(20_261_122)
    timeless = [(replace(features, time=None), name) for features, name in items]
    for _ in range(MANY // len(items)):
        yield chance.sample(timeless, len(items))


def _moments(articles: int) -> list[int]:
    """Return after how many articles it is looked: often in the beginning."""
    steps = (np.geomspace(2, articles, MOMENTS), np.linspace(2, articles, MOMENTS))
    return [*map(int, np.unique(np.concatenate(steps).astype(int)))]


def people_part(path: Path, weight: float) -> Part:
    """Return the pairs that people judged, each by itself."""
    judged = load_pairs(path)
    found = all_features([a for one, two, _ in judged for a in (one, two)])
    known = [weigh(one, Frequencies()) for one in found]
    values = [signals(known[i], [known[i + 1]]) for i in range(0, len(known), 2)]
    alike = np.clip((np.array([s for _, _, s in judged]) - 0.33) / 0.5, 0.0, 1.0)
    return Part(_each_alone(np.concatenate(values)), alike, weight)


def without_vectors(part: Part) -> Part:
    """Return the pairs as they look without an encoder; neighbours by words stay."""
    values, around = part.seen.values.copy(), part.seen.around.copy()
    values[:, [SIGNALS.index(name) for name in SIGNALS_OF_VECTORS]] = 0.0
    around[:, [name.startswith("meaning") for name in SURROUNDINGS]] = 0.0
    return replace(part, seen=replace(part.seen, values=values, around=around))


def read_half(folder: Path, name: str, half: int | None) -> list[Told]:
    """Return the articles of a set; of one half of its stories, if told which."""
    labelled = load_set(folder / f"{name}.jsonl")
    found = all_features([article for article, _ in labelled])
    told = zip(found, (story for _, story in labelled), strict=True)
    return [one for one in told if half is None or half_of(one[1]) == half]


def all_parts(folder: Path, half: int | None = None) -> dict[str, Part]:
    """Return all there is to learn from but arrivals; of one half of the stories, if told which."""
    parts = {}
    for name in SETS:
        items = read_half(folder, name, half)
        parts[name] = set_part(items, 1.0)
        parts[f"{name}, online"] = online_part(items, 1.0)
        parts[f"{name}, small"] = small_part(items, SMALL_WEIGHT)
        parts[f"{name}, young"] = young_part(items, YOUNG_WEIGHT)
        parts[f"{name}, {ABROAD}"] = abroad_part(items, 1.0)
    people = people_part(folder / f"{PEOPLE}.jsonl", PEOPLE_WEIGHT)
    parts[PEOPLE] = people.some(slice(half, None, None if half is None else 2))
    return parts


def arriving_parts(folder: Path, half: int | None = None) -> dict[str, Part]:
    """Return the pairs of articles that have just come, by the regressions that are in force."""
    return {name: arriving_part(read_half(folder, name, half), 1.0) for name in SETS}
