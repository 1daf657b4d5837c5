"""The installed command, as a person or a script runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 300  # seconds for one command; far more than any takes


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Tidings = Callable[..., Ran]


def command() -> str:
    return str(Path(sys.executable).parent / "tidings")


@pytest.fixture
def tidings(tmp_path: Path) -> Tidings:
    """Run `tidings` on a library of its own."""
    return runner(tmp_path)


def runner(folder: Path) -> Tidings:
    """Return a function that runs `tidings` on the library in a folder."""

    def run(*arguments: str | Path, lines: Iterable[object] = (), **environment: str) -> Ran:
        done = subprocess.run(
            [command(), *map(str, arguments)],
            input="".join(
                f"{x if isinstance(x, str) else json.dumps(x)}\n" for x in lines
            ).encode(),
            capture_output=True,
            env=os.environ | {"TIDINGS_LIBRARY": str(folder / "library.sqlite")} | environment,
            timeout=PATIENCE,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
