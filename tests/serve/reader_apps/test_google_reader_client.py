"""The client library google-reader, by a Python that it runs on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve.reader_apps.conftest import TITLE, App

SESSION = Path(__file__).parent / "google_reader_session.py"
NAMED = "GOOGLE_READER_PYTHON"  # a Python that has it, where ours is older than 3.12


@pytest.fixture(scope="module")
def python() -> str:
    """A Python that has the library."""
    known = (shutil.which(f"python3.{minor}") for minor in (14, 13, 12))
    for found in filter(None, (os.environ.get(NAMED), sys.executable, *known)):
        has = subprocess.run(
            [found, "-c", "import google_reader"], capture_output=True, check=False
        )
        if has.returncode == 0:
            return found
    pytest.skip(f"no Python here has google-reader (3.12 or newer; {NAMED} may name one)")


def test_it_lists_reads_marks_and_sorts(python: str, app: App, here: str) -> None:
    done = subprocess.run(
        [python, str(SESSION), here, app.name, app.password],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    every = list(range(12, 0, -1))
    assert seen == {
        "refused": True,
        "name": "owner",
        "titles": ["Paper 0", "Paper 2", "Paper 1"],
        "all": every,
        "oldest": [1, 2, 3],
        "next": [7, 6, 5, 4, 3],
        "items": [f"{TITLE} 11", f"{TITLE} 10"],
        "unread": every[2:],
        "starred": [12],
        "starred after": [],
        "edited": ["Renamed", ["Mine"]],
        "tags": ["user/-/label/Ours"],
        "left": ["Paper 2", "Paper 1"],
        "unread after": [],
    }
