"""Train `src/tidings/group/model.json`: how probable it is that two articles tell one story.

Pairs are those that grouping holds against each other: at rest, in whole sets and in small
libraries of a few stories, and online, as articles arrive. Stories are split in two by a hash of
their name: the printed figures are those of a model that saw only the first half, on the stories
of the other, and it is kept for the benches; the model that is shipped saw both. First of all
`mean_vector.bin` is written, the mean vector of news.

Run: `python tools/train_group.py [FOLDER]`, with the `bench` dependencies; some ten minutes.
"""

from __future__ import annotations

import itertools
import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.storysets import Labelled, all_features, load_pairs, load_set, shared_folder

from tidings.group import Features, Grouper
from tidings.group.batch import surrounded, survey
from tidings.group.frequencies import Frequencies
from tidings.group.model import SIGNALS_OF_VECTORS, cross_language_view, expand
from tidings.group.signals import SIGNALS, signals
from tidings.group.stories import as_arrays
from tidings.group.surroundings import SURROUNDINGS
from tidings.group.word_weights import Weighed, weigh

Floats = npt.NDArray[np.float64]
Model = dict[str, Any]

TARGET = Path(__file__).parent.parent / "src/tidings/group/model.json"
UNSEEN = Path(__file__).parent.parent / "bench/unseen/model.json"  # saw the first half alone
SETS = ("ecbplus-1-35", "allsides-train", "uci-headlines")
VIEWS = ("rest", "online", "alone")
ABROAD = "abroad"  # told in two languages, which are seen alone
PEOPLE = "semeval2022-en-pairs"
PEOPLE_WEIGHT = 0.5  # of the pairs that people judged, beside 1 for each set
SMALL_WEIGHT = 0.5  # of the same stories in small libraries
SMALL = (25, 5, 5, 5, 5, 5)  # stories in small libraries
MOST_STORIES = 900  # of a set
MOST_PAIRS = 40_000  # of a part that are learned from
STRENGTH = 0.3  # inverse of the regularisation, swept .03 to 3: no difference of note


@dataclass(frozen=True)
class Part:
    """Pairs: how alike they are 0..1, what is known of them, the half of their stories."""

    values: Floats  # (pairs, signals)
    around: Floats  # (pairs, surroundings)
    alike: Floats
    half: npt.NDArray[np.int64]  # 0, 1; -1 mixed
    weight: float


def set_part(items: Sequence[tuple[Features, str]], weight: float) -> Part:
    """Return the pairs that are held against each other at rest."""
    story = {features.article: name for features, name in items}
    found = survey([features for features, _ in items], {}, set())
    names = [story[article.features.article] for article in found.articles]
    values, around, alike, half = [], [], [], []
    for name, (slots, signal, near) in zip(names, surrounded(found.held), strict=True):
        values.append(signal)
        around.append(near)
        alike += [float(names[slot] == name) for slot in slots]
        mine = crc32(name.encode()) % 2
        half += [mine if crc32(names[slot].encode()) % 2 == mine else -1 for slot in slots]
    return Part(
        np.concatenate(values), np.concatenate(around), np.array(alike), np.array(half), weight
    )


def abroad_part(items: Sequence[tuple[Features, str]], weight: float) -> Part:
    """Return the pairs of `set_part` as they would look if each were told in two languages."""
    story = {features.article: name for features, name in items}
    found = survey([features for features, _ in items], {}, set())
    names = [story[article.features.article] for article in found.articles]
    there = [replace(a, features=replace(a.features, language="xx")) for a in found.articles]
    values, alike, half = [], [], []
    for article, name, (slots, _) in zip(found.articles, names, found.held, strict=True):
        here = replace(article, features=replace(article.features, language="en"))
        values.append(cross_language_view(signals(here, [there[slot] for slot in slots])))
        alike += [float(names[slot] == name) for slot in slots]
        mine = crc32(name.encode()) % 2
        half += [mine if crc32(names[slot].encode()) % 2 == mine else -1 for slot in slots]
    nothing = np.zeros((len(alike), len(SURROUNDINGS)))
    return Part(np.concatenate(values), nothing, np.array(alike), np.array(half), weight)


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


