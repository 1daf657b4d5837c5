"""How long an update of many feeds takes: the first, and one where nothing changed.

Serves 500 feeds of 20 entries on loopback, each from an address of its own as on the real web,
and fetches them with the program's own client. Give `sync` to time more than fetching.

    python bench/polling.py
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from multiprocessing.connection import Connection

from tidings.collect.client import Manners
from tidings.collect.fetch import Web
from tidings.collect.messages import Request, Response

FEEDS = 500
ENTRIES = 20
PARAGRAPH = "Something happened somewhere, said somebody who had seen it from close by. " * 6

Sync = Callable[[list[str]], None]  # brings a library up to date with these feeds


def feed(number: int) -> bytes:
    """One RSS feed of 20 entries, some 13 kB."""
    start = datetime(2026, 11, 22, tzinfo=UTC)
    items = "".join(
        f"<item><title>Feed {number}, event {i}</title>"
        f"<link>http://example.org/{number}/{i}</link><guid>{number}-{i}</guid>"
        f"<pubDate>{format_datetime(start - timedelta(hours=i))}</pubDate>"
        f"<description>{PARAGRAPH}</description></item>"
        for i in range(ENTRIES)
    )
    head = f"<title>Feed {number}</title><link>http://example.org/{number}</link>"
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()
    )


async def _serve(ready: Connection) -> None:
    bodies = [feed(number) for number in range(FEEDS)]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                number = int(head.split(b" ", 2)[1].rsplit(b"/", 1)[1])
                tag = b'ETag: "%d-1"\r\n' % number
                if b'"%d-1"' % number in head:
                    writer.write(b"HTTP/1.1 304 Not Modified\r\n" + tag + b"\r\n")
                else:
                    body = bodies[number]
                    writer.write(
                        b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n" + tag
                        + b"Content-Length: %d\r\n\r\n" % len(body) + body
                    )  # fmt: skip
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "0.0.0.0", 0, backlog=1024)
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _serve_forever(ready: Connection) -> None:
    asyncio.run(_serve(ready))


@contextmanager
def served() -> Iterator[list[str]]:
    """Serve the feeds from another process; yields their addresses."""
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=_serve_forever, args=(theirs,))
    child.start()
    try:
        port = ours.recv()
        yield [f"http://127.1.{n // 250}.{n % 250 + 1}:{port}/{n}" for n in range(FEEDS)]
    finally:
        child.terminate()
        child.join()


def fetch_twice(urls: list[str]) -> Mapping[str, float]:
    """Fetch all feeds, then again with the validators learned; seconds of wall and CPU."""
    tags: dict[str, str] = {}
    figures = {}
    with Web(allow=["127.0.0.0/8"]) as web:
        for name, status in (("first", 200), ("unchanged", 304)):
            time.sleep(Manners().gap)  # no host is asked twice within it, and that is not measured
            wall, cpu = time.perf_counter(), time.process_time()
            asked = [Request(url=url, kind="feed", etag=tags.get(url, "")) for url in urls]
            for reply in web.fetch_all(asked):
                if not isinstance(reply, Response) or reply.status != status:
                    raise RuntimeError(f"not answered as expected: {reply}")
                tags[reply.request.url] = reply.etag
            figures[f"{name}_wall_s"] = time.perf_counter() - wall
            figures[f"{name}_cpu_s"] = time.process_time() - cpu
    return figures


def fetch_with_httpx2(urls: list[str]) -> Mapping[str, float]:
    """The same fetching by a plain httpx2 client, which neither guards, paces nor bounds."""
    import httpx2

    async def fetch_all() -> None:
        places = asyncio.Semaphore(Manners().concurrency)

        async def fetch(client: httpx2.AsyncClient, url: str) -> None:
            async with places:
                (await client.get(url)).raise_for_status()

        async with httpx2.AsyncClient(trust_env=False) as client:
            await asyncio.gather(*(fetch(client, url) for url in urls))

    wall, cpu = time.perf_counter(), time.process_time()
    asyncio.run(fetch_all())
    return {
        "httpx2_first_wall_s": time.perf_counter() - wall,
        "httpx2_first_cpu_s": time.process_time() - cpu,
    }


def sync_twice(urls: list[str], sync: Sync) -> Mapping[str, float]:
    """The same with the whole way into a library; `sync` is called twice."""
    figures = {}
    for name in ("first", "unchanged"):
        time.sleep(Manners().gap)
        wall, cpu = time.perf_counter(), time.process_time()
        sync(urls)
        figures[f"sync_{name}_wall_s"] = time.perf_counter() - wall
        figures[f"sync_{name}_cpu_s"] = time.process_time() - cpu
    return figures


def run(sync: Sync | None = None) -> dict[str, float]:
    """Measure, print a table and return the figures in seconds."""
    with served() as urls:
        figures = {**fetch_twice(urls), **fetch_with_httpx2(urls)}
        if sync is not None:
            figures |= sync_twice(urls, sync)
    print(f"{FEEDS} feeds of {ENTRIES} entries, seconds")
    for name, seconds in figures.items():
        print(f"  {name:24}{seconds:8.2f}")
    return figures


if __name__ == "__main__":
    run()
