"""The web pages under load: 32 connections that ask one page after the other.

The server runs in a process of its own over a library of 10,000 real articles, whose times are
moved so that the newest are of today; the asking takes part of the same machine. The floor is the
same server answering the same bytes from memory.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, cycle
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench import material
from bench.table import Figure, not_measured, percentile

__all__ = ["run"]

ARTICLES, QUICK = 10_000, 1_000
CONNECTIONS = 32
REQUESTS = 1_600
ENOUGH = 15.0  # seconds; then no more are asked for
STORIES = 200  # different story and article pages asked for
SPAN = timedelta(days=30)  # over which the articles are spread


@dataclass(frozen=True, slots=True)
class Load:
    """What asking for some pages came to."""

    p50: float  # milliseconds
    p95: float
    rate: float  # pages a second
    size: float  # KB, as sent


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure front, story, article and search pages, beside bytes from memory."""
    if lack := material.missing(shared):
        return [not_measured("web", f"{lack} is missing")]
    count = QUICK if quick else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.sqlite"
        pages = _fill(shared, library, count)
        loads = {}
        for name, paths in pages.items():
            with _served(library, "") as port:
                loads[name] = asyncio.run(_ask(port, paths))
            with _served(library, paths[0]) as port:
                loads[f"{name} from memory"] = asyncio.run(_ask(port, paths[:1]))
    return list(chain.from_iterable(_figures(name, loads, count) for name in pages))


def _figures(name: str, loads: dict[str, Load], count: int) -> Iterator[Figure]:
    ours, floor = loads[name], loads[f"{name} from memory"]
    note = f"{count:,} articles, {CONNECTIONS} connections, {ours.size:.1f} KB gzipped"
    memory = "the bytes from memory"
    yield Figure(f"web, {name}, p50", ours.p50, "ms", floor.p50, note, memory)
    yield Figure(f"web, {name}, p95", ours.p95, "ms", floor.p95, note, memory)
    yield Figure(f"web, {name}, rate", ours.rate, "pages/s", floor.rate, note, memory)


def _fill(shared: Path, library: Path, count: int) -> dict[str, list[str]]:
    """Make the library by every stage but the encoder; return paths by kind of page."""
    from tidings.config import Config
    from tidings.news import News
    from tidings.types import Article, make_id

    told = list(material.articles(shared))
    told += material.recombined(shared, max(0, count - len(told)))
    told = sorted(told[-count:], key=lambda t: t.time)
    start, now = datetime.now(UTC) - SPAN, datetime.now(UTC)
    with News.open(library, config=Config(encoder="none")) as news:
        with news.store.transaction():
            for n, t in enumerate(told):
                when = start + SPAN * (n / len(told))
                article = Article(
                    id=make_id(t.id), url=t.url, publisher=t.publisher, title=t.title,
                    paragraphs=t.paragraphs, published_at=when, fetched_at=when, language="en",
                )  # fmt: skip
                news.store.articles.save(article, page="", now=now)
        news.sync(network=False)
        cards = news.front(limit=STORIES)
        newest = news.latest(limit=STORIES)
    return {
        "front page": ["/"],
        "story pages": [f"/story/{card.story.id}" for card in cards],
        "article pages": [f"/article/{article.id}" for article in newest],
        "search pages": [f"/search?q={a.title.split()[0]}" for a in newest if a.title.isascii()],
    }


# --- the server, in a process of its own


@contextmanager
def _served(library: Path, fixed: str) -> Iterator[int]:
    """Serve the library, or with `fixed` only that path's bytes; yield the port."""
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(theirs, library, fixed)
    )
    child.start()
    try:
        yield ours.recv()
    finally:
        child.terminate()
        child.join()


def _serve(ready: Connection, library: Path, fixed: str) -> None:
    from tidings.config import Config
    from tidings.news import News
    from tidings.serve import create_app
    from tidings.serve.run import bind, serve

    listening = bind(Config(port=0))
    listening.listen(2_048)
    port = listening.getsockname()[1]
    config = Config(port=port, encoder="none")
    with News.open(library, config=config) as news:
        app: Any = create_app(news, config)
        if fixed:
            app = asyncio.run(_from_memory(app, fixed, port))
        ready.send(port)
        serve(app, listening)


async def _from_memory(app: Any, path: str, port: int) -> Any:
    """Return an app that answers everything with what `app` answers for a path."""
    messages: list[dict[str, Any]] = []
    route, _, query = path.partition("?")
    scope = {
        "type": "http", "method": "GET", "path": route, "raw_path": route.encode(),
        "query_string": query.encode(), "http_version": "1.1", "scheme": "http",
        "headers": [(b"host", b"127.0.0.1:%d" % port), (b"accept-encoding", b"gzip")],
        "server": ("127.0.0.1", port), "client": ("127.0.0.1", 1),
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def keep(message: dict[str, Any]) -> None:
        messages.append(message)

    await app(scope, receive, keep)

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            for message in messages:
                await send(message)

    return answer


# --- the askers


async def _ask(port: int, paths: Sequence[str]) -> Load:
    spent: list[float] = []
    sizes: list[int] = []
    end = time.perf_counter() + ENOUGH
    wanted = (
        path
        for _, path in zip(range(REQUESTS), cycle(paths), strict=False)
        if time.perf_counter() < end
    )
    await _connection(port, iter(paths[:CONNECTIONS]), [], [])  # what a running server has warm
    start = time.perf_counter()
    await asyncio.gather(*(_connection(port, wanted, spent, sizes) for _ in range(CONNECTIONS)))
    rate = len(spent) / (time.perf_counter() - start)
    mean = sum(sizes) / len(sizes) / 1e3
    return Load(percentile(spent, 0.5) * 1e3, percentile(spent, 0.95) * 1e3, rate, mean)


async def _connection(
    port: int, paths: Iterator[str], spent: list[float], sizes: list[int]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for path in paths:
        start = time.perf_counter()
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n"
        writer.write(head.encode())
        sizes.append(await _answer(reader, path))
        spent.append(time.perf_counter() - start)
    writer.close()


async def _answer(reader: asyncio.StreamReader, path: str) -> int:
    """Read one answer; return the bytes of its body."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not head.startswith(b"http/1.1 200"):
        raise RuntimeError(f"{path} answered {head[:60]!r}")
    if b"transfer-encoding: chunked" in head:
        return await _chunks(reader)
    length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
    return len(await reader.readexactly(length))


async def _chunks(reader: asyncio.StreamReader) -> int:
    size = 0
    while length := int((await reader.readline()).strip(), 16):
        size += len(await reader.readexactly(length + 2)) - 2
    await reader.readline()
    return size
