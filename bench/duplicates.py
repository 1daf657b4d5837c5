"""Near copies against rensa's and datasketch's MinHash indexes, on copies made from real articles.

    python -m bench duplicates [--data DIR] [--quick]

Each copied article is changed in five ways; every other article is a chance to be wrong. A peer
is given the threshold that finds most at a precision of .99, chosen with the answers in hand.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.table import Figure
from tidings.group import Grouper, features
from tidings.types import Article

FULL, QUICK = 8_000, 400  # originals; every fifth of them is copied
PERMUTATIONS, LIKE = 128, 0.3  # a pair less alike than LIKE is not looked at
PRECISE = 0.99

Copy = tuple[str, str, str]  # id, original's id, way in which it was changed
Found = dict[str, tuple[float, str]]  # id: how alike, which
Texts = Sequence[tuple[str, str]]


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Return recall by kind of change, precision, and articles a second, ours beside peers'."""
    path = shared / "data/corpus/news-2019-2020.jsonl.gz"
    articles, copies = _made(_texts(path, QUICK if quick else FULL))
    ours, our_time = _timed(_found_by_us, articles)
    figures = []
    for peer, find in PEERS.items():
        try:
            theirs, their_time = _timed(find, articles)
        except ImportError:
            theirs, their_time = {}, 0.0
        least = _least_alike(theirs, copies)
        theirs = {name: hit for name, hit in theirs.items() if hit[0] >= least}
        note = f"likeness from {least:.2f}" if their_time else f"{peer} is not installed"
        figures += _beside(ours, theirs, copies, peer, note, known=bool(their_time))
        figures.append(
            Figure(
                "copies: found at",
                len(articles) / our_time,
                "articles/s, one core",
                peer=len(articles) / their_time if their_time else None,
                note="ours makes stories too",
                beside=peer,
            )
        )
    return figures


def _beside(
    ours: Found, theirs: Found, copies: Sequence[Copy], name: str, note: str, *, known: bool
) -> Iterator[Figure]:
    for way in (*CHANGES, "all"):
        wanted = {copy: original for copy, original, how in copies if way in (how, "all")}
        share, peer = (_right(found, wanted) / len(wanted) for found in (ours, theirs))
        figure = (share, "share", peer if known else None, note, name)
        yield Figure(f"copies, {way}: recall", *figure)
    share, peer = (_precision(found, copies) for found in (ours, theirs))
    yield Figure("copies: precision", share, "share", peer if known else None, note, name)


def _right(found: Found, wanted: dict[str, str]) -> int:
    return sum(name in found and found[name][1] == other for name, other in wanted.items())


def _precision(found: Found, copies: Sequence[Copy]) -> float:
    truth = {copy: original for copy, original, _ in copies}
    judged = [name for name in truth if name in found]
    return _right(found, truth) / len(judged) if judged else 0.0


def _least_alike(found: Found, copies: Sequence[Copy]) -> float:
    """Return the lowest threshold at which a peer's findings are PRECISE."""
    likes = (n / 100 for n in range(int(100 * LIKE), 100))
    for least in likes:
        kept = {name: hit for name, hit in found.items() if hit[0] >= least}
        if _precision(kept, copies) >= PRECISE:
            return least
    return 1.0


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


def _timed(find: Callable[[Texts], Found], articles: Texts) -> tuple[Found, float]:
    began = time.process_time()
    found = find(articles)
    return found, time.process_time() - began


def _found_by_us(articles: Texts) -> Found:
    grouper = Grouper()
    decisions = (
        grouper.add(features(Article(id=name, paragraphs=(text,)))) for name, text in articles
    )
    return {d.article: (1.0, d.duplicate_of) for d in decisions if d.duplicate_of}


def _found_by_rensa(articles: Texts) -> Found:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=LIKE, num_perm=PERMUTATIONS, num_bands=32)
    known: list[tuple[str, RMinHash]] = []
    found: Found = {}
    for number, (name, text) in enumerate(articles):
        minhash = RMinHash(num_perm=PERMUTATIONS, seed=7)
        minhash.update(_shingles(text))
        hits = [(minhash.jaccard(known[i][1]), known[i][0]) for i in index.query(minhash)]
        if hits and max(hits)[0] >= LIKE:
            found[name] = max(hits)
        index.insert(number, minhash)
        known.append((name, minhash))
    return found


def _found_by_datasketch(articles: Texts) -> Found:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=LIKE, num_perm=PERMUTATIONS)
    known: dict[str, MinHash] = {}
    found: Found = {}
    for name, text in articles:
        minhash = MinHash(num_perm=PERMUTATIONS, seed=7)
        minhash.update_batch([shingle.encode() for shingle in _shingles(text)])
        hits = [(minhash.jaccard(known[other]), other) for other in index.query(minhash)]
        if hits and max(hits)[0] >= LIKE:
            found[name] = max(hits)
        index.insert(name, minhash)
        known[name] = minhash
    return found


def _shingles(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))]


PEERS: dict[str, Callable[[Texts], Found]] = {
    "rensa": _found_by_rensa,
    "datasketch": _found_by_datasketch,
}
