"""A web server on loopback that does whatever a test tells it to, byte by byte."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from tidings.collect.connect import Resolver
from tidings.collect.fetch import Web
from tidings.collect.messages import Request, Response
from tidings.collect.policy import FetchPolicy

QUICK = FetchPolicy(gap=0.0, deadline=1.0, max_bytes=1024 * 1024)  # no pauses, short limits

Handler = Callable[[asyncio.StreamWriter], Awaitable[None]]
Script = bytes | Handler | Callable[["Seen"], bytes]


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    path: str
    headers: Mapping[str, str]  # names in lower case
    at: float  # monotonic seconds


def answer(
    body: bytes = b"", *, status: str = "200 OK", headers: str = "", length: int | None = None
) -> bytes:
    """The bytes of an ordinary answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body) if length is None else length}\r\n"
    return (head + headers.replace("\n", "\r\n") + "\r\n").encode("latin-1") + body


class Server:
    """Serves `pages`: path to bytes, to a function of the request, or to a coroutine."""

    def __init__(self, pages: Mapping[str, Script], host: str = "127.0.0.1") -> None:
        self.pages = dict(pages)
        self.seen: list[Seen] = []
        self.connections = 0
        self.open = 0
        self.most_open = 0
        self._host = host
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [seen.path for seen in self.seen]

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._main())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _main(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._client, self._host, 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while await self._exchange(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
        pairs = (line.split(": ", 1) for line in head[1:] if line)
        seen = Seen(head[0].split(" ")[1], {k.lower(): v for k, v in pairs}, time.monotonic())
        self.seen.append(seen)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            script = self.pages.get(seen.path, answer(status="404 Not Found"))
            if isinstance(script, bytes):
                writer.write(script)
            elif asyncio.iscoroutinefunction(script):
                await script(writer)
                return False
            else:
                writer.write(script(seen))  # type: ignore[arg-type]
            await writer.drain()
            return True
        finally:
            self.open -= 1


class Names(Resolver):
    """A name server that gives each name its answers in turn, the last one for ever."""

    def __init__(self, **names: list[list[str] | OSError]) -> None:
        self.names = {name.replace("_", "."): answers for name, answers in names.items()}
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        answers = self.names.get(host, [["93.184.216.34"]])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, OSError):
            raise answer
        return answer


def get(web: Web, server: Server, path: str = "feed", **known: str) -> Response:
    """Fetch a page of a server; `known` are validators."""
    return web.fetch(Request(url=f"{server.url}/{path}", kind="feed", **known))  # type: ignore[arg-type]
