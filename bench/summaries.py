"""Summaries: of the other outlets of an event, held to what one outlet that was left out tells.

ROUGE-1 and ROUGE-2 (F1 of words and of pairs of words) of three sentences against the left-out
article's title and lead; how many sentences stand in no source word for word; and summaries that
say something twice (two sentences that share half of the words of the shorter). The peers get the
same articles: the first three sentences of the first one, and LexRank by sumy, where it is
installed (`pip install sumy`; it is in no lock).
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.table import Figure, not_measured
from tidings.reference.stopwords import stop_words
from tidings.text import sentences, words
from tidings.types import Article
from tidings.write import summarize

__all__ = ["run"]

EVENTS, QUICK = 400, 40
COUNT = 3
PEER = "sumy LexRank"
SETS = {"AllSides": "allsides-train.jsonl", "ECB+": "ecbplus-1-35.jsonl"}
Writer = Callable[[Sequence[Article]], list[str]]


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Summarize the same events by each writer."""
    figures: list[Figure] = []
    for name, file in SETS.items():
        path = shared / "data/stories" / file
        if not path.is_file():
            figures.append(not_measured(f"summaries, {name}", f"{path} is missing"))
            continue
        events = list(_events(path))[-(QUICK if quick else EVENTS) :]
        ours, lead, peer = (_measure(events, write) for write in (_ours, _lead, _lexrank()))
        for what, value in ours.items():
            unit = "ms" if "CPU" in what else ""
            note = f"lead {lead[what]:.3g}"
            figures.append(
                Figure(
                    f"summaries {name}, {what}", value, unit, peer.get(what), note, "sumy LexRank"
                )
            )
    return figures


def _events(path: Path) -> Iterator[tuple[list[Article], str]]:
    """Yield the articles of each event but one, and that one's text."""
    told: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in path.open(encoding="utf-8"):
        record = json.loads(row)
        told[record["story"]].append(record)
    for records in told.values():
        if len(records) > 2:
            held = records[-1]
            lead = " ".join(_first(held["text"], COUNT))
            articles = [
                Article(
                    id=r["id"], title=r["title"], paragraphs=tuple(r["text"].split("\n")),
                    publisher=r["id"], language="en",
                )
                for r in records[:-1]
            ]  # fmt: skip
            yield articles, f"{held['title']} {lead}"


def _measure(events: Sequence[tuple[list[Article], str]], write: Writer | None) -> dict[str, float]:
    if write is None:
        return {}
    one, two, strange, twice = [], [], 0, 0
    spent = 0.0
    for articles, reference in events:
        started = time.process_time()
        said = write(articles)
        spent += time.process_time() - started
        one.append(_rouge(" ".join(said), reference, 1))
        two.append(_rouge(" ".join(said), reference, 2))
        strange += sum(all(text not in a.text for a in articles) for text in said)
        twice += any(_alike(a, b) for a, b in combinations(said, 2))
    return {
        "ROUGE-1": fmean(one),
        "ROUGE-2": fmean(two),
        "sentences of no source": float(strange),
        "say something twice": twice / len(events),
        "CPU of one": spent / len(events) * 1e3,
    }


def _rouge(said: str, reference: str, size: int) -> float:
    """Return the F1 of what two texts share of words, or of pairs of words."""
    a, b = (Counter(_grams(text, size)) for text in (said, reference))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values()) or 1)


def _grams(text: str, size: int) -> list[tuple[str, ...]]:
    spoken = words(text)
    return [(word,) for word in spoken] if size == 1 else list(pairwise(spoken))


def _alike(a: str, b: str) -> bool:
    stop = stop_words("en")
    one, other = ({w for w in words(text) if w not in stop} for text in (a, b))
    return len(one & other) >= 0.5 * min(len(one), len(other))


def _first(text: str, count: int) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, language="en")[:count]]


def _ours(articles: Sequence[Article]) -> list[str]:
    return [one.text for one in summarize(articles, sentences=COUNT).sentences]


def _lead(articles: Sequence[Article]) -> list[str]:
    return _first(articles[0].text, COUNT)


def _lexrank() -> Writer | None:
    try:
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
        from sumy.summarizers.lex_rank import LexRankSummarizer
    except ModuleNotFoundError:
        return None
    summarizer = LexRankSummarizer()
    summarizer.stop_words = stop_words("en")

    class Tokens:
        """Ours, so that both see the same sentences and words."""

        def to_words(self, text: str) -> tuple[str, ...]:
            """Return the words of a sentence."""
            return tuple(words(text))

    def write(articles: Sequence[Article]) -> list[str]:
        found = [text for a in articles for text in _first(a.text, 200)]
        document = ObjectDocumentModel([Paragraph([Sentence(t, Tokens()) for t in found])])
        return [str(one) for one in summarizer(document, COUNT)]

    return write
