"""What people say of stories and articles, and what moderators did about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["ActKind", "Comment", "CommentAct", "CommentState", "Doubt", "Report"]


class CommentState(StrEnum):
    """Who can read a comment."""

    SHOWN = "shown"  # everyone
    WAITING = "waiting"  # its writer and moderators, until one of them has looked at it
    HIDDEN = "hidden"  # its writer and moderators
    REMOVED = "removed"  # nobody; a moderator can bring it back
    DELETED = "deleted"  # nobody: its writer took it back, the text is gone


class ActKind(StrEnum):
    """What was done to a comment."""

    HOLD = "hold"  # by Tidings alone: it waits
    HIDE = "hide"
    REMOVE = "remove"
    RESTORE = "restore"  # it is shown, whatever was said against it


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """Why a comment waits: what it may be, how likely, and the words that show it."""

    kind: str
    score: float  # 0 to 1
    signs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """What one person said, in Markdown. It belongs to an article, and goes where that goes."""

    id: int  # never given twice; a reply's is higher than that of what it answers
    article: str
    whole: bool = False  # said of the whole story that the article tells
    answers: int | None = None  # the comment that it replies to
    person: int | None  # None: its writer is not here any more
    text: str
    state: CommentState = CommentState.SHOWN
    because: tuple[Doubt, ...] = ()  # of waiting
    written_at: datetime
    edited_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentAct:
    """Something that was done to a comment, which can be undone."""

    id: int
    comment: int
    does: ActKind
    by: str  # a person's name; "": Tidings alone
    note: str
    before: CommentState
    at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """One person's word that a moderator should look at a comment."""

    comment: int
    person: int
    why: str
    at: datetime
