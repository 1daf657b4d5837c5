"""People of exactly one name: keys with a number behind the name, in the tables of entities.

What is known of somebody is read from few of the articles, in the order of their ids, which are
hashes: the latest would have to be sorted out of thousands.
"""

from __future__ import annotations

from collections.abc import Sequence

from tidings.naming import Company
from tidings.storage.rows import dump, load
from tidings.storage.sqlite.database import Database
from tidings.storage.sqlite.entities import SqliteEntities
from tidings.types import EntityCorrection, make_id

__all__ = ["SqliteNamesakes"]

# A name's own key, and those with a number: no key of a name holds "#", "$" is what follows it.
_SAME = "(key = ?1 or (key > ?1 || '#' and key < ?1 || '$'))"


class SqliteNamesakes:
    """Namesakes, in SQLite."""

    def __init__(self, db: Database, entities: SqliteEntities) -> None:
        self._db = db
        self._entities = entities

    def chosen(self, key: str, articles: Sequence[str]) -> str:
        """Return whose key these articles had for this name until now; "" where they had none."""
        found = self._db.value(
            f"select key from mention where {_SAME} "  # noqa: S608 ours
            "and article in (select value from json_each(?2)) "
            "group by key order by count(*) desc, key limit 1",
            (key, dump(articles)),
        )
        return str(found or "")

    def keys(self, key: str) -> list[str]:
        """Return the keys of all who have this name, the name's own at the head."""
        rows = self._db.rows(f"select key from entity_key where {_SAME} order by key", (key,))  # noqa: S608 ours
        return [row["key"] for row in rows]

    def company(self, key: str, *, limit: int) -> Company:
        """Return what so many articles, any, tell of one of them."""
        beside = self._db.rows(
            "select distinct key from mention where kind in ('person', 'organisation') "
            "and key <> ?1 and article in "
            "(select article from mention where key = ?1 order by article limit ?2)",
            (key, limit),
        )
        others = frozenset(row["key"] for row in beside)
        return Company(self.told(key, limit=limit), others)

    def told(self, key: str, *, limit: int) -> frozenset[str]:
        """Return only what stands beside the name of one of them."""
        rows = self._db.rows(
            "select told from mention where key = ? order by article limit ?",
            (key, limit),
        )
        return frozenset(one for row in rows for one in load(list[str], row["told"]))

    def fresh(self, key: str) -> str:
        """Return a key for another one of this name."""
        known = self._db.value(f"select count(*) from entity_key where {_SAME}", (key,))  # noqa: S608 ours
        return f"{key}#{int(known) + 1}"

    def part(self, entity: str, story: str, correction: EntityCorrection) -> EntityCorrection:
        """Make whom a story calls by the entity's name somebody else; undone as others are."""
        with self._db.transaction():
            old = self._db.row(
                "select k.* from mention m join article a on a.id = m.article "
                "join entity_key k on k.key = m.key where a.story = ? and k.entity = ? "
                "group by k.key order by sum(m.times) desc, k.key limit 1",
                (story, entity),
            )
            if old is None:
                return correction
            key = self.fresh(old["key"].partition("#")[0])
            self._db.write(
                "insert into entity (id, kind, name) select ?, kind, ? from entity where id = ?",
                (make_id("entity", key), old["name"], entity),
            )
            self._db.write(
                "insert into entity_key (key, entity, own, name, because) values (?, ?, ?, ?, '')",
                (key, entity, make_id("entity", key), old["name"]),
            )
            self._db.write(
                "insert into entity_near select near, ? from entity_near where key = ?",
                (key, old["key"]),
            )
            self._db.write(
                "update mention set key = ? where key = ? "
                "and article in (select id from article where story = ?)",
                (key, old["key"], story),
            )
            return self._entities.part(key, correction)
