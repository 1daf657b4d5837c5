"""Killed anywhere, a full disk, a locked library, Ctrl-C: nothing is lost, nothing is doubled."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from tidings import sample
from tidings.storage.sqlite import database

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
PATIENCE = 120  # seconds for one command; far more than it takes


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's article pages, as saved files."""
    folder = tmp_path_factory.mktemp("pages")
    for url, body in sample.pages(NOW).items():
        if url in sample.truth():
            name = url.split("//")[1].replace("/", "_") + ".html"
            (folder / name).write_bytes(body)
    return folder


def start(library: Path, *command: str, limit: int | None = None) -> subprocess.Popen[bytes]:
    environment = os.environ | {"TIDINGS_LIBRARY": str(library), "TIDINGS_ENCODER": "none"}
    confine: Callable[[], None] | None = None
    if limit:
        size = limit

        def confine() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.Popen(
        [sys.executable, "-m", "tidings", *command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=confine,
        start_new_session=True,
    )


def run(library: Path, *command: str, limit: int | None = None) -> tuple[int, str, str]:
    process = start(library, *command, limit=limit)
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out.decode(), err.decode()


def exported(library: Path) -> dict[str, dict[str, object]]:
    code, out, _ = run(library, "export")
    assert code == 0
    records = [json.loads(line) for line in out.splitlines()]
    assert len(records) == len({record["id"] for record in records})
    return {record["id"]: record for record in records}


def same(a: dict[str, dict[str, object]], b: dict[str, dict[str, object]]) -> bool:
    """Return whether two exports tell the same; when a page was read is no part of it."""
    keep = ("title", "text", "paragraphs", "versions", "tags", "published_at")
    return {i: [r[k] for k in keep] for i, r in a.items()} == {
        i: [r[k] for k in keep] for i, r in b.items()
    }


@pytest.fixture(scope="module")
def undisturbed(
    pages: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, object]]:
    library = tmp_path_factory.mktemp("quiet") / "library.sqlite"
    assert run(library, "add", str(pages))[0] == 0
    assert run(library, "sync", "--offline")[0] in (0, 1)
    return exported(library)


def stop(process: subprocess.Popen[bytes], library: Path, by: signal.Signals, writes: int) -> str:
    """Send a signal once so many writes of a process were seen, or it has ended.

    Returns what it wrote to stderr. Only the log's time of change is looked at: nothing is locked.
    """
    log = library.with_name(f"{library.name}-wal")
    last, seen = written(log), 0
    while process.poll() is None and seen < writes:
        time.sleep(0.002)
        now = written(log)
        last, seen = now, seen + (now != last)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, by)
    return process.communicate(timeout=PATIENCE)[1].decode()


def written(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def test_killed_anywhere_it_goes_on_where_it_was(
    pages: Path, tmp_path: Path, undisturbed: dict[str, dict[str, object]]
) -> None:
    library = tmp_path / "library.sqlite"
    stop(start(library, "add", str(pages)), library, signal.SIGKILL, writes=9)
    assert run(library, "add", str(pages))[0] == 0
    for writes in (1, 8, 24):
        stop(start(library, "sync", "--offline"), library, signal.SIGKILL, writes)
    run(library, "sync", "--offline")
    assert run(library, "check")[0] == 0
    assert same(exported(library), undisturbed)


def test_ctrl_c_ends_at_once_and_loses_nothing(
    pages: Path, tmp_path: Path, undisturbed: dict[str, dict[str, object]]
) -> None:
    library = tmp_path / "library.sqlite"
    run(library, "add", str(pages))
    process = start(library, "sync", "--offline")
    err = stop(process, library, signal.SIGINT, 8)
    assert "Traceback" not in err
    assert process.returncode in (0, 1, 130)
    run(library, "sync", "--offline")
    assert same(exported(library), undisturbed)


def test_ctrl_c_while_python_still_imports_ends_with_the_usual_line(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text(
        "import time\nprint('importing', flush=True)\ntime.sleep(60)\n", encoding="utf-8"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "tidings", "stories"],
        env=os.environ | {"PYTHONPATH": f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"importing\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (130, b"\ntidings: stopped\n")


def test_a_full_disk_is_said_and_what_was_saved_is_whole(
    pages: Path, tmp_path: Path, undisturbed: dict[str, dict[str, object]]
) -> None:
    library = tmp_path / "library.sqlite"
    code, _, err = run(library, "add", str(pages), limit=300_000)
    assert code == 1
    assert "disk" in err
    assert "Traceback" not in err
    run(library, "add", str(pages))
    code, _, err = run(library, "sync", "--offline", limit=1_200_000)
    assert code == 1
    assert "disk" in err
    run(library, "sync", "--offline")
    assert run(library, "check")[0] == 0
    assert same(exported(library), undisturbed)


def test_a_locked_library_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tidings.errors import StoreError
    from tidings.storage import open_store

    library = tmp_path / "library.sqlite"
    monkeypatch.setattr(database, "BUSY", 50)
    store = open_store(library)
    other = apsw.Connection(str(library))
    other.execute("begin exclusive")
    with pytest.raises(StoreError, match="locked by another program"):
        store.queue.add("fetch", {"x": NOW})
    assert store.queue.counts() == {}
    other.execute("rollback")
    store.queue.add("fetch", {"x": NOW})
    assert store.queue.counts() == {"fetch": 1}
    other.close()
    store.close()
