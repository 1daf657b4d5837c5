"""The article, version, tag, note and novelty tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tidings.storage.articles import Change
from tidings.storage.rows import dump, from_micros, from_row, load, to_micros, to_row
from tidings.storage.sqlite.database import Database, Row
from tidings.storage.sqlite.queue import SqliteQueue
from tidings.storage.sqlite.streams import arrival
from tidings.text import words
from tidings.types import Article, Note, Notes, Novelty, Segment, Span, Status, Version
from tidings.versions.keeping import LEAST, kept_at_most, surplus

__all__ = ["NOTES", "SqliteArticles", "to_note"]

NOTES = ("tags", "topics", "names", "places", "quotes", "events")  # made when stories are
AFTER_SAVE = ("sketch", "novelty", "language", "embedding", "group", *NOTES)
BATCH = 500  # articles read at a time when all are read


class SqliteArticles:
    """Articles and what is noted on them, in SQLite."""

    def __init__(self, db: Database, queue: SqliteQueue) -> None:
        self._db = db
        self._queue = queue

    def save(self, article: Article, *, page: str, now: datetime) -> Change:
        """Keep an article; other words under the same id make a new version.

        A teaser that is now whole is the same version: we see more, the publisher changed nothing.
        """
        row = _to_row(article, page, now)
        with self._db.transaction():
            kept = self._db.row("select * from article where id = ?", (article.id,))
            if kept is None:
                self._db.upsert("article", row)
                self._db.write(
                    "insert into item (article, track, source, at, level, behind) "
                    "values (?, 0, ?, ?, 0, '')",
                    (article.id, article.source, arrival(self._db, now)),
                )
                self._keep_version(article, 1, now)
                self._queue.add_to(AFTER_SAVE, article.id, row["time"])
                return Change.NEW
            row["time"], row["fetched_at"] = kept["time"], kept["fetched_at"]
            row["published_at"] = row["published_at"] or kept["published_at"]
            self._db.upsert("article", row)
            if _wording(kept) == _wording(row):
                return Change.SAME
            number = self._db.value(
                "select max(number) from version where article = ?", (article.id,)
            )
            grew = kept["status"] != Status.FULL and article.status is Status.FULL
            self._keep_version(article, int(number or 0) + (not grew), now)
            self._queue.add_to(AFTER_SAVE, article.id, row["time"])
            return Change.EDITED

    def _keep_version(self, article: Article, number: int, now: datetime) -> None:
        self._db.write(
            "insert or replace into version (article, number, seen_at, title, text) "
            "values (?, ?, ?, ?, ?)",
            (article.id, number, to_micros(now), article.title, article.text),
        )
        if number > LEAST:
            self._thin_versions(article.id, keep=kept_at_most(len(article.text)))

    def _thin_versions(self, article_id: str, *, keep: int) -> None:
        kept = list(
            self._db.rows(
                "select number, seen_at from version where article = ? order by number",
                (article_id,),
            )
        )
        gone = surplus([from_micros(row["seen_at"]) for row in kept], keep=keep)
        self._db.write_many(
            "delete from version where article = ? and number = ?",
            [(article_id, kept[place]["number"]) for place in gone],
        )

    def get(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return the articles that exist among these, in the order asked for."""
        rows = self._db.rows(
            "select article.* from json_each(?) wanted join article on article.id = wanted.value "
            "order by wanted.key",
            (dump(ids),),
        )
        return {row["id"]: _to_article(row) for row in rows}

    def of_page(self, page_id: str) -> list[Article]:
        """Return the articles that were last read from a page."""
        rows = self._db.rows("select * from article where page = ? order by id", (page_id,))
        return [_to_article(row) for row in rows]

    def all(self) -> Iterator[Article]:
        """Yield every article, oldest first."""
        at: tuple[int, str] = (-(1 << 62), "")
        while rows := list(
            self._db.rows(
                "select * from article where (time, id) > (?, ?) order by time, id limit ?",
                (*at, BATCH),
            )
        ):
            yield from map(_to_article, rows)
            at = (rows[-1]["time"], rows[-1]["id"])

    def latest(
        self, *, tag: str = "", source: str = "", since: datetime | None = None, limit: int = 50
    ) -> list[Article]:
        """Return articles, newest first."""
        where: list[str] = ["true"]
        values: list[object] = []
        if tag:
            where.append("id in (select article from tag where slug = ?)")
            values.append(tag)
        if source:
            where.append("source = ?")
            values.append(source)
        if since:
            where.append("time >= ?")
            values.append(to_micros(since))
        sql = f"select * from article where {' and '.join(where)} order by time desc, id limit ?"  # noqa: S608
        return [_to_article(row) for row in self._db.rows(sql, (*values, limit))]

    def versions(self, article_id: str) -> list[Version]:
        """Return an article's versions, oldest first."""
        rows = self._db.rows(
            "select * from version where article = ? order by number", (article_id,)
        )
        return [
            Version(
                article=row["article"],
                number=row["number"],
                seen_at=from_micros(row["seen_at"]),
                title=row["title"],
                paragraphs=_paragraphs(row["text"]),
            )
            for row in rows
        ]

    def version_counts(self, ids: Sequence[str]) -> dict[str, int]:
        """Return how many versions each article has had; of many not all are kept."""
        rows = self._db.rows(
            "select article, max(number) n from version "
            "where article in (select value from json_each(?)) group by article",
            (dump(ids),),
        )
        return {row["article"]: row["n"] for row in rows}

    def save_novelty(self, novelty: Sequence[Novelty]) -> None:
        """Keep what is new in these articles."""
        with self._db.transaction():
            for found in novelty:
                row = {"segments": dump(found.segments), "share": found.share}
                self._db.upsert("novelty", {"article": found.article, **row}, key="article")

    def novelty(self, ids: Sequence[str]) -> dict[str, Novelty]:
        """Return what is new in each of these articles, where it has been judged."""
        rows = self._db.rows(
            "select article, segments from novelty "
            "where article in (select value from json_each(?))",
            (dump(ids),),
        )
        return {
            row["article"]: Novelty(
                article=row["article"], segments=load(tuple[Segment, ...], row["segments"])
            )
            for row in rows
        }

    def save_notes(self, article_id: str, name: str, notes: Sequence[Note]) -> None:
        """Replace an annotator's notes on an article."""
        with self._db.transaction():
            self._db.write("delete from note where article = ? and name = ?", (article_id, name))
            self._db.write_many(
                "insert into note values (?, ?, ?, ?, ?, ?, ?, ?)",
                [_note_values(note, number) for number, note in enumerate(notes)],
            )

    def notes(self, ids: Sequence[str], name: str) -> dict[str, Notes]:
        """Return an annotator's notes on each of these articles."""
        found: dict[str, list[Note]] = {}
        rows = self._db.rows(
            "select * from note where article in (select value from json_each(?)) and name = ? "
            "order by article, number",
            (dump(ids), name),
        )
        for row in rows:
            found.setdefault(row["article"], []).append(to_note(row))
        return {article: Notes(notes) for article, notes in found.items()}

    def save_language(self, article_id: str, language: str) -> None:
        """Set the language of an article."""
        self._db.write(
            "update article set language = ? where id = ? and language <> ?",
            (language, article_id, language),
        )

    def save_tags(self, article_id: str, tags: Sequence[tuple[str, str]], *, ours: bool) -> None:
        """Replace the (slug, label) tags that are the publisher's, or ours."""
        with self._db.transaction():
            self._db.write(
                "delete from tag where article = ? and ours = ?", (article_id, int(ours))
            )
            self._db.write_many(
                "insert into tag (article, slug, label, ours) values (?, ?, ?, ?) "
                "on conflict do nothing",
                [(article_id, slug, label, int(ours)) for slug, label in tags],
            )

    def tags(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the labels of each article's tags, the publisher's before ours."""
        found: dict[str, tuple[str, ...]] = {}
        rows = self._db.rows(
            "select article, label from tag where article in (select value from json_each(?)) "
            "order by article, ours, slug",
            (dump(ids),),
        )
        for row in rows:
            found[row["article"]] = (*found.get(row["article"], ()), row["label"])
        return found

    def tag_counts(self, *, limit: int) -> list[tuple[str, int]]:
        """Return the tags that most articles carry, with how many do."""
        rows = self._db.rows(
            "select min(label) label, count(*) n from tag group by slug "
            "order by n desc, slug limit ?",
            (limit,),
        )
        return [(row["label"], row["n"]) for row in rows]


def _to_row(article: Article, page: str, now: datetime) -> Row:
    row = to_row(article)
    del row["paragraphs"]
    return row | {"text": article.text, "time": to_micros(article.time or now), "page": page}


def _to_article(row: Row) -> Article:
    return from_row(Article, row | {"paragraphs": dump(_paragraphs(row["text"]))})


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _wording(row: Row) -> list[str]:
    return words(f"{row['title']}\n{row['text']}")


def _note_values(note: Note, number: int) -> tuple[object, ...]:
    start, end = (note.span.start, note.span.end) if note.span else (None, None)
    value = dump(note.value)
    return (
        note.article, note.name, number, note.version, value, start, end, note.confidence
    )  # fmt: skip


def to_note(row: Row) -> Note:
    """Return the note that a row of the table holds."""
    span = None if row["start"] is None else Span(start=row["start"], end=row["end"])
    return Note(
        article=row["article"],
        name=row["name"],
        version=row["version"],
        value=load(dict, row["value"]),
        span=span,
        confidence=row["confidence"],
    )
