"""Run a function in a child process that can be killed: what it may take is bounded.

For parsers that hostile input can send astray. The child gets no more CPU time and memory than
said, and is killed by the clock besides. Its answer comes back as JSON, so that nothing which it
says is ever executed here.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import orjson

from tidings.types import Json

__all__ = ["IsolationError", "run_isolated"]

MAX_ANSWER = 64 << 20  # bytes of JSON that a child may give back
_START = 5.0  # seconds of the clock, over the CPU time allowed, for a busy machine


class IsolationError(Exception):
    """The child came to nothing: too slow, too large, or an error of its own."""


def run_isolated(
    function: Callable[..., Json], *args: Any, seconds: float = 2.0, memory_mb: int = 512
) -> Json:
    """Return what a module-level function returns, computed in a process of its own.

    `seconds` of CPU time, `memory_mb` of address space. Raises IsolationError where the child
    takes more than that or fails; its message says which.
    """
    task = pickle.dumps((function, args, seconds, memory_mb))
    try:
        done = subprocess.run(
            [sys.executable, "-c", "from tidings.collect.isolate import _child; _child()"],
            input=task,
            capture_output=True,
            timeout=3 * seconds + _START,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired as exc:
        raise IsolationError(f"it took longer than {exc.timeout:.0f} s") from exc
    if done.returncode != 0:
        raise IsolationError(_reason(done, seconds, memory_mb))
    return orjson.loads(done.stdout[:MAX_ANSWER])  # type: ignore[no-any-return]


def _environment() -> dict[str, str]:
    """The child needs to find our modules, and nothing else of the environment."""
    return {"PYTHONPATH": ":".join(path for path in sys.path if path), "PYTHONUTF8": "1"}


def _reason(done: subprocess.CompletedProcess[bytes], seconds: float, memory_mb: int) -> str:
    if done.returncode < 0:
        return f"it was stopped after {seconds:g} s of computing"
    last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return f"it took more than {memory_mb} MB" if "MemoryError" in last else last[:200]


def _child() -> None:
    """Read the task from standard input, run it under its limits, write the answer as JSON."""
    function, args, seconds, memory_mb = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own
    _limit(seconds, memory_mb)
    sys.stdout.buffer.write(orjson.dumps(function(*args)))


def _limit(seconds: float, memory_mb: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the clock alone bounds it
        return
    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
    limit = used + max(1, round(seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
