"""The nouns of who is who: what articles name, put together over a story and the library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Called", "Entity", "EntityChange", "EntityCorrection", "Named", "Spelling"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Called:
    """What one article calls an entity: its fullest name there, each spelling, how often."""

    article: str
    name: str
    forms: tuple[tuple[str, int], ...]
    start: int  # of its first mention in Article.text
    end: int
    told: tuple[str, ...] = ()  # of a person, beside the name: naming.told_of

    @property
    def times(self) -> int:
        """How often the article names it."""
        return sum(times for _, times in self.forms)


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """An entity of one story, by the name under which a library knows it."""

    key: str  # naming.name_key of its fullest name
    kind: str  # person, organisation, place or other
    name: str
    called: tuple[Called, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelling:
    """A name under which the library knows an entity, and why it is one of its names."""

    key: str
    name: str
    entity: str
    because: str = ""  # "" for the name that the entity began with


@dataclass(frozen=True, kw_only=True, slots=True)
class Entity:
    """A person, organisation, place or other thing of the library."""

    id: str
    kind: str
    name: str
    stories: int = 0  # that name it
    articles: int = 0
    last_seen: datetime | None = None


class EntityChange(StrEnum):
    """What a person can say about entities."""

    SAME = "same"  # these two are one
    APART = "apart"  # this spelling is somebody else
    RENAME = "rename"  # this is how it is called


@dataclass(frozen=True, kw_only=True, slots=True)
class EntityCorrection:
    """What a person decided about an entity: a fact that every later run keeps, until undone."""

    id: int = 0  # 1 is the first
    kind: EntityChange
    entity: str  # that it was said of
    says: str
    by: str = ""
    at: datetime
    undone_at: datetime | None = None
