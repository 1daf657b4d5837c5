"""Which place of its name a text means: the right Tripoli, the right Paris.

Weighed are how large a place is, what is said right after its name ("Paris, Texas"), in which
countries and states the other places of the text may lie, and how near it is to them. Every name
starts with a chance for each of its places; three rounds let the names convince each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tidings.enrich.places.gazetteer import Gazetteer
from tidings.enrich.places.regions import CONTINENTS, PEOPLES
from tidings.text import fold
from tidings.types import Place

__all__ = ["Toponym", "distance", "places_called", "resolve"]

# Weights, in powers of ten of people; swept on half of the development articles.
CAPITAL = 0.7
OTHERWISE = 1.2  # off for a name that is not the town's own
SAID = 6.0  # for what the name is followed by
SAME_PART, SAME_COUNTRY, NEAR = 2.0, 0.5, 1.5  # for what others of the text may share
# Of so many others each speaks for a name in full; of more, less: a report that goes through the
# whole country has a name from every state, and speaks for no small town. See decisions/0313.
FEW = 2
# A town of ten million speaks least for its surroundings, one of some 30,000 or fewer in full.
HEARD_PART, HEARD_TOP, HEARD_SPAN, HEARD_LEAST = 0.8, 7.0, 2.5, 0.2
SEAT = 2.0  # what a capital gains besides, where its country is spoken of
HOME = 2.0  # what the publisher's country or state counts, as so many other names do
COUNTRY, PART, COUNTY, REGION = 8.0, 8.0, 3.5, 7.0
REACH = 100.0  # km
# A town of fewer people than that needs so much from the others. Such towns are right 24 times of
# 40 where names are given (LGL), and storms, ships and seas are called so, too.
SMALL, LEAST = 15_000, 0.8
SHARP = 1.5  # how sure a weight makes
ROUNDS = 3
MOST, NAMES = 20, 40  # towns of one name, and names of a text, that are weighed against each other
EARTH = 6371.0  # km

# A name that is only this is a piece of one: towns are called so, but "17 February Street" is none.
PIECES = frozenset(
    "street road avenue square park bridge lane drive highway airport station hospital university "
    "school church river lake bay island islands hill hills valley mountain county state city town "
    "village province district region north south east west center centre".split()
)
ENDINGS = ("n", "an", "ian", "ese", "i")  # of peoples, after their land

_AFTER = re.compile(r"(?:'s|’s)?(?:, | \()((?:[^\W\d_]|\.)+(?: [^\W\d_]+)?)")
_COUNTY = re.compile(
    r"(?:(?:,| and|, and) [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)*,? "
    r"(?:[Cc]ount(?:y|ies)|[Pp]arish(?:es)?|Co\.)\b"
)
_AROUND = [
    re.compile(pattern)
    for pattern in (
        r"^(?:the )?(?:city |town |village |port )of ",
        r"^(?:the |north |south |east |west |northern |southern |eastern |western |downtown )",
        r" (?:county|parish|city|township|town|village|province|district|state|region)$",
    )
]

Names = Callable[[str], str]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a text, and the places that it may mean."""

    start: int
    end: int
    name: str  # folded
    places: tuple[Place, ...]
    said: str = ""  # the country or state that follows it: US.TX
    county: bool = False  # "County" follows it, or "counties" the list in which it stands


def resolve(
    text: str,
    spans: Sequence[tuple[int, int]],
    known: Gazetteer,
    country_named: Names,
    home: str = "",
) -> dict[tuple[int, int], Place]:
    """Return which place each of the spans is; spans that name no known place are left out.

    So is a small town that nothing else speaks for: most often its name is no town's there.
    `country_named` gives the country of a name in the text's language; `home` is the publisher's
    country, or its state: "US.TX".
    """
    toponyms = [_toponym(text, span, known, country_named) for span in spans]
    groups = _by_name([toponym for toponym in toponyms if toponym.places])
    pieces = [groups[at : at + NAMES] for at in range(0, len(groups), NAMES)]
    chosen = [place for piece in pieces for place in _chosen(piece, home)]
    return {
        (toponym.start, toponym.end): place
        for group, place in zip(groups, chosen, strict=True)
        if place
        for toponym in group
    }


def distance(north: Floats, east: Floats, other_north: Floats, other_east: Floats) -> Floats:
    """Return the kilometres along the earth between places in degrees; shapes broadcast."""
    a, b = np.radians(north), np.radians(other_north)
    half = (
        np.sin((b - a) / 2) ** 2
        + np.cos(a) * np.cos(b) * np.sin(np.radians(other_east - east) / 2) ** 2
    )
    found: Floats = 2 * EARTH * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    return found


def _toponym(text: str, span: tuple[int, int], known: Gazetteer, country_named: Names) -> Toponym:
    start, end = span
    name = re.sub(r"['’]s?$", "", text[start:end]).strip()
    places = places_called(name, known, country_named)
    said = _said(text, end, known, country_named)
    county = _COUNTY.match(text, end) is not None
    return Toponym(start, end, fold(name), tuple(places), said, county)


def places_called(name: str, known: Gazetteer, country_named: Names) -> list[Place]:
    """Return the places that a name may mean, the largest towns first."""
    low = fold(name)
    if low in PIECES:
        return []
    if region := next((one for one in (low, *_lands_of(low)) if one in CONTINENTS), ""):
        return [Place("continent", name, *CONTINENTS[region], "")]
    places = known.towns(name)[:MOST]
    if code := country_named(name) or _people(low, country_named):
        places += [known.countries[code]] if code in known.countries else []
    if part := known.part(name):
        places.append(part)
    places += known.county(name)
    if not places:
        places = [part for land in _lands_of(low) if (part := known.part(land))]
    for around in _AROUND if not places else ():
        places = places or known.towns(around.sub("", low))[:MOST]
    return places


