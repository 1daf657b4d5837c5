"""Search over 100,000 articles: how long an answer takes, how fast they go in, what they take.

The articles are put together from paragraphs of real ones, so that words are as frequent as in
the news. The peer is plain FTS5 through the standard library's sqlite3 over the same texts: one
table of titles and texts, no filters, no stories, no counting of hits.
"""

from __future__ import annotations

import random
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from bench import material
from bench.measure import in_child
from bench.table import Figure, not_measured, percentile

__all__ = ["run"]

ARTICLES, QUICK = 100_000, 10_000
QUERIES = 600
BATCH = 500  # articles a transaction
_WORD = re.compile(r"[a-z]{4,}")

Figures = dict[str, float]


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure ours and the peer on the same articles and queries."""
    if lack := material.missing(shared):
        return [not_measured("search", f"{lack} is missing")]
    count = QUICK if quick else ARTICLES
    asked = queries(list(material.recombined(shared, 2_000, seed=2)))
    with tempfile.TemporaryDirectory() as folder:
        ours, _ = in_child(_ours, shared, count, asked, Path(folder) / "ours.sqlite")
        peer, _ = in_child(_theirs, shared, count, asked, Path(folder) / "peer.sqlite")
    size = f"{count:,} articles"
    return [
        Figure(f"search, {what}", value, _unit(what), peer.get(what), size, "plain FTS5")
        for what, value in ours.items()
    ]


def _unit(what: str) -> str:
    return "articles/s" if "insert" in what else "MB" if "size" in what else "ms"


def queries(told: Sequence[material.Told], *, seed: int = 3) -> dict[str, list[str]]:
    """Return queries by kind: words of one article each, phrases, words under filters."""
    rng = random.Random(seed)
    kinds: dict[str, list[str]] = {"words": [], "phrase": [], "filtered": []}
    for n in range(QUERIES):
        chosen = rng.choice(told)
        words = _WORD.findall(" ".join(chosen.paragraphs).lower()) or ["news"]
        kinds["words"].append(" ".join(rng.sample(words, min(n % 3 + 1, len(words)))))
        title = re.findall(r"\w+", chosen.title)
        start = rng.randrange(max(1, len(title) - 1))
        kinds["phrase"].append('"' + " ".join(title[start : start + 2]) + '"')
        source = chosen.publisher.split()[0]
        kinds["filtered"].append(f"{rng.choice(words)} source:{source} after:2026-02-01")
    return kinds


def _timed(asked: Sequence[str], ask: Callable[[str], object]) -> tuple[float, float]:
    """Return p50 and p95 of milliseconds of CPU; the first pass warms what a server has warm."""
    for query in asked[:50]:
        ask(query)
    spent = []
    for query in asked:
        start = time.thread_time()
        ask(query)
        spent.append((time.thread_time() - start) * 1e3)
    return percentile(spent, 0.5), percentile(spent, 0.95)


def _batches(shared: Path, count: int) -> Iterator[list[material.Told]]:
    told = material.recombined(shared, count)
    while batch := list(islice(told, BATCH)):
        yield batch


def _ours(shared: Path, count: int, asked: dict[str, list[str]], path: Path) -> Figures:
    from tidings.config import Config
    from tidings.news import News
    from tidings.types import Article

    figures: Figures = {}
    with News.open(path, config=Config(encoder="none")) as news:
        spent = 0.0
        for batch in _batches(shared, count):
            start = time.thread_time()
            with news.store.transaction():
                for t in batch:
                    article = Article(
                        id=t.id, url=t.url, publisher=t.publisher, title=t.title, language="en",
                        paragraphs=t.paragraphs, published_at=t.time, fetched_at=t.time,
                    )  # fmt: skip
                    news.store.articles.save(article, page="", now=t.time)
            spent += time.thread_time() - start
        figures["insert (CPU)"] = count / spent
        for kind, texts in asked.items():
            low, high = _timed(texts, news.search)
            figures |= {f"{kind} p50": low, f"{kind} p95": high}
    figures["size of the file"] = path.stat().st_size / 1e6
    return figures


def _theirs(shared: Path, count: int, asked: dict[str, list[str]], path: Path) -> Figures:
    db = sqlite3.connect(path)
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=normal")
    db.execute("pragma cache_size=-64000")
    db.execute("create virtual table found using fts5 (id unindexed, title, text)")
    spent = 0.0
    for batch in _batches(shared, count):
        rows = [(t.id, t.title, "\n".join(t.paragraphs)) for t in batch]
        start = time.thread_time()
        db.executemany("insert into found values (?, ?, ?)", rows)
        db.commit()
        spent += time.thread_time() - start

    def ask(query: str) -> list[tuple[str, str]]:
        plain = query if query.startswith('"') else query.split(" source:")[0]
        wanted = plain if plain.startswith('"') else " AND ".join(f'"{w}"' for w in plain.split())
        return db.execute(
            "select id, snippet(found, 2, '', '', '…', 28) from found where found match ? "
            "order by rank limit 20",
            (wanted,),
        ).fetchall()

    figures: Figures = {"insert (CPU)": count / spent}
    for kind in ("words", "phrase"):
        low, high = _timed(asked[kind], ask)
        figures |= {f"{kind} p50": low, f"{kind} p95": high}
    db.close()
    figures["size of the file"] = path.stat().st_size / 1e6
    return figures
