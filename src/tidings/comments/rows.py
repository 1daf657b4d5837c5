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

    What a reader sees nothing of keeps its place while something below it is seen. `within` is the
    number of a comment: only it and what is below it. Takes as long as there are comments,
    however deep.
    """
    kept = _kept(comments, reader)
    by_id = {one.id: one for one in comments}
    below: dict[int | None, list[Comment]] = defaultdict(list)
    for one in sorted(comments, key=lambda one: one.id):
        if one.id in kept:
            below[one.answers].append(one)
    start = [by_id[within]] if within in by_id and within in kept else []
    waiting = [(one, 0) for one in (start if within else below[None])]
    rows = []
    while waiting:
        one, depth = waiting.pop()
        rows.append(_row(one, by_id, reader, names, notes, depth))
        waiting += [(reply, depth + 1) for reply in reversed(below[one.id])]
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


def _row(
    one: Comment,
    by_id: Mapping[int, Comment],
    reader: Reader,
    names: Mapping[int, str],
    notes: Mapping[int, Sequence[str]],
    depth: int,
) -> Row:
    seen = seen_by(one, reader)
    above = by_id.get(one.answers or 0)
    own = one.person is not None and one.person == reader.person
    return Row(
        comment=one if seen is Seen.TEXT else _emptied(one),
        name=names.get(one.person or 0, "") if seen is Seen.TEXT else "",
        seen=seen,
        depth=depth,
        answers=_name(above, reader, names),
        notes=tuple(notes.get(one.id, ())) if own or reader.moderates else (),
        own=own,
    )


def _name(one: Comment | None, reader: Reader, names: Mapping[int, str]) -> str:
    seen = one is not None and seen_by(one, reader) is Seen.TEXT
    return names.get(one.person or 0, "") if one and seen else ""


def _emptied(one: Comment) -> Comment:
    return Comment(
        id=one.id,
        article=one.article,
        whole=one.whole,
        answers=one.answers,
        person=None,
        text="",
        state=one.state,
        written_at=one.written_at,
    )
