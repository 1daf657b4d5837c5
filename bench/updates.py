"""A first and an unchanged update of 500 local feeds of 20 entries.

Each feed has an address of its own on loopback, as on the real web, and answers with an ETag, and
with 304 where the asker has that one. Half of the feeds carry their articles whole, the others
two sentences of each; pages are not fetched. That is what newsboat, reader and Miniflux do; ours
also reads each entry to an article, tells what is new in it, puts it into a story, and then makes
notes on it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench import material
from bench.measure import in_child
from bench.pipeline import stages_of_notes
from bench.table import Figure, not_measured

__all__ = ["feed_body", "run"]

FEEDS, QUICK, ENTRIES = 500, 50, 20
GAP = 1.2  # seconds: no host is asked twice within it, and that is not measured
OTHERS = "elsewhere, plain 500 feeds: newsboat 5.5 / 12 s, reader 11 / 1 s, Miniflux 17 / 1.4 s"


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure ours with and without the stages after polling, beside the reader library."""
    if lack := material.missing(shared):
        return [not_measured("updates", f"{lack} is missing")]
    count = QUICK if quick else FEEDS
    told = material.recombined(shared, count * ENTRIES)
    bodies = [feed_body(n, list(islice(told, ENTRIES))) for n in range(count)]
    with served(bodies) as urls, tempfile.TemporaryDirectory() as folder:
        ours, usage = in_child(_ours, urls, Path(folder) / "ours.sqlite")
        try:
            theirs, peer = in_child(_theirs, urls, Path(folder) / "reader.sqlite")
        except RuntimeError:
            theirs, peer = {}, None
    size = f"{count} feeds of {ENTRIES}"
    figures = [
        Figure(f"updates, {what} ({size})", ours[what], "s", theirs.get(what), note, "reader")
        for what, note in (
            ("first: polled and saved", OTHERS),
            ("unchanged: polled", ""),
            ("first: polled to stories", "reader makes none; no encoder"),
            ("first: all", "notes as well; without an encoder no names"),
            ("unchanged: all", ""),
        )
    ]
    memory = peer.peak_mb if peer else None
    return [*figures, Figure("updates, memory", usage.peak_mb, "MB", memory, "all processes")]


def feed_body(number: int, told: Sequence[material.Told]) -> bytes:
    """Return an RSS feed of these articles: whole in feeds of even number, else their beginning."""
    newest = datetime.now(UTC) - timedelta(minutes=number)
    items = "".join(_item(number, n, t, newest - timedelta(hours=n)) for n, t in enumerate(told))
    head = f"<title>Feed {number}</title><link>http://feed{number}.example</link>"
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{head}{items}'
        "</channel></rss>"
    ).encode()


def _item(feed: int, number: int, told: material.Told, when: datetime) -> str:
    html = "".join(f"<p>{escape(p)}</p>" for p in told.paragraphs)
    whole = f"<content:encoded>{escape(html)}</content:encoded>" if feed % 2 == 0 else ""
    return (
        f"<item><title>{escape(told.title)}</title><guid>{feed}-{number}</guid>"
        f"<link>http://feed{feed}.example/{number}</link>"
        f"<pubDate>{format_datetime(when)}</pubDate>"
        f"<description>{escape(told.paragraphs[0][:300])}</description>{whole}</item>"
    )


# --- the feeds' server, in a process of its own


@contextmanager
def served(bodies: Sequence[bytes]) -> Iterator[list[str]]:
    """Serve the feeds; yield their addresses."""
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(
        target=_serve_forever, args=(theirs, bodies)
    )
    child.start()
    try:
        port = ours.recv()
        yield [f"http://127.1.{n // 250}.{n % 250 + 1}:{port}/{n}" for n in range(len(bodies))]
    finally:
        child.terminate()
        child.join()


def _serve_forever(ready: Connection, bodies: Sequence[bytes]) -> None:
    asyncio.run(_serve(ready, bodies))


async def _serve(ready: Connection, bodies: Sequence[bytes]) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(_answer(head, bodies))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "0.0.0.0", 0, backlog=1024)
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _answer(head: bytes, bodies: Sequence[bytes]) -> bytes:
    number = int(head.split(b" ", 2)[1].rsplit(b"/", 1)[1])
    tag = b'ETag: "%d-1"\r\n' % number
    if b'"%d-1"' % number in head:
        return b"HTTP/1.1 304 Not Modified\r\n" + tag + b"\r\n"
    length = b"Content-Length: %d\r\n\r\n" % len(bodies[number])
    kind = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
    return kind + tag + length + bodies[number]


# --- the two sides, each in a process of its own


def _ours(urls: Sequence[str], library: Path) -> dict[str, float]:
    from tidings.config import Config
    from tidings.news import News
    from tidings.views import Candidate

    config = Config(encoder="none", fetch_pages=False, allow_networks=("127.0.0.0/8",))
    spent = {}
    with News.open(library, config=config) as news:
        news.add_candidates(Candidate(url=url, kind="feed") for url in urls)
        for name in ("first", "unchanged"):
            time.sleep(GAP)
            for source in news.sources():
                news.poll_now(source.source.id)
            clock = _PollClock()
            done = news.sync(report=clock)
            if done.polled != len(urls) or done.failures:
                raise RuntimeError(f"not all were polled: {done}")
            step = "polled and saved" if name == "first" else "polled"
            spent[f"{name}: {step}"] = clock.polled - clock.start
            spent[f"{name}: polled to stories"] = clock.stories - clock.start
            spent[f"{name}: all"] = time.perf_counter() - clock.start
    return spent


class _PollClock:
    """A `report` that keeps when the last source was polled, and the last story was there."""

    def __init__(self) -> None:
        self.start = self.polled = self.stories = time.perf_counter()
        self._notes = stages_of_notes()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage == "poll":
            self.polled = time.perf_counter()
        if stage not in self._notes:
            self.stories = time.perf_counter()


def _updated(reader: Any) -> Iterator[Any]:
    return reader.update_feeds_iter(scheduled=False, workers=8)


def _theirs(urls: Sequence[str], library: Path) -> dict[str, float]:
    from reader import make_reader

    reader: Any = make_reader(str(library))
    for url in urls:
        reader.add_feed(url)
    spent = {}
    for name, steps in (
        ("first", ("polled and saved", "polled to stories", "all")),
        ("unchanged", ("polled", "all")),
    ):
        start = time.perf_counter()
        failed = sum(isinstance(r.value, Exception) for r in _updated(reader))
        if failed:
            raise RuntimeError(f"reader could not read {failed} feeds")
        spent |= dict.fromkeys((f"{name}: {s}" for s in steps), time.perf_counter() - start)
    reader.close()
    return spent
