"""What a store keeps of sites' icons. None of it is a change of the news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from tidings.types import Icon

__all__ = ["Icons"]


class Icons(Protocol):
    """One icon for each source, or that there is none."""

    def save(self, icon: Icon) -> None:
        """Keep an icon; where its source is gone, nothing is kept."""
        ...

    def wanted(self, *, good: datetime, none: datetime, limit: int) -> list[str]:
        """Return sources whose icon was fetched before `good`, or was missing before `none`."""
        ...

    def names(self) -> dict[str, str]:
        """Return the name of each icon by its source."""
        ...

    def of(self, sources: Sequence[str]) -> dict[str, Icon]:
        """Return the icons that there are of these sources, by source."""
        ...

    def named(self, name: str) -> Icon | None:
        """Return an icon by its name."""
        ...
