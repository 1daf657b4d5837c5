"""The keys of stories, and the links that make threads of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tidings.storage.rows import dump, from_micros, load
from tidings.storage.sqlite.database import Database, Row
from tidings.types import Link, Reason, StoryKey, Thread

__all__ = ["SqliteThreads"]

_COUNTED = 2_000  # stories that hold a term: beyond it a term tells nothing anyway
_SEARCHED = 24  # of a story's keys, the rarest, by which others are found
_TOUCHED = 50  # later stories that are looked at again

# The rarest keys that a story shares with others, from no more rows than are counted.
_RAREST = (
    "select key, (select count(*) from (select 1 from story_key k where k.key = own.key "  # noqa: S608 ours
    f"limit {_COUNTED})) holding from story_key own where own.story = :story "
    f"and holding between 2 and {_COUNTED - 1} order by holding, key limit {_SEARCHED}"
)


class SqliteThreads:
    """Threads, in SQLite: a story's link leads to an earlier story, or nowhere."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save_keys(
        self, story: str, keys: Sequence[StoryKey], *, within: timedelta, least: int
    ) -> list[str]:
        """Keep a story's keys; return it, and the later ones that share `least` of them or more.

        Only it, where its keys are the same as before.
        """
        with self._db.transaction():
            before = set(self._db.values("select key from story_key where story = ?", (story,)))
            self._db.write("delete from story_key where story = ?", (story,))
            self._db.write_many(
                "insert into story_key (key, time, story, weight, label) "
                "select ?, first_seen, id, ?, ? from story where id = ?",
                [(key.term, key.weight, key.label, story) for key in keys],
            )
            if before == {key.term for key in keys}:
                return [story]
            return [story, *self._sharing(story, 0, within, least=least, limit=_TOUCHED)]

    def keys(self, ids: Sequence[str]) -> dict[str, list[StoryKey]]:
        """Return the keys of these stories."""
        found: dict[str, list[StoryKey]] = {}
        for row in self._db.rows(
            "select story, key, weight, label from story_key "
            "where story in (select value from json_each(?)) order by story, key",
            (dump(ids),),
        ):
            key = StoryKey(row["key"], row["weight"], row["label"])
            found.setdefault(row["story"], []).append(key)
        return found

    def holding(self, terms: Sequence[str]) -> dict[str, int]:
        """Return how many stories hold each term, up to 2,000."""
        rows = self._db.rows(
            "select value term, (select count(*) from (select 1 from story_key "  # noqa: S608 ours
            f"where key = value limit {_COUNTED})) n from json_each(?)",
            (dump(terms),),
        )
        return {row["term"]: row["n"] for row in rows}

    def earlier(self, story: str, *, within: timedelta, least: int, limit: int) -> list[str]:
        """Return the earlier stories that share at least so many keys, those with most first."""
        return self._sharing(story, within, 0, least=least, limit=limit)

    def around(self, story: str, *, within: timedelta, least: int, limit: int) -> list[str]:
        """Return the stories, earlier and later, that share at least so many keys."""
        return self._sharing(story, within, within, least=least, limit=limit)

    def _sharing(
        self,
        story: str,
        back: timedelta | int,
        ahead: timedelta | int,
        *,
        least: int,
        limit: int,
    ) -> list[str]:
        return self._db.values(
            f"with rarest as ({_RAREST}), "  # noqa: S608 ours
            "at (time) as (select first_seen from story where id = :story) "
            "select other.story from rarest, at join story_key other on other.key = rarest.key "
            f"and other.time between at.time - :back and at.time + :ahead "
            f"where other.story <> :story "
            "group by other.story having count(*) >= :least "
            "order by count(*) desc, max(other.time) desc, other.story limit :limit",
            {
                "story": story,
                "back": _micros(back),
                "ahead": _micros(ahead),
                "least": least,
                "limit": limit,
            },
        )

    def save_link(self, story: str, link: Link | None) -> None:
        """Keep from which story one goes on; all that go on from it are of the same thread."""
        with self._db.transaction():
            previous = link.previous if link else ""
            thread = self._thread(previous) if previous else story
            row = {
                "story": story,
                "previous": previous,
                "thread": thread,
                "score": link.score if link else 0.0,
                "because": dump(link.because if link else ()),
            }
            self._db.upsert("thread_link", row, key="story")
            self._db.write(
                "with recursive below (id) as (select ? union select story from thread_link "
                "join below on previous = below.id) "
                "update thread_link set thread = ? where story in (select id from below) "
                "and thread <> ?",
                (story, thread, thread),
            )

    def _thread(self, story: str) -> str:
        return str(
            self._db.value("select thread from thread_link where story = ?", (story,)) or story
        )

    def links(self, ids: Sequence[str]) -> dict[str, Link]:
        """Return the links of these stories to earlier ones, where they have one."""
        rows = self._db.rows(
            "select story, previous, score, because from thread_link "
            "where previous <> '' and story in (select value from json_each(?))",
            (dump(ids),),
        )
        return {row["story"]: _to_link(row) for row in rows}

    def get(self, story: str) -> Thread | None:
        """Return the thread of a story; None where it is the only one of its affair."""
        return next(iter(self._threads([self._thread(story)])), None)

    def recent(self, *, limit: int) -> list[Thread]:
        """Return the threads of several stories, the one with the latest news first."""
        roots = self._db.values(
            "select thread from thread_link join story on story.id = thread_link.story "
            "group by thread having count(*) > 1 order by max(last_seen) desc, thread limit ?",
            (limit,),
        )
        return self._threads(roots)

    def _threads(self, roots: Sequence[str]) -> list[Thread]:
        found: dict[str, list[Row]] = {root: [] for root in roots}
        for row in self._db.rows(
            "select thread, id, last_seen from thread_link "
            "join story on story.id = thread_link.story "
            "where thread in (select value from json_each(?)) order by first_seen, id",
            (dump(roots),),
        ):
            found[row["thread"]].append(row)
        return [
            Thread(
                id=root,
                stories=tuple(row["id"] for row in rows),
                last_seen=from_micros(max(row["last_seen"] for row in rows)),
            )
            for root, rows in found.items()
            if len(rows) > 1
        ]


def _to_link(row: Row) -> Link:
    because = load(tuple[Reason, ...], row["because"])
    return Link(story=row["story"], previous=row["previous"], score=row["score"], because=because)


def _micros(span: timedelta | int) -> int:
    return span // timedelta(microseconds=1) if isinstance(span, timedelta) else span
