"""What a store keeps of a remote model's writing: what it cost, and what it wrote."""

from __future__ import annotations

from datetime import date
from typing import Protocol

__all__ = ["Writing"]


class Writing(Protocol):
    """The day's tokens, and answers that are not asked for twice. No change of the news."""

    def spend(self, day: date, tokens: int) -> None:
        """Note that so many tokens were used on a day."""
        ...

    def spent(self, day: date) -> int:
        """Return how many tokens were used on a day."""
        ...

    def keep(self, key: str, answer: str, *, day: date) -> None:
        """Keep what a model answered, under what it was asked."""
        ...

    def kept(self, key: str) -> str | None:
        """Return what a model answered, None where it was not asked that."""
        ...
