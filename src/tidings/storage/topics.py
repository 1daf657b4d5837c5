"""What a store says of topics: which articles have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

__all__ = ["Topics"]


class Topics(Protocol):
    """Topics of articles, by their codes. The notes say why."""

    def save(self, article: str, codes: Sequence[str]) -> None:
        """Replace the topics of an article."""
        ...

    def of(self, articles: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the codes of each of these articles that has a topic."""
        ...

    def counts(self) -> Mapping[str, int]:
        """Return how many articles each topic has, those that have none left out."""
        ...
