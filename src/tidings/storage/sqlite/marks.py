"""What people have read, saved and labelled. Marking costs what is marked, never what is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tidings.storage.desks import Asked
from tidings.storage.rows import dump, load, to_micros
from tidings.storage.sqlite.database import Database, Row
from tidings.storage.sqlite.exceptions import SHOWN, UNREAD, count_unread, flip
from tidings.storage.sqlite.streams import SqliteStreams, of_stream
from tidings.types import Of, Stream

__all__ = ["SqliteMarks"]

UNDONE = 20  # marks of a person that can be taken back
PAGE = 5_000  # items of a stream without a line of its own that are marked at a time


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """How far a source was read before all of it was marked, and the exceptions then."""

    source: str
    before: int
    through: int
    read: tuple[int, ...] = ()  # above `before`, not above `through`
    unread: tuple[int, ...] = ()  # not above `before`


@dataclass(frozen=True, kw_only=True, slots=True)
class _Changed:
    """What one call changed."""

    read: bool
    items: tuple[int, ...] = ()
    lines: tuple[_Line, ...] = ()


class SqliteMarks:
    """Marks, in SQLite."""

    def __init__(self, db: Database, streams: SqliteStreams) -> None:
        self._db = db
        self._streams = streams

    def mark(
        self,
        person: int,
        numbers: Sequence[int],
        *,
        read: bool,
        now: datetime,
        undoable: bool = True,
    ) -> int:
        """Mark items; those that are not there are passed over. Returns how many changed."""
        with self._db.transaction(private=True):
            changed = self._mark(person, numbers, read=read)
            if undoable:
                self._remember(person, _Changed(read=read, items=changed), now)
        return len(changed)

    def _mark(self, person: int, numbers: Iterable[int], *, read: bool) -> tuple[int, ...]:
        rows = list(
            self._db.rows(
                "select distinct s.person, s.source, s.read_through, i.number "  # noqa: S608 ours
                "from json_each(?) wanted cross join item i on i.number = wanted.value "
                "cross join subscription s on s.person = ? and s.source = i.source "
                f"where {SHOWN} and {UNREAD} = ?",
                (dump(list(numbers)), person, int(read)),
            )
        )
        flip(self._db, rows, read=read)
        return tuple(row["number"] for row in rows)

    def mark_through(self, person: int, stream: Stream, through: int, *, now: datetime) -> int:
        """Mark all up to an item read; return how many changed."""
        with self._db.transaction(private=True):
            through = min(through, self._streams.newest())
            if stream.of in (Of.ALL, Of.FOLDER, Of.SOURCE):
                changed, count = self._draw_lines(person, stream, through)
            else:
                changed = self._mark_stream(person, stream, through)
                count = len(changed.items)
            if count:
                self._remember(person, changed, now)
        return count

    def _mark_stream(self, person: int, stream: Stream, through: int) -> _Changed:
        changed: list[int] = []
        after: int | None = through + 1
        while after is not None:
            asked = Asked(stream=stream, read=False, below=after)
            page = self._streams.page(person, asked, limit=PAGE)
            changed += self._mark(person, page.items, read=True)
            after = page.after
        return _Changed(read=True, items=tuple(changed))

    def _draw_lines(self, person: int, stream: Stream, through: int) -> tuple[_Changed, int]:
        where, value = of_stream(stream)
        rows = list(
            self._db.rows(
                "select s.source, s.read_through before, s.unread from subscription s "  # noqa: S608
                f"where s.person = ? and s.unread > 0 and {where}",
                (person, *value),
            )
        )
        lines = tuple(self._line(person, row, through) for row in rows)
        self._db.write_many(
            "delete from mark where person = ? and source = ? and item = ?",
            [(person, line.source, n) for line in lines for n in (*line.read, *line.unread)],
        )
        self._draw([_values(person, line) for line in lines])
        left = self._unread(person, [line.source for line in lines])
        return _Changed(read=True, lines=lines), sum(row["unread"] for row in rows) - left

    def _draw(self, values: Sequence[dict[str, object]]) -> None:
        """Set how far each of these sources is read, and count what is not."""
        self._db.write_many(
            "update subscription set read_through = :through "
            "where person = :person and source = :source",
            values,
        )
        count_unread(self._db, values)

    def _line(self, person: int, row: Row, through: int) -> _Line:
        marks = list(
            self._db.rows(
                "select item, read from mark where person = ? and source = ? and item <= ?",
                (person, row["source"], through),
            )
        )
        return _Line(
            source=row["source"],
            before=row["before"],
            through=max(through, row["before"]),
            read=tuple(mark["item"] for mark in marks if mark["read"]),
            unread=tuple(mark["item"] for mark in marks if not mark["read"]),
        )

    def _unread(self, person: int, sources: Sequence[str]) -> int:
        return int(
            self._db.value(
                "select coalesce(sum(unread), 0) from subscription "
                "where person = ? and source in (select value from json_each(?))",
                (person, dump(list(sources))),
            )
        )

    def _remember(self, person: int, changed: _Changed, now: datetime) -> None:
        if not changed.items and not changed.lines:
            return
        self._db.write(
            "insert into undoing (person, at, changed) values (?, ?, ?)",
            (person, to_micros(now), dump(changed)),
        )
        self._db.write(
            "delete from undoing where person = ?1 and number <= (select number from undoing "
            "where person = ?1 order by number desc limit 1 offset ?2)",
            (person, UNDONE),
        )

    def undo(self, person: int, *, now: datetime) -> int:
        """Take the latest marks back; return how many items changed."""
        with self._db.transaction(private=True):
            row = self._db.row(
                "select number, changed from undoing where person = ? order by number desc limit 1",
                (person,),
            )
            if row is None:
                return 0
            self._db.write("delete from undoing where number = ?", (row["number"],))
            changed = load(_Changed, row["changed"])
            back = len(self._mark(person, changed.items, read=not changed.read))
            return back + sum(self._redraw(person, line) for line in changed.lines)

    def _redraw(self, person: int, line: _Line) -> int:
        """Make unread again what a line marked; what came since stays as it is."""
        values = _values(person, line)
        unread = self._unread(person, [line.source])
        at = self._db.value(
            "select read_through from subscription where person = :person and source = :source",
            values,
        )
        if at == line.through:
            self._db.write(
                "delete from mark where person = :person and source = :source "
                "and item > :before and item <= :through",
                values,
            )
            self._db.write_many(
                "insert into mark values (?, ?, ?, ?) on conflict do nothing",
                [(person, line.source, n, 1) for n in line.read]
                + [(person, line.source, n, 0) for n in line.unread],
            )
            self._draw([values | {"through": line.before}])
        else:  # it was drawn elsewhere since: one by one
            self._mark(person, self._marked_by(values) - set(line.read), read=False)
            self._mark(person, line.unread, read=False)
        return self._unread(person, [line.source]) - unread

    def _marked_by(self, values: dict[str, object]) -> set[int]:
        return set(
            self._db.values(
                "select i.number from subscription s join item i on i.source = s.source "  # noqa: S608
                "where s.person = :person and s.source = :source "
                f"and i.number > :before and i.number <= :through and {SHOWN}",
                values,
            )
        )

    def save(self, person: int, numbers: Sequence[int], *, saved: bool, now: datetime) -> None:
        """Keep items, or keep them no more."""
        with self._db.transaction(private=True):
            if saved:
                self._db.write(
                    "insert into saved select p.id, i.number, ? from json_each(?) wanted "
                    "cross join item i on i.number = wanted.value "
                    "cross join person p on p.id = ? where true "  # they may be gone by now
                    "on conflict do nothing",
                    (to_micros(now), dump(list(numbers)), person),
                )
            else:
                self._db.write(
                    "delete from saved where person = ? "
                    "and item in (select value from json_each(?))",
                    (person, dump(list(numbers))),
                )

    def saved(self, person: int) -> int:
        """Return how many items are saved."""
        return int(self._db.value("select count(*) from saved where person = ?", (person,)))

    def label(self, person: int, numbers: Sequence[int], label: str, *, on: bool) -> None:
        """Put a label on items, or take it off."""
        with self._db.transaction(private=True):
            if on:
                self._db.write(
                    "insert into label select p.id, ?, i.number from json_each(?) wanted "
                    "cross join item i on i.number = wanted.value "
                    "cross join person p on p.id = ? where true "
                    "on conflict do nothing",
                    (label, dump(list(numbers)), person),
                )
            else:
                self._db.write(
                    "delete from label where person = ? and label = ? "
                    "and item in (select value from json_each(?))",
                    (person, label, dump(list(numbers))),
                )

    def labels(self, person: int) -> list[str]:
        """Return the labels that stand on something."""
        return self._db.values(  # steps from label to label, over what each stands on
            "with recursive l (name) as ("
            "select min(label) from label where person = :person union all "
            "select (select min(label) from label where person = :person and label > l.name) "
            "from l where l.name is not null) select name from l where name is not null",
            {"person": person},
        )

    def labelled(self, person: int, label: str, stream: Stream) -> int:
        """Return how many items that are shown in a stream, but for lists, carry a label."""
        where, values = of_stream(stream)
        found = self._db.value(
            "select count(*) from label l join item i on i.number = l.item "  # noqa: S608 ours
            "join subscription s on s.person = l.person and s.source = i.source "
            f"where l.person = ? and l.label = ? and {where} and {SHOWN}",
            (person, label, *values),
        )
        return int(found)

    def rename_label(self, person: int, label: str, name: str) -> None:
        """Rename a label; "" removes it."""
        with self._db.transaction(private=True):
            if name and name != label:
                self._db.write(
                    "insert into label select person, ?, item from label "
                    "where person = ? and label = ? on conflict do nothing",
                    (name, person, label),
                )
            if name != label:
                self._db.write("delete from label where person = ? and label = ?", (person, label))


def _values(person: int, line: _Line) -> dict[str, object]:
    return {
        "person": person, "source": line.source, "before": line.before, "through": line.through
    }  # fmt: skip
