"""What a store keeps of a story's facts: what its sources say of the same things, its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from tidings.types import Compared, Day, Facts

__all__ = ["FactsKept"]


class FactsKept(Protocol):
    """The facts of each story, gone with it."""

    def save(self, story: str, facts: Facts) -> None:
        """Replace what is kept of a story."""
        ...

    def of(self, story: str) -> Facts:
        """Return a story's facts; none where they are not yet compared."""
        ...

    def differing(self, stories: Sequence[str]) -> Mapping[str, Compared]:
        """Return of what the sources of these stories differ first; nothing where they don't."""
        ...

    def days(
        self, *, since: date, until: date, stories: Sequence[str] | None = None, limit: int = 500
    ) -> Mapping[str, tuple[Day, ...]]:
        """Return the days from one to another of which stories speak, by story, soonest first."""
        ...
