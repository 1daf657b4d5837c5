"""What a store keeps of people of exactly one name: which of them each article means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tidings.naming import Company
from tidings.types import EntityCorrection

__all__ = ["Namesakes"]


class Namesakes(Protocol):
    """People of one name. The first has the name's own key, the others that key with a number."""

    def chosen(self, key: str, articles: Sequence[str]) -> str:
        """Return whose key these articles had for this name until now; "" where they had none."""
        ...

    def keys(self, key: str) -> list[str]:
        """Return the keys of all who have this name, the name's own at the head."""
        ...

    def company(self, key: str, *, limit: int) -> Company:
        """Return what so many articles, any, tell of one of them."""
        ...

    def told(self, key: str, *, limit: int) -> frozenset[str]:
        """Return only what stands beside the name of one of them."""
        ...

    def fresh(self, key: str) -> str:
        """Return a key for another one of this name."""
        ...

    def part(self, entity: str, story: str, correction: EntityCorrection) -> EntityCorrection:
        """Make whom a story calls by the entity's name somebody else; undone as others are."""
        ...
