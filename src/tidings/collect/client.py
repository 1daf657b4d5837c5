"""The one HTTP client, inside: asynchronous, on one event loop. `fetch.Web` is its face."""

from __future__ import annotations

import asyncio
import errno
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpcore2

from tidings.collect.bot_wall import GLANCE, REFUSALS
from tidings.collect.connect import GuardedBackend, Resolver, SystemResolver
from tidings.collect.guard import Guard
from tidings.collect.headers import freshness, retry_after, validator
from tidings.collect.inflate import Inflater, too_large
from tidings.collect.messages import Post, Posted, Request, Response
from tidings.collect.policy import FetchPolicy
from tidings.collect.politeness import Pace
from tidings.collect.pool import Pool
from tidings.collect.robots import Robots
from tidings.errors import FetchError, UsageError
from tidings.urls import Address, parse

__all__ = ["Client"]

MAX_REDIRECTS = 5
PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 503})
BUSY_SECONDS = 900.0  # for a host that answers 429 and doesn't say for how long

ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml,"
    " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5",
    "sitemap": "application/xml, text/xml, application/gzip;q=0.9, */*;q=0.5",
    "page": "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5",
    "file": "*/*",
    "image": "image/avif, image/webp, image/png, image/jpeg, image/gif",
}
CRAWLED = frozenset({"page", "sitemap"})  # what robots.txt is for; decisions/0028
KEPT_HEADERS = frozenset(
    {
        "age", "cache-control", "content-encoding", "content-language", "content-length",
        "content-type", "date", "etag", "expires", "last-modified", "link", "location",
        "retry-after", "x-robots-tag",
    }
)  # fmt: skip
LISTS = frozenset({"cache-control", "link", "content-encoding"})  # may stand in several lines


@dataclass(frozen=True)
class _Answer:
    """What one server said, before redirects are followed."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


class Client:
    """Fetches. Belongs to one event loop. Keeps no cookies and sends no credentials, ever."""

    def __init__(self, policy: FetchPolicy, guard: Guard, resolver: Resolver | None = None) -> None:
        self._policy = policy
        self._guard = guard
        self._resolver = resolver or SystemResolver()
        self._pace = Pace(gap=policy.gap, at_once=policy.at_once)
        self._robots = Robots(self.fetch, self._pace.slow_down)
        self._busy: dict[str, tuple[float, int]] = {}  # until when (monotonic), and its status
        self._pool = Pool(GuardedBackend(guard, self._resolver))

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close()
        self._resolver.close()

    async def fetch(self, request: Request) -> Response:
        """Return the answer to a request, redirects followed. Raises FetchError."""
        try:
            address = parse(request.url)
        except UsageError as exc:
            raise FetchError(str(exc)) from exc
        moved_to, permanent, left = "", True, self._policy.deadline
        for _ in range(MAX_REDIRECTS + 1):
            answer, left = await self._ask(address, request, left)
            target = _redirect(answer, address)
            if target is None:
                return _response(request, address, answer, moved_to)
            permanent = permanent and answer.status in PERMANENT
            address = target
            moved_to = address.url if permanent else moved_to
        raise FetchError(f"{address.host} redirects more than {MAX_REDIRECTS} times")

    async def _ask(self, address: Address, request: Request, left: float) -> tuple[_Answer, float]:
        """Ask one server once; return its answer and what is left of the time."""
        self._guard.check(address)
        if request.kind in CRAWLED and not request.asked:
            await self._robots.check(address)
        async with self._pace.turn(address.authority):
            if (busy := self._still_busy(address.authority)) is not None:
                return busy, left
            start = time.monotonic()
            async with self._within(left, address.host):
                answer = await self._exchange(address, request)
        self._note_busy(address.authority, answer)
        return answer, left - (time.monotonic() - start)

    @asynccontextmanager
    async def _within(self, seconds: float, host: str) -> AsyncIterator[None]:
        """Give what is done inside so much time, and say in plain words why it failed."""
        try:
            async with asyncio.timeout(seconds):
                yield
        except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError) as exc:
            raise FetchError(_plain_words(host, exc)) from exc
        except (TimeoutError, httpcore2.TimeoutException) as exc:
            limit = f"{self._policy.deadline:g} s"
            raise FetchError(f"{host} did not answer within {limit}") from exc

    async def post(self, post: Post) -> Posted:
        """Send something, once, and follow no redirect. Raises FetchError."""
        try:
            address = parse(post.url)
        except UsageError as exc:
            raise FetchError(str(exc)) from exc
        self._guard.check(address)
        sent = {"Host": address.authority, "User-Agent": self._policy.agent, **post.headers}
        headers = [(name.encode(), value.encode()) for name, value in sent.items()]
        headers.append((b"Content-Length", str(len(post.body)).encode()))
        async with (
            self._pace.turn(address.authority),
            self._within(self._policy.deadline, address.host),
            self._pool.post(address, headers, post.body) as response,
        ):
            kept = _kept(response.headers)
            body = await self._read(response, kept) if post.asks and response.status == 200 else b""
        wait = retry_after(kept.get("retry-after", ""), now=datetime.now(UTC))
        location = kept.get("location", "")
        return Posted(status=response.status, body=body, retry_after=wait, location=location)

    async def _exchange(self, address: Address, request: Request) -> _Answer:
        headers = _request_headers(address, request, self._policy.agent)
        async with self._pool.get(address, headers) as response:
            kept = _kept(response.headers)
            if response.status == 200:
                body = await self._read(response, kept)
                return _Answer(response.status, kept, body)
            if response.status in REFUSALS:
                return _Answer(response.status, kept, await self._glance(response, kept))
            if response.status == 304:
                await response.aread()  # nothing, by definition; frees the connection
            return _Answer(response.status, kept)

    async def _read(self, response: httpcore2.Response, headers: dict[str, str]) -> bytes:
        policy, length = self._policy, headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:16]) > policy.max_bytes:
            raise too_large(policy.max_bytes)
        inflater = Inflater(headers.get("content-encoding", ""), limit=policy.max_bytes)
        start = time.monotonic()
        async for piece in response.aiter_stream():
            inflater.feed(piece)
            passed = time.monotonic() - start
            if passed > policy.patience and inflater.received < passed * policy.slowest:
                raise FetchError("the answer comes too slowly")
        return inflater.finish()

    async def _glance(self, response: httpcore2.Response, headers: dict[str, str]) -> bytes:
        """Return what is said with a refusal, b"" where that is long or can't be read."""
        try:
            inflater = Inflater(headers.get("content-encoding", ""), limit=GLANCE)
            async for piece in response.aiter_stream():
                inflater.feed(piece)
            return inflater.finish()
        except FetchError:
            return b""

    def _note_busy(self, host: str, answer: _Answer) -> None:
        if answer.status not in BUSY:
            return
        wait = retry_after(answer.headers.get("retry-after", ""), now=datetime.now(UTC))
        if wait is None and answer.status == 429:
            wait = BUSY_SECONDS
        if wait:
            self._busy[host] = (time.monotonic() + wait, answer.status)

    def _still_busy(self, host: str) -> _Answer | None:
        """The answer of a host that asked us to wait: the same again, without asking."""
        until, status = self._busy.get(host, (0.0, 0))
        left = until - time.monotonic()
        if left <= 0:
            self._busy.pop(host, None)
            return None
        return _Answer(status, {"retry-after": str(int(left) + 1)})


