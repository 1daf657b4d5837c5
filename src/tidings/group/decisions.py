"""What is decided on an article: its story, of what it is a copy, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tidings.group.features import Features
from tidings.types import Reason, Related, make_id

__all__ = ["CORRECTED", "FIRST", "Cannot", "Decision", "copied_from", "obeyed", "story_id"]

Cannot = Collection[tuple[str, str]]  # pairs of article ids that a person keeps apart

FIRST = Reason(kind="first", text="this story began with it: it came in first")
CORRECTED = Reason(kind="correction", text="a person put it here", weight=1.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """Which story an article belongs to, of which article it is a copy (or ""), and why.

    `related` tell other stories; what is related to a copy is what is related to its original.
    """

    article: str
    story: str
    duplicate_of: str = ""
    because: tuple[Reason, ...] = ()
    related: tuple[Related, ...] = ()


def story_id(first_article: str) -> str:
    """Return the id of the story that begins with an article."""
    return make_id("story", first_article)


def copied_from(features: Features, original: Decision, because: tuple[Reason, ...]) -> Decision:
    """Return the decision on a copy."""
    return Decision(
        article=features.article,
        story=original.story,
        duplicate_of=original.duplicate_of or original.article,
        because=because,
    )


def obeyed(article: str, story: str, copy: Decision | None) -> Decision:
    """Put an article where a person put it; it may still be a copy of one that is there."""
    original = copy.duplicate_of if copy and copy.story == story else ""
    return Decision(article=article, story=story, duplicate_of=original, because=(CORRECTED,))
