"""What a store keeps and answers. SQLite is one; another database is a second implementation.

Nothing here knows SQL. Every saving method is one transaction, or part of the caller's
(`with store.transaction():`), and saving the same thing twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tidings.storage.comments import Comments
from tidings.storage.desks import Desks
from tidings.storage.entities import Entities
from tidings.storage.evidence import Evidence
from tidings.storage.facts import FactsKept
from tidings.storage.keys import Invitations, Keys, Passkeys
from tidings.storage.people import People
from tidings.storage.query import Query
from tidings.storage.quotes import Quotes
from tidings.storage.watching import Watching
from tidings.storage.writing import Writing
from tidings.types import (
    Article,
    Correction,
    Entry,
    Failure,
    Lineage,
    Link,
    Note,
    Novelty,
    Page,
    Placement,
    Reason,
    Related,
    Sentence,
    Sighting,
    Source,
    Statement,
    Story,
    StoryKey,
    Summary,
    Thread,
    Version,
)

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "Articles",
    "Before",
    "Change",
    "Corrections",
    "Coverage",
    "Found",
    "Intake",
    "Near",
    "Opened",
    "Queue",
    "Search",
    "Sentences",
    "Sources",
    "Store",
    "Stories",
    "Threads",
    "Told",
    "Vectors",
]


class Change(StrEnum):
    """What saving an article did."""

    NEW = "new"
    EDITED = "edited"  # same article, other words: a new version
    SAME = "same"


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a search found: article ids, best first, and how many there are in all."""

    articles: tuple[str, ...] = ()
    total: int = 0
    more: bool = False  # there are more than `total`: nobody looks through so many


class Sources(Protocol):
    """What is polled."""

    def save(self, source: Source) -> None: ...
    def get(self, source_id: str) -> Source | None: ...
    def all(self) -> list[Source]: ...
    def due(self, now: datetime, *, limit: int) -> list[Source]: ...
    def remove(self, source_id: str, *, articles: bool) -> None: ...
    def counts(self) -> dict[str, tuple[int, datetime | None]]:
        """Return for each source how many articles it brought and the time of the latest."""
        ...


class Intake(Protocol):
    """Entries and pages: what came in, before anything is understood."""

    def save_entries(self, source: str, entries: Sequence[Entry], *, now: datetime) -> int:
        """Keep the entries not yet known, or changed; return how many are new."""
        ...

    def entries(self, ids: Sequence[str]) -> list[tuple[str, Entry]]:
        """Return (source id, entry) of each."""
        ...

    def postpone(self, entry_id: str, until: datetime) -> int:
        """Try the entry's page again later; return how often that has happened."""
        ...

    def save_page(self, page: Page) -> None: ...
    def pages(self, ids: Sequence[str]) -> list[Page]: ...
    def forget_bodies(self, *, before: datetime) -> int: ...


class Articles(Protocol):
    """Articles, their versions and the notes on them."""

    def save(self, article: Article, *, page: str, now: datetime) -> Change: ...
    def get(self, ids: Sequence[str]) -> dict[str, Article]: ...
    def all(self) -> Iterable[Article]:
        """Yield every article, oldest first."""
        ...

    def latest(
        self, *, tag: str, source: str, since: datetime | None, limit: int
    ) -> list[Article]: ...
    def versions(self, article_id: str) -> list[Version]: ...
    def version_counts(self, ids: Sequence[str]) -> dict[str, int]:
        """Return how many versions each article has had; of many not all are kept."""
        ...

    def save_novelty(self, novelty: Sequence[Novelty]) -> None: ...
    def novelty(self, ids: Sequence[str]) -> dict[str, Novelty]: ...
    def save_notes(self, article_id: str, name: str, notes: Sequence[Note]) -> None: ...
    def notes(self, ids: Sequence[str], name: str) -> dict[str, list[Note]]: ...
    def save_language(self, article_id: str, language: str) -> None: ...
    def save_tags(self, article_id: str, tags: Sequence[tuple[str, str]], *, ours: bool) -> None:
        """Replace the (slug, label) tags that are the publisher's, or ours."""
        ...

    def tags(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]: ...
    def tag_counts(self, *, limit: int) -> list[tuple[str, int]]: ...


class Sentences(Protocol):
    """Every sentence ever published, as far as it helps to know it again."""

    def save(self, article: Article, sentences: Sequence[Sentence]) -> list[str]:
        """Keep an article's sentences; return the later articles to be judged again."""
        ...

    def of(self, article_id: str) -> list[Sentence]: ...
    def sightings(self, article: Article, sentences: Sequence[Sentence]) -> list[Sighting]:
        """Return candidates for where these sentences stood before the article, oldest first."""
        ...


class Vectors(Protocol):
    """One vector an article, and who is nearest."""

    def save(self, encoder: str, ids: Sequence[str], vectors: np.ndarray) -> None: ...
    def get(self, ids: Sequence[str]) -> dict[str, np.ndarray]: ...
    def nearest_to(self, article: str, *, limit: int) -> list[tuple[str, float]]:
        """Return (article, cosine similarity) of those nearest to an article, nearest first."""
        ...


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
        self,
        *,
        tag: str,
        source: str,
        language: str,
        since: datetime | None,
        limit: int,
    ) -> list[Story]: ...
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


