"""The spot and located tables: where on earth what the articles name is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tidings.storage.rows import dump, from_micros, from_row, load, to_micros, to_row
from tidings.storage.searchable import searchable
from tidings.storage.sqlite.database import Database, Row
from tidings.storage.sqlite.entities import COUNTED
from tidings.types import Entity, Pin, Place, PlaceCorrection, PlaceMention, Span

__all__ = ["NAMED", "SqlitePlaces"]

KM_A_DEGREE = 111.2  # of latitude
# The town or county that a name most often means in this library, as one row.
NAMED = (
    "select p.* from spot_name s join spot p on p.id = s.spot join located c on c.spot = p.id "
    "where s.name = {} and p.kind in ('town', 'county') "
    "group by p.id order by count(*) desc, p.id limit 1"
)
_AMONG = "(select value from json_each(?))"
# Of all passages that name a place the earliest: SQLite takes the bare columns from min()'s row.
_PINS = (
    "select p.*, sum(l.times) n, count(distinct l.article) articles, "
    "count(distinct coalesce(a.story, a.id)) stories, min(a.time) earliest, "
    'l.article, l.name called, l.start, l."end" '
    "from located l join spot p on p.id = l.spot join article a on a.id = l.article "
)
# A place and what lies within it: its own row, a country's parts and towns, a part's towns.
_WITHIN = (
    "(p.id = :id or (:kind = 'country' and p.country = :country) "
    "or (:kind = 'part' and p.country = :country and p.part = :part))"
)


class SqlitePlaces:
    """Where the news is set, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, articles: Sequence[str], mentions: Sequence[PlaceMention]) -> None:
        """Replace what is kept of the places of these articles."""
        with self._db.transaction():
            self._db.write(f"delete from located where article in {_AMONG}", (dump(articles),))  # noqa: S608 ours
            self._keep({one.place.id: one.place for one in mentions})
            self._db.write_many(
                "insert into spot_name values (searchable(?), ?) on conflict do nothing",
                {(name, one.place.id) for one in mentions for name in (one.name, one.place.name)},
            )
            self._db.write_many(
                "insert into located values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                [
                    (one.article, one.place.id, one.name, one.times, one.span.start, one.span.end)
                    for one in mentions
                ],
            )

    def _keep(self, places: Mapping[str, Place]) -> None:
        self._db.write_many(
            "insert into spot (id, kind, name, north, east, country, part, people, capital) values "
            "(:id, :kind, :name, :north, :east, :country, :part, :people, :capital) "
            "on conflict do nothing",
            [to_row(place) | {"id": id} for id, place in places.items()],
        )

    def get(self, place: str) -> Place | None:
        """Return a place that an article named, by its id."""
        row = self._db.row("select * from spot where id = ?", (place,))
        return _to_place(row) if row else None

    def find(self, words: str, *, limit: int) -> list[tuple[Place, int]]:
        """Return places whose names hold the words, in how many stories, most first."""
        pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        rows = self._db.rows(
            "select p.*, count(distinct a.story) n from spot p join located l on l.spot = p.id "
            "join article a on a.id = l.article where ?1 = '%%' or p.id in "
            "(select spot from spot_name where name like searchable(?1) escape '\\') "
            "group by p.id order by n desc, p.id limit ?2",
            (pattern, limit),
        )
        return [(_to_place(row), row["n"]) for row in rows]

    def named(self, name: str) -> Place | None:
        """Return the town or county that a name most often means here."""
        row = self._db.row(NAMED.format("?"), (searchable(name),))
        return _to_place(row) if row else None

    def of_each(self, articles: Sequence[str]) -> dict[str, list[Place]]:
        """Return the places of each of these articles."""
        found: dict[str, list[Place]] = {}
        for row in self._db.rows(
            "select p.*, l.article from located l join spot p on p.id = l.spot "  # noqa: S608 ours
            f"where l.article in {_AMONG} order by l.article, p.id",
            (dump(articles),),
        ):
            found.setdefault(row["article"], []).append(_to_place(row))
        return found

    def of_story(self, story: str, *, limit: int) -> list[Pin]:
        """Return the places of a story, those that most of its articles name first."""
        return self._pins("a.story = :story", "articles desc, n desc", limit, {"story": story})

    def of_stories(self, stories: Sequence[str], *, limit: int) -> list[Pin]:
        """Return the places of stories, those of most stories first."""
        among = "a.story in (select value from json_each(:among))"
        return self._pins(among, "stories desc, n desc", limit, {"among": dump(stories)})

    def of_articles(self, articles: Sequence[str], *, limit: int) -> list[Pin]:
        """Return the places that these articles name, those that most of them name first."""
        among = "a.id in (select value from json_each(:among))"
        return self._pins(among, "articles desc, n desc", limit, {"among": dump(articles)})

    def of_entity(self, entity: str, *, limit: int) -> list[Pin]:
        """Return where the places called by an entity's names are, the most frequent first."""
        called = (
            "(l.article, l.name) in (select m.article, m.name from entity_key k "
            "join mention m on m.key = k.key where k.entity = :entity and m.kind = 'place')"
        )
        return self._pins(called, "articles desc, n desc", limit, {"entity": entity})

    def within(self, place: Place, *, limit: int) -> list[Pin]:
        """Return the places of a country or of a part of one, those of most stories first."""
        return self._pins(_WITHIN, "stories desc, n desc", limit, _values(place))

    def near(self, place: Place, *, km: float, limit: int) -> list[tuple[Pin, float]]:
        """Return the other towns and counties so near to one, nearest first, with the km."""
        high = km / KM_A_DEGREE
        wide = high / max(0.01, math.cos(math.radians(place.north)))
        around = (
            "p.kind in ('town', 'county') and p.id <> :id and p.north between :south and :top "
            "and abs(p.east - :east) <= :wide"
        )
        values = {"id": place.id, "south": place.north - high, "top": place.north + high}
        pins = self._pins(around, "n desc", 500, values | {"east": place.east, "wide": wide})
        found = [(pin, place.km(pin.place)) for pin in pins]
        return sorted((one for one in found if one[1] <= km), key=lambda one: one[1])[:limit]

    def _pins(self, where: str, order: str, limit: int, values: Row) -> list[Pin]:
        sql = f"{_PINS} where {where} group by p.id order by {order}, p.id limit :limit"
        return [_to_pin(row) for row in self._db.rows(sql, values | {"limit": limit})]

    def stories(self, place: Place, *, limit: int) -> list[tuple[str, datetime]]:
        """Return the stories set in a place or within it, and when each began, the latest first."""
        rows = self._db.rows(
            "select distinct s.id, s.first_seen from spot p join located l on l.spot = p.id "  # noqa: S608 ours
            "join article a on a.id = l.article join story s on s.id = a.story "
            f"where {_WITHIN} order by s.first_seen desc, s.id limit :limit",
            _values(place) | {"limit": limit},
        )
        return [(row["id"], from_micros(row["first_seen"])) for row in rows]

    def entities(self, place: str, *, limit: int) -> list[Entity]:
        """Return by which of the library's names a place is called."""
        rows = self._db.rows(
            f"{COUNTED} where e.kind = 'place' and e.id in (select k.entity from located l "  # noqa: S608 ours
            "join mention m on m.article = l.article and m.name = l.name and m.kind = 'place' "
            "join entity_key k on k.key = m.key where l.spot = ?) "
            "group by e.id order by stories desc, e.id limit ?",
            (place, limit),
        )
        return [from_row(Entity, row) for row in rows]

    def lands(self, sources: Sequence[str], *, articles: int) -> Mapping[str, dict[str, int]]:
        """Return in how many of its latest so many articles each source names what is where."""
        return {source: dict(self._lands(source, articles)) for source in sources}

    def _lands(self, source: str, articles: int) -> Iterator[tuple[str, int]]:
        rows = self._db.rows(
            "with latest as materialized (select distinct a.id, p.country, p.part from (select id "
            "from article where source = ? order by time desc limit ?) a "
            "join located l on l.article = a.id join spot p on p.id = l.spot) "
            "select country || '.' || part land, count(*) n from latest where part <> '' "
            "group by country, part union all "
            "select country, count(distinct id) from latest where country <> '' group by country "
            "union all select '', count(distinct id) from latest",
            (source, articles),
        )
        for row in rows:
            yield row["land"], row["n"]

    def read_from(self, source: str, home: str, *, said: bool = False) -> bool:
        """Note by which home a source's places are read; say whether to read them again."""
        row = self._db.row("select home from read_from where source = ?", (source,))
        before = row["home"] if row else None
        better = before is not None and home != before and (said or home.startswith(before))
        if before is None or better:
            self._db.write(
                "insert or replace into read_from (source, home) values (?, ?)", (source, home)
            )
        return better

    def correct(self, correction: PlaceCorrection) -> PlaceCorrection:
        """Keep what a person says of a name; return it with its number."""
        with self._db.transaction():
            number = int(self._db.value("select coalesce(max(id), 0) + 1 from spot_correction"))
            if correction.to:
                self._keep({correction.to.id: correction.to})
            row = {
                "id": number,
                "name": correction.name,
                "spot": correction.place,
                "means": correction.to.id if correction.to else "",
                "articles": dump(sorted(correction.articles)),
                "says": correction.says,
                "by": correction.by,
                "at": to_micros(correction.at),
                "undone_at": None,
            }
            self._db.upsert("spot_correction", row)
        return replace(correction, id=number)

    def undo(self, number: int, *, at: datetime) -> PlaceCorrection | None:
        """Put a correction out of force and return it; None where none of the number was."""
        with self._db.transaction():
            found = next((one for one in self.corrections() if one.id == number), None)
            self._db.write(
                "update spot_correction set undone_at = ? where id = ? and undone_at is null",
                (to_micros(at), number),
            )
        return replace(found, undone_at=at) if found else None

    def corrections(self) -> list[PlaceCorrection]:
        """Return what persons said that is in force, the latest first."""
        rows = self._db.rows(
            "select * from spot_correction where undone_at is null order by id desc"
        )
        return [self._to_correction(row) for row in rows]

    def _to_correction(self, row: Row) -> PlaceCorrection:
        return PlaceCorrection(
            id=row["id"],
            name=row["name"],
            place=row["spot"],
            to=self.get(row["means"]) if row["means"] else None,
            articles=load(frozenset[str], row["articles"]),
            says=row["says"],
            by=row["by"],
            at=from_micros(row["at"]),
        )

    def naming(self, name: str) -> list[str]:
        """Return the stories in which a name was found to be a place. Reads all notes."""
        return self._db.values(
            "select distinct a.story from note n join article a on a.id = n.article "
            "where n.name = 'places' and a.story is not null "
            "and searchable(n.value ->> 'name') = searchable(?)",
            (name,),
        )

    def called(self, name: str, place: str) -> list[str]:
        """Return the stories in which a name is taken for a place."""
        return self._db.values(
            "select distinct a.story from located l join article a on a.id = l.article "
            "where a.story is not null and l.spot = ? and searchable(l.name) = searchable(?)",
            (place, name),
        )


def _values(place: Place) -> Row:
    return {"id": place.id, "kind": place.kind, "country": place.country, "part": place.part}


def _to_place(row: Row) -> Place:
    return from_row(Place, row)


def _to_pin(row: Row) -> Pin:
    place = _to_place(row)
    span = Span(start=row["start"], end=row["end"])
    return Pin(
        place=place,
        times=row["n"],
        articles=row["articles"],
        stories=row["stories"],
        first=PlaceMention(
            article=row["article"], place=place, name=row["called"], times=row["n"], span=span
        ),
    )