def online_part(items: Sequence[tuple[Features, str]], weight: float) -> Part:
    """Return the pairs of each article with earlier ones, seen as it arrives."""
    story = {features.article: name for features, name in items}
    listener = _Listener()
    for features, _ in items:
        listener.add(features)
    values, around, alike, half = [], [], [], []
    for article, others, signal, near in listener.heard:
        values.append(signal)
        around.append(near)
        names = [story[other] for other in others]
        alike += [float(name == story[article]) for name in names]
        mine = crc32(story[article].encode()) % 2
        half += [mine if crc32(name.encode()) % 2 == mine else -1 for name in names]
    return Part(
        np.concatenate(values), np.concatenate(around), np.array(alike), np.array(half), weight
    )


def small_part(items: Sequence[tuple[Features, str]], weight: float) -> Part:
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
    return Part(
        np.concatenate([p.values for p in parts]),
        np.concatenate([p.around for p in parts]),
        np.concatenate([p.alike for p in parts]),
        np.concatenate([p.half for p in parts]),
        weight,
    )


def people_part(path: Path, weight: float) -> Part:
    """Return the pairs that people judged, each by itself."""
    judged = load_pairs(path)
    found = all_features([a for one, two, _ in judged for a in (one, two)])
    known = [weigh(one, Frequencies()) for one in found]
    values = [signals(known[i], [known[i + 1]]) for i in range(0, len(known), 2)]
    alike = np.clip((np.array([s for _, _, s in judged]) - 0.33) / 0.5, 0.0, 1.0)
    nothing = np.zeros((len(judged), len(SURROUNDINGS)))
    return Part(np.concatenate(values), nothing, alike, np.arange(len(judged)) % 2, weight)


def labelled_features(labelled: Sequence[Labelled]) -> list[tuple[Features, str]]:
    """Return the features of a set's articles with their stories."""
    found = all_features([article for article, _ in labelled])
    stories = set(list(dict.fromkeys(story for _, story in labelled))[:MOST_STORIES])
    return [(f, s) for f, (_, s) in zip(found, labelled, strict=True) if s in stories]


def without_vectors(part: Part) -> Part:
    """Return the pairs as they look without an encoder; neighbours by words stay."""
    values, around = part.values.copy(), part.around.copy()
    values[:, [SIGNALS.index(name) for name in SIGNALS_OF_VECTORS]] = 0.0
    around[:, [name.startswith("meaning") for name in SURROUNDINGS]] = 0.0
    return replace(part, values=values, around=around)


def fit(parts: Sequence[Part], half: int | None, *, alone: bool) -> Model:
    """Return weights and bias; `half` None trains on everything, `alone` without surroundings."""
    chance = np.random.default_rng(20_261_122)
    inputs, alike, weights = [], [], []
    for part in parts:
        chosen = np.flatnonzero(part.half == half if half is not None else part.half >= -1)
        chosen = chance.permutation(chosen)[:MOST_PAIRS]
        inputs.append(expand(part.values[chosen], None if alone else part.around[chosen]))
        alike.append(part.alike[chosen])
        weights.append(np.full(len(chosen), part.weight / len(chosen)))
    return _regression(np.concatenate(inputs), np.concatenate(alike), np.concatenate(weights))


def _regression(inputs: Floats, alike: Floats, weights: Floats) -> Model:
    weights = weights * len(weights) / weights.sum()
    scaler = StandardScaler().fit(inputs)
    scaled = scaler.transform(inputs)
    yes, no = alike > 0, alike < 1  # a pair that is half alike counts half on either side
    regression = LogisticRegression(C=STRENGTH, max_iter=200).fit(
        np.concatenate([scaled[yes], scaled[no]]),
        np.concatenate([np.ones(yes.sum()), np.zeros(no.sum())]),
        sample_weight=np.concatenate([(weights * alike)[yes], (weights * (1 - alike))[no]]),
    )
    learned = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - learned @ scaler.mean_)
    return {"bias": round(bias, 5), "weights": [round(float(w), 5) for w in learned]}


