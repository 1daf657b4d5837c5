"""RSS Guard itself, on a screen that nobody sees."""

from __future__ import annotations

import base64
import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.serve.reader_apps.conftest import TITLE, App, program

PATIENCE = 45  # seconds
KEY = 4711  # what it hides its passwords with, as a file beside its settings says
FRESHRSS = 1  # the kind of server that it is told to talk to


def hidden(text: str) -> str:
    """Return a password as RSS Guard keeps it: each byte mixed with the key and the one before."""
    mixed, last = bytearray(), 0
    for place, byte in enumerate(b"\x2a" + text.encode()):  # the first one is any
        last ^= byte ^ KEY.to_bytes(8, "little")[place % 8]
        mixed.append(last)
    return base64.b64encode(b"\x03\x00" + mixed).decode()


@contextmanager
def running(data: Path, home: Path) -> Iterator[None]:
    started = subprocess.Popen(
        [program("xvfb-run"), "-a", program("rssguard"), "-d", str(data)],
        env=os.environ | {
            "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "no_proxy": "127.0.0.1",
            "QTWEBENGINE_DISABLE_SANDBOX": "1", "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        os.killpg(started.pid, signal.SIGTERM)
        started.wait(20)


def asked(database: Path, query: str, least: int) -> list[tuple[object, ...]]:
    """Return what its library says, once there are so many rows or patience ends."""
    end = time.monotonic() + PATIENCE
    rows: list[tuple[object, ...]] = []
    while len(rows) < least and time.monotonic() < end:
        time.sleep(0.3)
        try:
            with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as kept:
                rows = kept.execute(query).fetchall()
        except sqlite3.Error:
            continue  # not there yet, or being written
    return rows


def test_it_takes_every_article_and_what_was_read(app: App, here: str, tmp_path: Path) -> None:
    data, home = tmp_path / "data", tmp_path / "home"
    home.mkdir(mode=0o700)
    database = data / "database/database.db"
    app.desk.mark([1, 2, 3], read=True)
    app.desk.save([4], saved=True)
    with running(data, home):
        assert asked(database, "select * from sqlite_master where name = 'Messages'", 1)
    given = {
        "service": FRESHRSS, "url": here, "username": app.name, "password": hidden(app.password),
        "batch_size": -1, "download_only_unread": False, "intelligent_synchronization": True,
    }  # fmt: skip
    with closing(sqlite3.connect(database)) as kept, kept:
        kept.execute(
            "insert into Accounts (type, custom_data) values ('greader', ?)", (json.dumps(given),)
        )
    settings = data / "config/config.ini"
    settings.parent.mkdir(exist_ok=True)
    (settings.parent / "key.private").write_text(str(KEY))
    settings.write_text("[main]\nfirst_run=false\n[feeds]\nfeeds_update_on_startup=true\n")
    with running(data, home):
        rows = asked(database, "select custom_id, title, is_read, is_important from Messages", 12)
    assert len(rows) == len({row[0] for row in rows}) == 12
    assert {int(str(row[0]).rsplit("/")[-1], 16) for row in rows if row[2]} == {1, 2, 3}
    assert [int(str(row[0]).rsplit("/")[-1], 16) for row in rows if row[3]] == [4]
    assert TITLE.split(" <")[0] in str(rows[0][1])
