"""What a store says of events: of which types those of an article are. The notes say the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

__all__ = ["Events"]


class Events(Protocol):
    """Types of events, by article."""

    def save(self, article: str, types: Sequence[str]) -> None:
        """Replace the types of an article's events."""
        ...

    def of(self, articles: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the types of each of these articles that tells of an event."""
        ...
