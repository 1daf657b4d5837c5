"""Stories against TF-IDF with average linkage at its best threshold, on the labelled sets.

    python -m bench stories [--data DIR] [--quick]

The peer is given the test's own labels to choose its threshold by; ours is what is shipped.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.storysets import Labelled, all_features, bcubed, load_pairs, load_set, pair_f1
from bench.table import Figure
from tidings.group import Grouper, compare, regroup
from tidings.types import Article

SETS = {"ecbplus-1-35": "at rest", "allsides-train": "at rest", "uci-headlines": "online"}
THRESHOLDS = np.arange(0.5, 0.96, 0.05)  # cosine distances
FULL, QUICK = 2_000, 300  # stories of a set, in order of their first article


def run(shared: Path, *, quick: bool = False, encoder: str = "default") -> list[Figure]:
    """Return BCubed and pair F1 on each set, Pearson on judged pairs, and articles a second."""
    figures = []
    for name, way in SETS.items():
        labelled = _some(load_set(shared / f"data/stories/{name}.jsonl"), QUICK if quick else FULL)
        figures += _grouped(name, labelled, way, encoder)
    figures.append(_judged(shared / "data/stories/semeval2022-en-pairs.jsonl", encoder))
    return figures


def _some(labelled: Sequence[Labelled], most: int) -> list[Labelled]:
    stories = set(list(dict.fromkeys(story for _, story in labelled))[:most])
    return [(article, story) for article, story in labelled if story in stories]


def _grouped(name: str, labelled: Sequence[Labelled], way: str, encoder: str) -> list[Figure]:
    articles = [article for article, _ in labelled]
    truth = [story for _, story in labelled]
    items = all_features(articles, encoder=encoder)
    began = time.process_time()
    grouper = Grouper()
    decisions = [grouper.add(f) for f in items] if way == "online" else regroup(items)
    spent = time.process_time() - began
    found = [decision.story for decision in decisions]
    peers = _tfidf_groups(articles)
    note = f"{len(items)} articles, {way}; peer: TF-IDF, best threshold"
    return [
        Figure(
            f"stories {name}: {label}",
            score(truth, found),
            "F1",
            peer=max(score(truth, peer) for peer in peers),
            note=note,
        )
        for label, score in (("BCubed", bcubed), ("pairs", pair_f1))
    ] + [Figure(f"stories {name}: grouping alone", len(items) / spent, "articles/s, one core")]


def _tfidf_groups(articles: Sequence[Article]) -> list[list[str]]:
    """Return the groups of average linkage over TF-IDF, at each threshold."""
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
    matrix = vectors.fit_transform(f"{a.title} {a.text}" for a in articles)
    distances = 1.0 - (matrix @ matrix.T).toarray()
    groups = []
    for threshold in THRESHOLDS:
        linkage = AgglomerativeClustering(
            n_clusters=None, metric="precomputed", linkage="average", distance_threshold=threshold
        )
        groups.append([str(n) for n in linkage.fit_predict(distances)])
    return groups


def _judged(path: Path, encoder: str) -> Figure:
    pairs = load_pairs(path)
    items = all_features([a for one, two, _ in pairs for a in (one, two)], encoder=encoder)
    ours = [compare(items[i], items[i + 1])[0] for i in range(0, len(items), 2)]
    texts = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(
        a.text for one, two, _ in pairs for a in (one, two)
    )
    theirs = np.asarray(texts[::2].multiply(texts[1::2]).sum(axis=1)).ravel()
    judged = [alike for _, _, alike in pairs]
    return Figure(
        "stories semeval2022-en: with people",
        float(np.corrcoef(ours, judged)[0, 1]),
        "Pearson",
        peer=float(np.corrcoef(theirs, judged)[0, 1]),
        note=f"{len(pairs)} pairs; peer: TF-IDF cosine",
    )
