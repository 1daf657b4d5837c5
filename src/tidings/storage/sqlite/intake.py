"""The entry and page tables: what came in, before anything is understood."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from tidings.storage.rows import dump, from_micros, load, to_micros
from tidings.storage.sqlite.database import Database, Row
from tidings.storage.sqlite.queue import SqliteQueue
from tidings.types import Entry, Page

__all__ = ["SqliteIntake"]


class SqliteIntake:
    """Entries and pages, in SQLite."""

    def __init__(self, db: Database, queue: SqliteQueue) -> None:
        self._db = db
        self._queue = queue

    def save_entries(self, source: str, entries: Sequence[Entry], *, now: datetime) -> int:
        """Keep the entries not yet known, or changed; return how many are new."""
        with self._db.transaction():
            known = self._known([entry.id for entry in entries])
            fresh = [e for e in entries if e.id not in known or known[e.id]["digest"] != _digest(e)]
            for entry in fresh:
                self._db.upsert("entry", _entry_row(source, entry, known.get(entry.id), now))
            self._queue.add("fetch", {entry.id: now for entry in fresh})
        return sum(entry.id not in known for entry in fresh)

    def _known(self, ids: Sequence[str]) -> dict[str, Row]:
        rows = self._db.rows(
            "select id, digest, url, former from entry "
            "where id in (select value from json_each(?))",
            (dump(ids),),
        )
        return {row["id"]: row for row in rows}

    def former_url(self, entry_id: str) -> str:
        """Return the address that an entry had before its present one; "" where it had none."""
        return str(self._db.value("select former from entry where id = ?", (entry_id,)) or "")

    def entries(self, ids: Sequence[str]) -> list[tuple[str, Entry]]:
        """Return (source id, entry) of each."""
        rows = self._db.rows(
            "select source, data from json_each(?) wanted join entry on entry.id = wanted.value "
            "order by wanted.key",
            (dump(ids),),
        )
        return [(row["source"], load(Entry, row["data"])) for row in rows]

    def postpone(self, entry_id: str, until: datetime) -> int:
        """Try the entry's page again later; return how often that has happened."""
        with self._db.transaction():
            self._db.write(
                "update entry set tries = tries + 1, next_try_at = ? where id = ?",
                (to_micros(until), entry_id),
            )
            self._queue.add("fetch", {entry_id: until})
            return int(self._db.value("select tries from entry where id = ?", (entry_id,)) or 0)

    def save_page(self, page: Page) -> None:
        """Keep a page and make it pending for distilling; one already kept so is left alone.

        Unless the publisher moved the article, perhaps back to where it was.
        """
        row = _page_row(page)
        with self._db.transaction():
            kept = self._db.row("select body, entry from page where id = ?", (page.id,))
            same = kept and kept["body"] == row["body"] and kept["entry"] == row["entry"]
            if same and not (page.entry and self.former_url(page.entry.id)):
                return
            self._db.upsert("page", row)
            self._queue.add("distill", {page.id: page.fetched_at})

    def pages(self, ids: Sequence[str]) -> list[Page]:
        """Return the pages whose bodies are still kept."""
        rows = self._db.rows(
            "select page.* from json_each(?) wanted join page on page.id = wanted.value "
            "where body is not null order by wanted.key",
            (dump(ids),),
        )
        return [_to_page(row) for row in rows]

    def forget_bodies(self, *, before: datetime) -> int:
        """Drop the bodies of pages that were read before then; return how many."""
        return self._db.write(
            "update page set body = null where body is not null and fetched_at < ? "
            "and id not in (select item from pending where stage = 'distill')",
            (to_micros(before),),
        )


def _digest(entry: Entry) -> int:
    data = blake2b(dump(entry).encode(), digest_size=8).digest()
    return int.from_bytes(data, "big", signed=True)


def _entry_row(source: str, entry: Entry, known: Row | None, now: datetime) -> Row:
    former = ""
    if known:
        former = known["former"] if known["url"] == entry.url else known["url"]
    return {
        "id": entry.id,
        "source": source,
        "url": entry.url,
        "former": former,
        "data": dump(entry),
        "digest": _digest(entry),
        "seen_at": to_micros(now),
    }


def _page_row(page: Page) -> Row:
    return {
        "id": page.id,
        "url": page.url,
        "source": page.source,
        "publisher": page.publisher,
        "content_type": page.content_type,
        "fetched_at": to_micros(page.fetched_at),
        "entry": dump(page.entry) if page.entry else None,
        "body": zlib.compress(page.body, 1),
    }


def _to_page(row: Row) -> Page:
    return Page(
        id=row["id"],
        url=row["url"],
        source=row["source"],
        publisher=row["publisher"],
        content_type=row["content_type"],
        fetched_at=from_micros(row["fetched_at"]),
        entry=load(Entry, row["entry"]) if row["entry"] else None,
        body=zlib.decompress(row["body"]),
    )
