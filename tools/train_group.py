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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.storysets import all_features, half_of, load_pairs, load_set, shared_folder
from bench.unseen import deciding_by

from tidings.group import Features, Grouper
from tidings.group.batch import all_pairs, survey
from tidings.group.frequencies import Frequencies
from tidings.group.model import (
    RISING,
    SIGNALS_OF_VECTORS,
    cross_language_view,
    doubtful,
    expand,
    learned_odds,
    rising,
    together,
)
from tidings.group.pairwise import Pairwise
from tidings.group.signals import SIGNALS, signals
from tidings.group.stories import as_arrays
from tidings.group.surroundings import SURROUNDINGS
from tidings.group.trees import DEPTH
from tidings.group.word_weights import Weighed, weigh

Floats = npt.NDArray[np.float64]
Model = dict[str, Any]
Told = tuple[Features, str]  # with its story

TARGET = Path(__file__).parent.parent / "src/tidings/group/model.json"
UNSEEN = Path(__file__).parent.parent / "bench/unseen/model.json"  # saw the first half alone
SETS = ("ecbplus-1-35", "allsides-train", "uci-headlines")
VIEWS = ("rest", "online", "alone")
ABROAD = "abroad"  # told in two languages, which are seen alone
PEOPLE = "semeval2022-en-pairs"
PEOPLE_WEIGHT = 1.0  # of the pairs that people judged, beside 1 for each set
SMALL_WEIGHT = 0.5  # of the same stories in small libraries
YOUNG_WEIGHT = 0.2  # of young libraries; swept 0 to 1: without them any two are one event there
SMALL = (25, 5, 5, 5, 5, 5)  # stories in small libraries
YOUNG = (5, 5, 10, 20, 40)  # stories in young libraries of one kind of news
LIBRARIES = 150  # young ones of a set
TOLD = (1, 1, 1, 2, 3)  # articles of each that there are yet
MOST_PAIRS = 40_000  # of a part that are learned from
MOST_SEEN_TOGETHER = 100_000  # the same of the trees
TREES = 120
RATE = 0.08  # of what each tree could add
LEAST = 60  # pairs of a leaf
NEVER = 1e9  # threshold that no input exceeds
TRIED = 1_500  # pairs, thrice, at which what a regression may do is looked at
FORCE = 30.0  # beside the loss of a pair; swept .3 to 100: no difference of note
STRENGTH = 0.3  # inverse of the regularisation, swept .03 to 3: no difference of note


@dataclass(frozen=True)
class Part:
    """Pairs: what is known of them, how alike they are 0..1, what all of them weigh."""

    seen: Pairwise
    alike: Floats
    weight: float

    def some(self, chosen: npt.NDArray[np.bool_] | slice) -> Part:
        """Return the chosen pairs."""
        return replace(self, seen=self.seen.some(chosen), alike=self.alike[chosen])


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
    return Part(_beside(part.seen for part in parts), _joined(p.alike for p in parts), weight)


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
    return Part(_beside(part.seen for part in parts), _joined(p.alike for p in parts), weight)


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
        ones=_joined(seen.ones for seen in moved),
        others=_joined(seen.others for seen in moved),
        values=_joined(seen.values for seen in moved),
        around=_joined(seen.around for seen in moved),
    )


