"""What a store keeps of what people called wrong. No change of the news."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tidings.types import WrongCase

__all__ = ["WrongCases"]


class WrongCases(Protocol):
    """Cases by number."""

    def add(self, case: WrongCase) -> WrongCase:
        """Keep a new case and give it its number."""
        ...

    def latest(self, *, before: int = 0, limit: int, settled: bool = True) -> Sequence[WrongCase]:
        """Return cases, newest first; `before`: with lower numbers; without the `settled`."""
        ...

    def open(self) -> int:
        """Return how many are not settled."""
        ...

    def settle(self, number: int, *, settled: bool) -> bool:
        """Mark a case settled, or not; say whether there is one."""
        ...

    def remove(self, number: int) -> bool:
        """Forget a case; say whether there was one."""
        ...
