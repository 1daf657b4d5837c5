"""Recycled paragraphs as they come in real news, labelled by hand: ours beside two peers.

    python -m bench recycled [--data DIR]

`labels/recycled.csv` holds an article of the corpus a line, and a letter for each of its
paragraphs; it holds no text. The 64 articles were chosen by a rule: in the order of the CRC-32 of
their ids, those of 5 to 40 paragraphs; 24 with five earlier articles of the same publisher (at
most two of one), 40 that share 24 runs of eight words with earlier articles (at most three of
one). They were labelled before anything was judged, each paragraph beside the one of an earlier
article that shares most runs of three words with it:

    r  four fifths of its words stand in one earlier article, and no figure, name or "not" differs
    f  the same, furniture of fewer than five words: "Advertisement", "The market"
    p  two to four fifths of its words do: a quotation taken over, with new words around it
    n  new
    -  not counted: no words, addresses of pictures, frames of credits

"p" is counted neither way: it is reported how many of them are called recycled. An earlier
article is one that stands before it by day, then id. One labeller.

The errors of these 64, the first draw, were looked at. The 16 of the later one were chosen by the
same rule (six and ten of the next, at most two of one publisher), labelled by the share of their
words in runs of three that stand in one earlier article, and judged after what was mended then.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.novelty import Item, Judge, by_minhash, by_paragraph_hash, by_tidings, load, verdict
from bench.table import Figure
from tidings.types import Article

LABELS = Path(__file__).with_name("labels") / "recycled.csv"
DRAWS = ("first", "later")
WHOLE = 1 << 20  # articles: all of the corpus
JUDGES = {"ours": by_tidings, "MinHash": by_minhash, "same paragraph": by_paragraph_hash}


def labels(draw: str = "") -> dict[str, str]:
    """Return the letters of each labelled article's paragraphs; of one draw, else of both."""
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return {
            row["article"]: row["labels"]
            for row in csv.DictReader(lines)
            if draw in ("", row["draw"])
        }


def judged(articles: Sequence[Article], judge: Judge) -> dict[tuple[str, int], bool]:
    """Say of each labelled paragraph if most of it is called recycled; articles in order."""
    wanted = labels()
    found = {}
    for article in articles:
        segments = judge(article)
        start = 0
        for number, paragraph in enumerate(article.paragraphs if article.id in wanted else ()):
            end = start + len(paragraph)
            item = Item(article.id, "", start, end, recycled=False)
            found[article.id, number] = verdict(item, segments)[0]
            start = end + 1
    return found


def score(said: Mapping[tuple[str, int], bool], draw: str) -> dict[str, float]:
    """Return precision, recall (with and without furniture), and what is said of each letter."""
    called: dict[str, list[bool]] = defaultdict(list)
    for article, letters in labels(draw).items():
        for number, letter in enumerate(letters):
            called[letter].append(said[article, number])
    hits, furniture = sum(called["r"]), sum(called["f"])
    return {
        "precision": (hits + furniture) / max(1, hits + furniture + sum(called["n"])),
        "recall": (hits + furniture) / (len(called["r"]) + len(called["f"])),
        "precision, furniture aside": hits / max(1, hits + sum(called["n"])),
        "recall, furniture aside": hits / len(called["r"]),
        "partly recycled, called recycled": sum(called["p"]) / len(called["p"]),
    }


def run(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Return our figures beside each peer's; `quick` changes nothing: all earlier news counts."""
    articles = load(shared, WHOLE)
    said = {name: judged(articles, make()) for name, make in JUDGES.items()}
    for draw in DRAWS:
        found = {name: score(verdicts, draw) for name, verdicts in said.items()}
        ours = found.pop("ours")
        for peer, theirs in found.items():
            for what, value in ours.items():
                name = f"recycled, {draw} draw, {what}"
                yield Figure(name, value, "share", theirs[what], beside=peer)
        counts = {letter: "".join(labels(draw).values()).count(letter) for letter in "rfpn-"}
        yield Figure(f"recycled, {draw} draw: paragraphs", None, "", note=json.dumps(counts))
