"""One `map(work, batches)` over processes of this machine. Never touches a store."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import tee
from multiprocessing import forkserver, resource_tracker
from typing import Protocol, TypeVar

__all__ = ["Inline", "Pool", "Processes", "mapped"]

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 2  # batches handed out beyond one a worker, so that none waits


class Pool(Protocol):
    """Something that works on batches, perhaps several at a time, and keeps their order."""

    def map(
        self, work: Callable[[Sequence[T]], Sequence[R]], batches: Iterable[Sequence[T]]
    ) -> Iterator[Sequence[R] | BaseException]:
        """Yield what `work` returns for each batch; an exception stands for a batch that died."""
        ...

    def start(self) -> None:
        """Get ready while there is something else to do. Need not be called; never waits."""
        ...

    def close(self) -> None:
        """End the processes."""
        ...


def mapped(
    pool: Pool, work: Callable[[Sequence[T]], Sequence[R]], batches: Iterable[Sequence[T]]
) -> Iterator[tuple[Sequence[T], Sequence[R] | BaseException]]:
    """Yield each batch with what `Pool.map` says of it."""
    given, ahead = tee(batches)
    return zip(given, pool.map(work, ahead), strict=True)


class Inline:
    """Work here, one batch after the other."""

    def map(
        self, work: Callable[[Sequence[T]], Sequence[R]], batches: Iterable[Sequence[T]]
    ) -> Iterator[Sequence[R] | BaseException]:
        """Yield the result of each batch, or what it raised."""
        for batch in batches:
            yield _attempt(work, batch)

    def start(self) -> None:
        """Nothing to get ready."""

    def close(self) -> None:
        """Nothing to end."""


class Processes:
    """Work in `count` processes, started when first needed; 0 means one a core.

    They are forked from a process that has imported the modules `ready`.
    """

    def __init__(self, count: int = 0, *, ready: Sequence[str] = ()) -> None:
        self._count = count or os.cpu_count() or 1
        self._ready = list(ready)
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Get ready while there is something else to do. Need not be called; never waits."""
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the cores are taken: one each
        forkserver.set_forkserver_preload(self._ready)
        resource_tracker.ensure_running()  # else the next line's mask ends with its start
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is the parent's
        try:
            with _script_left_out():
                forkserver.ensure_running()  # it and its children inherit the mask
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def map(
        self, work: Callable[[Sequence[T]], Sequence[R]], batches: Iterable[Sequence[T]]
    ) -> Iterator[Sequence[R] | BaseException]:
        """Yield the result of each batch in order; only a few batches are under way at a time."""
        futures = (self._submit(work, batch) for batch in batches)
        return map(_result, _ahead(futures, self._count + AHEAD))

    def _submit(
        self, work: Callable[[Sequence[T]], Sequence[R]], batch: Sequence[T]
    ) -> Future[Sequence[R]]:
        try:
            return self._handed(work, batch)
        except BrokenProcessPool:  # a worker was killed: from here on there are new ones
            self._pool = None
            return self._handed(work, batch)

    def _handed(
        self, work: Callable[[Sequence[T]], Sequence[R]], batch: Sequence[T]
    ) -> Future[Sequence[R]]:
        if self._pool is None:
            self.start()
            context = multiprocessing.get_context("forkserver")
            self._pool = ProcessPoolExecutor(self._count, mp_context=context)
        with _script_left_out(), _uninterrupted():  # a batch that finds none idle starts a process
            return self._pool.submit(work, batch)

    def close(self) -> None:
        """End the processes and wait for them."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


@contextmanager
def _script_left_out() -> Iterator[None]:
    """Let processes that start now not import the program that uses us: that would run it again.

    They need nothing of it, and a script without `if __name__ == "__main__"` would start
    processes that start processes.
    """
    main = vars(sys.modules["__main__"])
    kept: dict[str, object] = {
        name: main[name] for name in ("__file__", "__spec__") if name in main
    }
    main |= dict.fromkeys(kept)
    try:
        yield
    finally:
        main |= kept


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait a moment: processes of which some are not started yet can't be ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: caught.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        for number in caught[:1]:
            signal.raise_signal(number)


def _ahead(futures: Iterable[Future[R]], count: int) -> Iterator[Future[R]]:
    """Yield each future when `count` are under way, and so wait for the oldest of them only."""
    waiting: deque[Future[R]] = deque()
    for future in futures:
        waiting.append(future)
        if len(waiting) >= count:
            yield waiting.popleft()
    yield from waiting


def _result(future: Future[Sequence[R]]) -> Sequence[R] | BaseException:
    """Return what came of a batch; where its process was killed, that it was."""
    try:
        return future.result()
    except Exception as exc:
        return exc


def _attempt(
    work: Callable[[Sequence[T]], Sequence[R]], batch: Sequence[T]
) -> Sequence[R] | BaseException:
    try:
        return work(batch)
    except Exception as exc:
        return exc
