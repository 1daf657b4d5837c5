"""Told before in other words, or new: our judge beside two plain ones, on labelled sentences.

    python -m bench statements [--data DIR]

`labels/told.json` says of each sentence of some ECB+ stories whether it adds a fact to the earlier
articles or only restates them; it holds no text. Thresholds, ours and the peers', were chosen on
the stories of part "dev"; those of "held-out" were looked at once. The peers call a sentence
known where its greatest similarity to any earlier sentence of its story passes a threshold:
cosine of TF-IDF (rarity from all articles of the set), and of the default encoder.

`labels/told_abroad.tsv`: invented pairs in two languages, a line each: the language of the earlier
and of the later sentence, "k" or "n", the earlier (one sentence or two), the later.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from bench.storysets import load_set
from bench.table import Figure
from tidings.enrich.embedding import load_encoder
from tidings.group.statements import Weighed, weighed_in_order
from tidings.steps import judge_statements
from tidings.text import sentences
from tidings.types import Article

SET = "ecbplus-1-35"
ABROAD = Path(__file__).with_name("labels") / "told_abroad.tsv"
LABELS = Path(__file__).with_name("labels") / "told.json"
START = datetime(2020, 1, 1, tzinfo=UTC)
STEPS = np.arange(0.0, 1.0, 0.01)  # thresholds that a peer is given to choose from


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with its label, and what its story held before."""

    story: str
    part: str
    label: str  # "n", "k" or "r", see the file
    weighed: Weighed | None  # what we judge by; None: a fragment, not judged
    text: str
    earlier: tuple[str, ...]  # sentences and headlines

    @property
    def known(self) -> bool:
        """Our verdict."""
        return self.weighed is not None and self.weighed.known


def load(shared: Path) -> tuple[list[Labelled], float]:
    """Return the labelled sentences, judged, and milliseconds of CPU an article."""
    articles = {a.id: a for a, _ in load_set(shared / f"data/stories/{SET}.jsonl")}
    found: list[Labelled] = []
    spent, count = 0.0, 0
    for name, story in json.loads(LABELS.read_text("utf-8"))[SET].items():
        part = story.pop("part")
        told = [
            replace(articles[id_], language="en", published_at=START + timedelta(hours=n))
            for n, id_ in enumerate(story)
        ]
        began = time.process_time()
        judged = weighed_in_order(told, {})
        spent, count = spent + time.process_time() - began, count + len(told)
        earlier: list[str] = []
        for article in told:
            weighed = {w.saying.span.start: w for w in judged.get(article.id, ())}
            spans = sentences(article.text, language="en")
            texts = [article.text[s.start : s.end] for s in spans]
            for span, text, label in zip(spans, texts, story[article.id], strict=False):
                if label != "-":
                    one = weighed.get(span.start)
                    found.append(Labelled(name, part, label, one, text, tuple(earlier)))
            earlier += [article.title, *texts]
    return found, 1000 * spent / count


def told_abroad() -> tuple[list[bool], list[bool]]:
    """Return which of the invented pairs restate, and which we say do."""
    truth, said = [], []
    for line in ABROAD.read_text("utf-8").splitlines():
        before, language, label, earlier, later = line.split("\t")
        articles = [
            Article(id=f"{n}", paragraphs=(text,), language=spoken,
                    published_at=START + timedelta(hours=n))
            for n, (spoken, text) in enumerate([(before, earlier), (language, later)])
        ]  # fmt: skip
        (told,) = judge_statements("default", [(articles, {})])
        truth.append(label == "k")
        said.append(any(s.known for s in told["1"]))
    return truth, said


def score(truth: Sequence[bool], said: Iterable[bool]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of what was called known."""
    pairs = list(zip(truth, said, strict=True))
    hits = sum(t and s for t, s in pairs)
    precision = hits / max(1, sum(s for _, s in pairs))
    recall = hits / max(1, sum(truth))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def tfidf(items: Sequence[Labelled]) -> list[float]:
    """Return each sentence's greatest TF-IDF cosine to an earlier one."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    model = TfidfVectorizer(sublinear_tf=True)
    model.fit({text for item in items for text in (item.text, *item.earlier)})
    return [
        float((model.transform(item.earlier) @ model.transform([item.text]).T).max())
        for item in items
    ]


def cosines(items: Sequence[Labelled]) -> list[float]:
    """Return each sentence's greatest cosine to an earlier one, by the default encoder."""
    encoder = load_encoder()
    if encoder is None:
        raise ModuleNotFoundError("the default encoder can't be run here")
    texts = sorted({text for item in items for text in (item.text, *item.earlier)})
    vectors = dict(zip(texts, encoder.encode(texts), strict=True))
    return [
        max(float(vectors[item.text] @ vectors[other]) for other in item.earlier) for item in items
    ]


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Return precision, recall and F1 of both parts, and the cost."""
    items, cost = load(shared)
    items = [item for item in items if item.label != "r"]  # novelty's part, and found by all
    values = {"TF-IDF": tfidf(items)} | ({} if quick else {"encoder": cosines(items)})
    best = {name: _best(items, found) for name, found in values.items()}
    figures = []
    for part in ("dev", "held-out"):
        chosen = [n for n, item in enumerate(items) if item.part == part]
        truth = [items[n].label == "k" for n in chosen]
        ours = score(truth, [items[n].known for n in chosen])
        note = f"{sum(truth)} of {len(truth)} restated"
        for name, found in values.items():
            theirs = score(truth, [found[n] >= best[name] for n in chosen])
            for what, mine, other in zip(("precision", "recall", "F1"), ours, theirs, strict=True):
                title = f"told before, {part}, {what}"
                figures.append(
                    Figure(title, mine, "share", other, f"{note}; peer: {name}, best on dev")
                )
    if load_encoder() is not None:
        found = score(*told_abroad())
        for what, value in zip(("precision", "recall", "F1"), found, strict=True):
            figures.append(Figure(f"told before in another language, {what}", value, "share"))
    figures.append(Figure("told before, cost", cost, "CPU ms an article of such a story"))
    return figures


def _best(items: Sequence[Labelled], values: Sequence[float]) -> float:
    """Return the threshold with the best F1 on part "dev"."""
    dev = [(item.label == "k", v) for item, v in zip(items, values, strict=True)
           if item.part == "dev"]  # fmt: skip
    truth = [label for label, _ in dev]
    return max(STEPS, key=lambda step: score(truth, [v >= step for _, v in dev])[2]).item()
