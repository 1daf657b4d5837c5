"""Countries: their codes and names, and where a source is likely from. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tidings.text import fold
from tidings.types import Source
from tidings.urls import host_of

__all__ = [
    "COUNTRIES",
    "country_called",
    "country_names",
    "country_of",
    "country_of_address",
    "to_country",
]

# ISO 3166-1 alpha-2, with the English name.
COUNTRIES = dict(
    line.split(" ", 1)
    for line in """\
AE United Arab Emirates;AF Afghanistan;AL Albania;AM Armenia;AO Angola;AR Argentina;AT Austria
AU Australia;AZ Azerbaijan;BA Bosnia and Herzegovina;BD Bangladesh;BE Belgium;BF Burkina Faso
BG Bulgaria;BH Bahrain;BO Bolivia;BR Brazil;BY Belarus;CA Canada;CD DR Congo;CH Switzerland
CI Ivory Coast;CL Chile;CM Cameroon;CN China;CO Colombia;CR Costa Rica;CU Cuba;CY Cyprus;CZ Czechia
DE Germany;DK Denmark;DO Dominican Republic;DZ Algeria;EC Ecuador;EE Estonia;EG Egypt;ES Spain
ET Ethiopia;FI Finland;FR France;GB United Kingdom;GE Georgia;GH Ghana;GR Greece;GT Guatemala
HK Hong Kong;HN Honduras;HR Croatia;HT Haiti;HU Hungary;ID Indonesia;IE Ireland;IL Israel;IN India
IQ Iraq;IR Iran;IS Iceland;IT Italy;JM Jamaica;JO Jordan;JP Japan;KE Kenya;KG Kyrgyzstan;KH Cambodia
KP North Korea;KR South Korea;KW Kuwait;KZ Kazakhstan;LA Laos;LB Lebanon;LK Sri Lanka;LT Lithuania
LU Luxembourg;LV Latvia;LY Libya;MA Morocco;MD Moldova;ME Montenegro;MG Madagascar
MK North Macedonia;ML Mali;MM Myanmar;MN Mongolia;MR Mauritania;MT Malta;MX Mexico;MY Malaysia
MZ Mozambique;NA Namibia;NE Niger;NG Nigeria;NI Nicaragua;NL Netherlands;NO Norway;NP Nepal
NZ New Zealand;OM Oman;PA Panama;PE Peru;PH Philippines;PK Pakistan;PL Poland;PS Palestine
PT Portugal;PY Paraguay;QA Qatar;RO Romania;RS Serbia;RU Russia;RW Rwanda;SA Saudi Arabia;SD Sudan
SE Sweden;SG Singapore;SI Slovenia;SK Slovakia;SN Senegal;SO Somalia;SS South Sudan;SV El Salvador
SY Syria;TD Chad;TH Thailand;TJ Tajikistan;TM Turkmenistan;TN Tunisia;TR Turkey;TW Taiwan
TZ Tanzania;UA Ukraine;UG Uganda;US United States;UY Uruguay;UZ Uzbekistan;VE Venezuela;VN Vietnam
YE Yemen;ZA South Africa;ZM Zambia;ZW Zimbabwe""".replace("\n", ";").split(";")
)
# Country domains that are sold to anybody for what they look like: they say nothing.
_FOR_SALE = frozenset("AI CC CO FM GG IO LA ME TO TV WS".split())
# What news calls countries besides their names, in any language.
_BESIDES = {
    "us": "US", "u.s": "US", "usa": "US", "u.s.a": "US", "america": "US", "uk": "GB", "u.k": "GB",
    "britain": "GB", "great britain": "GB", "burma": "MM", "ivory coast": "CI", "holland": "NL",
    "uae": "AE", "russian federation": "RU", "palestine": "PS", "turkey": "TR", "czechia": "CZ",
    "czech republic": "CZ", "drc": "CD", "dr congo": "CD", "macedonia": "MK", "vatican": "VA",
    "bosnia": "BA", "сша": "US", "ee.uu": "US", "ee. uu": "US", "eeuu": "US", "abd": "US",
}  # fmt: skip
_OTHERWISE = {"UK": "GB", "EL": "GR"}
_NEWS = "en fr de es it pt nl ru pl tr ar uk".split()  # in which countries are known by name
_REGION = re.compile(r"[a-z]{2,3}[-_](?:[A-Za-z]{4}[-_])?([A-Za-z]{2})", re.IGNORECASE)


def to_country(text: str) -> str:
    """Return the code of a country by its code or name; "" for none that we know."""
    wanted = text.strip().casefold()
    code = _OTHERWISE.get(wanted.upper(), wanted.upper())
    if code in COUNTRIES:
        return code
    return next((code for code, name in COUNTRIES.items() if name.casefold() == wanted), "")


def country_of(source: Source) -> str:
    """Return where a source is from: as a person said, else by its domain or its language's region.

    "" where nothing tells.
    """
    if source.country:
        return source.country
    for address in (source.home, source.url):
        if code := country_of_address(address):
            return code
    region = _REGION.fullmatch(source.language)
    return to_country(region[1]) if region else ""


def country_of_address(address: str) -> str:
    """Return the country that an address's domain is of; "" for none, or one sold to anybody."""
    end = host_of(address).rpartition(".")[2].upper() if address else ""
    code = _OTHERWISE.get(end, end)
    return code if code in COUNTRIES and code not in _FOR_SALE else ""


def country_names(language: str) -> Callable[[str], str]:
    """Return what gives the country of a name in a language or in English, "" for none."""
    known = _countries(language)
    return lambda name: known.get(_plain(name), "")


@lru_cache(maxsize=1 << 12)
def country_called(name: str) -> str:
    """Return the English name of the country that a name means in whatever language; "" for none.

    What is one country in one language and another in the next is none.
    """
    return COUNTRIES.get(_in_all_languages().get(_plain(name), ""), "")


@lru_cache(maxsize=1)
def _in_all_languages() -> dict[str, str]:
    meant: dict[str, set[str]] = {}
    for language in _NEWS:
        for name, code in _countries(language).items():
            meant.setdefault(name, set()).add(code)
    return {name: codes.pop() for name, codes in meant.items() if len(codes) == 1}


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ").rstrip(".")


@lru_cache(maxsize=32)
def _countries(language: str) -> dict[str, str]:
    """Return the countries by their names in a language and in English."""
    from babel import Locale, UnknownLocaleError

    known: dict[str, str] = {}
    for code in ("en", language):
        try:
            named = Locale.parse(code).territories
        except (UnknownLocaleError, ValueError):
            continue
        written = {
            fold(name): iso for iso, name in named.items() if len(iso) == 2 and iso.isalpha()
        }
        known |= written | {name.replace(" & ", " and "): iso for name, iso in written.items()}
    return known | _BESIDES
