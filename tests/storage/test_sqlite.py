"""What only SQLite can get wrong."""

from __future__ import annotations

import threading
from pathlib import Path

import apsw
import pytest

import tidings.storage.sqlite
from tidings.errors import ConfigError, StoreError
from tidings.storage import open_store
from tidings.storage.query import MAX_TERMS, parse_query


def test_what_is_no_library_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, this is no database at all. " * 99)
    with pytest.raises(StoreError, match="no intact library"):
        open_store(path)


def test_a_library_from_a_newer_release_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "library"
    open_store(path).close()
    connection = apsw.Connection(str(path))
    connection.execute("pragma user_version=999")
    connection.close()
    with pytest.raises(StoreError, match="newer Tidings"):
        open_store(path)


def test_an_unknown_kind_of_store_is_refused() -> None:
    with pytest.raises(ConfigError, match="no store for"):
        open_store("mongodb://x")


def test_readers_see_what_was_committed_while_another_writes(tmp_path: Path) -> None:
    store = open_store(tmp_path / "library")
    seen: list[int] = []
    with store.transaction():
        thread = threading.Thread(target=lambda: seen.append(store.totals()["article"]))
        thread.start()
        thread.join(10)
    assert seen == [0]
    store.close()


def test_a_thread_that_ended_holds_no_file_open(tmp_path: Path) -> None:
    """Threads of a server come and go by the thousand."""
    open_files, library = Path("/proc/self/fd"), str(tmp_path / "library")
    if not open_files.is_dir():
        pytest.skip("this system does not tell which files are open")

    def held() -> int:
        links = [Path(one).readlink() for one in open_files.iterdir() if Path(one).is_symlink()]
        return sum(str(link).startswith(library) for link in links)

    store = open_store(Path(library))
    store.totals()
    before = held()
    for _ in range(20):
        thread = threading.Thread(target=store.totals)
        thread.start()
        thread.join(10)
    assert held() <= before + 2  # SQLite keeps a file at hand for the next
    store.close()
    assert held() == 0


def test_any_search_string_is_a_query(shared: Path) -> None:
    import json

    store = open_store("sqlite://")
    vectors = json.loads((shared / "vectors" / "search_query.json").read_text())["vectors"]
    assert len(vectors) > 1_000
    for vector in vectors:
        text = vector["input"] if isinstance(vector["input"], str) else str(vector["input"])
        query = parse_query(text)
        assert sum(map(len, query.wanted)) + len(query.excluded) <= MAX_TERMS
        store.search.find(query, limit=5, offset=0)
    store.close()


def test_what_can_not_be_used_of_a_query_is_said() -> None:
    assert parse_query("after:tomorrow ferry").notes == (
        "after: takes a day like 2026-01-31, not 'tomorrow'",
    )
    assert parse_query("event:nothing").notes[0].startswith("there is no event 'nothing'")
    meant = [
        parse_query(f"event:{word}").filters[0].values for word in ("Meet", "strikes", "арест")
    ]
    assert meant == [("consult",), ("protest",), ("coerce",)]
    assert parse_query("x " * 99).notes == ("only the first 32 words were used",)
    assert parse_query("x*").notes == ("* needs at least 3 letters before it",)
    assert parse_query("-ferry").notes == ("say also what to look for, not only what not",)


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    folder = Path(tidings.storage.sqlite.__file__).parent / "migrations"
    numbers = sorted(int(file.name[:4]) for file in folder.glob("*.sql"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_sentence_goes_without_all_others_being_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "library"
    open_store(path).close()
    db = apsw.Connection(str(path))
    db.execute("insert into sentence values (1, 'a', 5, 0, 9, 0, 7, '[8, 9]')")
    db.executemany("insert into sighting values (?, 5, ?)", [(7, 1), (8, 1), (9, 1), (8, 2)])
    db.executemany("insert into sighting values (?, 1, 2)", [(n,) for n in range(10, 9_999)])
    steps: list[int] = []
    db.set_progress_handler(lambda: steps.append(1) is not None, 1_000)
    db.execute("delete from sentence where article = 'a'")
    assert len(steps) <= 1  # thousand steps of SQLite's machine
    assert list(db.execute("select hash, sentence from sighting where time = 5")) == [(8, 2)]
    db.close()
