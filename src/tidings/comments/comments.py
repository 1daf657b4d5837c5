"""The facade of comments: read as threads, write, change, take back, report, mute."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tidings.comments.judging import LONGEST, checked, doubts, mentioned
from tidings.comments.moderating import Moderation
from tidings.comments.rows import NOBODY, Reader, Row, Seen, arrange, seen_by
from tidings.distill.language import detect
from tidings.errors import NotFoundError, UsageError
from tidings.people.throttle import Throttle
from tidings.storage import Store
from tidings.types import ActKind, Article, Comment, CommentState, Doubt, Person, Report
from tidings.write.moderate import Context

__all__ = ["Comments"]

RATES = ((10, timedelta(minutes=10)), (100, timedelta(days=1)))  # comments of one person
REPORTS = (30, timedelta(days=1))  # of one person
AGAIN = timedelta(minutes=10)  # within which the same words at the same place are one comment
LATE = 30  # of the latest comments, how many are looked at for the same words
ABOUT = 4  # of a story's articles, how many say what it is about
LONGEST_REASON = 500  # characters of a report
HOLDING = 3  # people who report a comment, before it waits for a moderator

GONE = "there is no such comment any more"


class Comments:
    """What people say. Safe for several threads at once. Who may do what is asked before."""

    def __init__(
        self,
        store: Store,
        *,
        now: Callable[[], datetime],
        judges: Callable[[], bool] = lambda: True,
    ) -> None:
        """`judges` says whether a comment is looked at by the moderator's model at all."""
        self._store = store
        self._now = now
        self._judges = judges
        self._rates = [Throttle(*rate) for rate in RATES]
        self._reports = Throttle(*REPORTS)
        self.moderation = Moderation(store, now=now)

    # --- reading

    def reader(self, person: Person | None) -> Reader:
        """Return as whom a person reads."""
        if person is None:
            return NOBODY
        muted = self._store.comments.muted(person.id)
        return Reader(person=person.id, moderates=self.moderation.may(person), muted=muted)

    def of_story(self, story: str, reader: Reader = NOBODY) -> list[Row]:
        """Return the threads about a story and its articles, also by the id of one merged away."""
        return self._arranged(
            self._store.comments.of_story(self._store.stories.resolve(story)), reader
        )

    def of_article(self, article: str, reader: Reader = NOBODY) -> list[Row]:
        """Return the threads about an article."""
        return self._arranged(self._store.comments.of_article(article), reader)

    def thread(self, number: int, reader: Reader = NOBODY) -> list[Row]:
        """Return a comment and what is said below it; raises NotFoundError where nothing is."""
        comment = self._got(number)
        around = self._store.comments.of_article(comment.article)
        if comment.whole:
            member = self._store.stories.membership([comment.article]).get(comment.article)
            around = self._store.comments.of_story(member[0]) if member else [comment]
        rows = self._arranged(around, reader, within=number)
        if not rows:
            raise NotFoundError(GONE)
        return rows

    def latest(self, reader: Reader = NOBODY, *, before: int = 0, limit: int = 50) -> list[Row]:
        """Return what was said last, newest first."""
        return self._listed(self._store.comments.latest(before=before, limit=limit), reader)

    def own(self, reader: Reader, *, before: int = 0, limit: int = 50) -> list[Row]:
        """Return what a person said, newest first."""
        found = self._store.comments.written_by(reader.person or 0, before=before, limit=limit)
        return self._listed(found, reader)

    def addressed(self, reader: Reader, *, before: int = 0, limit: int = 50) -> list[Row]:
        """Return what others said to a person: by @name, or as an answer; newest first."""
        found = self._store.comments.addressed_to(reader.person or 0, before=before, limit=limit)
        return self._listed(found, reader)

    def unseen(self, person: Person) -> int:
        """Return how much was said to a person since they last looked."""
        return self._store.comments.unseen(person.id)

    def see(self, person: Person) -> None:
        """Say that a person has seen what was said to them."""
        newest = self._store.comments.addressed_to(person.id, limit=1)
        self._store.comments.see(person.id, newest[0].id if newest else 0)

    def _arranged(self, comments: Sequence[Comment], reader: Reader, within: int = 0) -> list[Row]:
        if not comments:
            return []
        notes = self.moderation.notes([one.id for one in comments])
        return arrange(comments, reader, names=self._names(), notes=notes, within=within)

    def _listed(self, comments: Sequence[Comment], reader: Reader) -> list[Row]:
        """Return comments out of their threads, in the order given."""
        names, notes = self._names(), self.moderation.notes([one.id for one in comments])
        return [
            row
            for one in comments
            for row in arrange(
                [replace(one, answers=None)], reader, names=names, notes=notes
            )
            if row.seen is not Seen.MUTED
        ]  # fmt: skip

    def _names(self) -> dict[int, str]:
        return {person.id: person.name for person in self._store.people.all()}

    # --- writing

    def write(
        self, person: Person, text: str, *, story: str = "", article: str = "", answers: int = 0
    ) -> Comment:
        """Say something of a story, of an article, or to a comment.

        What has to wait for a moderator comes back as waiting, with its doubts. The same words
        again are the same comment. Raises UsageError, NotFoundError or TooManyError.
        """
        text, reader = checked(text), self.reader(person)
        above = self._answered(answers, reader) if answers else None
        place = above.article if above else article or self._first_article(story)
        if not self._store.articles.get([place]):
            raise NotFoundError("there is no such article any more")
        comment = Comment(
            id=0,
            article=place,
            whole=above.whole if above else bool(story),
            answers=answers or None,
            person=person.id,
            text=text,
            written_at=self._now(),
        )
        found = () if reader.moderates else self._doubts(comment, above)
        comments = self._store.comments
        with self._store.transaction():
            same = self._said_already(comment)
            if same:
                return same
            if not reader.moderates:
                self._count(person)
            kept = comments.add(_judged(comment, found))
            if found:
                self._hold(kept, found)
            comments.address(kept.id, self._addressed(kept, above))
        return kept

    def edit(self, person: Person, number: int, text: str) -> Comment:
        """Say one's own comment in other words; it is looked at like a new one."""
        comment, text, reader = self._own(person, number), checked(text), self.reader(person)
        if comment.state in (CommentState.HIDDEN, CommentState.REMOVED):
            raise UsageError("a moderator has hidden this comment: it can't be changed now")
        if text == comment.text:
            return comment
        above = self._store.comments.get([comment.answers or 0]).get(comment.answers or 0)
        changed = replace(comment, text=text, edited_at=self._now())
        found = () if reader.moderates else self._doubts(changed, above)
        with self._store.transaction():
            if not reader.moderates:
                self._count(person)
            changed = _judged(changed, found)  # what waits goes on waiting
            self._store.comments.save(changed)
            if found and comment.state is CommentState.SHOWN:
                self._hold(changed, found)
            self._store.comments.address(number, self._addressed(changed, above))
        return changed

    def delete(self, person: Person, number: int) -> None:
        """Take one's own comment back: its text is gone, answers to it stay."""
        comment = self._own(person, number)
        gone = replace(comment, text="", because=(), state=CommentState.DELETED)
        with self._store.transaction():
            self._store.comments.save(gone)
            self._store.comments.forget_reports(number)

    def report(self, person: Person, number: int, why: str = "") -> None:
        """Say that a moderator should look at a comment; after some people did, it waits."""
        comment = self._got(number)
        if seen_by(comment, self.reader(person)) is not Seen.TEXT:
            raise NotFoundError(GONE)
        if comment.person == person.id:
            raise UsageError("this is your own comment: change it or delete it")
        self._reports.count(str(person.id), self._now())
        why = " ".join(why.split())[:LONGEST_REASON]
        with self._store.transaction():
            now = self._now()
            self._store.comments.report(
                Report(comment=number, person=person.id, why=why, at=now)
            )  # fmt: skip
            told = self._store.comments.reports([number]).get(number, [])
            if len(told) >= HOLDING and comment.state is CommentState.SHOWN:
                self._store.comments.save(replace(comment, state=CommentState.WAITING))
                self.moderation.log(comment, ActKind.HOLD, note=f"{len(told)} people reported it")

    def mute(self, person: Person, other: int, *, on: bool = True) -> None:
        """Show a person no more of what another says, or show it again."""
        if other == person.id:
            raise UsageError("nobody can mute themselves")
        if on and self._store.people.get(other) is None:
            raise NotFoundError("this person is not here any more")
        self._store.comments.mute(person.id, other, on=on)

    def muted(self, person: Person) -> list[Person]:
        """Return those whom a person does not want to read."""
        muted = self._store.comments.muted(person.id)
        return [other for other in self._store.people.all() if other.id in muted]

    def _got(self, number: int) -> Comment:
        found = self._store.comments.get([number]).get(number)
        if found is None:
            raise NotFoundError(GONE)
        return found

    def _own(self, person: Person, number: int) -> Comment:
        comment = self._got(number)
        if comment.person != person.id or comment.state is CommentState.DELETED:
            raise NotFoundError("there is no such comment of yours any more")
        return comment

    def _answered(self, number: int, reader: Reader) -> Comment:
        above = self._got(number)
        if seen_by(above, reader) is not Seen.TEXT:
            raise NotFoundError("what you answer is not here any more")
        return above

    def _first_article(self, story: str) -> str:
        found = self._store.stories.tellers(self._store.stories.resolve(story), limit=1)
        if not found:
            raise NotFoundError("there is no such story any more")
        return found[0]

    def _said_already(self, comment: Comment) -> Comment | None:
        own = self._store.comments.written_by(comment.person or 0, limit=LATE)
        since = comment.written_at - AGAIN
        alike = (
            one
            for one in own
            if one.written_at > since
            and (one.text, one.article, one.whole, one.answers)
            == (comment.text, comment.article, comment.whole, comment.answers)
        )
        return next(alike, None)

    def _count(self, person: Person) -> None:
        for rate in self._rates:
            rate.count(str(person.id), self._now())

    def _hold(self, comment: Comment, found: tuple[Doubt, ...]) -> None:
        self.moderation.log(comment, ActKind.HOLD, note=", ".join(one.kind for one in found))

    def _addressed(self, comment: Comment, above: Comment | None) -> frozenset[int]:
        people = self._store.people.all()
        answered = {above.person} if above and above.person else set()
        return (mentioned(comment.text, people) | answered) - {comment.person or 0}

    def _doubts(self, comment: Comment, above: Comment | None) -> tuple[Doubt, ...]:
        if not self._judges():
            return ()
        late = self._store.comments.latest(limit=LATE)
        if comment.person:
            late += self._store.comments.written_by(comment.person, limit=LATE)
        others = {one.id: one.text for one in late if one.id != comment.id}
        about = [*self._about(comment), *([above.text] if above else ())]
        language = detect(comment.text)
        return doubts(
            comment.text, Context(about=about, others=tuple(others.values()), language=language)
        )

    def _about(self, comment: Comment) -> list[str]:
        chosen = [comment.article]
        member = self._store.stories.membership(chosen).get(comment.article)
        if comment.whole and member:
            chosen += self._store.stories.tellers(member[0], limit=ABOUT)
        found: dict[str, Article] = self._store.articles.get(chosen)
        return [f"{one.title}\n{one.text[:LONGEST]}" for one in found.values()]


def _judged(comment: Comment, found: tuple[Doubt, ...]) -> Comment:
    """Return what doubts make of a comment."""
    return replace(comment, state=CommentState.WAITING, because=found) if found else comment
