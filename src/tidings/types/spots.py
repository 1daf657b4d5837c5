"""The nouns of where: places on earth, and where articles name them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tidings.types.articles import Span
from tidings.types.basics import make_id

__all__ = ["Home", "Located", "Pin", "Spot", "SpotCorrection"]

EARTH = 6371.0  # km from its middle to its surface


@dataclass(frozen=True, slots=True)
class Spot:
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
        within = [Spot("part", "", 0, 0, self.country, self.part)] if self.part else []
        if self.country:
            within.append(Spot("country", "", 0, 0, self.country))
        return frozenset({self.id, *(spot.id for spot in within)})

    def km(self, other: Spot) -> float:
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
class Located:
    """A place as an article names it: its first mention there, and how often it is named."""

    article: str
    spot: Spot
    name: str  # the fullest in the article, as the note of its name has it
    times: int
    span: Span  # in Article.text


@dataclass(frozen=True, kw_only=True, slots=True)
class Pin:
    """A place on a map of articles: how often they name it, and the first of these passages."""

    spot: Spot
    times: int
    articles: int
    stories: int
    first: Located


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """Where a source is at home, and by what that is known."""

    country: str = ""  # ISO 3166-1 alpha-2
    part: str = ""  # of the country, as `Spot.part`
    because: str = ""

    @property
    def code(self) -> str:
        """As gazetteers write it: "US.TX", or "LY" where only the country is known."""
        return f"{self.country}.{self.part}" if self.part else self.country


@dataclass(frozen=True, kw_only=True, slots=True)
class SpotCorrection:
    """A person's word that a name which was taken for one place means another, or none."""

    id: int = 0
    name: str  # folded, as articles have it
    spot: str  # Spot.id that it was taken for
    to: Spot | None  # what it means; None: no place
    articles: frozenset[str] = frozenset()  # where that holds, and in their stories; none: anywhere
    says: str = ""
    by: str = ""
    at: datetime
    undone_at: datetime | None = None

    def holds(self, articles: Iterable[str]) -> bool:
        """Say whether it is about the story of these articles."""
        return not self.articles or not self.articles.isdisjoint(articles)
