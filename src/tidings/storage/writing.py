"""What a store keeps of writing: what was chosen, what a remote model cost, what it wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from tidings.types import Json, Use

__all__ = ["Writing"]


class Writing(Protocol):
    """Choices, the days' use, and answers that are not asked for twice."""

    def chosen(self) -> dict[str, Json]:
        """Return what the owner chose, by name; nothing of what is left as the settings have it."""
        ...

    def choose(self, values: Mapping[str, Json]) -> None:
        """Keep choices; one that is None is as if nothing had been chosen. Pages may change."""
        ...

    def spend(self, use: Use) -> None:
        """Add to what a day came to. No change of the news."""
        ...

    def spent(self, day: date) -> Use:
        """Return what a day came to."""
        ...

    def days(self, *, limit: int) -> Sequence[Use]:
        """Return the days on which a model was asked, the latest first."""
        ...

    def keep(self, key: str, answer: str, *, day: date) -> None:
        """Keep what a model answered, under what it was asked. No change of the news."""
        ...

    def kept(self, key: str) -> str | None:
        """Return what a model answered, None where it was not asked that."""
        ...

    def forget(self) -> int:
        """Let go of all that a model answered; return how much that was."""
        ...
