"""The gazetteer: countries, their parts and towns, by their names in many languages."""

from __future__ import annotations

from functools import cached_property, lru_cache
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

from tidings.enrich.places.regions import CENTRES, PART_CENTRES, PARTS, STATES, WRITTEN
from tidings.enrich.places.towns import Towns, package_data, read_towns
from tidings.text import fold
from tidings.types import Place

__all__ = ["Gazetteer", "gazetteer"]


class _Country(msgspec.Struct):
    name: str
    iso: str
    population: int
    capital: str


class _County(msgspec.Struct):
    name: str
    state: str
    fips: str


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once."""
    folder = package_data()
    countries = msgspec.json.decode(
        (folder / "countries.json").read_bytes(), type=dict[str, _Country]
    )
    counties = msgspec.json.decode((folder / "us_counties.json").read_bytes(), type=list[_County])
    return Gazetteer(read_towns(), countries, counties)


def _middles_of_counties() -> dict[str, tuple[float, float]]:
    """Return where each county of the USA is, north and east, by its FIPS code."""
    with files("tidings.enrich.places").joinpath("counties.npz").open("rb") as file:
        kept = np.load(file, allow_pickle=False)
        middles = kept["middles"].astype(np.float64) / 100  # it counts in hundredths of a degree
        return {
            str(fips, "ascii"): (north, east)
            for fips, (east, north) in zip(kept["fips"].tolist(), middles.tolist(), strict=True)
        }


class Gazetteer:
    """Names to places."""

    def __init__(
        self, towns: Towns, countries: dict[str, _Country], counties: list[_County]
    ) -> None:
        self._towns = towns
        self._capitals = {(fold(c.capital), code) for code, c in countries.items()}
        self.countries = {code: self._country(country) for code, country in countries.items()}
        self._counties: dict[str, list[Place]] = {}
        middles = _middles_of_counties()
        for county in counties:
            if county.fips in middles:
                place = Place("county", county.name, *middles[county.fips], "US", county.state)
                self._counties.setdefault(fold(county.name), []).append(place)
                bare = fold(county.name).rpartition(" ")[0]  # without County, Parish
                self._counties.setdefault(bare, []).append(place)

    def towns(self, name: str) -> list[Place]:
        """Return the towns of a name, the largest first."""
        return [self._town(town) for town in self._towns.called(name)]

    def part(self, name: str) -> Place | None:
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

    def part_name(self, country: str, part: str) -> str:
        """Return what a state or province is called, else its largest town, else its code."""
        if country == "US" and part in self._codes:
            return self._codes[part].name
        called = next((name for name, where in PARTS.items() if where == (country, part)), "")
        return called.title() or self._towns.largest(f"{country}.{part}") or part

    def county(self, name: str) -> list[Place]:
        """Return the counties of the USA of a name, with "County" or without."""
        return self._counties.get(fold(name), [])

    @cached_property
    def _capital_towns(self) -> frozenset[int]:
        """The largest town of its country that is called as the capital is."""
        found = set()
        for name, country in self._capitals:
            called = self._towns.called(name)
            within = (t for t in called if str(self._towns.where[t]).startswith(f"{country}."))
            found.add(next(within, -1))
        return frozenset(found)

    @cached_property
    def _states(self) -> dict[str, str]:
        return {fold(name): code for name, (code, _, _) in STATES.items()}

    @cached_property
    def _codes(self) -> dict[str, Place]:
        return {
            code: Place("part", name, north, east, "US", code)
            for name, (code, north, east) in STATES.items()
        }

    def _part(self, name: str, country: str, code: str) -> Place:
        where = f"{country}.{code}"
        north, east = PART_CENTRES.get(where) or self._middle(self._towns.where == where)
        return Place("part", name, north, east, country, code)

    def _country(self, country: _Country) -> Place:
        if country.iso in CENTRES:
            north, east = CENTRES[country.iso]
        else:
            north, east = self._middle(self._towns.within(country.iso))
        return Place("country", country.name, north, east, country.iso, people=country.population)

    def _middle(self, within: NDArray[np.bool_]) -> tuple[float, float]:
        """Return the middle of those towns."""
        if not within.any():
            return 0.0, 0.0
        return float(self._towns.north[within].mean()), float(self._towns.east[within].mean())

    def _town(self, town: int) -> Place:
        towns = self._towns
        country, _, part = str(towns.where[town]).partition(".")
        name = towns.name(town)
        return Place(
            "town",
            name,
            round(float(towns.north[town]), 4),
            round(float(towns.east[town]), 4),
            country,
            part,
            int(towns.people[town]),
            town in self._capital_towns,
        )
