"""What moderators see and do: a queue, and acts that are all kept and can all be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tidings.errors import ConflictError, NotFoundError, UsageError
from tidings.storage import Store
from tidings.types import ActKind, Comment, CommentAct, CommentState, Person, Report, Role

__all__ = ["Moderation", "Queued"]

AFTER = {
    ActKind.HOLD: CommentState.WAITING,
    ActKind.HIDE: CommentState.HIDDEN,
    ActKind.REMOVE: CommentState.REMOVED,
    ActKind.RESTORE: CommentState.SHOWN,
}
DONE = {
    ActKind.HOLD: "waits for a moderator",
    ActKind.HIDE: "hidden",
    ActKind.REMOVE: "removed",
    ActKind.RESTORE: "shown again",
}
LONGEST_NOTE = 500  # characters


@dataclass(frozen=True, kw_only=True, slots=True)
class Queued:
    """A comment that a moderator should look at, and why."""

    comment: Comment
    name: str
    reports: tuple[tuple[str, Report], ...]  # who, and what they say


class Moderation:
    """Moderators at work. Who may is asked of `may`, before."""

    def __init__(self, store: Store, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def may(self, person: Person | None) -> bool:
        """Say whether a person moderates: owners do, and whom they gave the right."""
        if person is None:
            return False
        return person.role is Role.OWNER or person.id in self._store.comments.moderators()

    def moderators(self) -> list[Person]:
        """Return those who were made moderators."""
        chosen = self._store.comments.moderators()
        return [person for person in self._store.people.all() if person.id in chosen]

    def set_moderator(self, person: Person, *, on: bool) -> None:
        """Let a person moderate, or no longer."""
        self._store.comments.set_moderator(person.id, on=on, at=self._now())

    def queue(self, *, limit: int = 100) -> list[Queued]:
        """Return what waits and what was reported, the oldest first."""
        found = self._store.comments.waiting(limit=limit)
        reports = self._store.comments.reports([one.id for one in found])
        names = {person.id: person.name for person in self._store.people.all()}
        return [
            Queued(
                comment=one,
                name=names.get(one.person or 0, ""),
                reports=tuple((names.get(r.person, ""), r) for r in reports.get(one.id, ())),
            )
            for one in found
        ]

    def waiting(self, person: Person | None) -> int:
        """Return how many comments a person should look at, up to a hundred; 0 for others."""
        return len(self._store.comments.waiting(limit=100)) if self.may(person) else 0

    def act(self, number: int, does: ActKind, *, by: str, note: str = "") -> CommentAct:
        """Hide, remove or restore a comment; its reports are answered with that."""
        comment = self._store.comments.get([number]).get(number)
        if comment is None or comment.state is CommentState.DELETED:
            raise NotFoundError("there is no such comment any more")
        if does is ActKind.HOLD:
            raise UsageError("only Tidings holds a comment back: hide or remove it")
        with self._store.transaction():
            self._store.comments.save(replace(comment, state=AFTER[does]))
            self._store.comments.forget_reports(number)
            return self.log(comment, does, by=by, note=" ".join(note.split())[:LONGEST_NOTE])

    def undo(self, number: int) -> CommentAct:
        """Make a comment what it was before an act; raises ConflictError after a later one."""
        act = self._store.comments.act(number)
        if act is None or act.undone_at:
            raise NotFoundError("there is nothing of that number to undo")
        comment = self._store.comments.get([act.comment]).get(act.comment)
        if comment is None or comment.state is CommentState.DELETED:
            raise NotFoundError("its writer has deleted this comment")
        in_force = self._store.comments.acts_on([comment.id])[comment.id]
        if in_force[-1].id != act.id:
            raise ConflictError("something was done to this comment since: undo that first")
        undone = replace(act, undone_at=self._now())
        with self._store.transaction():
            self._store.comments.save(replace(comment, state=act.before))
            self._store.comments.save_act(undone)
        return undone

    def acts(self, *, before: int = 0, limit: int = 50) -> list[tuple[CommentAct, Comment]]:
        """Return what was done, newest first, with the comments."""
        acts = self._store.comments.acts(before=before, limit=limit)
        comments = self._store.comments.get({act.comment for act in acts})
        return [(act, comments[act.comment]) for act in acts]

    def log(self, comment: Comment, does: ActKind, *, by: str = "", note: str = "") -> CommentAct:
        """Keep what was done to a comment, as it was before."""
        return self._store.comments.add_act(
            CommentAct(
                id=0,
                comment=comment.id,
                does=does,
                by=by,
                note=note,
                before=comment.state if does is not ActKind.HOLD else CommentState.SHOWN,
                at=self._now(),
            )
        )

    def notes(self, comments: Sequence[int]) -> dict[int, list[str]]:
        """Return the last word of moderators about comments, for those whom it concerns."""
        acts = self._store.comments.acts_on(comments)
        return {number: [_said(done[-1])] for number, done in acts.items()}


def _said(act: CommentAct) -> str:
    words = f"{DONE[act.does].capitalize()}, by {act.by or 'Tidings'}"
    return f"{words}: {act.note}" if act.note else words