def _people(low: str, country_named: Names) -> str:
    """Return the country of a people: Libyan, Sri Lankans."""
    low = low.removesuffix("s")
    if low in PEOPLES:
        return PEOPLES[low]
    return next((code for land in _lands_of(low) if (code := country_named(land))), "")


def _lands_of(people: str) -> list[str]:
    """Return what the land of a people may be called: of "ohioans" "ohioa", "ohio" and "oh"."""
    low = people.removesuffix("s")
    return [low.removesuffix(ending) for ending in ENDINGS if low.endswith(ending)]


def _said(text: str, end: int, known: Gazetteer, country_named: Names) -> str:
    """Return the country or state that follows a name: Paris, Texas."""
    match = _AFTER.match(text, end)
    for name in (match[1], match[1].split(" ")[0]) if match else ():
        if part := known.part(name):
            return f"{part.country}.{part.part}"
        if code := country_named(name):
            return f"{code}."
    return ""


def _by_name(toponyms: Sequence[Toponym]) -> list[list[Toponym]]:
    """Group the mentions of one name: a text means the same by it, but where it says otherwise."""
    groups: dict[tuple[str, str, bool], list[Toponym]] = defaultdict(list)
    for toponym in sorted(toponyms, key=lambda t: not t.said):
        keys = [key for key in groups if (key[0], key[2]) == (toponym.name, toponym.county)]
        plain = not toponym.said and keys
        own = (toponym.name, toponym.said, toponym.county)
        groups[keys[0] if plain else own].append(toponym)
    return sorted(groups.values(), key=lambda group: min(t.start for t in group))


def _chosen(groups: Sequence[Sequence[Toponym]], home: str) -> list[Place | None]:
    """Return the likeliest place of each group; None for a small town that stands alone."""
    if not groups:
        return []
    places = [place for group in groups for place in group[0].places]
    of = np.repeat(np.arange(len(groups)), [len(group[0].places) for group in groups])
    first = np.array([_weight(place, groups[of[at]][0]) for at, place in enumerate(places)])
    same_part, same_country, near = _links(places, of)
    land = home.partition(".")[0]
    at_home = np.array([HOME * (bool(home) and s.country == land) for s in places])
    local = np.array([HOME * (bool(s.part) and f"{s.country}.{s.part}" == home) for s in places])
    heard = np.array([_heard(place) for place in places])
    voice = min(1.0, FEW / max(1, len(groups) - 1))
    seat = np.array([place.capital for place in places])
    chance = _chances(first, of)
    for _ in range(ROUNDS):
        spoken_for = (
            SAME_PART * np.log1p(3 * (voice * (same_part @ (heard * chance)) + local))
            + (SAME_COUNTRY + SEAT * seat) * np.log1p(3 * (same_country @ chance + at_home))
            + NEAR * np.log1p(3 * voice * (near @ (heard * chance)))
        )
        chance = _chances(first + spoken_for, of)
    best = [int(np.flatnonzero(of == k)[np.argmax(chance[of == k])]) for k in range(len(groups))]
    return [
        None if _stands_alone(places[at], group[0], spoken_for[at]) else places[at]
        for at, group in zip(best, groups, strict=True)
    ]


def _stands_alone(place: Place, toponym: Toponym, spoken_for: float) -> bool:
    small = place.kind == "town" and place.people < SMALL
    return small and not toponym.said and spoken_for < LEAST


def _heard(place: Place) -> float:
    """Return how much a place speaks for others around it: all the world names a large town."""
    if place.kind == "part":
        return HEARD_PART
    return float(
        np.clip((HEARD_TOP - np.log10(place.people + 1000)) / HEARD_SPAN, HEARD_LEAST, 1.0)
    )


def _chances(weight: Floats, of: NDArray[np.int64]) -> Floats:
    """Return how likely each place is among those of its name."""
    most = np.full(of.max() + 1, -np.inf)
    np.maximum.at(most, of, weight)
    power = np.exp(SHARP * (weight - most[of]))
    found: Floats = power / np.bincount(of, power)[of]
    return found


def _links(places: Sequence[Place], of: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
    """Return how much each place speaks for each of another name: state, country, nearness."""
    north = np.array([place.north for place in places])
    east = np.array([place.east for place in places])
    lands = np.array([place.country or "-" for place in places])
    parts = np.array([f"{s.country}.{s.part}" if s.part else "" for s in places])
    small = np.array([place.kind in ("town", "county") for place in places])
    other = of[:, None] != of[None, :]
    country = (lands[:, None] == lands[None, :]) & other & small[:, None]
    # A state gains by what lies in it, too: Georgia among towns of Georgia is no country.
    part = (parts[:, None] == parts[None, :]) & other & (parts != "")[:, None]
    town = np.array([place.kind == "town" for place in places])
    apart = distance(north[:, None], east[:, None], north[None, :], east[None, :])
    near = np.exp(-apart / REACH) * (other & town[:, None] & town[None, :])
    return part.astype(float), country.astype(float), near


def _weight(place: Place, toponym: Toponym) -> float:
    fixed = {"country": COUNTRY, "part": PART, "county": COUNTY, "continent": REGION}
    if place.kind in fixed:
        weight = fixed[place.kind]
    else:
        weight = float(np.log10(place.people + 300)) + CAPITAL * place.capital
        weight -= OTHERWISE * (fold(place.name) != toponym.name)
    where = (f"{place.country}.{place.part}", f"{place.country}.")
    weight += SAID * (toponym.county and place.kind == "county")
    return weight + SAID * (toponym.said in where and place.kind != "country")
