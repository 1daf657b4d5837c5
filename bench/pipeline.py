"""The whole way: from HTML files to stories in SQLite, articles a second on this machine.

    python -m bench pipeline

Two sets of distinct pages: the 311 real ones of the two extraction sets, and for volume articles
of the corpus, each in a made-up page of its publisher's template. The peer is what one would
write in an afternoon: trafilatura's fast mode over the same number of processes, exact copies
told by a hash, rows and full text in SQLite; no novelty, no tags, no vectors, no stories.

Two times are told of ours: until all are stories on the page, and until all notes are made as well.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from bench import extraction, material
from bench.measure import Usage, cpu_seconds, in_child
from bench.table import Figure, not_measured

__all__ = ["run", "stages_of_notes"]

VOLUME, QUICK = 2_000, 200  # made-up pages
PEER = "trafilatura fast and SQLite"

Spent = dict[str, tuple[float, float]]  # by stage: seconds of wall and of CPU


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure on both sets."""
    if lack := material.missing(shared):
        return [not_measured("pipeline", f"{lack} is missing")]
    figures: list[Figure] = []
    for name, bodies in _sets(shared, QUICK if quick else VOLUME):
        with _written(bodies) as (folder, count, size):
            figures += _measure(f"pipeline, {name}", folder, count, f"{size / count / 1e3:.0f} KB")
    return figures


def _sets(shared: Path, volume: int) -> Iterator[tuple[str, Iterable[bytes]]]:
    real = (page.html for pages in extraction.load_sets(shared).values() for page in pages)
    yield "real pages", real
    yield "made pages", material.pages(list(material.articles(shared, volume)))


@contextmanager
def _written(bodies: Iterable[bytes]) -> Iterator[tuple[Path, int, int]]:
    """Write pages to files; yield their folder, how many there are, and their bytes."""
    with tempfile.TemporaryDirectory() as name:
        folder, count, size = Path(name) / "pages", 0, 0
        folder.mkdir()
        for count, body in enumerate(bodies, start=1):
            size += (folder / f"{count:05}.html").write_bytes(body)
        yield folder, count, size


def _measure(name: str, folder: Path, count: int, size: str) -> list[Figure]:
    stages, full = in_child(_ours, folder, "default")
    plain_stages, plain = in_child(_ours, folder, "none")
    texts, peer = in_child(_theirs, folder)
    note = f"{count} pages, {size} each; trafilatura found text in {texts}"
    return [
        *_until_stories(f"{name}, with encoder", stages, peer, count, note),
        *_beside(f"{name}, with encoder", full, peer, count, note),
        *_until_stories(f"{name}, no encoder", plain_stages, peer, count, note),
        *_beside(f"{name}, no encoder", plain, peer, count, note),
        *_stage_figures(name, stages, count),
    ]


def _until_stories(
    name: str, stages: Spent, peer: Usage, count: int, note: str
) -> Iterator[Figure]:
    """Tell the time until all pages are stories: all that comes before notes."""
    before = [spent for stage, spent in stages.items() if stage not in stages_of_notes()]
    wall, cpu = (sum(column) for column in zip(*before, strict=True))
    yield Figure(
        f"{name}: speed until stories", count / wall, "articles/s", count / peer.wall, note, PEER
    )
    yield Figure(
        f"{name}: CPU until stories",
        cpu / count * 1e3, "ms/article", peer.cpu / count * 1e3, note, PEER,
    )  # fmt: skip


def stages_of_notes() -> frozenset[str]:
    """Return the names of the stages that a story waits for no longer."""
    from tidings.flow import stages
    from tidings.steps import Grouping

    rows = stages(Grouping(days=1), encoder="none")
    return frozenset(row.name for row in rows if row.notes)


def _beside(name: str, ours: Usage, peer: Usage, count: int, note: str) -> Iterator[Figure]:
    for what, unit, measured in (
        ("speed", "articles/s", lambda usage: count / usage.wall),
        ("CPU", "ms/article", lambda usage: usage.cpu / count * 1e3),
        ("memory of all processes", "MB", lambda usage: usage.peak_mb),
    ):
        yield Figure(f"{name}: {what}", measured(ours), unit, measured(peer), note, PEER)


def _stage_figures(name: str, stages: Spent, count: int) -> Iterator[Figure]:
    for stage, (wall, cpu) in stages.items():
        note = f"CPU {cpu / count * 1e3:.1f} ms"
        yield Figure(f"{name}, wall of {stage}", wall / count * 1e3, "ms/article", None, note)


def _ours(folder: Path, encoder: str) -> Spent:
    """Take the files in and bring the library up to date; seconds of wall and CPU by stage."""
    from tidings.config import Config
    from tidings.news import News

    clock = _StageClock()
    library = folder.parent / f"{encoder}.sqlite"
    with News.open(library, config=Config(encoder=encoder)) as news:
        news.add_files([folder], report=clock)
        news.sync(network=False, report=clock)
        clock("close", 0, 0)
    library.unlink()
    return clock.spent


class _StageClock:
    """A `report` that adds up, for each stage, the time since the last report of any."""

    def __init__(self) -> None:
        self.spent: Spent = {}
        self._last = self._now()

    def _now(self) -> tuple[float, float]:
        return time.perf_counter(), cpu_seconds(os.getpid())

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage == "add" and done % 32:
            return
        now = self._now()
        before = self.spent.get(stage, (0.0, 0.0))
        self.spent[stage] = (before[0] + now[0] - self._last[0], before[1] + now[1] - self._last[1])
        self._last = now


def _theirs(folder: Path) -> int:
    """The peer: read, extract, drop exact copies, index."""
    db = sqlite3.connect(folder.parent / "peer.sqlite")
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=normal")
    db.execute("create table article (id integer primary key, hash blob unique, title, text)")
    db.execute("create virtual table found using fts5 (title, text)")
    texts = 0
    with ProcessPoolExecutor() as pool:
        for title, text in pool.map(_extract, sorted(folder.iterdir()), chunksize=8):
            texts += bool(text)
            _insert(db, title, text)
            if texts % 32 == 0:
                db.commit()
    db.commit()
    db.close()
    (folder.parent / "peer.sqlite").unlink()
    return texts


def _insert(db: sqlite3.Connection, title: str, text: str) -> None:
    digest = blake2b(text.encode(), digest_size=16).digest()
    done = db.execute(
        "insert or ignore into article (hash, title, text) values (?, ?, ?)", (digest, title, text)
    )
    if done.rowcount:
        db.execute("insert into found (rowid, title, text) values (?, ?, ?)",
                   (done.lastrowid, title, text))  # fmt: skip


def _extract(path: Path) -> tuple[str, str]:
    from trafilatura import bare_extraction

    found = bare_extraction(
        path.read_bytes(), fast=True, include_comments=False, with_metadata=True
    )
    return (found.title or "", found.text or "") if found else ("", "")
