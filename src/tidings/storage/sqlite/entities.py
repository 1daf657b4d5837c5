"""The entity, name and mention tables: who and what the articles name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tidings.storage.rows import dump, from_micros, from_row, load, to_micros
from tidings.storage.sqlite.database import Database, Row
from tidings.types import Entity, EntityCorrection, Named, Spelling, make_id

__all__ = ["COUNTED", "SqliteEntities"]

COUNTED_TO = 500  # mentions of one entity; who has more is well known
_AMONG = "(select value from json_each(?))"
COUNTED = (  # what is known of entities, before "where" and "group by e.id"
    "select e.id, e.kind, case e.given when '' then e.name else e.given end name, "
    "count(distinct a.story) stories, count(distinct m.article) articles, max(a.time) last_seen "
    "from entity e join entity_key k on k.entity = e.id join mention m on m.key = k.key "
    "join article a on a.id = m.article "
)


class SqliteEntities:
    """Entities, in SQLite. An entity's id is a hash of the key that it began with."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def known(self, keys: Sequence[str]) -> dict[str, Spelling]:
        """Return the names that the library knows by these keys."""
        rows = self._db.rows(f"select * from entity_key where key in {_AMONG}", (dump(keys),))  # noqa: S608 ours
        return {row["key"]: from_row(Spelling, row) for row in rows}

    def near(self, near: Sequence[str], *, limit: int) -> list[Spelling]:
        """Return names that may be the same: they share one of these, most or the first of them."""
        rows = self._db.rows(
            "select k.* from entity_near n join entity_key k on k.key = n.key "  # noqa: S608 ours
            f"where n.near in {_AMONG} group by k.key "
            "order by count(*) desc, max(n.near = ?) desc, k.key limit ?",
            (dump(near), near[0] if near else "", limit),
        )
        return [from_row(Spelling, row) for row in rows]

    def told_in_full(self, entities: Sequence[str]) -> dict[str, int]:
        """Return in how many articles each is named by more than one word, of many some 500."""
        rows = self._db.rows(
            "select e.value entity, (select count(*) from (select 1 from entity_key k "
            "join mention m on m.key = k.key where k.entity = e.value and m.name like '% %' "
            "limit ?2)) times from json_each(?1) e",
            (dump(sorted(set(entities))), COUNTED_TO),
        )
        return {row["entity"]: row["times"] for row in rows}

    def keep(self, named: Named, *, near: Sequence[str], entity: str, because: str) -> None:
        """Keep a new name, as one of an entity's or, where `entity` is "", as a new one's."""
        own = make_id("entity", named.key)
        with self._db.transaction():
            self._db.write(
                "insert into entity (id, kind, name) values (?, ?, ?) on conflict do nothing",
                (own, named.kind, named.name),
            )
            self._db.write(
                "insert into entity_key (key, entity, own, name, because) values (?, ?, ?, ?, ?) "
                "on conflict (key) do update set entity = excluded.entity, "
                "because = excluded.because where not fixed",
                (named.key, entity or own, own, named.name, because),
            )
            self._db.write_many(
                "insert into entity_near values (?, ?) on conflict do nothing",
                [(one, named.key) for one in near],
            )
            self._db.write(  # the first of its names that is one in full
                "update entity set name = ?1 where id = ?2 and ?1 like '% %' "
                "and (name not like '% %' or name like '_. %')",
                (named.name, entity),
            )

    def save_mentions(self, articles: Sequence[str], named: Sequence[Named]) -> None:
        """Replace what is kept of what these articles name."""
        with self._db.transaction():
            self._db.write(f"delete from mention where article in {_AMONG}", (dump(articles),))  # noqa: S608 ours
            self._db.write_many(
                "insert into mention "
                '(article, kind, name, key, forms, times, start, "end", told) '
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                [
                    (
                        c.article,
                        one.kind,
                        c.name,
                        one.key,
                        dump(c.forms),
                        c.times,
                        c.start,
                        c.end,
                        dump(c.told),
                    )
                    for one in named
                    for c in one.called
                ],
            )

    def find(self, words: str, *, kind: str, limit: int) -> list[Entity]:
        """Return entities whose names hold the words, those of most stories first."""
        pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        rows = self._db.rows(
            f"{COUNTED} where ?1 in ('', e.kind) and (?2 = '%%' or e.given like ?2 escape '\\' "  # noqa: S608 ours
            "or e.id in (select entity from entity_key where name like ?2 escape '\\')) "
            "group by e.id order by stories desc, articles desc, e.id limit ?3",
            (kind, pattern, limit),
        )
        return [from_row(Entity, row) for row in rows]

    def get(self, entity: str) -> Entity | None:
        """Return an entity, by its id or that of one which was put together with it."""
        now = self._db.value(
            "select entity from entity_key where entity = ?1 or own = ?1 "
            "order by entity = ?1 desc limit 1",
            (entity,),
        )
        rows = self._db.rows(f"{COUNTED} where e.id = ? group by e.id", (now,))
        return next((from_row(Entity, row) for row in rows), None)

    def spellings(self, entity: str) -> list[Spelling]:
        """Return the names under which an entity is known, its first at the head."""
        rows = self._db.rows(
            "select * from entity_key where entity = ? order by own <> entity, key", (entity,)
        )
        return [from_row(Spelling, row) for row in rows]

    def forms(self, entity: str) -> list[tuple[str, int]]:
        """Return how articles spell it, the most frequent first."""
        found: Counter[str] = Counter()
        for row in self._db.rows(
            "select forms from mention where key in (select key from entity_key where entity = ?)",
            (entity,),
        ):
            for form, times in load(list[tuple[str, int]], row["forms"]):
                found[form] += times
        return found.most_common()

    def of_story(self, story: str, *, limit: int) -> list[Entity]:
        """Return the entities of a story, those that most of its articles name first."""
        rows = self._db.rows(
            f"{COUNTED} where a.story = ? group by e.id "
            "order by articles desc, sum(m.times) desc, e.id limit ?",
            (story, limit),
        )
        return [from_row(Entity, row) for row in rows]

    def named(self, stories: Sequence[str]) -> dict[str, list[tuple[Entity, int]]]:
        """Return the entities of each of these stories and how often it names each, most first."""
        rows = self._db.rows(
            "select a.story, e.id, e.kind, case e.given when '' then e.name else e.given end name, "  # noqa: S608 ours
            "count(distinct m.article) articles, sum(m.times) times "
            "from article a join mention m on m.article = a.id join entity_key k on k.key = m.key "
            f"join entity e on e.id = k.entity where a.story in {_AMONG} group by a.story, e.id "
            "order by a.story, articles desc, times desc, e.id",
            (dump(stories),),
        )
        found: dict[str, list[tuple[Entity, int]]] = {}
        for row in rows:
            entity = Entity(id=row["id"], kind=row["kind"], name=row["name"])
            found.setdefault(row["story"], []).append((entity, row["times"]))
        return found

    def of_article(self, article: str) -> dict[tuple[str, str], str]:
        """Return the entity of each (kind, name) that an article's notes hold."""
        rows = self._db.rows(
            "select m.kind, m.name, k.entity from mention m join entity_key k on k.key = m.key "
            "where m.article = ?",
            (article,),
        )
        return {(row["kind"], row["name"]): row["entity"] for row in rows}

    def stories(self, entity: str, *, limit: int) -> list[tuple[str, datetime]]:
        """Return the stories that name it and when each began, the latest first."""
        rows = self._db.rows(
            "select distinct s.id, s.first_seen from entity_key k join mention m on m.key = k.key "
            "join article a on a.id = m.article join story s on s.id = a.story "
            "where k.entity = ? order by s.first_seen desc, s.id limit ?",
            (entity, limit),
        )
        return [(row["id"], from_micros(row["first_seen"])) for row in rows]

    def beside(self, entity: str, *, kind: str, limit: int) -> list[tuple[Entity, int]]:
        """Return what else its stories name, in how many of them, most first."""
        rows = self._db.rows(
            f"{COUNTED} where e.id <> ?1 and e.kind = ?2 and a.story in "  # noqa: S608 ours
            "(select b.story from entity_key own join mention n on n.key = own.key "
            "join article b on b.id = n.article where own.entity = ?1) "
            "group by e.id order by stories desc, articles desc, e.id limit ?3",
            (entity, kind, limit),
        )
        return [(from_row(Entity, row), row["stories"]) for row in rows]

    def join(self, entity: str, other: str, correction: EntityCorrection) -> EntityCorrection:
        """Make another entity's names this one's."""
        with self._db.transaction():
            kept = self._keep(correction, [entity, other])
            self._db.write(
                "update entity_key set entity = ?, because = ?, fixed = 1 where entity = ?",
                (entity, correction.says, other),
            )
        return kept

    def part(self, key: str, correction: EntityCorrection) -> EntityCorrection:
        """Make a name an entity of its own."""
        with self._db.transaction():
            kept = self._keep(correction, [correction.entity])
            self._db.write(
                "update entity_key set entity = own, because = '', fixed = 1 where key = ?", (key,)
            )
        return kept

    def rename(self, entity: str, name: str, correction: EntityCorrection) -> EntityCorrection:
        """Call an entity so, whatever articles call it."""
        with self._db.transaction():
            kept = self._keep(correction, [entity])
            self._db.write("update entity set given = ? where id = ?", (name, entity))
        return kept

    def _keep(self, correction: EntityCorrection, touched: Sequence[str]) -> EntityCorrection:
        keys = list(
            self._db.rows(
                f"select key, entity, because, fixed from entity_key where entity in {_AMONG}",  # noqa: S608 ours
                (dump(touched),),
            )
        )
        given = list(
            self._db.rows(f"select id, given from entity where id in {_AMONG}", (dump(touched),))  # noqa: S608 ours
        )
        number = int(self._db.value("select coalesce(max(id), 0) + 1 from entity_correction"))
        row = {
            "id": number,
            "kind": correction.kind.value,
            "entity": correction.entity,
            "says": correction.says,
            "by": correction.by,
            "at": to_micros(correction.at),
            "before": dump({"keys": keys, "given": given}),
            "undone_at": None,
        }
        self._db.upsert("entity_correction", row)
        return replace(correction, id=number)

    def undo(self, number: int, *, at: datetime) -> EntityCorrection | None:
        """Put names back as they were before a correction; None where none is in force."""
        with self._db.transaction():
            row = self._db.row(
                "select * from entity_correction where id = ? and undone_at is null", (number,)
            )
            if row is None:
                return None
            before = load(dict[str, list[Row]], row["before"])
            self._db.write_many(
                "update entity_key set entity = ?, because = ?, fixed = ? where key = ?",
                [(k["entity"], k["because"], k["fixed"], k["key"]) for k in before["keys"]],
            )
            self._db.write_many(
                "update entity set given = ? where id = ?",
                [(e["given"], e["id"]) for e in before["given"]],
            )
            self._db.write(
                "update entity_correction set undone_at = ? where id = ?", (to_micros(at), number)
            )
            return replace(from_row(EntityCorrection, row), undone_at=at)

    def corrections(self, entity: str) -> list[EntityCorrection]:
        """Return what persons decided about an entity, the latest first; of all where it is ""."""
        rows = self._db.rows(
            "select * from entity_correction where ? in ('', entity) order by id desc limit 200",
            (entity,),
        )
        return [from_row(EntityCorrection, row) for row in rows]
