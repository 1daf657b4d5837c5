"""The comment tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from tidings.storage.rows import dump, from_row, to_micros, to_row
from tidings.storage.sqlite.database import Database
from tidings.types import Comment, CommentAct, Report

__all__ = ["SqliteComments"]

_AMONG = "(select value from json_each(?))"
_LAST = (1 << 63) - 1  # no number is higher


class SqliteComments:
    """Comments, in SQLite."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, comment: Comment) -> Comment:
        """Keep a new comment and give it its number."""
        with self._db.transaction():
            number = self._db.value(
                "insert into comment values (:id, :article, :whole, :answers, :person, :text, "
                ":state, :because, :written_at, :edited_at) returning id",
                to_row(comment) | {"id": None},
            )
        return replace(comment, id=int(number))

    def save(self, comment: Comment) -> None:
        """Keep what has changed of a comment."""
        with self._db.transaction():
            self._db.write(
                "update comment set text = :text, state = :state, because = :because, "
                "edited_at = :edited_at where id = :id",
                {
                    name: value
                    for name, value in to_row(comment).items()
                    if name in ("id", "text", "state", "because", "edited_at")
                },
            )

    def get(self, numbers: Iterable[int]) -> dict[int, Comment]:
        """Return comments by their numbers; those that are gone are left out."""
        sql = f"select * from comment where id in {_AMONG}"  # noqa: S608 ours
        return {one.id: one for one in self._comments(sql, dump(list(numbers)))}

    def of_article(self, article: str) -> list[Comment]:
        """Return what was said of an article, in order."""
        sql = "select * from comment where article = ? and not whole order by id"
        return self._comments(sql, article)

    def of_story(self, story: str) -> list[Comment]:
        """Return what was said of a story and of its articles, in order."""
        return self._comments(
            "select comment.* from article cross join comment on comment.article = article.id "
            "where article.story = ? order by comment.id",
            story,
        )

    def latest(self, *, before: int = 0, limit: int) -> list[Comment]:
        """Return comments that everyone can read, newest first; `before`: with lower numbers."""
        return self._comments(
            "select * from comment where state = 'shown' and id < ? order by id desc limit ?",
            before or _LAST,
            limit,
        )

    def written_by(self, person: int, *, before: int = 0, limit: int) -> list[Comment]:
        """Return what a person said and has not taken back, newest first."""
        return self._comments(
            "select * from comment where person = ? and state <> 'deleted' and id < ? "
            "order by id desc limit ?",
            person,
            before or _LAST,
            limit,
        )

    def waiting(self, *, limit: int) -> list[Comment]:
        """Return comments that wait, and those that are shown but were reported, oldest first."""
        return self._comments(
            "select * from comment where state = 'waiting' union "
            "select comment.* from (select distinct comment c from comment_report) "
            "join comment on comment.id = c where state = 'shown' order by id limit ?",
            limit,
        )

    def _comments(self, sql: str, *values: int | str) -> list[Comment]:
        return [from_row(Comment, row) for row in self._db.rows(sql, values)]

    def address(self, comment: int, people: Iterable[int]) -> None:
        """Keep to whom a comment speaks, in place of what was kept."""
        with self._db.transaction():
            self._db.write("delete from comment_for where comment = ?", (comment,))
            self._db.write_many(
                "insert into comment_for values (?, ?)", [(person, comment) for person in people]
            )

    def addressed_to(self, person: int, *, before: int = 0, limit: int) -> list[Comment]:
        """Return what others said to a person and everyone can read, newest first."""
        return self._comments(
            "select c.* from comment_for f join comment c on c.id = f.comment "
            "where f.person = ? and c.state = 'shown' and c.id < ? order by c.id desc limit ?",
            person,
            before or _LAST,
            limit,
        )

    def unseen(self, person: int) -> int:
        """Return how many comments to a person are newer than what they have seen."""
        number = self._db.value(
            "select count(*) from comment_for f join comment c on c.id = f.comment "
            "where f.person = ?1 and c.state = 'shown' and f.comment > "
            "coalesce((select through from comment_seen where person = ?1), 0)",
            (person,),
        )
        return int(number)

    def see(self, person: int, through: int) -> None:
        """Keep that a person has seen what was said to them up to a comment."""
        with self._db.transaction(private=True):
            self._db.write(
                "insert into comment_seen values (?, ?) on conflict do update "
                "set through = max(through, excluded.through)",
                (person, through),
            )

    def report(self, report: Report) -> None:
        """Keep a report; of one person about one comment the latest."""
        with self._db.transaction():
            self._db.write(
                "insert into comment_report values (:comment, :person, :why, :at) "
                "on conflict do update set why = excluded.why, at = excluded.at",
                to_row(report),
            )

    def reports(self, comments: Sequence[int]) -> dict[int, list[Report]]:
        """Return what is reported about comments, oldest first."""
        sql = f"select * from comment_report where comment in {_AMONG} order by at, person"  # noqa: S608 ours
        found = defaultdict(list)
        for row in self._db.rows(sql, (dump(comments),)):
            found[int(row["comment"])].append(from_row(Report, row))
        return dict(found)

    def forget_reports(self, comment: int) -> None:
        """Forget what was reported about a comment: a moderator has decided."""
        with self._db.transaction():
            self._db.write("delete from comment_report where comment = ?", (comment,))

    def add_act(self, act: CommentAct) -> CommentAct:
        """Keep what was done and give it its number."""
        with self._db.transaction():
            number = self._db.value(
                "insert into comment_act values (:id, :comment, :does, :by, :note, :before, "
                ":at, :undone_at) returning id",
                to_row(act) | {"id": None},
            )
        return replace(act, id=int(number))

    def save_act(self, act: CommentAct) -> None:
        """Keep that something was undone."""
        with self._db.transaction():
            undone = to_micros(act.undone_at) if act.undone_at else None
            self._db.write("update comment_act set undone_at = ? where id = ?", (undone, act.id))

    def act(self, number: int) -> CommentAct | None:
        """Return something that was done."""
        row = self._db.row("select * from comment_act where id = ?", (number,))
        return from_row(CommentAct, row) if row else None

    def acts(self, *, before: int = 0, limit: int) -> list[CommentAct]:
        """Return what was done, newest first."""
        rows = self._db.rows(
            "select * from comment_act where id < ? order by id desc limit ?",
            (before or _LAST, limit),
        )
        return [from_row(CommentAct, row) for row in rows]

    def acts_on(self, comments: Sequence[int]) -> dict[int, list[CommentAct]]:
        """Return what was done to comments and is in force, oldest first."""
        sql = (
            f"select * from comment_act where comment in {_AMONG} "  # noqa: S608 ours
            "and undone_at is null order by id"
        )
        found = defaultdict(list)
        for row in self._db.rows(sql, (dump(comments),)):
            found[int(row["comment"])].append(from_row(CommentAct, row))
        return dict(found)

    def mute(self, person: int, other: int, *, on: bool) -> None:
        """Keep whether a person wants to read what another says."""
        with self._db.transaction(private=True):
            self._db.write(
                "insert into comment_mute values (?, ?) on conflict do nothing"
                if on
                else "delete from comment_mute where person = ? and muted = ?",
                (person, other),
            )

    def muted(self, person: int) -> frozenset[int]:
        """Return those whom a person does not want to read."""
        sql = "select muted from comment_mute where person = ?"
        return frozenset(self._db.values(sql, (person,)))

    def set_moderator(self, person: int, *, on: bool, at: datetime) -> None:
        """Keep whether a person moderates."""
        with self._db.transaction():
            if on:
                self._db.write(
                    "insert into comment_moderator values (?, ?) on conflict do nothing",
                    (person, to_micros(at)),
                )
            else:
                self._db.write("delete from comment_moderator where person = ?", (person,))

    def moderators(self) -> frozenset[int]:
        """Return those who were made moderators; owners are without being made."""
        return frozenset(self._db.values("select person from comment_moderator"))
