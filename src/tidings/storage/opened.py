"""What a store keeps of what people have opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

__all__ = ["Opened"]


class Opened(Protocol):
    """What people have opened."""

    def save(self, person: int, articles: Mapping[str, datetime]) -> None:
        """Keep when these articles were first opened; those that are gone are passed over."""
        ...

    def of(self, person: int) -> dict[str, datetime]: ...
    def remove(self, person: int, articles: Collection[str]) -> None: ...
    def forget(self, person: int) -> None: ...
