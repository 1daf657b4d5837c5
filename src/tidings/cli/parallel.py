"""Filters whose lines are independent: spread over all cores while many lines wait."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from queue import Empty, Queue
from threading import Thread
from typing import Any

from tidings.cli.jsonlines import Record, attempt, records
from tidings.records import line
from tidings.workers import batched
from tidings.workers.local import Processes, mapped

__all__ = ["spread_lines"]

AHEAD = 64  # lines that are read before they are worked on: some are pages of megabytes
MANY = 48  # waiting lines from which it pays to start processes: some two seconds
BATCH = 8  # lines that a process works on at a time

Given = Record | str  # a line's object, or why it is none
Work = Callable[[Record], Record]


def spread_lines(work: Work, *, ready: Sequence[str] = ()) -> None:
    """Run a filter over standard input; `work` is a function of a module, for it travels.

    `ready` names modules that the processes need.
    """
    given: Queue[Given | None] = Queue(AHEAD)
    Thread(target=_read, args=(given,), daemon=True).start()
    pool, one_by_one, bad = Processes(ready=ready), Each(work), 0
    while (first := given.get()) is not None:
        if given.qsize() < MANY:
            bad += _write(one_by_one([first]))
            continue
        for results in _spread(pool, one_by_one, chain([first], _waiting(given))):
            bad += _write(results)
    pool.close()
    sys.exit(1 if bad else 0)


class Each:
    """Does the work of a filter on several lines, each by itself."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def __call__(self, given: Sequence[Given]) -> list[Record]:
        """Return a result for each line; an error where it can't be worked on."""
        return [attempt(self.work, record) for record in given]


def _read(given: Queue[Given | None]) -> None:
    try:
        for record in records(sys.stdin.buffer):
            given.put(record)
    finally:
        given.put(None)


def _waiting(given: Queue[Given | None]) -> Iterator[Given]:
    """Yield lines as long as some wait; the end is left for who asks next."""
    while True:
        try:
            record = given.get_nowait()
        except Empty:
            return
        if record is None:
            given.put(None)
            return
        yield record


def _spread(pool: Processes, work: Each, given: Iterable[Given]) -> Iterator[list[Record]]:
    """Yield the results of batches; of one that killed its process, each line's by itself."""
    for batch, results in mapped(pool, work, batched(given, BATCH)):
        if isinstance(results, BaseException):
            yield [_alone(pool, work, record) for record in batch]
        else:
            yield list(results)


def _alone(pool: Processes, work: Each, record: Given) -> Record:
    (result,) = pool.map(work, [[record]])
    if isinstance(result, BaseException):
        name: Any = record.get("id") if isinstance(record, dict) else None
        return {"id": name, "error": f"could not be worked on: {result}"}
    return result[0]


def _write(results: Sequence[Record]) -> int:
    """Write the results; return how many of them are errors."""
    for result in results:
        sys.stdout.write(line(result) + "\n")
    sys.stdout.flush()
    return sum("error" in result for result in results)