def _request_headers(address: Address, request: Request, agent: str) -> list[tuple[bytes, bytes]]:
    headers = {
        "Host": address.authority,
        "User-Agent": agent,
        "Accept": ACCEPT[request.kind],
        "Accept-Encoding": "gzip",  # the one coding that we can bound; decisions/0027
        "If-None-Match": validator(request.etag),
        "If-Modified-Since": validator(request.last_modified),
    }
    return [(name.encode(), value.encode()) for name, value in headers.items() if value]


def _kept(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers that we keep, by lower-case name; the first wins, lists are joined."""
    kept: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name = raw_name.decode("latin-1").lower()
        if name not in KEPT_HEADERS:
            continue
        value = raw_value.decode("latin-1")
        if name not in kept:
            kept[name] = value
        elif name in LISTS:
            kept[name] += f", {value}"
    return kept


def _redirect(answer: _Answer, address: Address) -> Address | None:
    """Where an answer sends us on to; None when it is no redirect."""
    location = answer.headers.get("location", "")
    if answer.status not in REDIRECTS or not location:
        return None
    try:
        # servers send raw UTF-8 here, which header values carry as Latin-1
        return parse(location.encode("latin-1").decode("utf-8", "replace"), address.url)
    except UsageError as exc:
        raise FetchError(f"{address.host} redirects to what can't be fetched: {exc}") from exc


def _response(request: Request, address: Address, answer: _Answer, moved_to: str) -> Response:
    now = datetime.now(UTC)
    headers = answer.headers
    if answer.status == 304 and not (request.etag or request.last_modified):
        raise FetchError(f"{address.host} answered that nothing changed since never")
    if answer.status == 200 and not answer.body:
        raise FetchError(f"{address.host} answered with nothing")
    return Response(
        request=request,
        url=address.url,
        status=answer.status,
        fetched_at=now,
        headers=headers,
        body=answer.body,
        etag=validator(headers.get("etag", "")),
        last_modified=validator(headers.get("last-modified", "")),
        moved_to=moved_to,
        fresh_for=freshness(headers, now=now),
        retry_after=retry_after(headers.get("retry-after", ""), now=now),
    )


def _plain_words(host: str, exc: Exception) -> str:
    """Say in plain words why a connection or an answer failed."""
    cause: BaseException | None = exc
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"{host}'s certificate is not valid: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            return f"{host} failed to set up an encrypted connection"
        if isinstance(cause, OSError) and cause.errno == errno.ECONNREFUSED:
            return f"{host} refused the connection"
        cause = cause.__cause__ or cause.__context__
    if isinstance(exc, httpcore2.ConnectError):
        return f"{host} could not be connected to"
    if isinstance(exc, httpcore2.RemoteProtocolError):
        return f"{host} broke off or garbled its answer"
    return f"{host} broke off the connection"
