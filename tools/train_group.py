"""Train `src/tidings/group/model.json`: how probable it is that two articles tell one story.

Pairs are drawn as the grouping draws them, each article with its candidates among the earlier
ones, and some at random. Stories are split in two by a hash of their name: the printed figures
are those of a model that saw only the first half, which is kept for the benches; the model that
is shipped saw both.

Run: `python tools/train_group.py [FOLDER]`, with the `bench` dependencies; some five minutes.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.storysets import Labelled, all_features, load_pairs, load_set, shared_folder

from tidings.group.frequencies import Frequencies
from tidings.group.model import SIGNALS_OF_VECTORS, expand
from tidings.group.signals import SIGNALS, signals
from tidings.group.weighed import parts, weigh
from tidings.group.window import Window

TARGET = Path(__file__).parent.parent / "src/tidings/group/model.json"
UNSEEN = Path(__file__).parent.parent / "bench/unseen/model.json"  # saw the first half alone
SETS = {"ecbplus-1-35": 1.0, "allsides-train": 1.0, "uci-headlines": 0.9}  # weight of each
PAIRS_WEIGHT = 0.5
RANDOM = 20  # pairs with any earlier article: most news has nothing to do with most other news
STRENGTH = 0.3  # inverse of the regularisation, swept .03 to 3: no difference of note


class Pairs:
    """Signals (pairs, signals), how alike the pairs are 0..1, their weight, their half."""

    def __init__(self, values: np.ndarray, alike: np.ndarray, weight: float, half: np.ndarray):
        self.values, self.alike, self.half = values, alike, half  # half: 0, 1; -1 mixed
        self.weights = np.full(len(alike), weight / len(alike))


def set_pairs(labelled: Sequence[Labelled], weight: float) -> Pairs:
    """Return each article with its candidates among the earlier ones."""
    found = all_features([a for a, _ in labelled])
    stories = [story for _, story in labelled]
    halves = [crc32(story.encode()) % 2 for story in stories]
    frequencies = Frequencies()
    drawn = [parts(one) for one in found]
    for known in drawn:
        frequencies.add(known.words, known.counts)
    window = Window(limit=len(found))
    values, alike, half = [], [], []
    chance = random.Random(20_261_122)
    for i, one in enumerate(found):
        article = weigh(one, frequencies, drawn[i])
        others = {*window.candidates(article), *chance.choices(range(i or 1), k=RANDOM)}
        slots = sorted(others if i else ())
        values.append(signals(article, [window[slot] for slot in slots]))
        alike += [float(stories[slot] == stories[i]) for slot in slots]
        half += [halves[i] if halves[i] == halves[slot] else -1 for slot in slots]
        window.add(article)
    return Pairs(np.concatenate(values), np.array(alike), weight, np.array(half))


def people_pairs(path: Path, weight: float) -> Pairs:
    """Return the pairs that people judged, by what is known beforehand of their words."""
    judged = load_pairs(path)
    found = all_features([a for one, two, _ in judged for a in (one, two)])
    known = [weigh(one, Frequencies()) for one in found]
    values = [signals(known[i], [known[i + 1]]) for i in range(0, len(known), 2)]
    alike = np.clip((np.array([s for _, _, s in judged]) - 0.33) / 0.5, 0.0, 1.0)
    return Pairs(np.concatenate(values), alike, weight, np.arange(len(judged)) % 2)


def without(pairs: Pairs, names: Sequence[str]) -> Pairs:
    """Return the pairs as they look where some signals are not known."""
    values = pairs.values.copy()
    values[:, [SIGNALS.index(name) for name in names]] = 0.0
    return Pairs(values, pairs.alike, float(pairs.weights.sum()), pairs.half)


def fit(parts: Sequence[Pairs], half: int | None) -> dict[str, object]:
    """Return weights and bias; `half` None trains on everything."""
    chosen = [p.half == half if half is not None else slice(None) for p in parts]
    inputs = expand(np.concatenate([p.values[c] for p, c in zip(parts, chosen, strict=True)]))
    alike = np.concatenate([p.alike[c] for p, c in zip(parts, chosen, strict=True)])
    weights = np.concatenate([p.weights[c] for p, c in zip(parts, chosen, strict=True)])
    weights *= len(weights) / weights.sum()
    scaler = StandardScaler().fit(inputs)
    scaled = scaler.transform(inputs)
    yes, no = alike > 0, alike < 1  # a pair that is half alike counts half on either side
    regression = LogisticRegression(C=STRENGTH, max_iter=500).fit(
        np.concatenate([scaled[yes], scaled[no]]),
        np.concatenate([np.ones(yes.sum()), np.zeros(no.sum())]),
        sample_weight=np.concatenate([(weights * alike)[yes], (weights * (1 - alike))[no]]),
    )
    learned = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - learned @ scaler.mean_)
    return {"bias": round(bias, 5), "weights": [round(float(w), 5) for w in learned]}


def report(name: str, model: dict[str, object], parts: dict[str, Pairs]) -> None:
    """Print how well a model does on the half that it never saw."""
    for key, pairs in parts.items():
        unseen = pairs.half == 1
        logits = expand(pairs.values[unseen]) @ np.array(model["weights"]) + model["bias"]
        chances = 1 / (1 + np.exp(-logits))
        alike = pairs.alike[unseen]
        line = f"{name:8} {key:24} pearson {np.corrcoef(chances, alike)[0, 1]:.3f}"
        if set(alike) == {0.0, 1.0}:
            line += f"  AUC {roc_auc_score(alike, chances):.4f}"
            line += f"  AP {average_precision_score(alike, chances):.4f}"
            line += f"  Brier {np.mean((chances - alike) ** 2):.4f}"
        print(line)


def main() -> None:
    """Train on the sets, print the figures of the unseen half, write the model."""
    folder = shared_folder(*sys.argv[1:2]) / "data/stories"
    parts = {
        name: set_pairs(load_set(folder / f"{name}.jsonl"), weight) for name, weight in SETS.items()
    }
    parts["semeval2022-en-pairs"] = people_pairs(
        folder / "semeval2022-en-pairs.jsonl", PAIRS_WEIGHT
    )
    shipped, tried = {}, {}
    for name, hidden in (("vectors", ()), ("words", SIGNALS_OF_VECTORS)):
        seen = {key: without(pairs, hidden) for key, pairs in parts.items()}
        tried[name] = fit(list(seen.values()), 0)
        report(name, tried[name], seen)
        shipped[name] = fit(list(seen.values()), None)
    TARGET.write_text(json.dumps(shipped) + "\n")
    UNSEEN.write_text(json.dumps(tried) + "\n")


if __name__ == "__main__":
    main()
