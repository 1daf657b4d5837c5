"""Time, memory and processor time of a whole tree of processes, from outside (Linux)."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Usage", "cpu_seconds", "in_child"]

TICK = 1 / os.sysconf("SC_CLK_TCK")
LOOK = 0.2  # seconds between two looks at memory


@dataclass(frozen=True, slots=True)
class Usage:
    """What a piece of work took, with all processes that it started."""

    wall: float  # seconds
    cpu: float  # seconds, user and system
    peak_mb: float  # proportional set size: shared pages are counted once


def _tree(pid: int) -> Iterator[int]:
    """Yield a process and its living descendants."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = (task / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process, its descendants and those it has buried."""
    return sum(map(_own_cpu, _tree(pid)))


def _own_cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) * TICK


def _memory_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def in_child(work: Callable[..., Any], *args: Any) -> tuple[Any, Usage]:
    """Do the work in a fresh process; return its result and what it took, imports included."""
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=_answer, args=(theirs, work, args))
    child.start()
    theirs.close()
    peak, done = [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(child.pid, peak, done))
    watcher.start()
    try:
        result, wall, cpu = ours.recv()
    except EOFError as exc:
        raise RuntimeError(f"{work.__name__} died: see above") from exc
    finally:
        done.set()
        watcher.join()
        child.join()
    return result, Usage(wall, cpu, peak[0])


def _answer(pipe: Any, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
    start, before = time.perf_counter(), cpu_seconds(os.getpid())
    result = work(*args)
    wall = time.perf_counter() - start
    pipe.send((result, wall, cpu_seconds(os.getpid()) - before))


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(LOOK):
        peak[0] = max(peak[0], sum(map(_memory_mb, _tree(pid))))
