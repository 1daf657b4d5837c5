"""Items and the streams of them: pages that cost what they hold, however much is read already.

A page is found in two steps. Where the stream's sources bring a quarter of all or more, the newest
items of all are looked through first: where most are wanted, that is all. Else each source is
asked for its own next ones, through its index, and those that had none left, or whose next come
later than what was found, are asked no more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tidings.storage.desks import Asked, Page
from tidings.storage.query import parse_query
from tidings.storage.rows import dump, from_micros, load, to_micros
from tidings.storage.sqlite.database import Database, Row
from tidings.storage.sqlite.exceptions import SHOWN, UNREAD, flip
from tidings.storage.sqlite.search import RANKED, hits
from tidings.types import Edition, Item, ItemState, Of, Shows, Stream

__all__ = ["SqliteStreams", "arrival", "of_stream"]

LOOK = 4  # items looked through for each that is wanted, before the sources are asked one by one
FEW = 8  # sources that are asked at once
ROUNDS = 20  # of a page's length that are sifted for one page of a rare kind
SIFTED = 500  # items sifted at a time, at least
LISTED = (Of.SAVED, Of.LABEL, Of.SEARCH)  # streams that have a list of their own

# The next items of one source, by its index: those after what is read through, and the exceptions.
_OF_SOURCE = (
    "select i.number from item i where i.source = s.source and i.track = (s.shows > 0) "  # noqa: S608
    "and i.number > :above and i.number < :below and {edge} and " + SHOWN
)
_UNREAD_OF_SOURCE = (
    _OF_SOURCE + " and i.number > s.read_through and not exists (select 1 from mark m "  # noqa: S608
    "where m.person = s.person and m.source = s.source and m.item = i.number) "
    "union all select i.item from mark i where i.person = s.person and i.source = s.source "
    "and i.read = 0 and i.item > :above and i.item < :below and i.item <= s.read_through and {at}"
)


class SqliteStreams:
    """Items and streams, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def publish(self, editions: Sequence[Edition], *, now: datetime) -> None:
        """Give each article judged for the first time the number under which it is told."""
        with self._db.transaction():
            at = arrival(self._db, now)
            for one in editions:
                made = self._db.row(
                    "insert into item (article, track, source, at, level, behind) "
                    "select id, 1, source, ?, ?, ? from article where id = ? "
                    "on conflict do nothing returning number, source",
                    (at, one.level, one.behind, one.article),
                )
                if made and one.level >= Shows.STORIES:
                    self._supersede(one.article, made)

    def _supersede(self, article: str, made: Row) -> None:
        """Let those who see the new telling of a story have read the older ones."""
        older = self._db.rows(
            "select s.person, s.source, i.number, s.read_through from article a "  # noqa: S608 ours
            "cross join item i on i.article = a.id and i.track = 1 and i.number < :number "
            f"cross join subscription s on s.source = i.source and s.shows = {Shows.STORIES:d} "
            "where a.story = (select story from article where id = :article) "
            f"and {SHOWN} and {UNREAD} and exists (select 1 from subscription n "
            f"where n.person = s.person and n.source = :source and n.shows = {Shows.STORIES:d})",
            {"article": article, **made},
        )
        flip(self._db, list(older), read=True)

    def published(self, articles: Collection[str]) -> set[str]:
        """Return which of these articles are told by such a number already."""
        return set(
            self._db.values(
                "select article from item "
                "where track = 1 and article in (select value from json_each(?))",
                (dump(list(articles)),),
            )
        )

    def newest(self) -> int:
        """Return the number of the newest item, 0 before the first."""
        return int(self._db.value("select coalesce(max(number), 0) from item"))

    def number_at(self, moment: datetime) -> int:
        """Return the number of the newest item that had arrived by then, 0 for none."""
        found = self._db.value(
            "select number from item where at <= ? order by at desc, number desc limit 1",
            (to_micros(moment),),
        )
        return int(found or 0)

    def states(self, person: int, numbers: Sequence[int]) -> list[ItemState]:
        """Return the items that are there among these, in the order asked for."""
        rows = self._db.rows(
            f"select i.*, coalesce(s.shows, 0) shows, "  # noqa: S608 ours
            f"s.person is null or not {SHOWN} or not {UNREAD} read, "
            "exists (select 1 from saved where person = :person and item = i.number) saved, "
            "(select json_group_array(label) from label where person = :person "
            "and item = i.number) labels "
            "from json_each(:numbers) wanted cross join item i on i.number = wanted.value "
            "left join subscription s on s.person = :person and s.source = i.source "
            "order by wanted.key",
            {"person": person, "numbers": dump(list(numbers))},
        )
        return [_to_state(row) for row in rows]

    def arrivals(self, numbers: Sequence[int]) -> list[tuple[int, str, int]]:
        """Return of those that are there, in order, the number, source and microsecond of each."""
        return self._db.tuples(
            "select i.number, i.source, i.at from json_each(?) wanted "
            "cross join item i on i.number = wanted.value order by wanted.key",
            (dump(list(numbers)),),
        )

    def of_articles(self, person: int, articles: Sequence[str]) -> list[ItemState]:
        """Return the items by which these articles are shown to a person, in no order."""
        numbers = self._db.values(
            "select i.number from item i "  # noqa: S608 ours
            "cross join subscription s on s.person = ? and s.source = i.source "
            f"where i.article in (select value from json_each(?)) and {SHOWN}",
            (person, dump(list(articles))),
        )
        return self.states(person, numbers)

    def page(self, person: int, asked: Asked, *, limit: int) -> Page:
        """Return up to `limit` items; fewer where many would have to be looked through."""
        base, sifts = _base(asked)
        if not sifts:
            return self._page(person, base, limit)
        kept: list[int] = []
        page = Page(after=_start(base))
        for _ in range(ROUNDS):
            page = self._page(person, _going_on(base, page), max(limit, SIFTED))
            kept += self._sift(person, asked, page.items)
            if page.after is None or len(kept) >= limit:
                break
        if len(kept) > limit:
            return Page(items=tuple(kept[:limit]), after=kept[limit - 1])
        return Page(items=tuple(kept), after=page.after)

    def _page(self, person: int, asked: Asked, limit: int) -> Page:
        """Return a page of a stream that has an index of its own."""
        if asked.stream.of in LISTED:
            found = self._listed(person, asked, limit + 1)
        else:
            found = self._followed(person, asked, limit + 1)
        more = len(found) > limit
        return Page(items=tuple(found[:limit]), after=found[limit - 1] if more else None)

    def _listed(self, person: int, asked: Asked, limit: int) -> list[int]:
        if asked.stream.of is Of.SEARCH:
            return self._searched(person, asked, limit)
        table, where = ("saved", "true") if asked.stream.of is Of.SAVED else ("label", "label = ?")
        values = () if asked.stream.of is Of.SAVED else (asked.stream.name,)
        return self._db.values(
            f"select item from {table} where person = ? and {where} "  # noqa: S608 ours
            f"and item > ? and item < ? order by item {_order(asked)} limit ?",
            (person, *values, asked.above, asked.below, limit),
        )

    def _searched(self, person: int, asked: Asked, limit: int) -> list[int]:
        """Return the items by which the latest articles that a query finds are shown."""
        query = parse_query(asked.stream.name)
        if query.empty:
            return []
        found, values = hits(query)
        return self._db.values(
            f"with hit as materialized ({found} limit {RANKED}) "  # noqa: S608 ours
            "select i.number from hit join article a using (row) join item i on i.article = a.id "
            "join subscription s on s.person = :person and s.source = i.source "
            f"where {SHOWN} and i.number > :above and i.number < :below "
            f"order by i.number {_order(asked)} limit :limit",
            values | {"person": person, "above": asked.above, "below": asked.below, "limit": limit},
        )

    def _followed(self, person: int, asked: Asked, limit: int) -> list[int]:
        sources = self._sources(person, asked)
        found: list[int] = []
        if len(sources) > FEW and self._share(person, asked) * LOOK >= 1:
            found, asked, ended = self._looked_through(person, asked, limit)
            if ended or len(found) >= limit:
                return found[:limit]
        return found + self._asked_one_by_one(person, asked, sources, limit - len(found))

    def _sources(self, person: int, asked: Asked) -> list[str]:
        where, value = of_stream(asked.stream)
        some = "s.unread > 0" if asked.read is False else "s.items > 0"
        return self._db.values(
            f"select s.source from subscription s where s.person = ? and {some} and {where}",  # noqa: S608
            (person, *value),
        )

    def _share(self, person: int, asked: Asked) -> float:
        """Return how much of all that comes is of the stream's sources, nearly."""
        where, value = of_stream(asked.stream)
        items = self._db.value(
            f"select total(items) from subscription s where s.person = ? and {where}",  # noqa: S608
            (person, *value),
        )
        return float(items) / max(1, self.newest())

    def _looked_through(
        self, person: int, asked: Asked, limit: int
    ) -> tuple[list[int], Asked, bool]:
        """Return what is wanted among the next items of all, where to go on, and if that is all."""
        look = LOOK * limit
        stream, value = of_stream(asked.stream)
        unread = f"and {UNREAD}" if asked.read is False else ""
        rows = list(
            self._db.rows(
                "with i as (select * from item where number > ? and number < ? "  # noqa: S608 ours
                f"order by number {_order(asked)} limit ?) "
                f"select i.number, s.person is not null and {SHOWN} {unread} wanted from i "
                f"left join subscription s on s.person = ? and s.source = i.source and {stream} "
                f"order by i.number {_order(asked)}",
                (asked.above, asked.below, look, person, *value),
            )
        )
        found = [row["number"] for row in rows if row["wanted"]]
        ended = len(rows) < look
        return found, _moved(asked, rows[-1]["number"]) if rows else asked, ended

    def _asked_one_by_one(
        self, person: int, asked: Asked, sources: Sequence[str], limit: int
    ) -> list[int]:
        """Return the next items, asking each source for ever more of its own while it matters."""
        best: list[int] = []
        at = dict.fromkeys(sources, _start(asked))
        each = max(4, 2 * limit // max(1, len(sources)))
        while at:
            found = self._next_of_each(person, asked, at, each)
            merged = best + [number for numbers in found.values() for number in numbers]
            best = sorted(merged, reverse=not asked.oldest_first)[:limit]
            last = best[-1] if len(best) == limit else _end(asked)
            at = {
                source: edge
                for source, numbers in found.items()
                if len(numbers) == each
                and _before(asked, edge := (max if asked.oldest_first else min)(numbers), last)
            }
            each *= 4
        return best

    def _next_of_each(
        self, person: int, asked: Asked, at: Mapping[str, int], each: int
    ) -> dict[str, list[int]]:
        compare = ">" if asked.oldest_first else "<"
        inner = (_UNREAD_OF_SOURCE if asked.read is False else _OF_SOURCE).format(
            edge=f"i.number {compare} c.value", at=f"i.item {compare} c.value"
        )
        found = self._db.tuples(
            f"select s.source, (select json_group_array(number) from ({inner} "  # noqa: S608 ours
            f"order by 1 {_order(asked)} limit :each)) from json_each(:at) c "
            "cross join subscription s on s.person = :person and s.source = c.key",
            {
                "person": person, "at": dump(at), "each": each,
                "above": asked.above, "below": asked.below,
            },
        )  # fmt: skip
        return {source: load(list[int], numbers) for source, numbers in found}

    def _sift(self, person: int, asked: Asked, numbers: Sequence[int]) -> list[int]:
        """Return those of a page that have all that is asked for, in order."""
        where, values = _conditions(asked)
        return self._db.values(
            "select i.number from json_each(:numbers) wanted "  # noqa: S608 ours
            "cross join item i on i.number = wanted.value join article a on a.id = i.article "
            "left join subscription s on s.person = :person and s.source = i.source "
            f"where {' and '.join(where)} order by wanted.key",
            {"person": person, "numbers": dump(list(numbers)), **values},
        )


def arrival(db: Database, now: datetime) -> int:
    """Return the time at which an item arrives now: never before that of the one before it."""
    latest = db.value("select at from item order by number desc limit 1")
    return max(to_micros(now), int(latest or 0))


def of_stream(stream: Stream) -> tuple[str, tuple[object, ...]]:
    """Return what must hold of a subscription s that is part of a stream, and its values."""
    if stream.of is Of.FOLDER:
        return "s.folder = ?", (int(stream.name) if stream.name.isdecimal() else 0,)
    if stream.of is Of.SOURCE:
        return "s.source = ?", (stream.name,)
    return "true", ()


def _base(asked: Asked) -> tuple[Asked, bool]:
    """Return the stream to go through, and whether its items must still be sifted."""
    listed = asked.stream.of in LISTED
    base = replace(asked, saved=None, labels=(), without=())
    if asked.saved and not listed:
        listed, base = True, replace(base, stream=Stream(Of.SAVED))
    elif asked.labels and not listed:
        listed, base = True, replace(base, stream=Stream(Of.LABEL, asked.labels[0]))
    elif asked.stream.of in (Of.LANGUAGE, Of.TAG):
        base = replace(base, stream=Stream())
    if listed or asked.read:
        base = replace(base, read=None)
    return base, base != asked


def _conditions(asked: Asked) -> tuple[list[str], dict[str, Any]]:
    """Return what must hold of an item i, its article a and subscription s, and the values."""
    where, values = ["true"], {"name": asked.stream.name}
    if asked.read is not None:
        unread = f"coalesce({SHOWN} and {UNREAD}, 0)"
        where.append(f"not {unread}" if asked.read else unread)
    saved = "exists (select 1 from saved v where v.person = :person and v.item = i.number)"
    if asked.saved is not None:
        where.append(saved if asked.saved else f"not {saved}")
    for n, (label, on) in enumerate(
        [*((label, True) for label in asked.labels), *((label, False) for label in asked.without)]
    ):
        values[f"label{n}"] = label
        has = (
            "exists (select 1 from label l where l.person = :person "  # noqa: S608
            f"and l.label = :label{n} and l.item = i.number)"
        )
        where.append(has if on else f"not {has}")
    where.append(_OF_KIND.get(asked.stream.of, "true"))
    return where, values


_OF_KIND = {  # what must hold of an item in a stream that another one was gone through for
    Of.LANGUAGE: "a.language = :name",
    Of.TAG: "a.id in (select article from tag where slug = :name)",
    Of.FOLDER: "s.folder = cast(:name as integer)",
    Of.SOURCE: "i.source = :name",
}


def _order(asked: Asked) -> str:
    return "asc" if asked.oldest_first else "desc"


def _start(asked: Asked) -> int:
    return asked.above if asked.oldest_first else asked.below


def _end(asked: Asked) -> int:
    return asked.below if asked.oldest_first else asked.above


def _before(asked: Asked, one: int, other: int) -> bool:
    return one < other if asked.oldest_first else one > other


def _moved(asked: Asked, at: int) -> Asked:
    return replace(asked, above=at) if asked.oldest_first else replace(asked, below=at)


def _going_on(asked: Asked, page: Page) -> Asked:
    return asked if page.after is None else _moved(asked, page.after)


def _to_item(row: Row) -> Item:
    return Item(
        number=row["number"],
        article=row["article"],
        source=row["source"],
        at=from_micros(row["at"]),
        level=row["level"],
    )


def _to_state(row: Row) -> ItemState:
    return ItemState(
        item=_to_item(row),
        read=bool(row["read"]),
        saved=bool(row["saved"]),
        labels=tuple(load(list[str], row["labels"])),
        shows=Shows(row["shows"] if row["track"] else 0),
    )
