"""What a store answers to a question: which articles hold its words, and which mean the like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from tidings.storage.query import Term

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Evidence", "Spread"]


@dataclass(frozen=True, slots=True)
class Spread:
    """How many articles hold a term, and how many of these are of late."""

    articles: int  # an estimate where they are many
    late: int


class Evidence(Protocol):
    """Articles for a question. Nothing later than `until` is found."""

    def holding(
        self,
        terms: Sequence[Term],
        *,
        must: Sequence[Term] = (),
        until: datetime | None = None,
        limit: int,
    ) -> list[tuple[str, float]]:
        """Return (article, weight) of those that hold most of the terms, the rare ones first.

        With `must`, only of those that hold one of these too.
        """
        ...

    def count(self, term: Term) -> int:
        """Return how many articles hold a term: an estimate where they are many."""
        ...

    def spread(self, term: Term, *, since: datetime, until: datetime) -> Spread:
        """Return how many articles hold a term, about, and how many between two times."""
        ...

    def like(
        self, encoder: str, vector: np.ndarray, *, until: datetime | None = None, limit: int
    ) -> list[tuple[str, float]]:
        """Return (article, cosine similarity) of those nearest to a vector, nearest first."""
        ...
