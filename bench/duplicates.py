"""Near copies against rensa's MinHash index, on copies made from real articles.

    python -m bench duplicates [--data DIR] [--quick]

Each copied article is changed in five ways; every other article is a chance to be wrong.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.table import Figure
from tidings.group import Grouper, features
from tidings.types import Article

FULL, QUICK = 3_000, 400  # originals; every fifth of them is copied
PERMUTATIONS, BANDS, LIKE = 128, 32, 0.5

Copy = tuple[str, str, str]  # id, original's id, way in which it was changed


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Return recall by kind of change, precision, and articles a second, ours beside rensa's."""
    path = shared / "data/corpus/news-2019-2020.jsonl.gz"
    articles, copies = _made(_texts(path, QUICK if quick else FULL))
    ours, our_time = _timed(_found_by_us, articles)
    theirs, their_time = _timed(_found_by_rensa, articles)
    figures = []
    for way in CHANGES:
        wanted = {(copy, original) for copy, original, changed in copies if changed == way}
        share, peer = (len(wanted & found) / len(wanted) for found in (ours, theirs))
        figures.append(Figure(f"copies, {way}: recall", share, "share", peer=peer, note="rensa"))
    truth = {(copy, original) for copy, original, _ in copies}
    of_copies = [
        {p for p in found if p[0] in {c for c, _, _ in copies}} for found in (ours, theirs)
    ]
    right = [len(found & truth) / max(1, len(found)) for found in of_copies]
    rates = [len(articles) / spent for spent in (our_time, their_time)]
    figures.append(Figure("copies: precision", right[0], "share", peer=right[1], note="rensa"))
    figures.append(
        Figure(
            "copies: found at",
            rates[0],
            "articles/s, one core",
            peer=rates[1],
            note="ours makes stories too",
        )
    )
    return figures


def _texts(path: Path, most: int) -> list[list[str]]:
    """Return the words of distinct articles of 120 words or more."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = (json.loads(line)["text"].split() for line in lines)
        long = (words[:1_200] for words in texts if len(words) >= 120)
        return list({tuple(w[:40]): w for w in itertools.islice(long, most)}.values())


def _made(texts: Sequence[list[str]]) -> tuple[list[tuple[str, str]], list[Copy]]:
    chance = random.Random(20_201_122)
    articles = [(f"a{i}", " ".join(words)) for i, words in enumerate(texts)]
    copies: list[Copy] = []
    for number, way in zip(range(0, len(texts), 5), itertools.cycle(CHANGES)):
        name = f"c{number}"
        changed = CHANGES[way](texts[number], chance.choice(texts), chance)
        articles.append((name, " ".join(changed)))
        copies.append((name, f"a{number}", way))
    return articles, copies


def _edited(words: list[str], other: list[str], chance: random.Random, share: float) -> list[str]:
    return [chance.choice(other) if chance.random() < share else word for word in words]


def _headed(words: list[str], other: list[str], chance: random.Random) -> list[str]:
    return [*other[:25], *words[15:], *other[-25:]]


CHANGES: dict[str, Callable[[list[str], list[str], random.Random], list[str]]] = {
    "same": lambda words, other, chance: words,
    "2 % of the words changed": lambda w, o, c: _edited(w, o, c, 0.02),
    "10 % of the words changed": lambda w, o, c: _edited(w, o, c, 0.10),
    "cut to 60 %": lambda words, other, chance: words[: int(len(words) * 0.6)],
    "new head and tail": _headed,
}


def _timed(
    find: Callable[[Sequence[tuple[str, str]]], set[tuple[str, str]]],
    articles: Sequence[tuple[str, str]],
) -> tuple[set[tuple[str, str]], float]:
    began = time.process_time()
    found = find(articles)
    return found, time.process_time() - began


def _found_by_us(articles: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    grouper = Grouper()
    decisions = (
        grouper.add(features(Article(id=name, paragraphs=(text,)))) for name, text in articles
    )
    return {(d.article, d.duplicate_of) for d in decisions if d.duplicate_of}


def _found_by_rensa(articles: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=LIKE, num_perm=PERMUTATIONS, num_bands=BANDS)
    known: list[tuple[str, RMinHash]] = []
    found = set()
    for number, (name, text) in enumerate(articles):
        words = text.lower().split()
        minhash = RMinHash(num_perm=PERMUTATIONS, seed=7)
        minhash.update([" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))])
        hits = [(minhash.jaccard(known[i][1]), known[i][0]) for i in index.query(minhash)]
        if hits and max(hits)[0] >= LIKE - 0.15:
            found.add((name, max(hits)[1]))
        index.insert(number, minhash)
        known.append((name, minhash))
    return found
