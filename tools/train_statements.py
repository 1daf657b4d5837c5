"""Learn when a sentence was told before: prints WEIGHTS and BIAS of `group/told.py`.

    python -m tools.train_statements [--data DIR]

Learns from the stories of part "dev" of bench/labels/told.json, without the sentences that are
new for certain. The probability from which a sentence is known is the one with the best F1 when
each story is judged by what was learned from the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from bench.extraction import shared_folder
from bench.statements import Labelled, load, score
from sklearn.linear_model import LogisticRegression

PROBABILITIES = np.arange(0.3, 0.61, 0.02)


def main() -> None:
    """Learn and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default="")
    shared: Path = shared_folder(parser.parse_args().data)
    items = [item for item in load(shared)[0] if item.part == "dev" and item.label != "r"]
    open_ = [item for item in items if item.weighed and not item.weighed.news]
    truth = [item.label == "k" for item in items]
    said = _crosswise(items, open_)
    figures = {p: score(truth, (said >= p).tolist()) for p in PROBABILITIES.tolist()}
    best = max(figures, key=lambda p: figures[p][2])
    model = _learned(open_)
    bias = np.log(best / (1 - best)) - model.intercept_[0]
    print("each story by the others: precision, recall, F1:", np.round(figures[best], 3).tolist())
    print("WEIGHTS =", tuple(np.round(model.coef_[0], 3).tolist()))
    print("BIAS =", round(float(bias), 3))


def _learned(items: Sequence[Labelled]) -> LogisticRegression:
    return LogisticRegression(C=30.0).fit(_signs(items), [item.label == "k" for item in items])


def _signs(items: Sequence[Labelled]) -> npt.NDArray[np.float64]:
    return np.array([item.weighed.signs for item in items if item.weighed])


def _crosswise(items: Sequence[Labelled], open_: Sequence[Labelled]) -> npt.NDArray[np.float64]:
    """Return the probability of each sentence by what the other stories teach; 0 where certain."""
    found = np.zeros(len(items))
    for story in {item.story for item in items}:
        model = _learned([item for item in open_ if item.story != story])
        places = [n for n, item in enumerate(items) if item.story == story and item in open_]
        if places:
            found[places] = model.predict_proba(_signs([items[n] for n in places]))[:, 1]
    return found


if __name__ == "__main__":
    main()
