"""What a store keeps of comments. What one person alone sees of them is no change of the news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from tidings.types import Comment, CommentAct, Report

__all__ = ["Comments"]


class Comments(Protocol):
    """Comments, to whom they speak, reports, what moderators did, who is muted by whom."""

    def add(self, comment: Comment) -> Comment:
        """Keep a new comment and give it its number."""
        ...

    def save(self, comment: Comment) -> None:
        """Keep what has changed of a comment."""
        ...

    def get(self, numbers: Iterable[int]) -> dict[int, Comment]:
        """Return comments by their numbers; those that are gone are left out."""
        ...

    def of_article(self, article: str) -> list[Comment]:
        """Return what was said of an article, in order."""
        ...

    def of_story(self, story: str) -> list[Comment]:
        """Return what was said of a story and of its articles, in order."""
        ...

    def latest(self, *, before: int = 0, limit: int) -> list[Comment]:
        """Return comments that everyone can read, newest first; `before`: with lower numbers."""
        ...

    def written_by(self, person: int, *, before: int = 0, limit: int) -> list[Comment]:
        """Return what a person said and has not taken back, newest first."""
        ...

    def waiting(self, *, limit: int) -> list[Comment]:
        """Return comments that wait, and those that are shown but were reported, oldest first."""
        ...

    def address(self, comment: int, people: Iterable[int]) -> None:
        """Keep to whom a comment speaks, in place of what was kept."""
        ...

    def addressed_to(self, person: int, *, before: int = 0, limit: int) -> list[Comment]:
        """Return what others said to a person and everyone can read, newest first."""
        ...

    def unseen(self, person: int) -> int:
        """Return how many comments to a person are newer than what they have seen."""
        ...

    def see(self, person: int, through: int) -> None:
        """Keep that a person has seen what was said to them up to a comment."""
        ...

    def report(self, report: Report) -> None:
        """Keep a report; of one person about one comment the latest."""
        ...

    def reports(self, comments: Sequence[int]) -> dict[int, list[Report]]:
        """Return what is reported about comments, oldest first."""
        ...

    def forget_reports(self, comment: int) -> None:
        """Forget what was reported about a comment: a moderator has decided."""
        ...

    def add_act(self, act: CommentAct) -> CommentAct:
        """Keep what was done and give it its number."""
        ...

    def save_act(self, act: CommentAct) -> None:
        """Keep that something was undone."""
        ...

    def act(self, number: int) -> CommentAct | None:
        """Return something that was done."""
        ...

    def acts(self, *, before: int = 0, limit: int) -> list[CommentAct]:
        """Return what was done, newest first."""
        ...

    def acts_on(self, comments: Sequence[int]) -> dict[int, list[CommentAct]]:
        """Return what was done to comments and is in force, oldest first."""
        ...

    def mute(self, person: int, other: int, *, on: bool) -> None:
        """Keep whether a person wants to read what another says."""
        ...

    def muted(self, person: int) -> frozenset[int]:
        """Return those whom a person does not want to read."""
        ...

    def set_moderator(self, person: int, *, on: bool, at: datetime) -> None:
        """Keep whether a person moderates."""
        ...

    def moderators(self) -> frozenset[int]:
        """Return those who were made moderators; owners are without being made."""
        ...
