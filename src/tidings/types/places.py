"""The nouns of where: places on earth, and where articles name them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tidings.types.articles import Span
from tidings.types.basics import make_id

__all__ = ["Home", "Pin", "Place", "PlaceCorrection", "PlaceMention"]

EARTH = 6371.0  # km from its middle to its surface


@dataclass(frozen=True, slots=True)
class Place:
    """A place on earth. `part` is the state or province, "" for a country as a whole."""

    kind: str  # continent, country, part, county, town
    name: str  # the gazetteer's own
    north: float  # degrees
    east: float
    country: str  # ISO 3166-1 alpha-2, "" for a continent
    part: str = ""  # GeoNames' code of the state or province: TX, 77
    people: int = 0
    capital: bool = False

    @property
    def id(self) -> str:
        """The same on any machine and by any of its names; two towns of one name lie apart."""
        where = f"{self.north:.1f} {self.east:.1f}" if self.kind in ("town", "continent") else ""
        name = self.name if self.kind in ("town", "county") else ""
        return make_id("spot", self.kind, self.country, self.part, name, where)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the place, of the part of its country and of the country."""
        within = [Place("part", "", 0, 0, self.country, self.part)] if self.part else []
        if self.country:
            within.append(Place("country", "", 0, 0, self.country))
        return frozenset({self.id, *(place.id for place in within)})

    def km(self, other: Place) -> float:
        """Return how far another place is along the earth."""
        a, b = math.radians(self.north), math.radians(other.north)
        turn = math.radians(other.east - self.east)
        half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
        return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))

    @property
    def wide(self) -> bool:
        """Whether it is more than a dot on a map."""
        return self.kind in ("continent", "country", "part")


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceMention:
    """A place as an article names it: its first mention there, and how often it is named."""

    article: str
    place: Place
    name: str  # the fullest in the article, as the note of its name has it
    times: int
    span: Span  # in Article.text


@dataclass(frozen=True, kw_only=True, slots=True)
class Pin:
    """A place on a map of articles: how often they name it, and the first of these passages."""

    place: Place
    times: int
    articles: int
    stories: int
    first: PlaceMention


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """Where a source is at home, and by what that is known."""

    country: str = ""  # ISO 3166-1 alpha-2
    part: str = ""  # of the country, as `Place.part`
    because: str = ""

    @property
    def code(self) -> str:
        """As gazetteers write it: "US.TX", or "LY" where only the country is known."""
        return f"{self.country}.{self.part}" if self.part else self.country


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceCorrection:
    """A person's word that a name which was taken for one place means another, or none."""

    id: int = 0
    name: str  # folded, as articles have it
    place: str  # Place.id that it was taken for
    to: Place | None  # what it means; None: no place
    articles: frozenset[str] = frozenset()  # where that holds, and in their stories; none: anywhere
    says: str = ""
    by: str = ""
    at: datetime
    undone_at: datetime | None = None

    def holds(self, articles: Iterable[str]) -> bool:
        """Say whether it is about the story of these articles."""
        return not self.articles or not self.articles.isdisjoint(articles)
