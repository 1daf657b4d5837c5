"""What a store keeps of people's corrections, and of what stood before each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tidings.types import Correction, Placement

__all__ = ["Before", "Corrections"]


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
