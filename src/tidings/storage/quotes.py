"""What a store says of quotes, which are notes: by whom of the library they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tidings.types import Note

__all__ = ["Quotes"]


class Quotes(Protocol):
    """Who says what in the library's articles."""

    def speakers(self, articles: Sequence[str]) -> dict[tuple[str, str], str]:
        """Return the entity of each (article, name) of these articles."""
        ...

    def of_entity(self, entity: str, *, articles: int) -> list[Note]:
        """Return what an entity says in the latest so many articles that name it, newest first."""
        ...
