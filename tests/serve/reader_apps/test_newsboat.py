"""newsboat itself, by the two protocols that the release in Debian 12 speaks."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.serve.reader_apps.conftest import App, program

MINIFLUX = """
urls-source "miniflux"
miniflux-url "{here}"
miniflux-login "{name}"
miniflux-password "{password}"
"""
FEEDHQ = """
urls-source "feedhq"
feedhq-url "{here}"
feedhq-login "{name}"
feedhq-password "{password}"
feedhq-show-special-feeds no
"""


@pytest.fixture
def newsboat() -> str:
    return program("newsboat")


def run(newsboat: str, folder: Path, settings: str, app: App, here: str, *what: str) -> str:
    (folder / "config").write_text(settings.format(here=here, name=app.name, password=app.password))
    (folder / "urls").touch()
    files = ["-C", "config", "-u", "urls", "-c", "cache.db"]
    done = subprocess.run(
        [newsboat, *files, *what],
        cwd=folder,
        env=os.environ | {"HOME": str(folder), "no_proxy": "*", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("settings", [MINIFLUX, FEEDHQ], ids=["miniflux", "feedhq"])
def test_it_reads_what_is_unread_and_learns_what_was_read(
    newsboat: str, app: App, here: str, tmp_path: Path, settings: str
) -> None:
    for read, left in (((), 12), ((1, 2, 3), 9), ((12,), 8)):
        app.desk.mark(read, read=True)
        (tmp_path / "cache.db").unlink(missing_ok=True)
        said = run(newsboat, tmp_path, settings, app, here, "-x", "reload", "print-unread")
        found = re.search(r"(\d+) unread", said)
        assert found, said
        assert int(found[1]) == left, said


def test_it_lists_the_feeds_of_a_server(newsboat: str, app: App, here: str, tmp_path: Path) -> None:
    said = run(newsboat, tmp_path, MINIFLUX, app, here, "-e")
    assert said.count("xmlUrl") == 3
