"""What reader apps ask, in a library of 200 people, 2,000 sources and 1,000,000 articles.

A third of the people have read all but the newest, a third read here and there, a third nothing.
The articles are made by SQL: what they say does not matter here. One asks after the other, so the
times are those of the work, not of waiting; 50 calls a second need less than 40 ms each of 2 cores.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.measure import cpu_seconds
from bench.table import Figure, percentile

__all__ = ["ALL", "READ", "answer", "make_library", "run", "served"]

FULL, QUICK = (200, 2_000, 1_000_000), (20, 200, 50_000)  # people, sources, articles
TIMES = 60  # that each kind of call is made
ALL, READ = "user/-/state/com.google/reading-list", "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = 997  # of which each article has one
MINUTES = 30 * 24 * 60  # over which the articles came


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure each call that a sync consists of; nothing stands beside it."""
    people, sources, articles = QUICK if quick else FULL
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.sqlite"
        tokens = make_library(library, people=people, sources=sources, articles=articles)
        arriving = _arriving(library)
        with served(library) as (port, pid):
            asked = asyncio.run(_ask_all(port, pid, tokens, articles))
    size = f"{people} people, {sources:,} sources, {articles:,} articles"
    figures = [Figure("reader apps, one article that arrives, CPU", arriving, "ms", note=size)]
    for name, call in asked.items():
        figures.append(Figure(f"reader apps, {name}, p95", call.p95, "ms", note=size))
        note = f"p50 {call.p50:.1f} ms, {call.size:.1f} KB"
        figures.append(Figure(f"reader apps, {name}, CPU", call.cpu, "ms", note=note))
    return figures


# --- the library


def make_library(
    library: Path, *, people: int, sources: int, articles: int, one_in: int = 1
) -> dict[str, tuple[str, ...]]:
    """Make a library and what its people have read; return tokens by the kind of person.

    Everyone follows all sources, or `one_in` so many of them, each others.
    """
    from tidings.config import Config
    from tidings.news import News
    from tidings.types import Role, Source

    with News.open(library, config=Config(encoder="none")) as news:
        with news.store.transaction():
            for n in range(sources):
                name = f"s{n:04}"
                url = f"https://{name}.example/feed"
                news.store.sources.save(
                    Source(id=name, url=url, kind="feed", title=f"Paper {n}",
                           folder=f"Folder {n % 20}", added_at=NOW)
                )  # fmt: skip
        _make_articles(news.store, sources, articles)
        for n in range(1, people):
            news.store.people.add(f"reader {n}", role=Role.READER, created_at=NOW)
        with news.store.transaction():
            news.store._db.write(
                "delete from subscription where source <> '' "
                "and (cast(substr(source, 2) as integer) + person) % ? <> 0",
                (one_in,),
            )
        kinds = ("nearly all read", "some read", "none read")
        tokens: dict[str, list[str]] = {kind: [] for kind in kinds}
        for person in news.store.people.all():
            kind = kinds[person.id % 3]
            _read(news.people.desk(person.id), kind, articles)
            password = news.people.keys.make_password(person, now=NOW)
            token = news.people.keys.login_app(person.name, password, agent="bench", now=NOW)
            tokens[kind].append(token or "")
    return {kind: tuple(found) for kind, found in tokens.items()}


def _make_articles(store: Any, sources: int, articles: int) -> None:
    """Write articles and their numbers at once; the search index is not asked here."""
    database = store._db
    with database.transaction():
        database.write("drop trigger article_search_insert")
        database.write(
            "insert into article (id, url, canonical_url, source, publisher, title, text, authors, "
            "fetched_at, language, tags, image, status, time, page) "
            "with recursive n (i) as (select 0 union all select i + 1 from n where i < ?3 - 1) "
            "select printf('a%07d', i), printf('https://news.example/%d', i), '', "
            "printf('s%04d', (i * 7919) % ?2), 'A paper', printf('Something happened: %d', i), "
            f"'It was told in the morning: w' || (i % {WORDS}) || '.' || char(10) || "
            "'Nobody was hurt.', '[]', "
            "?1 + i * ?4, 'en', '[]', '', 'full', ?1 + i * ?4, '' from n",
            (
                int(NOW.timestamp() * 1e6) - MINUTES * 60_000_000,
                sources,
                articles,
                MINUTES * 60_000_000 // articles,
            ),
        )
        database.write(
            "insert into item (article, track, source, at, level, behind) "
            "select id, 0, source, time, 0, '' from article order by row"
        )


