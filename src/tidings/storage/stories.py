"""What a store keeps of stories: who tells them, what lies near, what hangs together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from tidings.types import (
    Lineage,
    Link,
    Placement,
    Reason,
    Related,
    Statement,
    Story,
    StoryKey,
    Summary,
    Thread,
)

__all__ = ["ANY", "Coverage", "Near", "Statements", "Stories", "StoryFilter", "Threads"]


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryFilter:
    """Stories of which an article has all of these; "" for any."""

    tag: str = ""  # its slug
    source: str = ""  # Source.id
    language: str = ""
    topic: str = ""  # its code


ANY = StoryFilter()


class Stories(Protocol):
    """Which article tells which story, and why."""

    def count(self) -> int: ...
    def assign(
        self, article: str, story: str, *, duplicate_of: str, because: Sequence[Reason]
    ) -> None: ...
    def place(self, placements: Sequence[Placement]) -> None:
        """Put each article into its story; a story that is empty then is gone."""
        ...

    def aliases(self, story: str) -> list[str]:
        """Return the ids of stories that were merged into this one."""
        ...

    def redirect(self, ids: Mapping[str, str]) -> None:
        """Let ids of stories that are gone lead elsewhere; those of stories that are here don't."""
        ...

    def touch(self, ids: Iterable[str]) -> None:
        """Make these stories pending for *count*; one that is not there yet is counted at once."""
        ...

    def tellers(self, story: str, *, limit: int) -> list[str]:
        """Return a story's articles, oldest first; of too many rather those that are no copies."""
        ...

    def refresh(self, ids: Iterable[str]) -> None:
        """Count the members of these stories anew, to be written again; drop the empty ones."""
        ...

    def save_summary(self, story: str, summary: Summary) -> None:
        """Keep what was written of a story; its headline is the story's."""
        ...

    def save_lineage(self, story: str, lineage: Lineage) -> None:
        """Keep who took from whom: the story's count of sources, its articles' duplicates."""
        ...

    def lineages(self, ids: Sequence[str]) -> dict[str, Lineage]: ...
    def summaries(self, ids: Sequence[str]) -> dict[str, Summary]: ...
    def get(self, ids: Sequence[str]) -> dict[str, Story]: ...
    def resolve(self, story_id: str) -> str:
        """Return where a story that was merged away went, or the id itself."""
        ...

    def recent(
        self, which: StoryFilter = ANY, *, since: datetime | None = None, limit: int = 500
    ) -> list[Story]:
        """Return stories by the time of their latest article, newest first."""
        ...

    def between(self, since: datetime, until: datetime, *, source: str, limit: int) -> list[Story]:
        """Return stories that began before a time's end and went on after its start.

        With `source` only those that it tells; of many those of most independent sources.
        """
        ...

    def membership(self, ids: Sequence[str]) -> dict[str, tuple[str, str, tuple[Reason, ...]]]:
        """Return (story, duplicate_of, because) of each article that has a story."""
        ...

    def copies(self, article_id: str) -> list[str]: ...
    def save_features(self, features: Mapping[str, bytes]) -> None: ...
    def features(self, ids: Sequence[str]) -> dict[str, bytes]: ...
    def window(self, *, since: datetime, limit: int) -> list[tuple[str, str, str, bytes]]:
        """Return (article, story, duplicate_of, features) of the latest, oldest first."""
        ...


class Near(Protocol):
    """Which articles are near to each other and tell different stories."""

    def save(self, article: str, found: Sequence[Related]) -> None:
        """Replace what is near to an article."""
        ...

    def of(self, ids: Sequence[str], *, limit: int) -> list[Related]:
        """Return what is near to any of these articles and none of them, nearest first.

        A pair is told from both ends: `article` is always one of those asked for.
        """
        ...


class Statements(Protocol):
    """What each article of a story adds to the earlier ones."""

    def save(self, story: str, statements: Mapping[str, Sequence[Statement]]) -> None:
        """Replace what is kept of a story, by article."""
        ...

    def of(self, story: str, *, article: str = "") -> dict[str, tuple[Statement, ...]]:
        """Return the judged sentences by article, of all or of one; a story's first has none."""
        ...


class Coverage(Protocol):
    """Which source tells which story, by articles since a time."""

    def carriers(self, *, since: datetime) -> dict[str, set[str]]:
        """Return for each story the sources that tell it."""
        ...

    def near(self, *, since: datetime) -> dict[str, set[str]]:
        """Return for each story the sources that tell something near to it."""
        ...

    def topics(self, *, since: datetime) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Return the tags of each story, and of each source."""
        ...

    def counts(self, *, since: datetime) -> dict[str, int]:
        """Return how many articles each source has brought."""
        ...

    def tag_days(self, *, since: datetime, limit: int) -> list[tuple[str, datetime, int]]:
        """Return the tags that most articles carry, with each day (UTC) and how many of it do."""
        ...


class Threads(Protocol):
    """By which terms each story is known, and from which earlier one it goes on."""

    def save_keys(
        self, story: str, keys: Sequence[StoryKey], *, within: timedelta, least: int
    ) -> list[str]:
        """Keep a story's keys; return it, and the later ones that share `least` of them or more."""
        ...

    def keys(self, ids: Sequence[str]) -> dict[str, list[StoryKey]]: ...
    def holding(self, terms: Sequence[str]) -> dict[str, int]:
        """Return how many stories hold each term; a count of the latest where there are many."""
        ...

    def earlier(self, story: str, *, within: timedelta, least: int, limit: int) -> list[str]:
        """Return the earlier stories that share at least so many keys, those with most first."""
        ...

    def around(self, story: str, *, within: timedelta, least: int, limit: int) -> list[str]: ...
    def save_link(self, story: str, link: Link | None) -> None:
        """Keep from which story one goes on, or that it begins a thread."""
        ...

    def links(self, ids: Sequence[str]) -> dict[str, Link]: ...
    def get(self, story: str) -> Thread | None:
        """Return the thread of a story; None where it is the only one of its affair."""
        ...

    def recent(self, *, limit: int) -> list[Thread]:
        """Return the threads of several stories, the one with the latest news first."""
        ...
