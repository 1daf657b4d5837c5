"""The sentence and sighting tables: every sentence ever published, to be known again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tidings.storage.rows import dump, from_micros, load, to_micros
from tidings.storage.sqlite.database import Database
from tidings.types import Article, Sentence, Sighting
from tidings.urls import outlet

__all__ = ["SqliteSentences"]

OLDEST = 24  # sightings of one hash that are looked at: the oldest, which hold the first
SHARED = 2  # hashes that near copies have in common at least, decisions/0035


class SqliteSentences:
    """Sentences and the hashes by which they are found, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, article: Article, sentences: Sequence[Sentence]) -> list[str]:
        """Keep an article's sentences; return the later articles to be judged again.

        Those are the articles for which a sighting here is, or was, among the oldest.
        """
        with self._db.transaction():
            time = int(self._db.value("select time from article where id = ?", (article.id,)))
            before = _hashes(self.of(article.id))
            after = _hashes(sentences)
            # A new article's sightings come after those of the same moment: with many copies at
            # once only the first few are told of each other.
            later = self._sighted_after(time + (not before), article.id, before ^ after, since=time)
            self._db.write("delete from sentence where article = ?", (article.id,))
            self._insert(sentences, time)
        return later

    def _insert(self, sentences: Sequence[Sentence], time: int) -> None:
        top = int(self._db.value("select coalesce(max(row), 0) from sentence"))
        rows = list(enumerate(sentences, start=top + 1))
        self._db.write_many(
            "insert into sentence values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (row, s.article, time, s.start, s.end, s.paragraph, s.key, dump(s.sketch))
                for row, s in rows
            ],
        )
        self._db.write_many(
            "insert into sighting (hash, time, sentence) values (?, ?, ?)",
            sorted((value, time, row) for row, s in rows for value in {s.key, *s.sketch}),
        )

    def _sighted_after(
        self, time: int, article: str, hashes: Iterable[int], *, since: int
    ) -> list[str]:
        return self._db.values(
            "with few (hash) as materialized (select value from json_each(?) where "
            "(select count(*) from (select 1 from sighting e where e.hash = value "
            "and e.time < ? limit ?)) < ?) "
            "select distinct s.article from few "
            "cross join sighting g on g.hash = few.hash and g.time >= ? "
            "cross join sentence s on s.row = g.sentence where s.article <> ?",
            (dump(list(hashes)), time, OLDEST, OLDEST, since, article),
        )

    def of(self, article_id: str) -> list[Sentence]:
        """Return an article's sentences in order."""
        rows = self._db.rows(
            "select * from sentence where article = ? order by start", (article_id,)
        )
        return [
            Sentence(
                article=row["article"],
                start=row["start"],
                end=row["end"],
                paragraph=row["paragraph"],
                key=row["key"],
                sketch=load(tuple[int, ...], row["sketch"]),
            )
            for row in rows
        ]

    def sightings(self, article: Article, sentences: Sequence[Sentence]) -> list[Sighting]:
        """Return the earlier sentences that these may repeat, oldest first."""
        time = self._db.value("select time from article where id = ?", (article.id,))
        if time is None:
            time = to_micros(article.time) if article.time else 1 << 62
        rows = self._db.rows(
            # Most hashes stand in this article only, whose rows are a run: told first, they cost
            # one look each.
            "with own (first, last) as (select min(row), max(row) from sentence "
            "where article = :id), "
            "met (hash) as materialized (select h.value from json_each(:hashes) h, own "
            "where exists (select 1 from sighting where hash = h.value and time <= :time "
            "and (first is null or sentence not between first and last))), "
            "found (sentence, shared) as (select o.value, count(*) from met, "
            "json_each((select json_group_array(sentence) from (select sentence from sighting "
            "where hash = met.hash and time <= :time order by time limit :oldest))) o "
            "group by o.value) "
            "select s.key, s.article, a.time, a.publisher, a.url, "
            'substr(a.text, s.start + 1, s."end" - s.start) text '
            "from found join sentence s on s.row = found.sentence "
            "join article a on a.id = s.article "
            "where (shared >= :shared or s.key in (select value from json_each(:keys))) "
            "and (a.time, a.id) < (:time, :id) order by a.time, a.id, s.start",
            {
                "hashes": dump(list(_hashes(sentences))),
                "keys": dump([sentence.key for sentence in sentences]),
                "time": time,
                "oldest": OLDEST,
                "shared": SHARED,
                "id": article.id,
            },
        )
        return [
            Sighting(
                article=row["article"],
                time=from_micros(row["time"]),
                publisher=outlet(row["publisher"], row["url"]),
                text=row["text"],
                key=row["key"],
            )
            for row in rows
        ]


def _hashes(sentences: Iterable[Sentence]) -> set[int]:
    return {value for s in sentences for value in (s.key, *s.sketch)}
