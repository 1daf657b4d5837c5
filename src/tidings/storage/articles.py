"""What a store keeps of articles: their words, the notes on them, how they are found again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from tidings.storage.query import Query
from tidings.types import Article, Note, Notes, Novelty, Sentence, Sighting, Version

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Articles", "Change", "Found", "Search", "Sentences", "Vectors"]


class Change(StrEnum):
    """What saving an article did."""

    NEW = "new"
    EDITED = "edited"  # same article, other words: a new version
    SAME = "same"


class Articles(Protocol):
    """Articles, their versions and the notes on them."""

    def save(self, article: Article, *, page: str, now: datetime) -> Change: ...
    def get(self, ids: Sequence[str]) -> dict[str, Article]: ...
    def of_page(self, page_id: str) -> list[Article]:
        """Return the articles that were last read from a page."""
        ...

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
    def notes(self, ids: Sequence[str], name: str) -> dict[str, Notes]: ...
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
    """One vector an article."""

    def save(self, encoder: str, ids: Sequence[str], vectors: np.ndarray) -> None: ...
    def get(self, ids: Sequence[str]) -> dict[str, np.ndarray]: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a search found: article ids, best first, and how many there are in all."""

    articles: tuple[str, ...] = ()
    total: int = 0
    more: bool = False  # there are more than `total`: nobody looks through so many


class Search(Protocol):
    """Full text."""

    def find(self, query: Query, *, limit: int, offset: int) -> Found:
        """Return the articles that a query finds, best first."""
        ...
