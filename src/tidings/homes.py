"""The home country or region of a source: as a person set it, as known, or as its articles tell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tidings.i18n import phrase
from tidings.reference.catalogue import catalogue
from tidings.reference.countries import COUNTRIES, country_of
from tidings.types import Home, Source

__all__ = ["country_of_source", "home_of"]

OFTEN = 0.4  # of a source's articles that must be set in a state, as swept on half of the dev set
MOSTLY = 0.6  # in a country: most of the world's press names the United States often
LEAST = 3  # articles


def country_of_source(source: Source) -> str:
    """Return a source's country by what is said of it, without its articles; "" where unknown."""
    return home_of(source, {}).country


def home_of(source: Source, lands: Mapping[str, int]) -> Home:
    """Return where a source is at home, as far as that is known.

    `lands` says in how many of its articles it names something in "US.TX" and in "US"; "" counts
    those that name any place.
    """
    country, because = _country(source, lands)
    if not country:
        return Home()
    if source.part and source.country == country:
        return Home(country=country, part=source.part, because=because)
    part = _most(lands, f"{country}.", OFTEN).partition(".")[2]
    return Home(country=country, part=part, because=because)


def _country(source: Source, lands: Mapping[str, int]) -> tuple[str, str]:
    if source.country:
        return source.country, phrase("as somebody said here")
    if country := _catalogued(source):
        return country, phrase("as the catalogue has it")
    if country := country_of(source):
        return country, phrase("guessed from its address or language")
    whole = {land: n for land, n in lands.items() if "." not in land}
    return _most(whole, "", MOSTLY), phrase("most of its articles are set there")


def _most(lands: Mapping[str, int], begins: str, share: float) -> str:
    """Return the land that is named in most articles, where these are enough."""
    held = [(n, land) for land, n in lands.items() if land and land.startswith(begins)]
    most, land = max(held, default=(0, ""))
    return land if most >= max(LEAST, share * lands.get("", 0)) else ""


def _catalogued(source: Source) -> str:
    return _by_address().get(_plain(source.url), "")


@cache
def _by_address() -> dict[str, str]:
    return {_plain(one.url): one.country for one in catalogue() if one.country in COUNTRIES}


def _plain(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/")