class Told(Protocol):
    """What each article of a story adds to the earlier ones."""

    def save(self, story: str, statements: Mapping[str, Sequence[Statement]]) -> None:
        """Replace what is kept of a story, by article."""
        ...

    def of(self, story: str, *, article: str = "") -> dict[str, tuple[Statement, ...]]:
        """Return the judged sentences by article, of all or of one; a story's first has none."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """What stood before a correction: where articles were, where the ids of stories led."""

    placements: tuple[Placement, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()  # (id, the story it led to)


class Corrections(Protocol):
    """What a person decided about stories, by number: 1 is the first. None is ever forgotten."""

    def save(self, correction: Correction, before: Before) -> Correction:
        """Keep a new correction with what stood before it; return it with its number."""
        ...

    def end(self, number: int, at: datetime) -> None:
        """Note that a correction was undone."""
        ...

    def get(self, number: int) -> Correction | None: ...
    def before(self, number: int) -> Before: ...
    def latest(self, *, limit: int, before: int = 0) -> list[Correction]:
        """Return corrections, the newest first; `before`: only those with a lower number."""
        ...

    def in_force(self) -> list[Correction]:
        """Return the corrections that hold, the oldest first."""
        ...

    def of(self, articles: Sequence[str]) -> list[Correction]:
        """Return the corrections in force that are about one of these articles, newest first."""
        ...

    def headline(self, story: str) -> str:
        """Return the headline that a person gave a story, "" when nobody did."""
        ...

    def calibrate(self, scale: float, shift: float, *, at: datetime) -> None:
        """Keep what was learned from corrections, in place of what was before."""
        ...

    def calibration(self) -> tuple[float, float]:
        """Return the scale and the shift that were learned: 1 and 0 when nothing was."""
        ...

    def stamp(self) -> tuple[int, ...]:
        """Return what is another one after every correction, undoing and learning."""
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


class Opened(Protocol):
    """What people have opened."""

    def save(self, person: int, articles: Mapping[str, datetime]) -> None:
        """Keep when these articles were first opened; those that are gone are passed over."""
        ...

    def of(self, person: int) -> dict[str, datetime]: ...
    def forget(self, person: int) -> None: ...


class Queue(Protocol):
    """What each stage has still to do, and what went wrong."""

    def pending(self, stage: str, *, limit: int, until: datetime | None = None) -> list[str]:
        """Return items of a stage, oldest first; `until`: only those due by then."""
        ...

    def add(self, stage: str, items: Mapping[str, datetime]) -> None: ...
    def done(self, stage: str, items: Iterable[str]) -> None:
        """Take items off a stage's list, and forget their failures there."""
        ...

    def counts(self) -> dict[str, int]: ...
    def reconcile(self, stage: str, version: str, *, of: str) -> None:
        """Where a stage's version is another, make everything (`of`: articles or pages) pending."""
        ...

    def fail(self, failures: Sequence[Failure]) -> None: ...
    def failures(self, *, source: str = "", limit: int = 20) -> list[Failure]: ...


class Search(Protocol):
    """Full text."""

    def find(self, query: Query, *, limit: int, offset: int) -> Found:
        """Return the articles that a query finds, best first."""
        ...


class Store(Protocol):
    """A library's whole memory."""

    @property
    def sources(self) -> Sources: ...
    @property
    def intake(self) -> Intake: ...
    @property
    def articles(self) -> Articles: ...
    @property
    def sentences(self) -> Sentences: ...
    @property
    def vectors(self) -> Vectors: ...
    @property
    def stories(self) -> Stories: ...
    @property
    def related(self) -> Near: ...
    @property
    def told(self) -> Told: ...
    @property
    def facts(self) -> FactsKept: ...
    @property
    def entities(self) -> Entities: ...
    @property
    def quotes(self) -> Quotes: ...
    @property
    def opened(self) -> Opened: ...
    @property
    def people(self) -> People: ...
    @property
    def desks(self) -> Desks: ...
    @property
    def watching(self) -> Watching: ...
    @property
    def keys(self) -> Keys: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def passkeys(self) -> Passkeys: ...
    @property
    def comments(self) -> Comments: ...
    @property
    def corrections(self) -> Corrections: ...
    @property
    def coverage(self) -> Coverage: ...
    @property
    def threads(self) -> Threads: ...
    @property
    def queue(self) -> Queue: ...
    @property
    def search(self) -> Search: ...
    @property
    def evidence(self) -> Evidence: ...
    @property
    def writing(self) -> Writing: ...

    def transaction(self, *, private: bool = False) -> AbstractContextManager[object]:
        """All or nothing of what is saved inside is kept; `private`: none of it is news."""
        ...

    def stamp(self) -> int:
        """Return what is another one after every change of the news, by us or another program."""
        ...

    def totals(self) -> dict[str, int]:
        """Return how many sources, articles, stories and failures there are."""
        ...

    def backup(self, target: Path) -> None: ...
    def check(self, *, mend: bool) -> tuple[str, ...]:
        """Return what is inconsistent, in plain words; with `mend`, put it right."""
        ...

    def close(self) -> None: ...
