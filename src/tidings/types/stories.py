"""What articles tell together: stories, threads, summaries, and what a person corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tidings.types.articles import ArticleSpan, Span

__all__ = [
    "Correction",
    "CorrectionKind",
    "Link",
    "Placement",
    "Reason",
    "Related",
    "Story",
    "StoryKey",
    "Summary",
    "SummarySentence",
    "Thread",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why something was decided, in words, with the spans that show it where there are some."""

    kind: str  # a stable name: "same-text", "shared-names", "similar-new-text", "correction", …
    text: str  # for people
    weight: float = 0.0
    words: tuple[str, ...] = ()  # that show it, folded, perhaps cut to their beginnings
    other: str = ""  # the article that ours was held against
    places: tuple[ArticleSpan, ...] = ()  # where the words stand in both; found when it is shown


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One event, told by all who report it."""

    id: str
    headline: str = ""
    articles: tuple[str, ...] = ()  # ids, oldest first
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    news_at: datetime | None = None  # when it last brought something new: not by a copy
    publishers: tuple[str, ...] = ()
    independent: int = 0  # publishers who did not merely copy another
    share: float = 1.0  # of its articles' text that is new, 0 to 1
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """The story that an article is put into, of which article it is a copy (or ""), and why."""

    article: str
    story: str
    duplicate_of: str = ""
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Related:
    """An article near to another that tells another story."""

    article: str
    other: str
    score: float
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryKey:
    """A term that a story tells of: how much, and its whole word; a name as it is written."""

    term: str
    weight: float
    label: str = ""  # "" where neither is known


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A story that goes on from an earlier one: two steps of one affair."""

    story: str
    previous: str
    score: float
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Thread:
    """Stories of one affair. Its id is that of its first story; any member's leads to it."""

    id: str
    stories: tuple[str, ...]  # ids, oldest first
    last_seen: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SummarySentence:
    """One sentence of a summary and the spans that it rests on: (article id, span)."""

    text: str
    cites: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """A headline and sentences, each resting on a source's own words."""

    headline: str
    sentences: tuple[SummarySentence, ...] = ()


class CorrectionKind(StrEnum):
    """What a person can say about stories."""

    MERGE = "merge"  # these stories are one
    SPLIT = "split"  # these articles are a story of their own
    MOVE = "move"  # these articles belong to another story
    APART = "apart"  # these are not the same event
    TOGETHER = "together"  # these are the same event
    LOCK = "lock"  # nothing joins or leaves this story by itself
    RENAME = "rename"  # this is its headline


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """What a person decided about stories: a fact that every later run obeys, until undone.

    It is told in articles, since stories come and go: `articles` are one story with those that
    they `joined` (but where they are only kept APART or renamed), and never one with `others`.
    `named` are the articles that the person named; the others came along with their stories.
    """

    id: int = 0  # 1 is the first that was kept
    kind: CorrectionKind
    articles: tuple[str, ...]
    joined: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    story: str = ""  # where the articles went, or the story that was locked or renamed
    headline: str = ""  # RENAME: the new one
    says: str = ""  # what it did, in words
    by: str = ""  # who decided; "" where that is not known
    note: str = ""
    at: datetime
    undone_at: datetime | None = None  # None: in force
