"""Comments in the order in which a page shows them, each as one reader may see it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tidings.types import Comment, CommentState

__all__ = ["NOBODY", "Reader", "Row", "Seen", "arrange", "seen_by"]


class Seen(StrEnum):
    """What a reader sees of a comment: its text, or why there is only its place."""

    TEXT = "text"
    DELETED = "deleted"
    REMOVED = "removed"
    WITHHELD = "withheld"  # waits, or is hidden
    MUTED = "muted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Who reads comments."""

    person: int | None = None
    moderates: bool = False
    muted: frozenset[int] = frozenset()


NOBODY = Reader()


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A comment at its place. Of one that the reader may not see, the text is not here."""

    comment: Comment
    name: str  # of its writer; "" where there is only a place
    seen: Seen
    depth: int = 0  # 0: answers nothing
    answers: str = ""  # whom it answers, by name
    notes: tuple[str, ...] = ()  # what moderators said of it, for its writer and for moderators
    own: bool = False


def seen_by(comment: Comment, reader: Reader) -> Seen:
    """Return what a reader sees of a comment."""
    own = comment.person is not None and comment.person == reader.person
    if comment.state is CommentState.DELETED:
        return Seen.DELETED
    if comment.state is CommentState.REMOVED:
        return Seen.REMOVED
    if comment.state is not CommentState.SHOWN:
        return Seen.TEXT if own or reader.moderates else Seen.WITHHELD
    return Seen.MUTED if comment.person in reader.muted else Seen.TEXT


def arrange(
    comments: Sequence[Comment],
    reader: Reader,
    *,
    names: Mapping[int, str],
    notes: Mapping[int, Sequence[str]],
    within: int = 0,
) -> list[Row]:
    """Return threads, the newest first, with the replies below, the oldest first.

    What a reader sees nothing of keeps its place while something below it is seen. `names` are by
    person, `notes` by comment. `within` is the number of a comment: only it and what is below it.
    Takes as long as there are comments, however deep.
    """
    kept = _kept(comments, reader)
    page = _Page(reader, {comment.id: comment for comment in comments}, names, notes)
    below: dict[int | None, list[Comment]] = defaultdict(list)
    for comment in sorted(comments, key=lambda one: one.id):
        if comment.id in kept:
            below[comment.answers].append(comment)
    start = [page.comments[within]] if within in page.comments and within in kept else []
    waiting = [(comment, 0) for comment in (start if within else below[None])]
    rows = []
    while waiting:
        comment, depth = waiting.pop()
        rows.append(page.row(comment, depth))
        waiting += [(reply, depth + 1) for reply in reversed(below[comment.id])]
    return rows


def _kept(comments: Iterable[Comment], reader: Reader) -> set[int]:
    """Return which are to be seen, or stand above one that is; replies have higher numbers."""
    kept: set[int] = set()
    for one in sorted(comments, key=lambda one: -one.id):
        removed = one.state is CommentState.REMOVED
        concerned = removed and (reader.moderates or one.person == reader.person is not None)
        if one.id in kept or concerned or seen_by(one, reader) is Seen.TEXT:
            kept |= {one.id} | ({one.answers} if one.answers else set())
    return kept


@dataclass(frozen=True, slots=True)
class _Page:
    """Comments as one reader may see them."""

    reader: Reader
    comments: Mapping[int, Comment]  # by number
    names: Mapping[int, str]  # by person
    notes: Mapping[int, Sequence[str]]  # by comment

    def row(self, comment: Comment, depth: int) -> Row:
        """Return a comment at its place."""
        seen = seen_by(comment, self.reader)
        own = comment.person is not None and comment.person == self.reader.person
        return Row(
            comment=comment if seen is Seen.TEXT else _emptied(comment),
            name=self._writer(comment),
            seen=seen,
            depth=depth,
            answers=self._writer(self.comments.get(comment.answers or 0)),
            notes=tuple(self.notes.get(comment.id, ())) if own or self.reader.moderates else (),
            own=own,
        )

    def _writer(self, comment: Comment | None) -> str:
        """Return who wrote a comment; "" where it is not seen."""
        if comment is None or seen_by(comment, self.reader) is not Seen.TEXT:
            return ""
        return self.names.get(comment.person or 0, "")


def _emptied(comment: Comment) -> Comment:
    """Return what may be known of a comment by those who may not see it: only its place."""
    return Comment(
        id=comment.id,
        article=comment.article,
        whole=comment.whole,
        answers=comment.answers,
        person=None,
        text="",
        state=comment.state,
        written_at=comment.written_at,
    )
