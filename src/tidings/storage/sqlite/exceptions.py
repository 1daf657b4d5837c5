"""The mark table: the items of a source that are not as `read_through` says, and few of them.

All up to an item is read, all after it is not. Reading here and there above would leave ever more
exceptions to step over: at MOST of them `read_through` goes up to the highest, and what is unread
below it becomes the exception. Each item becomes one at most once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tidings.storage.sqlite.database import Database, Row

__all__ = ["MOST", "SHOWN", "UNREAD", "count_unread", "flip", "recount"]

MOST = 200  # read items of one source above what is read through: to step over them takes 0.1 ms

# Of an item i and a subscription s: whether it is shown, whether it is unread.
SHOWN = (
    "(i.track = (s.shows > 0) and (i.level >= s.shows or not exists (select 1 from subscription b "
    "where b.person = s.person and b.source = i.behind)))"
)
UNREAD = (
    "((i.number > s.read_through) <> exists (select 1 from mark m "
    "where m.person = s.person and m.source = s.source and m.item = i.number))"
)


def flip(db: Database, rows: Sequence[Row], *, read: bool) -> None:
    """Mark items that are not so yet: rows of person, source, number, read_through."""
    above = [row for row in rows if row["number"] > row["read_through"]]
    below = [row for row in rows if row["number"] <= row["read_through"]]
    made, gone = (above, below) if read else (below, above)
    db.write_many("insert into mark values (?, ?, ?, ?)", [(*_key(row), int(read)) for row in made])
    db.write_many("delete from mark where person = ? and source = ? and item = ?", map(_key, gone))
    counts: dict[tuple[int, str], int] = {}
    for row in rows:
        owner = row["person"], row["source"]
        counts[owner] = counts.get(owner, 0) + 1
    change = -1 if read else 1
    db.write_many(
        "update subscription set unread = unread + ? where person = ? and source = ?",
        [(change * count, *owner) for owner, count in counts.items()],
    )
    if read:
        for person, source in counts:
            _tidy(db, person, source)


def _key(row: Row) -> tuple[int, str, int]:
    return row["person"], row["source"], row["number"]


def _tidy(db: Database, person: int, source: str) -> None:
    """Keep the exceptions few: none where all is read, at most MOST read ones above."""
    of = {"person": person, "source": source}
    unread = db.value(
        "select unread from subscription where person = ? and source = ?", [*of.values()]
    )
    if unread == 0:
        _read_through(db, of, int(db.value("select coalesce(max(number), 0) from item")))
        return
    count, last = next(
        db.rows(
            "select count(*) n, max(item) last from mark "
            "where person = :person and source = :source and read = 1",
            of,
        )
    ).values()
    if count > MOST:
        db.write(
            "insert into mark select s.person, s.source, i.number, 0 from subscription s "  # noqa: S608
            "join item i on i.source = s.source and i.track = (s.shows > 0) "
            "and i.number > s.read_through and i.number <= :last "
            "where s.person = :person and s.source = :source "
            f"and {SHOWN} and not exists (select 1 from mark m "
            "where m.person = s.person and m.source = s.source and m.item = i.number)",
            of | {"last": last},
        )
        _read_through(db, of, last, keep_unread=True)


def _read_through(
    db: Database, of: dict[str, object], last: int, *, keep_unread: bool = False
) -> None:
    """Move the line up; the exceptions below it that are read are none any more."""
    db.write(
        "delete from mark where person = :person and source = :source and item <= :last "
        "and read >= :read",
        of | {"last": last, "read": int(keep_unread)},
    )
    db.write(
        "update subscription set read_through = :last where person = :person and source = :source",
        of | {"last": last},
    )


def count_unread(db: Database, subscriptions: Sequence[dict[str, object]]) -> None:
    """Count what is unread of some subscriptions, looking at nothing that was read in one go."""
    db.write_many(
        "update subscription as s set unread = (select count(*) from item i "  # noqa: S608 ours
        "where i.source = s.source and i.track = (s.shows > 0) and i.number > s.read_through "
        f"and {SHOWN} and not exists (select 1 from mark m "
        "where m.person = s.person and m.source = s.source and m.item = i.number)) "
        "+ (select count(*) from mark m "
        "where m.person = s.person and m.source = s.source and m.read = 0) "
        "where s.person = :person and s.source = :source",
        subscriptions,
    )


def recount(db: Database, where: str, values: Iterable[object] = ()) -> None:
    """Count anew what is shown and unread of some subscriptions s."""
    db.write(
        "update subscription as s set items = (select count(*) from item i "  # noqa: S608 ours
        f"where i.source = s.source and {SHOWN}), "
        f"unread = (select count(*) from item i where i.source = s.source and {SHOWN} "
        f"and {UNREAD}) where {where}",
        tuple(values),
    )
