"""Full text by FTS5. Every word reaches it quoted, so that no input is an error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tidings.storage.articles import Found
from tidings.storage.query import Filter, Query, Term
from tidings.storage.rows import to_micros
from tidings.storage.searchable import searchable
from tidings.storage.sqlite.database import Database
from tidings.storage.sqlite.places import NAMED

__all__ = ["RANKED", "SqliteSearch", "hits", "quoted"]

RANKED = 2_000  # hits that are weighed, the latest to come in: more would not be looked through
NEAR = 0.9  # degrees, 100 km: what lies near a place for "near:"
_WEIGHTS = "6.0, 1.0, 3.0"  # of a word in the title, the text, among the authors


class SqliteSearch:
    """Search over titles, texts and authors, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, query: Query, *, limit: int = 20, offset: int = 0) -> Found:
        """Return the articles that a query finds, best first, of the latest RANKED hits."""
        if query.empty:
            return Found()
        found, values = hits(query)
        rows = list(
            self._db.rows(
                f"with hit as materialized ({found} limit {RANKED + 1}), "  # noqa: S608 ours
                "best as (select row, score from hit "
                "order by score, row desc limit :limit offset :offset) "
                "select n, a.id from (select count(*) n from hit) "
                "left join best on true left join article a using (row) "
                "order by best.score, best.row desc",
                values | {"limit": max(0, min(limit, RANKED - offset)), "offset": offset},
            )
        )
        total = int(rows[0]["n"])
        return Found(
            articles=tuple(row["id"] for row in rows if row["id"]),
            total=min(total, RANKED),
            more=total > RANKED,
        )

    def rebuild(self) -> None:
        """Make the whole index anew from the articles."""
        with self._db.transaction():
            self._db.write("insert into article_search (article_search) values ('delete-all')")
            self._db.write(
                "insert into article_search (rowid, title, text, authors) "
                "select row, searchable(title), searchable(text), searchable(authors) from article"
            )


def hits(query: Query) -> tuple[str, dict[str, Any]]:
    """Return the SQL of (row, score: less is better), the latest first, and its values."""
    where, values = _conditions(query)
    match = _match(query)
    if not match:
        return (
            f"select a.row, -a.time score from article a where {' and '.join(where)} "  # noqa: S608
            "order by a.time desc"
        ), values
    # The + keeps SQLite from asking the index row by row; it walks the hits once.
    among = f"and +s.rowid in (select a.row from article a where {' and '.join(where)}) "  # noqa: S608
    return (
        f"select s.rowid row, bm25(article_search, {_WEIGHTS}) score "  # noqa: S608 ours
        "from article_search s where article_search match :match "
        f"{among if where else ''}order by s.rowid desc"
    ), values | {"match": match}


def _conditions(query: Query) -> tuple[list[str], dict[str, Any]]:
    """Return what must hold of the article itself, and the values that stand in it."""
    where: list[str] = []
    values: dict[str, Any] = {}
    for n, asked in enumerate(query.filters):
        names = [f"f{n}_{m}" for m in range(len(asked.values))]
        values |= dict(zip(names, map(searchable, asked.values), strict=True))
        where.append(_filter(asked, names))
    if query.after:
        where.append("a.time >= :after")
        values["after"] = to_micros(query.after)
    if query.before:
        where.append("a.time < :before")
        values["before"] = to_micros(query.before)
    if query.excluded and not query.wanted:
        where.append(
            "a.row not in (select rowid from article_search where article_search match :not)"
        )
        values["not"] = " OR ".join(map(quoted, query.excluded))
    return where, values


# Towns within NEAR of the one that a name means.
_NEAR = (
    f"a.id in (select l.article from ({NAMED.format(':{0}')}) m join spot p "  # noqa: S608 ours
    f"on abs(p.north - m.north) <= {NEAR} and pow(p.north - m.north, 2) "
    f"+ pow((p.east - m.east) * cos(radians(m.north)), 2) <= {NEAR} * {NEAR} "
    "join located l on l.spot = p.id where p.kind in ('town', 'county'))"
)
_HOLDS = {  # when a filter's value holds
    "source": "a.source = :{0} or instr(lower(a.publisher), :{0}) or instr(lower(a.url), :{0}) "
    "or (a.publisher glob '*[^ -~]*' and instr(searchable(a.publisher), :{0}))",
    "tag": "a.id in (select article from tag where slug = :{0} or searchable(label) = :{0})",
    "country": "a.id in (select l.article from spot p join located l on l.spot = p.id "
    "where p.country = upper(:{0}))",
    "near": _NEAR,
    "place": "a.id in (select l.article from spot m join spot p on p.id = m.id "
    "or (m.kind = 'country' and p.country = m.country) "
    "or (m.kind = 'part' and p.country = m.country and p.part = m.part) "
    "join located l on l.spot = p.id where m.id = :{0})",
    "event": "a.id in (select article from happened where type = :{0})",
    "topic": "a.id in (select article from topic where code = :{0})",
    "lang": "a.language = substr(:{0}, 1, 2)",
}


def _filter(asked: Filter, names: Sequence[str]) -> str:
    any_of = " or ".join(_HOLDS[asked.kind].format(name) for name in names)
    return f"{'not ' if asked.excluded else ''}({any_of})"


def _match(query: Query) -> str:
    groups = [f"({' OR '.join(map(quoted, group))})" for group in query.wanted]
    if not groups:
        return ""
    match = " AND ".join(groups)
    return (
        f"({match}) NOT ({' OR '.join(map(quoted, query.excluded))})" if query.excluded else match
    )


def quoted(term: Term) -> str:
    """Return a term as FTS5 reads it, whatever it holds."""
    phrase = '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
    column = {"title": "title", "author": "authors"}.get(term.field)
    return f"{{{column}}} : {phrase}" if column else phrase
