"""What a store keeps of what is agreed with hubs."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from tidings.types import Push

__all__ = ["Pushes"]


class Pushes(Protocol):
    """One line for each source whose feed names a hub. None of it is news."""

    def save(self, push: Push) -> None:
        """Keep what is agreed; where the source is gone, nothing is kept."""
        ...

    def get(self, source: str) -> Push | None:
        """Return what is agreed for a source."""
        ...

    def by_token(self, token: str) -> Push | None:
        """Return what is agreed under a token."""
        ...

    def due(self, now: datetime, *, limit: int) -> list[Push]:
        """Return those whose hub is to be asked by now; of sources that are polled alone."""
        ...

    def remove(self, source: str) -> None:
        """Forget what was agreed."""
        ...