def _joined(parts: Iterable[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    return np.concatenate([*parts])


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


def fit(parts: Sequence[Part], *, alone: bool) -> Model:
    """Return weights and bias; `alone`: without surroundings."""
    chosen = [*_drawn(parts, MOST_PAIRS)]
    inputs = [expand(p.seen.values, None if alone else p.seen.around) for p in chosen]
    return _regression(_joined(inputs), _joined(p.alike for p in chosen), _weighing(chosen))


def _drawn(parts: Iterable[Part], most: int) -> Iterator[Part]:
    """Yield so many pairs of each part, by chance."""
    chance = np.random.default_rng(20_261_122)
    for part in parts:
        yield part.some(chance.permutation(len(part.alike))[:most])


def _weighing(parts: Sequence[Part]) -> Floats:
    weights = _joined(np.full(len(p.alike), p.weight / len(p.alike)) for p in parts)
    return np.asarray(weights * len(weights) / weights.sum())


def _regression(inputs: Floats, alike: Floats, weights: Floats) -> Model:
    scaler = StandardScaler().fit(inputs)
    scaled = scaler.transform(inputs)
    yes, no = alike > 0, alike < 1  # a pair that is half alike counts half on either side
    regression = LogisticRegression(C=STRENGTH, max_iter=200).fit(
        np.concatenate([scaled[yes], scaled[no]]),
        np.concatenate([np.ones(yes.sum()), np.zeros(no.sum())]),
        sample_weight=np.concatenate([(weights * alike)[yes], (weights * (1 - alike))[no]]),
    )
    return _unscaled(regression.coef_[0], regression.intercept_[0], scaler)


def _unscaled(weights: Floats, bias: float, scaler: StandardScaler) -> Model:
    learned = weights / scaler.scale_
    bias = float(bias - learned @ scaler.mean_)
    return {"bias": round(bias, 5), "weights": [round(float(w), 5) for w in learned]}


def fit_rising(parts: Sequence[Part]) -> Model:
    """Return weights and bias of pairs by themselves, as `fit` does, that rise as `rising` says.

    Squares and products bend: left alone they call two articles less alike for a word more that
    both tell, beyond what most pairs of the sets have in common.
    """
    chosen = [*_drawn(parts, MOST_PAIRS)]
    values, alike = (
        _joined(x) for x in zip(*((p.seen.values, p.alike) for p in chosen), strict=True)
    )
    inputs, weights = expand(values, None), _weighing(chosen)
    scaler = StandardScaler().fit(inputs)
    scaled = scaler.transform(inputs)
    slopes = _slopes(values, weights * (0.02 + alike)) / scaler.scale_
    force = FORCE * len(weights) / len(slopes)

    def loss(found: Floats) -> tuple[float, Floats]:
        odds = scaled @ found[:-1] + found[-1]
        missed, falls = weights * (expit(odds) - alike), np.minimum(slopes @ found[:-1], 0.0)
        lost = weights @ (np.logaddexp(0.0, odds) - alike * odds)
        lost += force * falls @ falls + found[:-1] @ found[:-1] / (2 * STRENGTH)
        slope = scaled.T @ missed + 2 * force * (slopes.T @ falls) + found[:-1] / STRENGTH
        return lost, np.append(slope, missed.sum())

    start = np.zeros(inputs.shape[1] + 1)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return _unscaled(best[:-1], best[-1], scaler)


def _slopes(values: Floats, chances: Floats) -> Floats:
    """Return how the inputs change with each signal that rises, in pairs there are and might be.

    (pairs x signals, inputs), for a standard deviation of the signal; turned round where more of
    it speaks against.
    """
    chance = np.random.default_rng(20_261_122)
    drawn = values[chance.choice(len(values), TRIED, p=chances / chances.sum())]
    mixed, nearer = drawn.copy(), drawn.copy()
    for at, name in enumerate(SIGNALS):
        if rising(name):
            mixed[:, at] = chance.permutation(mixed[:, at])
        if name in ("terms", "title", "titled", "rarest", "names", "numbers"):
            nearer[:, at] += (1 - nearer[:, at]) * chance.random(TRIED)
    tried = _joined([drawn, mixed, nearer])
    found = []
    for at, name in enumerate(SIGNALS):
        if rising(name):
            more = tried.copy()
            more[:, at] += (step := 1e-4)
            slope = (expand(more, None) - expand(tried, None)) / step
            found.append(rising(name) * values[:, at].std() * slope)
    return _joined(found)


def grow(parts: Sequence[Part]) -> Model:
    """Return the trees that look at pairs again, by the regressions that are in force."""
    looked_at, inputs = [], []
    for part in parts:
        seen, said = part.seen, part.seen.thirds()
        odds = learned_odds(seen.values, "rest", seen.around)
        doubted = np.flatnonzero(doubtful(seen.values, odds))
        chosen = np.random.default_rng(20_261_122).permutation(doubted)[:MOST_SEEN_TOGETHER]
        looked_at.append(part.some(chosen))
        inputs.append(
            together(seen.values[chosen], seen.around[chosen], said[chosen], odds[chosen])
        )
    boosted = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=RATE, max_depth=DEPTH, max_leaf_nodes=2**DEPTH,
        min_samples_leaf=LEAST, l2_regularization=1.0, monotonic_cst=RISING,
        early_stopping=False, random_state=20_261_122,
    )  # fmt: skip
    boosted.fit(_joined(inputs), _joined(p.alike for p in looked_at), _weighing(looked_at))
    trees = [_complete(one.nodes) for (one,) in boosted._predictors]
    names = ("inputs", "thresholds", "values")
    table: Model = {"bias": round(float(boosted._baseline_prediction[0, 0]), 5)}
    return table | dict(zip(names, map(list, zip(*trees, strict=True)), strict=True))


def _complete(nodes: npt.NDArray[Any]) -> tuple[list[int], list[float], list[float]]:
    """Return a tree's inputs, thresholds and leaves as `Trees` has them."""
    inner = 2**DEPTH - 1
    inputs, thresholds = [0] * inner, [NEVER] * inner
    places = [0] + [-1] * (2 * inner)  # of the tree that is filled up: nodes of the learned one
    for at in range(inner):
        node = nodes[places[at]]
        if node["is_leaf"]:
            places[2 * at + 1] = places[2 * at + 2] = places[at]
        else:
            inputs[at] = int(node["feature_idx"])
            thresholds[at] = round(float(node["num_threshold"]), 6)
            places[2 * at + 1], places[2 * at + 2] = int(node["left"]), int(node["right"])
    return inputs, thresholds, [round(float(nodes[n]["value"]), 5) for n in places[inner:]]


def learn(parts: dict[str, Part], path: Path) -> None:
    """Write the models of `model.json`: the regressions, then the trees that build on them."""
    trained = {}
    for name, known, views in (
        ("vectors", parts, (*VIEWS, ABROAD)),
        ("words", {key: without_vectors(part) for key, part in parts.items()}, VIEWS),
    ):
        for view in views:
            chosen = [part for key, part in known.items() if _seen(key, view)]
            trained[f"{name}, {view}"] = (
                fit_rising(chosen) if view == "alone" else fit(chosen, alone=view == ABROAD)
            )
    write(path, trained)
    with deciding_by(path):
        at_rest = [part for key, part in parts.items() if _seen(key, "rest")]
        trained["vectors, together"] = grow(at_rest)
    write(path, trained)


def _seen(part: str, view: str) -> bool:
    """Return whether a view is learned from a part."""
    if view == ABROAD or part.endswith(f", {ABROAD}"):
        return view == ABROAD and part.endswith(f", {ABROAD}")
    if view == "alone":
        return not part.endswith((", online", ", small", ", young"))
    return part != PEOPLE and part.endswith(", online") == (view == "online")


def report(parts: dict[str, Part], path: Path) -> None:
    """Print how well a model does on parts that it never saw."""
    with deciding_by(path):
        for key, part in parts.items():
            for view in (view for view in (*VIEWS, ABROAD) if _seen(key, view)):
                around = part.seen.around if view in ("rest", "online") else None
                _print(f"{view:8} {key:28}", _chance(_odds(part, view, around)), part.alike)
                if view == "rest":
                    _print(f"together {key:28}", part.seen.together(), part.alike)


def _odds(part: Part, view: str, around: Floats | None) -> Floats:
    model = json.loads(UNSEEN.read_bytes())[f"vectors, {view}"]
    return np.asarray(expand(part.seen.values, around) @ np.array(model["weights"]) + model["bias"])


def _chance(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))


