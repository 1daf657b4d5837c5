"""Get things from the web, safely and politely. The only door to the network that there is."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter, deque
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from itertools import islice
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self, TypeVar

from tidings.collect.client import Client
from tidings.collect.connect import OfflineError, Resolver
from tidings.collect.guard import Guard
from tidings.collect.messages import Post, Posted, Request, Response
from tidings.collect.policy import FetchPolicy
from tidings.errors import FetchError
from tidings.types import Failure
from tidings.urls import host_of

__all__ = ["Web"]

T = TypeVar("T")


class Web:
    """The web as we use it. Usable from any thread; close it when done (it may be used again).

    Network work runs on an event loop in a thread of its own, so that a caller that takes its
    time over one answer neither holds up the others nor makes them miss their deadline.
    """

    def __init__(
        self,
        *,
        policy: FetchPolicy | None = None,
        allow: Iterable[str] = (),
        resolver: Resolver | None = None,
    ) -> None:
        self._policy = policy or FetchPolicy()
        self._guard = Guard(tuple(allow))
        self._resolver = resolver
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._client: Client | None = None
        self.answers: Counter[tuple[str, str]] = Counter()  # by kind and class of status

    def fetch(self, request: Request) -> Response:
        """Return the answer, whatever its status. Raises FetchError when there is none."""
        return self._submit(self._get(request)).result()

    def post(self, post: Post) -> Posted:
        """Send something, once; return what was answered. Raises FetchError."""
        return self._submit(self._post(post)).result()

    def fetch_all(self, requests: Iterable[Request]) -> Iterator[Response | Failure]:
        """Yield the answers as they come, in any order; a Failure where there is none.

        A Failure's stage is "offline" where it is our own network that fails, else "collect".
        Hosts take turns. No more than `FetchPolicy.concurrency` requests are under way or waiting
        to be taken, so a slow consumer holds few bodies; leaving early cancels the rest.
        """
        waiting = _by_turns(requests)
        running: set[Future[Response | Failure]] = set()
        done: SimpleQueue[Future[Response | Failure]] = SimpleQueue()
        try:
            while True:
                for request in islice(waiting, self._policy.concurrency - len(running)):
                    future = self._submit(self._answer(request))
                    running.add(future)
                    future.add_done_callback(done.put)
                if not running:
                    return
                future = done.get()
                running.discard(future)
                if future.cancelled():  # closed under us
                    return
                yield future.result()
        finally:
            for future in running:
                future.cancel()

    def close(self) -> None:
        """Cancel what is under way and close every connection."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is not None and thread is not None:
            asyncio.run_coroutine_threadsafe(self._shut_down(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ready(self) -> Client:
        if self._client is None:
            self._client = Client(self._policy, self._guard, self._resolver)
        return self._client

    async def _get(self, request: Request) -> Response:
        came = "failed"
        try:
            response = await self._ready().fetch(request)
            came = f"{response.status // 100}xx"
        finally:
            self.answers[request.kind, came] += 1
        return response

    async def _post(self, post: Post) -> Posted:
        return await self._ready().post(post)

    async def _answer(self, request: Request) -> Response | Failure:
        try:
            return await self._get(request)
        except FetchError as exc:
            return Failure(
                id=request.id or request.url,
                stage="offline" if isinstance(exc, OfflineError) else "collect",
                error=str(exc),
                url=request.url,
                at=datetime.now(UTC),
            )

    async def _shut_down(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._client is not None:
            await self._client.close()
            self._client = None

    def _submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="tidings-web", daemon=True
                )
                self._thread.start()
            return asyncio.run_coroutine_threadsafe(work, self._loop)


def _by_turns(requests: Iterable[Request]) -> Iterator[Request]:
    """Yield the requests so that hosts take turns: one with many does not hold up the rest."""
    hosts: dict[str, deque[Request]] = {}
    for request in requests:
        hosts.setdefault(host_of(request.url), deque()).append(request)
    while hosts:
        for host, queue in list(hosts.items()):
            yield queue.popleft()
            if not queue:
                del hosts[host]
