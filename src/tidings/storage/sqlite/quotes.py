"""Quotes by entity: notes joined to the mentions of their articles."""

from __future__ import annotations

from collections.abc import Sequence

from tidings.storage.rows import dump
from tidings.storage.sqlite.articles import to_note
from tidings.storage.sqlite.database import Database
from tidings.types import Note

__all__ = ["SqliteQuotes"]


class SqliteQuotes:
    """Who says what, in SQLite. A speaker is known by the name that his article's names have."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def speakers(self, articles: Sequence[str]) -> dict[tuple[str, str], str]:
        """Return the entity of each (article, name) of these articles."""
        rows = self._db.rows(
            "select m.article, m.name, k.entity from mention m join entity_key k on k.key = m.key "
            "where m.article in (select value from json_each(?)) "
            "order by m.kind = 'person', m.kind = 'organisation'",  # the last one counts
            (dump(articles),),
        )
        return {(row["article"], row["name"]): row["entity"] for row in rows}

    def of_entity(self, entity: str, *, articles: int) -> list[Note]:
        """Return what an entity says in the latest so many articles that name it, newest first."""
        rows = self._db.rows(
            "select n.* from (select m.article, m.name, a.time from entity_key k "
            "join mention m on m.key = k.key join article a on a.id = m.article "
            "where k.entity = ? order by a.time desc, a.id limit ?) said "
            "join note n on n.article = said.article and n.name = 'quotes' "
            "and n.value ->> 'speaker_name' = said.name "
            "order by said.time desc, n.article, n.number",
            (entity, articles),
        )
        return [to_note(row) for row in rows]
