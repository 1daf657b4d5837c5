"""What a store keeps of places: where on earth articles' names are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from tidings.types import Entity, Pin, Place, PlaceCorrection, PlaceMention

__all__ = ["Places"]


class Places(Protocol):
    """Where the library's news is set."""

    def save(self, articles: Sequence[str], mentions: Sequence[PlaceMention]) -> None:
        """Replace what is kept of the places of these articles."""
        ...

    def get(self, place: str) -> Place | None:
        """Return a place that an article named, by its id."""
        ...

    def find(self, words: str, *, limit: int) -> list[tuple[Place, int]]:
        """Return places whose names hold the words, in how many stories, most first."""
        ...

    def named(self, name: str) -> Place | None:
        """Return the town or county that a name most often means here."""
        ...

    def of_each(self, articles: Sequence[str]) -> dict[str, list[Place]]:
        """Return the places of each of these articles."""
        ...

    def of_story(self, story: str, *, limit: int) -> list[Pin]:
        """Return the places of a story, those that most of its articles name first."""
        ...

    def of_stories(self, stories: Sequence[str], *, limit: int) -> list[Pin]:
        """Return the places of stories, those of most stories first."""
        ...

    def of_articles(self, articles: Sequence[str], *, limit: int) -> list[Pin]:
        """Return the places that these articles name, those that most of them name first."""
        ...

    def of_entity(self, entity: str, *, limit: int) -> list[Pin]:
        """Return where the places called by an entity's names are, the most frequent first."""
        ...

    def within(self, place: Place, *, limit: int) -> list[Pin]:
        """Return the places of a country or of a part of one, those of most stories first."""
        ...

    def near(self, place: Place, *, km: float, limit: int) -> list[tuple[Pin, float]]:
        """Return the other towns and counties so near to one, nearest first, with the km."""
        ...

    def stories(self, place: Place, *, limit: int) -> list[tuple[str, datetime]]:
        """Return the stories set in a place or within it, and when each began, the latest first."""
        ...

    def entities(self, place: str, *, limit: int) -> list[Entity]:
        """Return by which of the library's names a place is called."""
        ...

    def lands(self, sources: Sequence[str], *, articles: int) -> Mapping[str, dict[str, int]]:
        """Return in how many of its latest so many articles each source names what is where.

        By source, then by "US.TX" and by "US"; "" counts the articles that name any place.
        """
        ...

    def read_from(self, source: str, home: str, *, said: bool = False) -> bool:
        """Note by which home the places of a source's articles are read; say whether to read again.

        That is where the home is known better than it was, or where a person has `said` it: what
        the latest articles tell may come and go.
        """
        ...

    def correct(self, correction: PlaceCorrection) -> PlaceCorrection:
        """Keep what a person says of a name; return it with its number."""
        ...

    def undo(self, number: int, *, at: datetime) -> PlaceCorrection | None:
        """Put a correction out of force and return it; None where none of the number was."""
        ...

    def corrections(self) -> list[PlaceCorrection]:
        """Return what persons said that is in force, the latest first."""
        ...

    def naming(self, name: str) -> list[str]:
        """Return the stories in which a name was found to be a place. Reads all notes."""
        ...

    def called(self, name: str, place: str) -> list[str]:
        """Return the stories in which a name is taken for a place."""
        ...