def _read(desk: Any, kind: str, articles: int) -> None:
    from tidings.types import Stream

    chance = random.Random(desk.person)
    if kind == "nearly all read":
        desk.mark_through(Stream(), articles - chance.randint(20, 400))
        desk.mark(chance.sample(range(1, articles), 300), read=False)
    elif kind == "some read":
        desk.mark(chance.sample(range(1, articles), min(articles // 20, 20_000)), read=True)
    desk.save(chance.sample(range(1, articles), 300), saved=True)


def _arriving(library: Path) -> float:
    """Return the CPU milliseconds that saving one article takes, each in a transaction."""
    from tidings.news import News
    from tidings.types import Article

    with News.open(library) as news:
        begun = time.process_time()
        for n in range(50):
            article = Article(id=f"new{n}", source=f"s{n:04}", title="New", paragraphs=("New.",))
            news.store.articles.save(article, page="", now=NOW)
        return (time.process_time() - begun) / 50 * 1e3


# --- the server, in a process of its own


@contextmanager
def served(library: Path) -> Iterator[tuple[int, int]]:
    """Serve the library; yield the port and the server's process."""
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, library))
    child.start()
    try:
        yield ours.recv(), child.pid or 0
    finally:
        child.terminate()
        child.join()


def _serve(ready: Connection, library: Path) -> None:
    from tidings.config import Config
    from tidings.news import News
    from tidings.serve import create_app
    from tidings.serve.run import bind, serve

    listening = bind(Config(port=0))
    listening.listen(2_048)
    config = Config(port=listening.getsockname()[1], encoder="none")
    with News.open(library, config=config) as news:
        app = create_app(news, config)
        ready.send(config.port)
        serve(app, listening)


# --- the asking


@dataclass(frozen=True, slots=True)
class Call:
    """What asking for one thing came to, each time."""

    p50: float  # milliseconds, wall
    p95: float
    cpu: float  # milliseconds of the server
    size: float  # KB, as sent


Ask = Callable[[random.Random, int], tuple[str, str, str]]  # method, path, form


def _get(path: str) -> Ask:
    return lambda chance, articles: ("GET", f"/reader/api/0/{path}", "")


def _items(chance: random.Random, articles: int) -> tuple[str, str, str]:
    numbers = chance.sample(range(1, articles), 150)
    return "POST", "/reader/api/0/stream/items/contents", "&".join(f"i={n}" for n in numbers)


def _mark(chance: random.Random, articles: int) -> tuple[str, str, str]:
    numbers = chance.sample(range(1, articles), 50)
    return "POST", "/reader/api/0/edit-tag", f"a={READ}&" + "&".join(f"i={n}" for n in numbers)


CALLS: dict[str, Ask] = {
    "list of feeds": _get("subscription/list"),
    "unread counts": _get("unread-count"),
    "1,000 unread ids": _get(f"stream/items/ids?s={ALL}&xt={READ}&n=1000"),
    "10,000 unread ids": _get(f"stream/items/ids?s={ALL}&xt={READ}&n=10000"),
    "1,000 ids": _get(f"stream/items/ids?s={ALL}&n=1000"),
    "1,000 unread ids of a folder": _get(
        f"stream/items/ids?s=user/-/label/Folder%207&xt={READ}&n=1000"
    ),
    "starred ids": _get(f"stream/items/ids?s={STARRED}&n=10000"),
    "read ids": _get(f"stream/items/ids?s={READ}&n=1000"),
    "20 unread items": _get(f"stream/contents/{ALL}?xt={READ}"),
    "items of a feed": _get("stream/contents/feed/77?n=50"),
    "150 items by id": _items,
    "50 items marked": _mark,
    "all of a folder marked": lambda chance, articles: (
        "POST",
        "/reader/api/0/mark-all-as-read",
        f"s=user/-/label/Folder%20{chance.randrange(20)}",
    ),
    "all marked": lambda chance, articles: ("POST", "/reader/api/0/mark-all-as-read", f"s={ALL}"),
}
"""What is asked, in this order: the last two leave nothing unread."""


async def _ask_all(
    port: int, pid: int, tokens: dict[str, tuple[str, ...]], articles: int
) -> dict[str, Call]:
    found = {}
    everyone = [token for kind in tokens.values() for token in kind]
    for name, ask in CALLS.items():
        found[name] = await _ask(port, pid, ask, everyone, articles)
    return found


async def _ask(port: int, pid: int, ask: Ask, tokens: Sequence[str], articles: int) -> Call:
    chance = random.Random(1)
    spent, sizes = [], []
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)
    begun = cpu_seconds(pid)
    for n in range(min(TIMES, len(tokens))):
        method, path, form = ask(chance, articles)
        started = time.perf_counter()
        writer.write(_request(port, method, path, form, tokens[n * 7 % len(tokens)]))
        sizes.append(await answer(reader, path))
        spent.append(time.perf_counter() - started)
    cpu = (cpu_seconds(pid) - begun) / len(spent) * 1e3
    writer.close()
    return Call(
        percentile(spent, 0.5) * 1e3, percentile(spent, 0.95) * 1e3, cpu,
        sum(sizes) / len(sizes) / 1e3,
    )  # fmt: skip


def _request(port: int, method: str, path: str, form: str, token: str) -> bytes:
    return (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n"
        f"Authorization: GoogleLogin auth={token}\r\nContent-Length: {len(form)}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}"
    ).encode()


async def answer(reader: asyncio.StreamReader, path: str) -> int:
    """Read an answer; return its bytes. Raises where it is no good one."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    if " 200 " not in head.split("\r\n", 1)[0]:
        raise RuntimeError(f"{path}: {head}")
    fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    if "content-length" in fields:
        return len(await reader.readexactly(int(fields["content-length"])))
    size = 0
    while count := int(await reader.readline(), 16):
        size += len(await reader.readexactly(count + 2))
    await reader.readexactly(2)
    return size
