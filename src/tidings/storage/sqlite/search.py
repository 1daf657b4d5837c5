"""Full text by FTS5. Every word reaches it quoted, so that no input is an error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tidings.storage.query import Query, Term
from tidings.storage.rows import dump, to_micros
from tidings.storage.sqlite.database import Database

__all__ = ["SqliteSearch"]

TITLE_WEIGHT = 6.0  # a word of the title counts as much as six of the text
COUNTED = 10_000  # hits that are counted; "more" beyond


class SqliteSearch:
    """Search over titles and texts, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(
        self, query: Query, *, limit: int = 20, offset: int = 0
    ) -> tuple[list[tuple[str, str]], int]:
        """Return ((article id, snippet), best first) and how many there are in all."""
        if query.empty:
            return [], 0
        where, values = _conditions(query)
        match = _match(query)
        source, order = "article a", "a.time desc"
        if match:
            source = "article_search s join article a on a.row = s.rowid"
            where.insert(0, "article_search match :match")
            values["match"] = match
            order = f"bm25(article_search, {TITLE_WEIGHT}, 1.0)"
        body = f"from {source} where {' and '.join(where)}"
        total = self._db.value(
            f"select count(*) from (select 1 {body} limit {COUNTED})",  # noqa: S608 ours
            values,
        )
        rows = list(
            self._db.rows(
                f"select a.id, a.row {body} order by {order}, a.id limit :limit offset :offset",
                values | {"limit": limit, "offset": offset},
            )
        )
        snippets = self._snippets([row["row"] for row in rows], match)
        return [(row["id"], snippets[row["row"]]) for row in rows], int(total)

    def _snippets(self, rows: Sequence[int], match: str) -> dict[int, str]:
        """Return what is shown of each hit. In one query with the order, all hits would pay."""
        if match:
            sql = (
                "select rowid row, snippet(article_search, 1, char(2), char(3), '…', 28) text "
                "from article_search where article_search match :match "
                "and rowid in (select value from json_each(:rows))"
            )
        else:
            sql = (
                "select row, substr(text, 1, 240) text from article "
                "where row in (select value from json_each(:rows))"
            )
        found = self._db.rows(sql, {"match": match, "rows": dump(rows)})
        return {row["row"]: row["text"] for row in found}


def _conditions(query: Query) -> tuple[list[str], dict[str, Any]]:
    where: list[str] = []
    values: dict[str, Any] = {}
    for n, name in enumerate(query.sources):
        where.append(
            f"(a.source = :source{n} or instr(lower(a.publisher), lower(:source{n})) > 0 "
            f"or instr(lower(a.url), lower(:source{n})) > 0)"
        )
        values[f"source{n}"] = name
    for n, tag in enumerate(query.tags):
        where.append(
            f"a.id in (select article from tag "  # noqa: S608 a number
            f"where slug = :tag{n} or lower(label) = lower(:tag{n}))"
        )
        values[f"tag{n}"] = tag
    for n, language in enumerate(query.languages):
        where.append(f"a.language = :language{n}")
        values[f"language{n}"] = language
    if query.after:
        where.append("a.time >= :after")
        values["after"] = to_micros(query.after)
    if query.before:
        where.append("a.time < :before")
        values["before"] = to_micros(query.before)
    excluded = [_quoted(term) for term in query.terms if term.excluded]
    if excluded and not _match(query):
        where.append(
            "a.row not in (select rowid from article_search where article_search match :not)"
        )
        values["not"] = " OR ".join(excluded)
    return where or ["true"], values


def _match(query: Query) -> str:
    wanted = [_quoted(term) for term in query.terms if not term.excluded]
    if not wanted:
        return ""
    excluded = [_quoted(term) for term in query.terms if term.excluded]
    match = " AND ".join(wanted)
    return f"({match}) NOT ({' OR '.join(excluded)})" if excluded else match


def _quoted(term: Term) -> str:
    phrase = '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
    return f"{{title}} : {phrase}" if term.title else phrase