def _print(name: str, chances: Floats, alike: Floats) -> None:
    line = f"{name} pearson {np.corrcoef(chances, alike)[0, 1]:.3f}"
    if set(alike) == {0.0, 1.0}:
        line += f"  AUC {roc_auc_score(alike, chances):.4f}"
        line += f"  AP {average_precision_score(alike, chances):.4f}"
        line += f"  Brier {np.mean((chances - alike) ** 2):.4f}"
    print(line, flush=True)


def all_parts(folder: Path, half: int | None = None) -> dict[str, Part]:
    """Return everything there is to learn from; of one half of the stories, if told which."""
    parts = {}
    for name in SETS:
        labelled = load_set(folder / f"{name}.jsonl")
        found = all_features([article for article, _ in labelled])
        told = zip(found, (story for _, story in labelled), strict=True)
        items = [one for one in told if half is None or half_of(one[1]) == half]
        parts[name] = set_part(items, 1.0)
        parts[f"{name}, online"] = online_part(items, 1.0)
        parts[f"{name}, small"] = small_part(items, SMALL_WEIGHT)
        parts[f"{name}, young"] = young_part(items, YOUNG_WEIGHT)
        parts[f"{name}, {ABROAD}"] = abroad_part(items, 1.0)
    people = people_part(folder / f"{PEOPLE}.jsonl", PEOPLE_WEIGHT)
    parts[PEOPLE] = people.some(slice(half, None, None if half is None else 2))
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
    learn(all_parts(folder, half=0), UNSEEN)
    report(all_parts(folder, half=1), UNSEEN)
    learn(all_parts(folder), TARGET)


if __name__ == "__main__":
    main()
