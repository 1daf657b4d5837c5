"""Ask: the right passage, the right choice, and knowing when the articles don't say.

On the half of the questions that nothing was learned from. Evidence is looked for in all articles,
whatever we find: the right choice word for word, among half of the question's words. Withheld are
all articles with evidence, and all that were found for the question. The peer is plain FTS5 over
passages of three sentences: any of the question's words, the five best by BM25; its choice is the
one that most of them hold, else the first. It never says that it does not know.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, median

from bench.measure import in_child
from bench.questions import Asked, Evidence, Withheld, fill, load_articles, load_questions, unseen
from bench.table import Figure, not_measured
from tidings.config import Config
from tidings.news import News
from tidings.storage.searchable import searchable
from tidings.text import sentences
from tidings.types import Article, Question
from tidings.write.asking.answering import answer, study
from tidings.write.asking.indexed import phrase

__all__ = ["run"]

ASKED, QUICK = 300, 40
PEER = "FTS5 over passages"
Figures = dict[str, float]


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Ask ours and the peer the same questions of the same articles."""
    if not (shared / "data/qa").is_dir():
        return [not_measured("ask", f"{shared / 'data/qa'} is missing")]
    ours, _ = in_child(_ours, shared, QUICK if quick else ASKED)
    peer, _ = in_child(_theirs, shared, QUICK if quick else ASKED)
    return [
        Figure(f"ask, {what}", value, "s" if "time" in what else "", peer.get(what), beside=PEER)
        for what, value in ours.items()
    ]


def _chosen(shared: Path, count: int) -> tuple[list[Asked], list[tuple[Article, str]]]:
    """Return the unseen questions, and all articles; for a few questions those found for them."""
    asked = [one for one in load_questions(shared) if unseen(one)][:count]
    ids = {one.id for one in asked}
    every = list(load_articles(shared))
    return asked, [pair for pair in every if count >= ASKED or pair[1] in ids]


def _ours(shared: Path, count: int) -> Figures:
    asked, articles = _chosen(shared, count)
    evidence = Evidence(articles)
    tally = _Tally()
    with tempfile.TemporaryDirectory() as folder:
        config = Config(workers=1)
        with News.open(Path(folder) / "library.sqlite", config=config) as news:
            fill(news, (article for article, _ in articles))
            withheld = Withheld(news.store)
            news.store.evidence = withheld  # type: ignore[misc]
            for one in asked:
                _ask(news, one, evidence, withheld, tally)
    return tally.figures()


def _ask(news: News, one: Asked, evidence: Evidence, withheld: Withheld, tally: _Tally) -> None:
    withheld.gone = frozenset()
    started = time.process_time()
    material = news.editor.asking.find(one.question)
    found = answer(study(material))
    tally.times.append(time.process_time() - started)
    known = evidence.of(one)
    quotes = [f" {cited.quote} " for cited in found.cites]
    held = any(one.answer in phrase(quote) for quote in quotes)
    tally.right.append(found.choice == one.right)
    if known:
        tally.passage.append(held)
        tally.right_known.append(found.choice == one.right)
        tally.answered.append(found.answered)
        plain = Question(text=one.question.text, asked_at=one.question.asked_at)
        alone = news.editor.asking.ask(plain)
        tally.alone.append(any(one.answer in phrase(cited.quote) for cited in alone.cites))
    withheld.gone = frozenset(known | evidence.found_for(one))
    tally.refused.append(not news.editor.asking.ask(one.question).answered)


class _Tally:
    def __init__(self) -> None:
        self.times: list[float] = []
        self.passage: list[bool] = []
        self.alone: list[bool] = []
        self.right: list[bool] = []
        self.right_known: list[bool] = []
        self.answered: list[bool] = []
        self.refused: list[bool] = []

    def figures(self) -> Figures:
        return {
            "questions whose evidence is there": len(self.passage) / len(self.right),
            "right passage among five": fmean(self.passage),
            "the same, choices not told": fmean(self.alone),
            "right choice": fmean(self.right),
            "right choice, evidence there": fmean(self.right_known),
            "answered, evidence there": fmean(self.answered),
            "refused when withheld": fmean(self.refused),
            "CPU time of an answer": median(self.times),
        }


def _theirs(shared: Path, count: int) -> Figures:
    asked, articles = _chosen(shared, count)
    evidence = Evidence(articles)
    db = sqlite3.connect(":memory:")
    db.execute("create virtual table passage using fts5 (text, at unindexed)")
    for article, _ in articles:
        rows = [(searchable(text), str(article.published_at)) for text in _passages(article)]
        db.executemany("insert into passage values (?, ?)", rows)
    tally = _Tally()
    for one in asked:
        started = time.process_time()
        best = _best(db, one)
        held = [
            [phrase(choice) in phrase(text) for text in best] for choice in one.question.choices
        ]
        counts = [sum(row) for row in held]
        chosen = counts.index(max(counts))
        tally.times.append(time.process_time() - started)
        tally.right.append(chosen == one.right)
        if evidence.of(one):
            tally.passage.append(any(held[one.right]))
            tally.right_known.append(chosen == one.right)
    return {
        "right passage among five": fmean(tally.passage),
        "right choice": fmean(tally.right),
        "right choice, evidence there": fmean(tally.right_known),
        "CPU time of an answer": median(tally.times),
    }


def _passages(article: Article) -> Sequence[str]:
    text, spans = article.text, sentences(article.text, language="en")
    triples = (spans[n : n + 3] for n in range(0, len(spans), 3))
    return [f"{article.title}\n{text[found[0].start : found[-1].end]}" for found in triples]


def _best(db: sqlite3.Connection, one: Asked) -> list[str]:
    words = dict.fromkeys(searchable(one.question.text).split())
    match = " OR ".join(f'"{word.replace(chr(34), "")}"' for word in words)
    rows = db.execute(
        "select text from passage where passage match ? and at <= ? order by rank limit 5",
        (match, str(one.question.asked_at)),
    )
    return [text for (text,) in rows]
