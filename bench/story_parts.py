"""Ourselves without each of our parts: what each part is worth.

    python -m bench parts [--data DIR] [--quick]

On stories that the decision did not learn from (`unseen`). A part is left out by holding what it
tells at nought, as where there is nothing to tell; nothing is trained anew. The fixed sum in place
of the learned decision is given its best threshold by the test's own labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

from bench.stories import MOST_QUICK, QUICK, SCORES, SETS, WAYS, some
from bench.storysets import Labelled, all_features, half_of, load_set
from bench.table import Figure, not_measured
from bench.unseen import unseen_half
from tidings.group import Features, pairwise, stories
from tidings.group.model import probabilities, probabilities_together
from tidings.group.signals import SIGNALS

__all__ = ["allsides", "ecb", "uci"]

STORIES, ARTICLES = 200, 600  # of a half
NAMES = ("names", "names_apart", "namesakes")
THRESHOLDS = (0.2, 0.3, 0.4)  # of the fixed sum
STEEP = 12.0  # log odds for each 1 that the fixed sum lies above its threshold
UNRELATED = 0.78  # cosine of unrelated news with the default encoder

Floats = npt.NDArray[np.float64]
Decide = Callable[..., Floats]


def measured(name: str, shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Yield for each part how we score with it and, as the peer, without."""
    half = [x for x in load_set(shared / f"data/stories/{name}.jsonl") if half_of(x[1])]
    chosen = (
        some(half, stories=QUICK, articles=MOST_QUICK)
        if quick
        else some(half, stories=STORIES, articles=ARTICLES)
    )
    with unseen_half() as missing:
        if missing:
            yield not_measured(f"parts {name}", missing)
        else:
            yield from _scored(name, chosen)


def _scored(name: str, labelled: Sequence[Labelled]) -> Iterator[Figure]:
    articles = [article for article, _ in labelled]
    whole = all_features(articles, novelty=True)
    group = partial(_scores, [story for _, story in labelled], way=SETS[name])
    ours = group(whole)
    without = {
        "novelty": group(all_features(articles)),
        "encoder": group(all_features(articles, encoder="none", novelty=True)),
        "names": group(whole, decide=_without_names),
        "surroundings": group(whole, decide=_alone),
        "third articles": group(whole, decide=_once),
        "learning": _highest(
            group(whole, decide=partial(_fixed_sum, threshold=t)) for t in THRESHOLDS
        ),
    }
    note = f"{len(articles):,} articles, {SETS[name]}, unseen half"
    for part, scores in without.items():
        for label in SCORES:
            what = f"parts {name}: {label}"
            yield Figure(what, ours[label], "F1", scores[label], note, f"without {part}")


def _scores(
    truth: Sequence[str], items: Sequence[Features], *, way: str, decide: Decide = probabilities
) -> dict[str, float]:
    with _deciding(decide):
        found = WAYS[way](items)
    return {label: score(truth, found) for label, score in SCORES.items()}


@contextmanager
def _deciding(decide: Decide) -> Iterator[None]:
    """Let each pair be judged so, and looked at again likewise with what third articles say."""
    again = _AGAIN.get(decide) or (lambda values, *known: decide(values))
    with (
        patch.object(stories, "probabilities", decide),
        patch.object(pairwise, "probabilities", decide),
        patch.object(pairwise, "probabilities_together", again),
    ):
        yield


def _without_names(values: Floats, *view: Any) -> Floats:
    return probabilities(_nameless(values), *view)


def _nameless_again(values: Floats, *known: Any) -> Floats:
    return probabilities_together(_nameless(values), *known)


def _nameless(values: Floats) -> Floats:
    told = values.copy()
    told[:, [SIGNALS.index(name) for name in NAMES]] = 0.0
    return told


def _once(values: Floats, *view: Any) -> Floats:
    """Return what pairs are by themselves, where third articles are not asked."""
    return probabilities(values, *view)


def _once_more(values: Floats, around: Floats, *known: Any) -> Floats:
    return probabilities(values, "rest", around)


def _alone(values: Floats, *view: Any) -> Floats:
    """Return a probability from what the two articles have in common alone."""
    return probabilities(values, "alone")


def _fixed_sum(values: Floats, *view: Any, threshold: float) -> Floats:
    """Return a probability from the mean of the likeness of words, of names and of meaning."""
    at = {name: values[:, i] for i, name in enumerate(SIGNALS)}
    meaning = np.clip((at["vector"] - UNRELATED) / (1 - UNRELATED), 0, 1)
    mean = (at["terms"] + at["names"] + meaning) / (2 + at["vector_known"])
    chances = 1 / (1 + np.exp(-STEEP * (mean - threshold)))
    return np.maximum(chances, np.where(at["copy"] > 0, 0.97, 0.0))


# What looks at a pair again, of those that know more than the pair by then.
_AGAIN: dict[Decide, Decide] = {
    probabilities: probabilities_together,
    _without_names: _nameless_again,
    _once: _once_more,
}


def _highest(found: Iterator[dict[str, float]]) -> dict[str, float]:
    tried = list(found)
    return {label: max(scores[label] for scores in tried) for label in SCORES}


ecb = partial(measured, "ecbplus-1-35")
allsides = partial(measured, "allsides-train")
uci = partial(measured, "uci-headlines")
