"""One SQLite file: connections, transactions, migrations. Knows nothing of news.

One connection writes, behind a lock; each thread reads through its own. The SQLite is the one that
apsw carries: releases before 3.51.3 can corrupt a WAL database (decisions/0002).
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import resources
from pathlib import Path
from typing import Any

import apsw

from tidings.errors import GoneError, StoreError
from tidings.storage.searchable import searchable

__all__ = ["Database", "Row"]

Row = dict[str, Any]
BUSY = 15_000  # milliseconds to wait for another process's lock
FIXED = 3_051_003  # the first SQLite release without the WAL-reset bug
CACHE = -64_000  # KiB of page cache


class Database:
    """A SQLite file that is read by many threads and written by one at a time."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, or a private database in memory when there is no path."""
        if _version() < FIXED:
            raise StoreError(f"SQLite {apsw.sqlite_lib_version()} can corrupt; install apsw anew")
        self.path = path
        self._lock = threading.RLock()
        self._local = threading.local()
        self._writing: int | None = None  # the thread inside a transaction
        self._name = str(path) if path else ":memory:"
        self._open = weakref.WeakSet[apsw.Connection]()  # a thread that ends lets go of its own
        self._watching = threading.Lock()
        self._watcher: apsw.Connection | None = None
        self._commits = 0
        self._writer = self._connect()
        with _explained(self._name):
            self._migrate()

    def _connect(self) -> apsw.Connection:
        with _explained(self._name):
            connection = apsw.Connection(self._name)
            connection.set_busy_timeout(BUSY)
            connection.create_scalar_function(
                "searchable", _searchable, 1, deterministic=True, flags=apsw.SQLITE_INNOCUOUS
            )
            cursor = connection.cursor()
            cursor.execute("pragma journal_mode=wal")
            cursor.execute("pragma synchronous=normal")
            cursor.execute("pragma foreign_keys=on")
            cursor.execute("pragma trusted_schema=off")
            cursor.execute(f"pragma cache_size={CACHE}")
        self._open.add(connection)
        return connection

    def _reader(self) -> apsw.Connection:
        if self._writing == threading.get_ident() or not self.path:
            return self._writer
        connection: apsw.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
        return connection

    def rows(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> Iterator[Row]:
        """Yield the rows of a query as dicts."""
        with _explained(self._name):
            cursor = self._reader().cursor()
            cursor.execute(sql, values)
            names: tuple[str, ...] | None = None
            for row in cursor:
                names = names or tuple(d[0] for d in cursor.get_description())
                yield dict(zip(names, row, strict=True))

    def row(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> Row | None:
        """Return the first row of a query."""
        return next(self.rows(sql, values), None)

    def value(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """Return the first column of the first row of a query."""
        with _explained(self._name):
            row = next(self._reader().execute(sql, values), None)
        return None if row is None else row[0]

    def values(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        """Return the first column of every row of a query."""
        with _explained(self._name):
            return [row[0] for row in self._reader().execute(sql, values)]

    def tuples(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        """Return every row of a query as a tuple: of thousands, cheaper than as dicts."""
        with _explained(self._name):
            return list(self._reader().execute(sql, values))

    def transaction(self, *, private: bool = False) -> AbstractContextManager[Database]:
        """Hold the write lock; all or nothing of what is written inside is kept.

        What is `private` is a person's own, and no change of the news: the stamp stays.
        """
        if self._writing == threading.get_ident():  # part of the outer one, which says what it is
            return nullcontext(self)
        return self._transaction(private)

    @contextmanager
    def _transaction(self, private: bool) -> Iterator[Database]:
        with self._lock, _explained(self._name):
            self._writing = threading.get_ident()
            try:
                self._writer.execute("begin immediate")
                try:
                    yield self
                except BaseException:
                    self._writer.execute("rollback")
                    raise
                if not private:
                    self._writer.execute("update change set number = number + 1")
                self._writer.execute("commit")
                self._commits += not private
            finally:
                self._writing = None

    def write(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> int:
        """Run one statement and return how many rows it changed."""
        with self.transaction():
            self._writer.execute(sql, values)
            return self._writer.changes()

    def write_many(self, sql: str, rows: Iterable[Sequence[Any] | dict[str, Any]]) -> None:
        """Run one statement for each row."""
        with self.transaction():
            self._writer.executemany(sql, rows)

    def upsert(self, table: str, row: Row, *, key: str = "id", keep: tuple[str, ...] = ()) -> None:
        """Insert a row, or replace the columns of the one with the same key, but for `keep`."""
        self.write(_upsert_sql(table, tuple(row), key, keep), row)

    def stamp(self) -> int:
        """Return what is another one after every change of the news, by us or another program.

        Asked through a connection of its own: nobody waits for a transaction to end.
        """
        if not self.path:
            return self._commits
        with self._watching, _explained(self._name):
            self._watcher = self._watcher or self._connect()
            ((number,),) = self._watcher.execute("select number from change")
        return int(number)

    def _migrate(self) -> None:
        steps = _migrations()
        with self.transaction():
            at = int(self.value("pragma user_version"))
            if at > len(steps):
                raise StoreError(
                    f"{self._name} was written by a newer Tidings (format {at}, this one reads "
                    f"{len(steps)}): install that release, or restore the backup made before it"
                )
            for number, sql in enumerate(steps[at:], start=at + 1):
                self._writer.execute(sql)
                self._writer.execute(f"pragma user_version={number}")

    def backup(self, target: Path) -> None:
        """Copy the whole database to a new file while it is in use; a part of it is never there."""
        part = target.with_name(f"{target.name}.part")
        if not target.parent.is_dir():
            raise StoreError(f"there is no folder {target.parent}: make it, or name another")
        with _explained(str(target)):
            copy = apsw.Connection(str(part))
            with self._lock, copy.backup("main", self._writer, "main") as step:
                while not step.done:
                    step.step(1_000)
            copy.execute("pragma journal_mode=delete")
            copy.close()
            part.replace(target)

    def close(self) -> None:
        """Close every connection; the file is then whole without its WAL."""
        for connection in [*(self._open - {self._writer}), self._writer]:
            connection.close(True)


def _searchable(*text: object) -> str:
    return searchable(str(text[0]))


def _version() -> int:
    major, minor, patch = (int(n) for n in apsw.sqlite_lib_version().split("."))
    return major * 1_000_000 + minor * 1_000 + patch


def _upsert_sql(table: str, names: tuple[str, ...], key: str, keep: tuple[str, ...] = ()) -> str:
    places = ", ".join(f":{name}" for name in names)
    changes = ", ".join(f"{name}=excluded.{name}" for name in names if name not in (key, *keep))
    return (
        f"insert into {table} ({', '.join(names)}) values ({places}) "  # noqa: S608 names are ours
        f"on conflict ({key}) do update set {changes}"
    )


def _migrations() -> list[str]:
    folder = resources.files("tidings.storage.sqlite") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [file.read_text(encoding="utf-8") for file in files]


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """Turn SQLite's words into ours, with what to do."""
    try:
        yield
    except apsw.ConstraintError as exc:
        if not str(exc).startswith("FOREIGN KEY"):
            raise
        raise GoneError("what this belongs to was removed meanwhile") from exc
    except apsw.BusyError as exc:
        raise StoreError(
            f"{name} is locked by another program: close it, or try again when it has finished"
        ) from exc
    except apsw.FullError as exc:
        raise StoreError(
            f"the disk that holds {name} is full: free some space and run it again; "
            "what was saved before is whole"
        ) from exc
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as exc:
        cure = "name a file in it" if Path(name).is_dir() else "check the folder's rights"
        raise StoreError(f"{name} can't be opened for writing: {cure}") from exc
    except (apsw.CorruptError, apsw.NotADBError) as exc:
        raise StoreError(
            f"{name} is no intact library: restore a backup, or run 'tidings check'"
        ) from exc
    except apsw.IOError as exc:
        raise StoreError(f"{name} could not be read or written ({exc}): check the disk") from exc
