"""What it costs to add an article to a library that grows: 10,000 articles against a million.

The libraries are made by writing rows: articles of 40 words, one a minute, with their versions,
tags, search index, three sentences and the 21 hashes of these; a story for each five, with six
keys. What grouping knows, and vectors, only the articles of the last four weeks have: the older
ones are never looked at. Then 200 new articles go the real way through every stage, by words
alone, since the encoder costs the same anywhere; first 20 that are not timed, after which all is
loaded and the window restored.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw

from bench.measure import in_child
from bench.table import Figure
from tidings.config import Config
from tidings.group import features, to_bytes
from tidings.news import News
from tidings.storage.searchable import searchable
from tidings.types import Article
from tidings.workers.local import Inline

__all__ = ["run"]

SIZES, QUICK = (10_000, 100_000, 1_000_000), (10_000, 50_000)
FIRST, ADDED = 20, 200
STORY = 5  # articles
SENTENCES, HASHES, KEYS = 3, 7, 6
KNOWN = timedelta(days=28)  # whose features are made: twice the window
_VOCABULARY, _POOL = 200_000, 20_000  # words; sentences

Row = tuple[object, ...]


def run(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Yield the milliseconds of CPU for an article at each size, beside the smallest."""
    first = None
    for size in QUICK if quick else SIZES:
        with tempfile.TemporaryDirectory() as folder:
            ms, _ = in_child(_cost, Path(folder) / "library.sqlite", size)
        first = first or ms
        name = f"growth: adding to {size:,} articles"
        yield Figure(name, ms, "CPU ms", peer=first, note="peer: first")


def _cost(path: Path, size: int) -> float:
    make_library(path, size)
    return sum(add(path).values())


def add(path: Path) -> dict[str, float]:
    """Return the milliseconds of CPU that each stage takes for one more article."""
    fresh = list(_articles(FIRST + ADDED, _now(), seed=11))
    with News.open(path, config=Config(encoder="none"), pool=Inline()) as news:
        _save(news, fresh[:FIRST])
        news.enrich()
        began = time.process_time()
        _save(news, fresh[FIRST:])
        spent = {"save": time.process_time() - began}
        for stage in news._stages:
            began = time.process_time()
            news.enrich(only=stage.name)
            spent[stage.name] = time.process_time() - began
    return {name: seconds / ADDED * 1000 for name, seconds in spent.items()}


def _save(news: News, articles: list[Article]) -> None:
    for article in articles:
        news.store.articles.save(article, page="", now=_now())


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def make_library(path: Path, size: int) -> None:
    """Write a library of so many articles."""
    with News.open(path, config=Config(encoder="none"), pool=Inline()):
        pass  # the tables are made
    db = apsw.Connection(str(path))
    db.create_scalar_function("searchable", searchable, 1, deterministic=True)
    db.execute("pragma synchronous = off")
    db.execute("begin")
    made = list(_articles(size, _now() - timedelta(hours=1), seed=7))
    _insert(db, "article", (_article_row(n, one) for n, one in enumerate(made)), _ARTICLE)
    _insert(db, "version", ((a.id, 1, _micros(a), a.title, a.text) for a in made))
    _insert(db, "tag", ((a.id, f"t{n % 997}", f"T{n % 997}", 1) for n, a in enumerate(made)))
    _insert(db, "sentence", _sentence_rows(made))
    _insert(db, "sighting", _sighting_rows(made))
    recent = [a for a in made if a.published_at and a.published_at > _now() - KNOWN]
    _insert(db, "feature", ((a.id, to_bytes(features(a))) for a in recent))
    _insert(db, "story", _story_rows(made), _STORY)
    _insert(db, "story_key", _key_rows(made))
    db.execute("commit")
    db.execute("analyze")
    db.close()


_ARTICLE = (
    "row, id, url, canonical_url, source, publisher, title, text, authors, published_at, "
    "fetched_at, language, tags, image, status, time, page, story"
)
_STORY = (
    "id, headline, language, first_seen, last_seen, articles, publishers, independent, share, "
    "news_at"
)


def _insert(db: apsw.Connection, table: str, rows: Iterator[Row], columns: str = "") -> None:
    first = next(rows)
    into = f"{table} ({columns})" if columns else table
    statement = f"insert into {into} values ({', '.join('?' * len(first))})"
    db.execute(statement, first)
    db.executemany(statement, rows)


def _articles(count: int, last: datetime, *, seed: int) -> Iterator[Article]:
    """Yield articles, a minute apart, the last one now."""
    chance = random.Random(seed)
    pool = [" ".join(_word(chance) for _ in range(13)) + "." for _ in range(_POOL)]
    for n in range(count):
        title = f"{_word(chance)} {_word(chance)} {_word(chance)} {n // STORY}s{seed}"
        yield Article(
            id=f"{seed}-{n:07}",
            url=f"https://p{n % 40}.example/{seed}/{n}",
            publisher=f"P{n % 40}",
            title=title,
            paragraphs=(f"{title}, {chance.choice(pool)}", *chance.sample(pool, SENTENCES - 1)),
            published_at=last - timedelta(minutes=count - n),
            fetched_at=last,
            language="en",
        )


def _word(chance: random.Random) -> str:
    """Return a word; the first ones of the vocabulary are drawn most."""
    return f"w{int(_VOCABULARY * chance.random() ** 3)}x"


def _micros(article: Article) -> int:
    assert article.published_at
    return int(article.published_at.timestamp() * 1_000_000)


def _article_row(n: int, a: Article) -> Row:
    at = _micros(a)
    return (
        n + 1, a.id, a.url, a.url, "", a.publisher, a.title, a.text, "[]", at, at, "en", "[]", "",
        "full", at, "", f"story{n // STORY:07}",
    )  # fmt: skip


def _sentence_rows(made: list[Article]) -> Iterator[Row]:
    for n, a in enumerate(made):
        at, start = _micros(a), 0
        for number, paragraph in enumerate(a.paragraphs):
            row = n * SENTENCES + number + 1
            yield (row, a.id, at, start, start + len(paragraph), number, row, "[]")
            start += len(paragraph) + 1


def _sighting_rows(made: list[Article]) -> Iterator[Row]:
    """Yield the hashes in their order, each of some sentence: so the index is written in a run."""
    total = len(made) * SENTENCES * HASHES
    for n in range(total):
        row = n * 7_368_787 % (len(made) * SENTENCES)
        yield (n * ((1 << 64) // total) - (1 << 63), _micros(made[row // SENTENCES]), row + 1)


def _story_rows(made: list[Article]) -> Iterator[Row]:
    for n in range(0, len(made), STORY):
        told = made[n : n + STORY]
        first, last = _micros(told[0]), _micros(told[-1])
        publishers = "[" + ", ".join(f'"{a.publisher}"' for a in told) + "]"
        yield (
            f"story{n // STORY:07}", told[0].title, "en", first, last, len(told), publishers,
            len(told), 1.0, last,
        )  # fmt: skip


def _key_rows(made: list[Article]) -> Iterator[Row]:
    rows = set()
    for n in range(0, len(made), STORY):
        for word in made[n].text.split()[:KEYS]:
            rows.add((word.strip(".,")[:7], _micros(made[n]), f"story{n // STORY:07}", 1.0, word))
    yield from sorted({row[:3]: row for row in sorted(rows)}.values())
