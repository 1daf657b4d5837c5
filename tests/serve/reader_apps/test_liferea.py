"""Liferea itself, on a screen that nobody sees."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tests.serve.reader_apps.conftest import App, program

PATIENCE = 45  # seconds

FEEDLIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Liferea Feed List Export</title></head><body>
<outline title="T" text="T" description="T" type="source" id="srcnode"
 sourceType="fl_google_reader" xmlUrl={url} username={name} password={password}/>
</body></opml>
"""


def test_it_takes_every_article_of_every_feed(app: App, here: str, tmp_path: Path) -> None:
    command = [program("xvfb-run"), "-a", program("dbus-run-session"), "--", program("liferea")]
    settings, running = tmp_path / ".config/liferea", tmp_path / "run"
    settings.mkdir(parents=True)
    running.mkdir(mode=0o700)
    given = {"url": f"{here}/api/greader.php", "name": app.name, "password": app.password}
    feedlist = FEEDLIST.format(**{name: quoteattr(value) for name, value in given.items()})
    (settings / "feedlist.opml").write_text(feedlist)
    started = subprocess.Popen(
        command,
        env=os.environ
        | {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(running), "no_proxy": "127.0.0.1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        titles = _waited_for(tmp_path / ".local/share/liferea/liferea.db", 12)
    finally:
        os.killpg(started.pid, signal.SIGTERM)
        started.wait(20)
    assert len(titles) == len(set(titles)) == 12


def _waited_for(database: Path, count: int) -> list[str]:
    """Return the titles that it has kept, once there are so many or patience ends."""
    end = time.monotonic() + PATIENCE
    titles: list[str] = []
    while len(titles) < count and time.monotonic() < end:
        time.sleep(0.5)
        try:
            with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as kept:
                titles = [row[0] for row in kept.execute("select title from items")]
        except sqlite3.Error:
            continue  # not there yet, or being written
    return titles
