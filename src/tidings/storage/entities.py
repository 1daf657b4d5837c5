"""What a store keeps of entities: which names are whose, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from tidings.types import Entity, EntityCorrection, Named, Spelling

__all__ = ["Entities"]


class Entities(Protocol):
    """Who and what the library's articles name."""

    def known(self, keys: Sequence[str]) -> dict[str, Spelling]:
        """Return the names that the library knows by these keys."""
        ...

    def near(self, near: Sequence[str], *, limit: int) -> list[Spelling]:
        """Return names that may be the same: they share one of these, most or the first of them."""
        ...

    def told_in_full(self, entities: Sequence[str]) -> dict[str, int]:
        """Return in how many articles each is named by more than one word, of many some 500."""
        ...

    def keep(self, named: Named, *, near: Sequence[str], entity: str, because: str) -> None:
        """Keep a new name, as one of an entity's or, where `entity` is "", as a new one's."""
        ...

    def save_mentions(self, articles: Sequence[str], named: Sequence[Named]) -> None:
        """Replace what is kept of what these articles name. The keys are kept already."""
        ...

    def find(self, words: str, *, kind: str, limit: int) -> list[Entity]:
        """Return entities whose names hold the words, those of most stories first."""
        ...

    def get(self, entity: str) -> Entity | None:
        """Return an entity, by its id or that of one which was put together with it."""
        ...

    def spellings(self, entity: str) -> list[Spelling]:
        """Return the names under which an entity is known, its first at the head."""
        ...

    def forms(self, entity: str) -> list[tuple[str, int]]:
        """Return how articles spell it, the most frequent first."""
        ...

    def of_story(self, story: str, *, limit: int) -> list[Entity]:
        """Return the entities of a story, those that most of its articles name first."""
        ...

    def named(self, stories: Sequence[str]) -> dict[str, list[tuple[Entity, int]]]:
        """Return the entities of each of these stories and how often it names each, most first."""
        ...

    def of_article(self, article: str) -> dict[tuple[str, str], str]:
        """Return the entity of each (kind, name) that an article's notes hold."""
        ...

    def stories(self, entity: str, *, limit: int) -> list[tuple[str, datetime]]:
        """Return the stories that name it and when each began, the latest first."""
        ...

    def beside(self, entity: str, *, kind: str, limit: int) -> list[tuple[Entity, int]]:
        """Return what else its stories name, in how many of them, most first."""
        ...

    def join(self, entity: str, other: str, correction: EntityCorrection) -> EntityCorrection:
        """Make another entity's names this one's."""
        ...

    def part(self, key: str, correction: EntityCorrection) -> EntityCorrection:
        """Make a name an entity of its own."""
        ...

    def rename(self, entity: str, name: str, correction: EntityCorrection) -> EntityCorrection:
        """Call an entity so, whatever articles call it."""
        ...

    def undo(self, number: int, *, at: datetime) -> EntityCorrection | None:
        """Put names back as they were before a correction; None where none is in force."""
        ...

    def corrections(self, entity: str) -> list[EntityCorrection]:
        """Return what persons decided about an entity, the latest first; of all where it is ""."""
        ...
