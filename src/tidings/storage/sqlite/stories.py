"""The story table, and which article tells which story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from tidings.storage.rows import dump, from_row, load, to_micros
from tidings.storage.sqlite.database import Database, Row
from tidings.storage.sqlite.queue import SqliteQueue
from tidings.storage.stories import ANY, StoryFilter
from tidings.types import Lineage, Placement, Reason, Story, Summary
from tidings.urls import outlet

__all__ = ["SqliteStories"]

_FIRST = -(1 << 62)  # before any time: a wrong date may lie before 1970
NEWS = 0.15  # the share of new text from which a telling brings something new

# Done anew when a story changes; statements: of several articles.
_OF_STORIES = ("statements", "write", "who", "where", "facts", "profile", "edition")
_MEMBERS = (
    "(select json_group_array(id) from "
    "(select id from article where article.story = story.id order by time, id)) members"
)


class SqliteStories:
    """Stories, in SQLite."""

    def __init__(self, db: Database, queue: SqliteQueue) -> None:
        self._db = db
        self._queue = queue

    def assign(
        self, article: str, story: str, *, duplicate_of: str, because: Sequence[Reason]
    ) -> None:
        """Put an article into a story, for these reasons."""
        with self._db.transaction():
            before = self._db.value("select story from article where id = ?", (article,))
            self._db.write(
                "update article set story = ?, duplicate_of = ?, because = ? where id = ?",
                (story, duplicate_of, dump(because), article),
            )
            self.touch({story, before} - {None})

    def place(self, placements: Sequence[Placement]) -> None:
        """Put each article into its story; a story that is empty then is gone."""
        with self._db.transaction():
            before = self._db.values(
                "select distinct story from article "
                "where story is not null and id in (select value from json_each(?))",
                (dump([p.article for p in placements]),),
            )
            self._db.write_many(
                "update article set story = ?, duplicate_of = ?, because = ? where id = ?",
                [(p.story, p.duplicate_of, dump(p.because), p.article) for p in placements],
            )
            stories = {p.story for p in placements}
            self.refresh({*before, *stories})
            self.redirect({story: story for story in stories})

    def aliases(self, story: str) -> list[str]:
        """Return the ids of stories that were merged into this one."""
        return self._db.values("select id from story_alias where story = ? order by id", (story,))

    def redirect(self, ids: Mapping[str, str]) -> None:
        """Let ids of stories that are gone lead elsewhere; those of stories that are here don't."""
        with self._db.transaction():
            for story, into in ids.items():
                self._db.upsert("story_alias", {"id": story, "story": into})
                self._db.write(
                    "delete from story_alias where id = ? and "
                    "(id = story or id in (select id from story))",
                    (story,),
                )

    def touch(self, ids: Iterable[str]) -> None:
        """Let these stories be counted anew soon, once however many changes; a new one at once."""
        with self._db.transaction():
            for story in ids:
                last_seen = self._db.value("select last_seen from story where id = ?", (story,))
                if last_seen is None:
                    self.refresh([story])
                else:
                    self._queue.add_to(["count"], story, last_seen)

    def tellers(self, story: str, *, limit: int) -> list[str]:
        """Return a story's articles, oldest first; of too many rather those that are no copies."""
        return self._db.values(
            "select id from (select id, time from article where story = ? "
            "order by duplicate_of <> '', time, id limit ?) order by time, id",
            (story, limit),
        )

    def refresh(self, ids: Iterable[str]) -> None:
        """Count the members of these stories anew, to be written again; drop the empty ones."""
        with self._db.transaction():
            for story in ids:
                members = list(
                    self._db.rows(
                        "select title, language, publisher, url, duplicate_of, time, "
                        "min(time, coalesce(fetched_at, time)) came, "
                        "coalesce(share, 1.0) share from article "
                        "left join novelty on novelty.article = article.id "
                        "where story = ? order by time, id",
                        (story,),
                    )
                )
                if members:
                    row = _story_row(story, members)
                    self._db.upsert("story", row, keep=("headline",))
                    todo = _OF_STORIES if len(members) > 1 else _OF_STORIES[1:]
                    self._queue.add_to(todo, story, row["last_seen"])
                else:
                    self._db.write("delete from story where id = ?", (story,))
                    for stage in (*_OF_STORIES, "count", "thread"):
                        self._queue.done(stage, [story])
                if len(members) < 2:
                    self._db.write("delete from told where story = ?", (story,))

    def save_summary(self, story: str, summary: Summary) -> None:
        """Keep what was written of a story; its headline is the story's."""
        self._db.write(
            "update story set headline = ?, summary = ? where id = ?",
            (summary.headline, dump(summary), story),
        )

    def save_lineage(self, story: str, lineage: Lineage) -> None:
        """Keep who took from whom: the story's count of sources, its articles' duplicates."""
        with self._db.transaction():
            self._db.write(
                "update story set lineage = ?, independent = ? where id = ?",
                (dump(lineage), max(1, len(lineage.sources)), story),
            )
            copies = [(d.of if d.copies else "", d.article) for d in lineage.descents]
            self._db.write_many(
                "update article set duplicate_of = ?1 where id = ?2 and duplicate_of <> ?1", copies
            )

    def lineages(self, ids: Sequence[str]) -> dict[str, Lineage]:
        """Return who took from whom in these stories."""
        rows = self._db.rows(
            "select id, lineage from story "
            "where lineage is not null and id in (select value from json_each(?))",
            (dump(ids),),
        )
        return {row["id"]: load(Lineage, row["lineage"]) for row in rows}

    def count(self) -> int:
        """Return how many stories there are."""
        return int(self._db.value("select count(*) from story"))

    def summaries(self, ids: Sequence[str]) -> dict[str, Summary]:
        """Return what was written of these stories."""
        rows = self._db.rows(
            "select id, summary from story "
            "where summary is not null and id in (select value from json_each(?))",
            (dump(ids),),
        )
        return {row["id"]: load(Summary, row["summary"]) for row in rows}

    def get(self, ids: Sequence[str]) -> dict[str, Story]:
        """Return the stories that exist among these, in the order asked for."""
        rows = self._db.rows(
            f"select story.*, {_MEMBERS} from json_each(?) wanted "  # noqa: S608 ours
            "join story on story.id = wanted.value order by wanted.key",
            (dump(ids),),
        )
        return {row["id"]: _to_story(row) for row in rows}

    def resolve(self, story_id: str) -> str:
        """Return where a story that was merged away went, or the id itself."""
        into = self._db.value("select story from story_alias where id = ?", (story_id,))
        return str(into) if into else story_id

    def recent(
        self, which: StoryFilter = ANY, *, since: datetime | None = None, limit: int = 500
    ) -> list[Story]:
        """Return stories by the time of their latest article, newest first."""
        where, values = ["true"], []
        for condition, value in (
            ("a.id in (select article from tag where slug = ?)", which.tag),
            ("a.source = ?", which.source),
            ("a.language = ?", which.language),
            ("a.id in (select article from topic where code = ?)", which.topic),
        ):
            if value:
                where.append(condition)
                values.append(value)
        member = (
            f"and id in (select story from article a where {' and '.join(where)}) "  # noqa: S608
            if values
            else ""
        )
        rows = self._db.rows(
            f"select *, {_MEMBERS} from story where last_seen >= ? {member}"  # noqa: S608 ours
            "order by last_seen desc, id limit ?",
            (to_micros(since) if since else _FIRST, *values, limit),
        )
        return [_to_story(row) for row in rows]

    def between(self, since: datetime, until: datetime, *, source: str, limit: int) -> list[Story]:
        """Return stories that began before a time's end and went on after its start."""
        rows = self._db.rows(
            f"select *, {_MEMBERS} from story where id in (select id from story "  # noqa: S608 ours
            "where last_seen >= ?1 and first_seen < ?2 "
            "and (?3 = '' or id in (select story from article where source = ?3)) "
            "order by independent desc, last_seen desc, id limit ?4)",
            (to_micros(since), to_micros(until), source, limit),
        )
        return [_to_story(row) for row in rows]

    def membership(self, ids: Sequence[str]) -> dict[str, tuple[str, str, tuple[Reason, ...]]]:
        """Return (story, duplicate_of, because) of each article that has a story."""
        rows = self._db.rows(
            "select id, story, duplicate_of, because from article "
            "where story is not null and id in (select value from json_each(?))",
            (dump(ids),),
        )
        return {
            row["id"]: (
                row["story"],
                row["duplicate_of"],
                load(tuple[Reason, ...], row["because"]),
            )
            for row in rows
        }

    def copies(self, article_id: str) -> list[str]:
        """Return the articles that are copies of this one, oldest first."""
        return self._db.values(
            "select id from article where story = (select story from article where id = ?) "
            "and duplicate_of = ? order by time, id",
            (article_id, article_id),
        )

    def save_features(self, features: Mapping[str, bytes]) -> None:
        """Keep what grouping knows of these articles."""
        self._db.write_many(
            "insert into feature (article, data) values (?, ?) "
            "on conflict (article) do update set data = excluded.data",
            list(features.items()),
        )

    def features(self, ids: Sequence[str]) -> dict[str, bytes]:
        """Return what grouping knows of these articles."""
        rows = self._db.rows(
            "select * from feature where article in (select value from json_each(?))", (dump(ids),)
        )
        return {row["article"]: row["data"] for row in rows}

    def window(self, *, since: datetime, limit: int) -> list[tuple[str, str, str, bytes]]:
        """Return (article, story, duplicate_of, features) of the latest since then, oldest first.

        At most `limit` that are no copies, and as many copies.
        """
        rows = self._db.rows(
            "with latest as (select id, time, story, duplicate_of from article "
            "where time >= :since and story is not null order by time desc, id desc "
            "limit 2 * :limit), "
            "first as (select time from latest where duplicate_of = '' "
            "order by time desc, id desc limit 1 offset :limit) "
            "select a.id, a.story, a.duplicate_of, f.data from latest a "
            "join feature f on f.article = a.id "
            "where a.time > coalesce((select time from first), -1e18) order by a.time, a.id",
            {"since": to_micros(since), "limit": limit},
        )
        return [tuple(row.values()) for row in rows]


def _to_story(row: Row) -> Story:
    return from_row(Story, row | {"articles": row["members"]})


def _story_row(story: str, members: Sequence[Row]) -> Row:
    own = [m for m in members if not m["duplicate_of"]] or list(members)
    return {
        "id": story,
        "headline": own[0]["title"],
        "language": own[0]["language"],
        "first_seen": members[0]["time"],
        "last_seen": members[-1]["time"],
        "articles": len(members),
        "publishers": dump(_publishers(members)),
        "independent": len(_publishers(own)),
        "share": _share(own),
        "news_at": max((m["came"] for m in own if m["share"] >= NEWS), default=own[0]["came"]),
    }


def _share(own: Sequence[Row]) -> float:
    """Return how much of a story is new: of each publisher its newest telling, however many."""
    best: dict[str, float] = {}
    for member in own:
        name = outlet(member["publisher"], member["url"])
        best[name] = max(best.get(name, 0.0), member["share"])
    return float(sum(best.values()) / len(best))


def _publishers(members: Sequence[Row]) -> tuple[str, ...]:
    names = (outlet(m["publisher"], m["url"]) for m in members)
    return tuple(dict.fromkeys(name for name in names if name))
