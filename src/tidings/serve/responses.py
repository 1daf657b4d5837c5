"""Responses with ETags and compression, cached until the library changes."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tidings.errors import TidingsError

__all__ = ["Answers", "matches"]

GZIP_LEVEL = 5  # of 9: 3 % larger, three times as fast
GZIP_FROM = 1_000  # bytes: less gains nothing
KEPT = 64 * 1024 * 1024  # bytes of bodies
KEPT_EACH = 512 * 1024  # larger ones are few, and made anew
AT_ONCE = 4  # put together at a time: more would only wait for each other, each with a connection

Raw = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, the headers and the whole body."""

    status: int
    headers: Raw
    body: bytes

    @property
    def kept(self) -> bool:
        """Whether it may answer others too."""
        said = Headers(raw=self.headers)
        private = "no-store" in said.get("cache-control", "") or "set-cookie" in said
        return self.status == 200 and not private and len(self.body) <= KEPT_EACH


class Answers:
    """Holds each answer to a GET until it is whole; gives it a tag; keeps it for others.

    `stamp` is another one whenever answers may be: nothing outlives it. `variant` is another one
    where the answer to this request alone may be, by who asks: the others stay. Where it is None
    the answer is not kept at all. Paths `beside` are passed on: they wait for other servers.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        stamp: Callable[[], Hashable],
        variant: Callable[[Scope], Hashable],
        beside: frozenset[str] = frozenset(),
    ) -> None:
        self.app = app
        self._stamp = stamp
        self._variant = variant
        self._beside = beside
        self._of: Hashable = None  # the stamp of all that is kept
        self._kept: OrderedDict[Hashable, asyncio.Task[Answer]] = OrderedDict()
        self._size = 0
        self._making = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer GET and HEAD with a whole answer; pass on the rest."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not asked or scope["path"] in self._beside:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        variant = self._variant(scope)
        if variant is None:
            answer = await self._make(scope)
        else:
            answer = await self._answer(scope, headers, variant)
        await _send(answer, scope["method"], headers.get("if-none-match", ""), send)

    async def _answer(self, scope: Scope, headers: Headers, variant: Hashable) -> Answer:
        self._forget_old()
        asked = (scope["path"], scope["query_string"], headers.get("host"), _packs(headers))
        key = (asked, variant)
        task = self._kept.get(key)
        if task is None:
            task = self._kept[key] = asyncio.create_task(self._make(scope))
            task.add_done_callback(lambda made: self._keep(key, made))
        else:
            self._kept.move_to_end(key)
        return await asyncio.shield(task)  # one who leaves takes nothing from the others

    def _forget_old(self) -> None:
        try:
            stamp = self._stamp()
        except TidingsError:  # the page will say so
            stamp = object()
        if stamp != self._of:
            self._of, self._size = stamp, 0
            self._kept.clear()

    def _keep(self, key: Hashable, made: asyncio.Task[Answer]) -> None:
        if self._kept.get(key) is not made:
            return
        if made.cancelled() or made.exception() or not made.result().kept:
            del self._kept[key]
            return
        self._size += len(made.result().body)
        while self._size > KEPT:
            oldest, task = next(iter(self._kept.items()))
            if not task.done():
                break
            del self._kept[oldest]
            self._size -= len(task.result().body)

    async def _make(self, scope: Scope) -> Answer:
        start: Message = {}
        chunks: list[bytes] = []

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                chunks.append(message.get("body", b""))

        async with self._making:
            await self.app({**scope, "method": "GET"}, _nothing, collect)
        answer = Answer(start["status"], list(start["headers"]), b"".join(chunks))
        return _packed(_tagged(answer), Headers(scope=scope))


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def _tagged(answer: Answer) -> Answer:
    """Return a good answer with its ETag: a weak one, since it is of what is not yet packed."""
    if answer.status != 200:
        return answer
    headers = MutableHeaders(raw=answer.headers)
    headers["ETag"] = f'W/"{hashlib.blake2b(answer.body, digest_size=12).hexdigest()}"'
    headers.setdefault("Cache-Control", "private, no-cache")
    return answer


def _packs(headers: Headers) -> bool:
    return "gzip" in headers.get("accept-encoding", "")


def _packed(answer: Answer, asked: Headers) -> Answer:
    headers = MutableHeaders(raw=answer.headers)
    headers.add_vary_header("Accept-Encoding")
    if len(answer.body) < GZIP_FROM or not _packs(asked) or "content-encoding" in headers:
        return answer
    body = gzip.compress(answer.body, GZIP_LEVEL, mtime=0)
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    return replace(answer, body=body)


async def _send(answer: Answer, method: str, condition: str, send: Send) -> None:
    status, headers, body = answer.status, answer.headers, answer.body
    tag = Headers(raw=headers).get("etag", "")
    if condition and tag and matches(condition, tag):
        status, body = 304, b""
        dropped = (b"content-length", b"content-type", b"content-encoding")
        headers = [(name, value) for name, value in headers if name not in dropped]
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})


def matches(condition: str, tag: str) -> bool:
    """Say whether an If-None-Match header names this ETag, by weak comparison."""
    if condition.strip() == "*":
        return True
    return tag.removeprefix("W/") in (
        part.strip().removeprefix("W/") for part in condition.split(",")
    )
