"""What a person calls wrong of what was written here, kept with all that it rested on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

__all__ = ["About", "Evidence", "Shown", "WrongCase", "WrongKind"]


class WrongKind(StrEnum):
    """What can be wrong."""

    SUMMARY = "summary"
    ANSWER = "answer"
    VIEWPOINTS = "viewpoints"
    WRAP_UP = "wrap-up"
    TOPICS = "topics"  # the tags of an article
    FACTS = "facts"  # what is held against each other in a story
    MODERATION = "moderation"  # why a comment was held back


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What was written: enough to write it again."""

    kind: WrongKind
    what: str = ""  # an id, the words of a search, a question, a day; by the kind
    of: str = "story"  # of a summary: article, story, thread or search
    length: str = "medium"  # of a summary
    minutes: int = 5  # of a wrap-up


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A passage that something rested on, in the words that it had."""

    article: str
    url: str
    publisher: str
    start: int  # in Article.text, in code points
    end: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One sentence, or one finding, as a page showed it."""

    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class WrongCase:
    """What somebody called wrong, and what may show why."""

    id: int
    about: About
    shown: tuple[Shown, ...]  # what is wrong of it
    words: str  # the person's own
    by: str  # who, "" where nobody had to log in
    at: datetime
    versions: dict[str, str] = field(default_factory=dict)  # of what had written it
    settled: bool = False
