"""Stories on the labelled sets, beside peers that were told the best threshold.

    python -m bench stories [--data DIR] [--quick]

Ours is what is shipped: every article is told what is new in it, encoded and grouped, as it
arrives and at rest. The shipped decision has learned from these sets, both halves of each. So
each half that is "unseen" is grouped by one that learned from the other half alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.story_peers import PEERS, best
from bench.storysets import (
    Labelled,
    all_features,
    bcubed,
    half_of,
    load_pairs,
    load_set,
    pair_f1,
)
from bench.table import Figure, not_measured
from bench.unseen import unseen_half
from tidings.evaluation import at_rest, online, settled
from tidings.group import Features, compare

__all__ = ["SCORES", "SETS", "WAYS", "allsides", "ecb", "people", "some", "uci"]

SETS = {"ecbplus-1-35": "at rest", "allsides-train": "at rest", "uci-headlines": "online"}
WAYS: dict[str, Callable[[Sequence[Features]], list[str]]] = {"online": online, "at rest": at_rest}
SCORES = {"BCubed": bcubed, "pair F1": pair_f1}
FULL, QUICK = 1_000, 60  # stories of a set, in order of their first article
MOST_QUICK = 600  # articles


def some(labelled: Sequence[Labelled], *, stories: int, articles: int = 0) -> list[Labelled]:
    """Return the first articles (0: all) of the first so many stories."""
    first = set(list(dict.fromkeys(story for _, story in labelled))[:stories])
    return [one for one in labelled if one[1] in first][: articles or None]


def measured(name: str, shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Yield the scores of one set, whole and of its unseen half, beside each peer."""
    labelled = load_set(shared / f"data/stories/{name}.jsonl")
    if quick:
        labelled = some(labelled, stories=QUICK, articles=MOST_QUICK)
    else:
        labelled = some(labelled, stories=FULL)
    yield from _scored(name, labelled, "seen in training")
    half = [one for one in labelled if half_of(one[1])]
    with unseen_half() as missing:
        if missing:
            yield not_measured(f"stories {name}, unseen half", missing)
        else:
            yield from _scored(f"{name}, unseen half", half, "trained on the other half")


def _scored(name: str, labelled: Sequence[Labelled], seen: str) -> Iterator[Figure]:
    articles = [article for article, _ in labelled]
    truth = [story for _, story in labelled]
    items = all_features(articles, novelty=True)
    began = time.process_time()
    found = {"online": online(items)}
    spent = time.process_time() - began
    found |= {"settled": settled(items), "at rest": at_rest(items)}
    note = f"{len(items):,} articles, {len(set(truth)):,} stories, {seen}"
    theirs = {peer: _best(peer, articles, truth) for peer in PEERS}
    way = SETS[name.partition(",")[0]]
    for label, score in SCORES.items():
        ours = {way: score(truth, groups) for way, groups in found.items()}
        for peer, scores in theirs.items():
            yield Figure(
                f"stories {name}: {label}", ours[way], "F1", scores.get(label),
                f"{way}; {note}",
                f"{peer}, {'best threshold' if scores else 'not installed'}",
            )  # fmt: skip
        for kind in ("online", "settled"):
            yield Figure(
                f"stories {name}: {label}, {kind}", ours[kind], "F1", ours["at rest"],
                note, "ours at rest",
            )  # fmt: skip
    yield Figure(f"stories {name}: grouping alone", len(items) / spent, "articles/s, one core")


def _best(peer: str, articles: Sequence[object], truth: Sequence[str]) -> dict[str, float]:
    """Return a peer's highest scores; none where its package is missing."""
    try:
        return best(PEERS[peer](articles), truth, SCORES)
    except ModuleNotFoundError:
        return {}


ecb = partial(measured, "ecbplus-1-35")
allsides = partial(measured, "allsides-train")
uci = partial(measured, "uci-headlines")


def people(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Yield how well the probability of one story agrees with people, on judged pairs."""
    pairs = load_pairs(shared / "data/stories/semeval2022-en-pairs.jsonl")
    judged = np.array([alike for _, _, alike in pairs])
    items = all_features([a for one, two, _ in pairs for a in (one, two)])
    texts = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(
        a.text for one, two, _ in pairs for a in (one, two)
    )
    theirs = np.asarray(texts[::2].multiply(texts[1::2]).sum(axis=1)).ravel()
    yield _agreement("all, seen in training", items, theirs, judged, slice(None))
    with unseen_half() as missing:
        if missing:
            yield not_measured("stories semeval2022-en, unseen half", missing)
        else:
            yield _agreement("unseen half", items, theirs, judged, slice(1, None, 2))


def _agreement(
    name: str, items: Sequence[Features], theirs: np.ndarray, judged: np.ndarray, chosen: slice
) -> Figure:
    ours = np.array([compare(items[i], items[i + 1])[0] for i in range(0, len(items), 2)])[chosen]
    ours_agree, theirs_agree = (
        float(np.corrcoef(values, judged[chosen])[0, 1]) for values in (ours, theirs[chosen])
    )
    note = f"{len(ours)} pairs"
    return Figure(
        f"stories semeval2022-en-pairs, {name}: with people", ours_agree, "Pearson",
        theirs_agree, note, "TF-IDF cosine",
    )  # fmt: skip