def models(parts: dict[str, Part], half: int | None) -> dict[str, Model]:
    """Return the models of `model.json`."""
    trained = {}
    for name, known, views in (
        ("vectors", parts, (*VIEWS, ABROAD)),
        ("words", {key: without_vectors(part) for key, part in parts.items()}, VIEWS),
    ):
        for view in views:
            part_names = [key for key in known if _seen(key, view)]
            trained[f"{name}, {view}"] = fit(
                [known[key] for key in part_names], half, alone=view in ("alone", ABROAD)
            )
            if half is not None:
                _report(f"{name}, {view}", trained[f"{name}, {view}"], known, part_names)
    return trained


def _seen(part: str, view: str) -> bool:
    """Return whether a view is learned from a part."""
    if view == ABROAD or part.endswith(f", {ABROAD}"):
        return view == ABROAD and part.endswith(f", {ABROAD}")
    if view == "alone":
        return not part.endswith((", online", ", small"))
    return part != PEOPLE and part.endswith(", online") == (view == "online")


def _report(name: str, model: Model, parts: Mapping[str, Part], chosen: Sequence[str]) -> None:
    """Print how well a model does on the half that it never saw."""
    for key in chosen:
        part = parts[key]
        unseen = part.half == 1
        around = None if name.endswith(("alone", ABROAD)) else part.around[unseen]
        logits = expand(part.values[unseen], around) @ np.array(model["weights"]) + model["bias"]
        chances = 1 / (1 + np.exp(-logits))
        alike = part.alike[unseen]
        line = f"{name:15} {key:28} pearson {np.corrcoef(chances, alike)[0, 1]:.3f}"
        if key != PEOPLE:
            line += f"  AUC {roc_auc_score(alike, chances):.4f}"
            line += f"  AP {average_precision_score(alike, chances):.4f}"
            line += f"  Brier {np.mean((chances - alike) ** 2):.4f}"
        print(line, flush=True)


def all_parts(folder: Path) -> dict[str, Part]:
    """Return everything there is to learn from."""
    parts = {}
    for name in SETS:
        items = labelled_features(load_set(folder / f"{name}.jsonl"))
        parts[name] = set_part(items, 1.0)
        parts[f"{name}, online"] = online_part(items, 1.0)
        parts[f"{name}, small"] = small_part(items, SMALL_WEIGHT)
        parts[f"{name}, {ABROAD}"] = abroad_part(items, 1.0)
    parts[PEOPLE] = people_part(folder / f"{PEOPLE}.jsonl", PEOPLE_WEIGHT)
    return parts


def write_mean(folder: Path) -> None:
    """Write the mean of the sets' mean vectors."""
    means = []
    for name in SETS:
        found = all_features([article for article, _ in load_set(folder / f"{name}.jsonl")])
        means.append(np.mean([f.vector for f in found if f.vector is not None], axis=0))
    np.mean(means, axis=0).astype("<f2").tofile(TARGET.with_name("mean_vector.bin"))


def write(path: Path, trained: Mapping[str, Model]) -> None:
    """Write models, a line each."""
    lines = (f"{json.dumps(name)}: {json.dumps(model)}" for name, model in trained.items())
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def main() -> None:
    """Train on the sets, print the figures of the unseen half, write the model."""
    folder = shared_folder(*sys.argv[1:2]) / "data/stories"
    write_mean(folder)
    parts = all_parts(folder)
    write(UNSEEN, models(parts, half=0))
    write(TARGET, models(parts, half=None))


if __name__ == "__main__":
    main()
