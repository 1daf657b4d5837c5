"""What a store keeps of what comes in: sources, their entries and pages, what is still to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from tidings.types import Entry, Failure, Page, Source

__all__ = ["Intake", "Queue", "Sources"]


class Sources(Protocol):
    """What is polled."""

    def save(self, source: Source) -> None: ...
    def get(self, source_id: str) -> Source | None: ...
    def at(self, url: str) -> Source | None:
        """Return the source at this very address; its id may be of another one, that it left."""
        ...

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

    def former_url(self, entry_id: str) -> str:
        """Return the address that an entry had before its present one; "" where it had none."""
        ...

    def postpone(self, entry_id: str, until: datetime) -> int:
        """Try the entry's page again later; return how often that has happened."""
        ...

    def save_page(self, page: Page) -> None: ...
    def pages(self, ids: Sequence[str]) -> list[Page]: ...
    def forget_bodies(self, *, before: datetime) -> int: ...


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
    def failed(self) -> dict[str, int]:
        """Return how many failures of each stage are kept."""
        ...

    def reconcile(self, stage: str, version: str, *, of: str) -> None:
        """Where a stage's version is another, make everything (`of`: articles or pages) pending."""
        ...

    def fail(self, failures: Sequence[Failure]) -> None: ...
    def failures(self, *, source: str = "", limit: int = 20) -> list[Failure]: ...
