"""What the commands write, to whatever stands at the other end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner

from tidings.cli import main

FULL = Path("/dev/full")
TITLE = "مرسى الأخبار"
FEED = f"<rss><channel><item><title>{TITLE}</title></item></channel></rss>"


def read_feed(stdout: IO[bytes] | int, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tidings", "read-feed"],
        input=json.dumps({"id": 1, "body": FEED}).encode(),
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=os.environ | env,
        check=False,
    )


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_one_line() -> None:
    with FULL.open("wb") as full:
        done = read_feed(full)
    assert (done.returncode, done.stderr) == (1, b"tidings: No space left on device\n")


def test_data_is_utf8_whatever_the_locale() -> None:
    done = read_feed(subprocess.PIPE, PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert TITLE in done.stdout.decode()


@pytest.mark.parametrize(
    ("options", "said"), [((), "no stories yet in {}:"), (("--tag", "sea"), "no such stories")]
)
def test_an_empty_library_is_named_since_a_wrong_path_looks_empty(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    library = str(tmp_path / "typo.sqlite")
    done = CliRunner().invoke(main, ["--library", library, "stories", *options])
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith(said.format(library))
