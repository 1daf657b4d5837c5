"""The subscription and folder tables: what each person follows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from tidings.storage.rows import dump, from_micros, from_row, to_micros
from tidings.storage.sqlite.database import Database, Row
from tidings.storage.sqlite.exceptions import SHOWN, UNREAD, recount
from tidings.storage.sqlite.streams import SqliteStreams, of_stream
from tidings.types import BY_HAND, Folder, Of, Shows, Stream, Subscription

__all__ = ["SqliteSubscriptions"]

NEWS = timedelta(days=7)  # of a source that is followed from now on, this much is unread
TITLE_BY_HAND = "Added by hand"


class SqliteSubscriptions:
    """What each person follows, in SQLite."""

    def __init__(self, db: Database, streams: SqliteStreams) -> None:
        self._db = db
        self._streams = streams

    def folders(self, person: int) -> list[Folder]:
        """Return a person's folders by name, the one without a name first."""
        rows = self._db.rows(
            "select number, name, shows from folder where person = ? order by name", (person,)
        )
        return [from_row(Folder, row) for row in rows]

    def add_folder(self, person: int, name: str) -> Folder:
        """Return a person's folder of this name, made if need be."""
        with self._db.transaction(private=True):
            self._db.write(
                "insert into folder (person, name, shows) values (?, ?, 0) on conflict do nothing",
                (person, name),
            )
            rows = self._db.rows(
                "select number, name, shows from folder where person = ? and name = ?",
                (person, name),
            )
            return from_row(Folder, next(rows))

    def rename_folder(self, person: int, number: int, name: str) -> None:
        """Rename a folder; where there is one of that name, the two become one."""
        with self._db.transaction(private=True):
            other = self._folder(person, name)
            if other is None:
                self._db.write(
                    "update folder set name = ? where person = ? and number = ?",
                    (name, person, number),
                )
            elif other.number != number:
                self._merge(person, number, other)

    def remove_folder(self, person: int, number: int) -> None:
        """Remove a folder; what is in it falls into the one without a name."""
        with self._db.transaction(private=True):
            bottom = self.add_folder(person, "")
            if bottom.number != number:
                self._merge(person, number, bottom)

    def _folder(self, person: int, name: str) -> Folder | None:
        return next((one for one in self.folders(person) if one.name == name), None)

    def _merge(self, person: int, number: int, into: Folder) -> None:
        for source in self._db.values(
            "select source from subscription where person = ? and folder = ?", (person, number)
        ):
            self._move(person, source, into)
        self._db.write("delete from folder where person = ? and number = ?", (person, number))

    def show(self, person: int, folder: int, shows: Shows) -> None:
        """Choose how the news of a folder is shown; what is read stays read."""
        with self._db.transaction(private=True):
            self._db.write(
                "update folder set shows = ? where person = ? and number = ?",
                (int(shows), person, folder),
            )
            for source in self._db.values(
                "select source from subscription where person = ? and folder = ?", (person, folder)
            ):
                self._show(person, source, shows)

    def _move(self, person: int, source: str, folder: Folder) -> None:
        self._db.write(
            "update subscription set folder = ? where person = ? and source = ?",
            (folder.number, person, source),
        )
        self._show(person, source, folder.shows)

    def _show(self, person: int, source: str, shows: Shows) -> None:
        """Show a source in another way: unread is then what tells of an unread article."""
        of = {"person": person, "source": source}
        known = self._db.value(
            "select shows from subscription where person = :person and source = :source", of
        )
        if known == shows:
            return
        unread = self._db.values(
            "select o.number from subscription s join item i on i.source = s.source "  # noqa: S608
            "join item o on o.article = i.article and o.track = :track "
            f"where s.person = :person and s.source = :source and {SHOWN} and {UNREAD}",
            of | {"track": int(shows > 0)},
        )
        self._db.write("delete from mark where person = :person and source = :source", of)
        self._db.write(
            "update subscription set shows = :shows, read_through = :through "
            "where person = :person and source = :source",
            of | {"shows": int(shows), "through": self._streams.newest()},
        )
        self._db.write_many(
            "insert into mark select s.person, s.source, i.number, 0 from subscription s "  # noqa: S608
            f"join item i on i.number = ? where s.person = ? and s.source = ? and {SHOWN}",
            [(number, person, source) for number in unread],
        )
        recount(self._db, "s.person = ? and s.source = ?", (person, source))

    def all(self, person: int, *, among: Collection[str] | None = None) -> list[Subscription]:
        """Return what a person follows, `among` these sources or at all, by folder and title."""
        some = "" if among is None else "and s.source in (select value from json_each(?)) "
        rows = self._db.rows(
            "select s.source, n.number, s.title own, source.title, source.url, source.home, "  # noqa: S608
            "s.added_at, s.items, s.unread, f.number folder, f.name, f.shows, "
            "(select at from item where item.source = s.source and track = (s.shows > 0) "
            "order by number desc limit 1) newest "
            "from subscription s join source_number n using (source) "
            "join folder f on f.number = s.folder left join source on source.id = s.source "
            f"where s.person = ? {some}and (s.source <> '' or s.items > 0)",
            (person,) if among is None else (person, dump(list(among))),
        )
        found = [_to_subscription(row) for row in rows]
        return sorted(found, key=lambda s: (s.folder.name, s.title.casefold(), s.number))

    def add(
        self, person: int, source: str, *, folder: str | None, title: str | None, now: datetime
    ) -> None:
        """Follow a source, or move or name it anew (None: as it is)."""
        with self._db.transaction(private=True):
            if not self._follows(person, source):
                self._begin(person, source, now)
                folder = folder or ""
            if folder is not None:
                self._move(person, source, self.add_folder(person, folder))
            if title is not None:
                self._db.write(
                    "update subscription set title = ? where person = ? and source = ?",
                    (title, person, source),
                )

    def _follows(self, person: int, source: str) -> bool:
        return bool(
            self._db.value(
                "select 1 from subscription where person = ? and source = ?", (person, source)
            )
        )

    def _begin(self, person: int, source: str, now: datetime) -> None:
        self._db.write(
            "insert into subscription values (?, ?, ?, '', ?, 0, ?, 0, 0)",
            (
                person,
                source,
                self.add_folder(person, "").number,
                to_micros(now),
                self._streams.number_at(now - NEWS),
            ),
        )
        recount(self._db, "s.person = ? and s.source = ?", (person, source))
        self._recount_judged(person)

    def remove(self, person: int, source: str) -> None:
        """Follow a source no more, and forget what of it was read."""
        with self._db.transaction(private=True):
            self._db.write(
                "delete from subscription where person = ? and source = ?", (person, source)
            )
            self._recount_judged(person)

    def _recount_judged(self, person: int) -> None:
        """What another source told before is hidden only from those who follow that one."""
        recount(self._db, "s.person = ? and s.shows > 0", (person,))

    def unread(self, person: int, stream: Stream) -> int | None:
        """Return how many items are unread; None for streams that would have to be read."""
        if stream.of not in (Of.ALL, Of.FOLDER, Of.SOURCE):
            return None
        where, value = of_stream(stream)
        return int(
            self._db.value(
                "select coalesce(sum(s.unread), 0) from subscription s "  # noqa: S608 ours
                f"where s.person = ? and {where}",
                (person, *value),
            )
        )

    def source_of(self, number: int) -> str | None:
        """Return the id of the source that has this number."""
        found = self._db.value("select source from source_number where number = ?", (number,))
        return None if found is None else str(found)


def _to_subscription(row: Row) -> Subscription:
    by_hand = TITLE_BY_HAND if row["source"] == BY_HAND else ""
    return Subscription(
        source=row["source"],
        number=row["number"],
        title=row["own"] or row["title"] or by_hand or row["url"] or "",
        folder=Folder(number=row["folder"], name=row["name"], shows=Shows(row["shows"])),
        url=row["url"] or "",
        home=row["home"] or "",
        added_at=from_micros(row["added_at"]),
        newest_at=None if row["newest"] is None else from_micros(row["newest"]),
        items=row["items"],
        unread=row["unread"],
    )
