"""Tidings as a library: a plain script, as one writes it at a first try."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
from tidings import Config, News

with News.open("library.sqlite", config=Config(encoder="none", workers=2)) as news:
    news.add("article.txt")
    news.sync(network=False)
    print(news.counts().articles, "article")
"""
TEXT = """Ferry to Ostrand stops for a week

The ferry between Velmora and Ostrand will not sail before Monday, the harbour office said. A crack
was found in its rudder.

Passengers can take the bus over the northern bridge, which leaves every two hours.
"""

BUSY = """
import time
from tidings.workers.local import Processes

print("once")
pool = Processes(2)
for found in pool.map(time.sleep, [0.05] * 6):
    if found is not None:
        print("died:", found)
pool.close()
"""


@pytest.mark.parametrize(
    ("script", "says"),
    [(SCRIPT, "1 article\n"), (BUSY, "once\n")],
    ids=["one article", "several processes"],
)
def test_a_script_without_a_main_guard_runs_once(script: str, says: str, tmp_path: Path) -> None:
    """Worker processes don't import the script that started them."""
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "script.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, says), done.stderr[-2000:]
