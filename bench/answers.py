"""Ask: how long an answer takes over 100,000 articles, and what it holds in memory.

The articles are put together from paragraphs of real ones, so that words are as frequent as in the
news; their vectors are random, for which looking at all of them takes as long. The questions are
those of news quizzes, with their choices and without. The peer is plain FTS5 over the same texts:
any of the question's words, the five best by BM25; it reads no passage and judges nothing.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median

import numpy as np

from bench import material
from bench.measure import in_child
from bench.questions import load_questions, unseen
from bench.table import Figure, not_measured, percentile
from tidings.config import Config
from tidings.news import News
from tidings.storage.searchable import searchable
from tidings.types import Article

__all__ = ["run"]

ARTICLES, QUICK = 100_000, 10_000
ASKED = 40
DIMENSIONS = 384
BATCH = 500
AT = datetime(2027, 1, 1, tzinfo=UTC)  # after all of the articles
PEER = "FTS5 over articles"
Figures = dict[str, float]


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Time ours and the peer on the same articles and questions."""
    lack = material.missing(shared) or ("" if (shared / "data/qa").is_dir() else "data/qa")
    if lack:
        return [not_measured("answers", f"{lack} is missing")]
    count = QUICK if quick else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        ours, used = in_child(_ours, shared, count, Path(folder) / "ours.sqlite")
        peer, _ = in_child(_theirs, shared, count)
    ours["peak memory"] = used.peak_mb
    return [
        Figure(
            f"ask {count:,} articles, {what}", value, "MB" if "memory" in what else "s",
            peer.get(what), beside=PEER,
        )
        for what, value in ours.items()
    ]  # fmt: skip


def _ours(shared: Path, count: int, path: Path) -> Figures:
    with News.open(path, config=Config(workers=1)) as news:
        fill(news, shared, count)
        asked = [one.question for one in load_questions(shared) if unseen(one)][:ASKED]
        news.editor.ask(asked[0].text, asked_at=AT)  # the encoder and the matrix are loaded once
        kinds: dict[str, Callable[[int], object]] = {
            "plain": lambda n: news.editor.ask(asked[n].text, asked_at=AT),
            "four choices": lambda n: news.editor.ask(
                asked[n].text, asked_at=AT, choices=asked[n].choices
            ),
        }
        return {
            f"{kind}, {what}": value
            for kind, ask in kinds.items()
            for what, value in timed(ask, len(asked)).items()
        }


def timed(ask: Callable[[int], object], count: int) -> Figures:
    """Return the median and the 95th percentile of CPU and clock of so many questions."""
    cpu, clock = [], []
    for n in range(count):
        started, at = time.process_time(), time.perf_counter()
        ask(n)
        cpu.append(time.process_time() - started)
        clock.append(time.perf_counter() - at)
    return {
        "CPU p50": median(cpu),
        "CPU p95": percentile(cpu, 0.95),
        "clock p50": median(clock),
        "clock p95": percentile(clock, 0.95),
    }


def fill(news: News, shared: Path, count: int) -> None:
    """Put articles with random vectors of length 1 into a library."""
    rng = np.random.default_rng(7)
    encoder = news._encoder
    name = encoder.name if encoder else "none"
    for batch in _batches(shared, count):
        vectors = rng.standard_normal((len(batch), DIMENSIONS)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        with news.store.transaction():
            for t in batch:
                article = Article(
                    id=t.id, url=t.url, publisher=t.publisher, title=t.title, language="en",
                    paragraphs=t.paragraphs, published_at=t.time, fetched_at=t.time,
                )  # fmt: skip
                news.store.articles.save(article, page="", now=t.time)
            news.store.vectors.save(name, [t.id for t in batch], vectors)


def _batches(shared: Path, count: int) -> Iterator[list[material.Told]]:
    told = material.recombined(shared, count)
    while batch := list(islice(told, BATCH)):
        yield batch


def _theirs(shared: Path, count: int) -> Figures:
    db = sqlite3.connect(":memory:")
    db.execute("create virtual table found using fts5 (title, text)")
    for batch in _batches(shared, count):
        rows = [(searchable(t.title), searchable("\n".join(t.paragraphs))) for t in batch]
        db.executemany("insert into found values (?, ?)", rows)
    asked = [one.question.text for one in load_questions(shared) if unseen(one)][:ASKED]
    best = timed(lambda n: _best(db, asked[n]), len(asked))
    return {f"plain, {what}": value for what, value in best.items()}


def _best(db: sqlite3.Connection, question: str) -> Sequence[object]:
    words = dict.fromkeys(searchable(question).split())
    match = " OR ".join(f'"{word.replace(chr(34), "")}"' for word in words)
    return db.execute(
        "select title, text from found where found match ? order by rank limit 5", (match,)
    ).fetchall()
