"""The sentence and sighting tables: every sentence ever published, to be known again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tidings.storage.rows import dump, from_micros, load, to_micros
from tidings.storage.sqlite.database import Database
from tidings.types import Article, Sentence, Sighting
from tidings.urls import host_of

__all__ = ["SqliteSentences"]

OLDEST = 24  # sightings of one hash that are looked at: the oldest, which hold the first


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
            later = self._sighted_after(time, article.id, before ^ after)
            self._db.write("delete from sentence where article = ?", (article.id,))
            for sentence in sentences:
                self._insert(sentence, time)
        return later

    def _insert(self, sentence: Sentence, time: int) -> None:
        row = self._db.value(
            'insert into sentence (article, start, "end", paragraph, key, sketch) '
            "values (?, ?, ?, ?, ?, ?) returning row",
            (
                sentence.article,
                sentence.start,
                sentence.end,
                sentence.paragraph,
                sentence.key,
                dump(sentence.sketch),
            ),
        )
        self._db.write_many(
            "insert into sighting (hash, time, sentence) values (?, ?, ?)",
            [(value, time, row) for value in _hashes([sentence])],
        )

    def _sighted_after(self, time: int, article: str, hashes: Iterable[int]) -> list[str]:
        return self._db.values(
            "select distinct s.article from json_each(?) h "
            "join sighting g on g.hash = h.value and g.time >= ? "
            "join sentence s on s.row = g.sentence "
            "where s.article <> ? and (select count(*) from "
            "(select 1 from sighting e where e.hash = h.value and e.time < ? limit ?)) < ?",
            (dump(list(hashes)), time, article, time, OLDEST, OLDEST),
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
            "with found (sentence) as (select distinct g.sentence from json_each(:hashes) h "
            "join sighting g on g.hash = h.value and g.time <= :time and g.sentence in "
            "(select sentence from sighting where hash = h.value order by time limit :oldest)) "
            "select s.key, s.article, a.time, a.publisher, a.url, "
            'substr(a.text, s.start + 1, s."end" - s.start) text '
            "from found join sentence s on s.row = found.sentence "
            "join article a on a.id = s.article "
            "where (a.time, a.id) < (:time, :id) order by a.time, a.id, s.start",
            {
                "hashes": dump(list(_hashes(sentences))),
                "time": time,
                "oldest": OLDEST,
                "id": article.id,
            },
        )
        return [
            Sighting(
                article=row["article"],
                time=from_micros(row["time"]),
                publisher=row["publisher"] or host_of(row["url"]),
                text=row["text"],
                key=row["key"],
            )
            for row in rows
        ]


def _hashes(sentences: Iterable[Sentence]) -> set[int]:
    return {value for s in sentences for value in (s.key, *s.sketch)}
