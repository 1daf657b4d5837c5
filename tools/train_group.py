"""Train `src/tidings/group/model.json`: how probable it is that two articles tell one story.

Pairs are those that grouping holds against each other: at rest, in whole sets and in small
libraries of a few stories, and online, as articles arrive (`story_pairs.py`). Stories are split in
two by a hash of their name: the printed figures are those of a model that saw only the first half,
on the stories of the other, and it is kept for the benches; the model that is shipped saw both.
First of all `mean_vector.bin` is written, the mean vector of news.

Run: `python tools/train_group.py [FOLDER]`, with the `bench` dependencies; some ten minutes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
from bench.storysets import all_features, load_set, shared_folder
from bench.unseen import deciding_by
from tools.story_pairs import (
    ABROAD,
    PEOPLE,
    SETS,
    Part,
    all_parts,
    arriving_parts,
    joined,
    without_vectors,
)

from tidings.group.model import (
    RISING,
    doubtful,
    expand,
    learned_odds,
    probabilities_together,
    rising,
    together,
)
from tidings.group.signals import SIGNALS
from tidings.group.trees import DEPTH

Floats = npt.NDArray[np.float64]
Model = dict[str, Any]

TARGET = Path(__file__).parent.parent / "src/tidings/group/model.json"
UNSEEN = Path(__file__).parent.parent / "bench/unseen/model.json"  # saw the first half alone
VIEWS = ("rest", "online", "alone")
AT_REST_WEIGHT = 0.3  # of sets at rest in trees for arrivals; of 0, .3, 1: decisions/0445
MOST_PAIRS = 40_000  # of a part that are learned from
MOST_SEEN_TOGETHER = 100_000  # the same of the trees
TREES = 120
RATE = 0.08  # of what each tree could add
LEAST = 60  # pairs of a leaf
NEVER = 1e9  # threshold that no input exceeds
TRIED = 1_500  # pairs, thrice, at which what a regression may do is looked at
FORCE = 30.0  # beside the loss of a pair; swept .3 to 100: no difference of note
STRENGTH = 0.3  # inverse of the regularisation, swept .03 to 3: no difference of note


def fit(parts: Sequence[Part], *, alone: bool) -> Model:
    """Return weights and bias; `alone`: without surroundings."""
    chosen = [*_drawn(parts, MOST_PAIRS)]
    inputs = [expand(p.seen.values, None if alone else p.seen.around) for p in chosen]
    return _regression(joined(inputs), joined(p.alike for p in chosen), _weighing(chosen))


def _drawn(parts: Iterable[Part], most: int) -> Iterator[Part]:
    """Yield so many pairs of each part, by chance."""
    chance = np.random.default_rng(20_261_122)
    for part in parts:
        yield part.some(chance.permutation(len(part.alike))[:most])


def _weighing(parts: Sequence[Part]) -> Floats:
    weights = joined(np.full(len(p.alike), p.weight / len(p.alike)) for p in parts)
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
        joined(x) for x in zip(*((p.seen.values, p.alike) for p in chosen), strict=True)
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
    tried = joined([drawn, mixed, nearer])
    found = []
    for at, name in enumerate(SIGNALS):
        if rising(name):
            more = tried.copy()
            more[:, at] += (step := 1e-4)
            slope = (expand(more, None) - expand(tried, None)) / step
            found.append(rising(name) * values[:, at].std() * slope)
    return joined(found)


def grow(parts: Sequence[Part]) -> Model:
    """Return the trees that look at pairs again, by the regressions that are in force."""
    looked_at, inputs = [], []
    for part in parts:
        seen, said = part.seen, part.said()
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
    boosted.fit(joined(inputs), joined(p.alike for p in looked_at), _weighing(looked_at))
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


def learn(folder: Path, path: Path, half: int | None = None) -> None:
    """Write the models of `model.json`: the regressions, then the trees that build on them."""
    parts = all_parts(folder, half)
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
        whole = [replace(parts[name], weight=AT_REST_WEIGHT) for name in SETS]
        trained["vectors, arriving"] = grow([*arriving_parts(folder, half).values(), *whole])
    write(path, trained)


def _seen(part: str, view: str) -> bool:
    """Return whether a view is learned from a part."""
    if view == ABROAD or part.endswith(f", {ABROAD}"):
        return view == ABROAD and part.endswith(f", {ABROAD}")
    if view == "alone":
        return not part.endswith((", online", ", small", ", young"))
    return part != PEOPLE and part.endswith(", online") == (view == "online")


def report(folder: Path, path: Path) -> None:
    """Print how well a model does on the half that it never saw."""
    parts = all_parts(folder, half=1)
    with deciding_by(path):
        for key, part in arriving_parts(folder, half=1).items():
            seen, new = part.seen, np.ones(len(part.alike), np.bool_)
            chances = probabilities_together(seen.values, seen.around, part.said(), new)
            _print(f"arriving {key:28}", chances, part.alike)
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
    learn(folder, UNSEEN, half=0)
    report(folder, UNSEEN)
    learn(folder, TARGET)


if __name__ == "__main__":
    main()
