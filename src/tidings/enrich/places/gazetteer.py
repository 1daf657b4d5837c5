"""The gazetteer: countries, their parts and towns, by their names in many languages."""

from __future__ import annotations

from functools import cached_property, lru_cache

import msgspec
import numpy as np

from tidings.enrich.places.regions import CENTRES, PARTS, STATES, WRITTEN
from tidings.enrich.places.towns import Towns, package_data, read_towns
from tidings.text import fold
from tidings.types import Spot

__all__ = ["Gazetteer", "gazetteer"]


class _Country(msgspec.Struct):
    name: str
    iso: str
    population: int
    capital: str


class _County(msgspec.Struct):
    name: str
    state: str


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once."""
    folder = package_data()
    countries = msgspec.json.decode(
        (folder / "countries.json").read_bytes(), type=dict[str, _Country]
    )
    counties = msgspec.json.decode((folder / "us_counties.json").read_bytes(), type=list[_County])
    return Gazetteer(read_towns(), countries, counties)


class Gazetteer:
    """Names to spots."""

    def __init__(
        self, towns: Towns, countries: dict[str, _Country], counties: list[_County]
    ) -> None:
        self._towns = towns
        self.capitals = {(fold(c.capital), code) for code, c in countries.items()}
        self.countries = {code: self._country(country) for code, country in countries.items()}
        self.counties: dict[str, list[str]] = {}
        for county in counties:
            self.counties.setdefault(fold(county.name), []).append(county.state)

    def towns(self, name: str) -> list[Spot]:
        """Return the towns of a name, the largest first."""
        return [self._town(town) for town in self._towns.called(name)]

    def part(self, name: str) -> Spot | None:
        """Return the state or province of a name, however it is abbreviated."""
        low = fold(name).rstrip(".")
        code = self._states.get(low) or WRITTEN.get(low.replace(" ", ""))
        if code is None and len(name) == 2 and name.isupper():
            code = name if name in self._codes else None
        if code:
            return self._codes[code]
        if low in PARTS:
            return self._part(name, *PARTS[low])
        return None

    def county(self, name: str) -> list[Spot]:
        """Return the counties of the USA of a name, each put in the middle of its state."""
        low = fold(name)
        states = self.counties.get(low) or self.counties.get(low.removesuffix("s"), [])
        return [
            Spot("county", name, self._codes[s].north, self._codes[s].east, "US", s)
            for s in states
            if s in self._codes
        ]

    @cached_property
    def _states(self) -> dict[str, str]:
        return {fold(name): code for name, (code, _, _) in STATES.items()}

    @cached_property
    def _codes(self) -> dict[str, Spot]:
        return {
            code: Spot("part", name, north, east, "US", code)
            for name, (code, north, east) in STATES.items()
        }

    def _part(self, name: str, country: str, code: str) -> Spot:
        north, east = self._middle(f"{country}.{code}")
        return Spot("part", name, north, east, country, code)

    def _country(self, country: _Country) -> Spot:
        if country.iso in CENTRES:
            north, east = CENTRES[country.iso]
        else:
            north, east = self._middle(f"{country.iso}.")
        return Spot("country", country.name, north, east, country.iso, people=country.population)

    def _middle(self, where: str) -> tuple[float, float]:
        """Return the middle of the towns of a country, "LY.", or of a part of one, "GB.SCT"."""
        all_of = np.char.startswith(self._towns.where, where)
        within = all_of if where.endswith(".") else self._towns.where == where
        if not within.any():
            return 0.0, 0.0
        return float(self._towns.north[within].mean()), float(self._towns.east[within].mean())

    def _town(self, town: int) -> Spot:
        towns = self._towns
        country, _, part = str(towns.where[town]).partition(".")
        name = towns.name(town)
        return Spot(
            "town",
            name,
            round(float(towns.north[town]), 4),
            round(float(towns.east[town]), 4),
            country,
            part,
            int(towns.people[town]),
            (fold(name), country) in self.capitals,
        )
