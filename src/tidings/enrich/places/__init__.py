"""Places: where on earth the names of a text are, with coordinates and country.

A note's span is the name; its value holds `name` (as the note of the name has it), `lat`, `lon`
(degrees), `country` (ISO 3166-1 alpha-2, None for a continent), `part` (GeoNames' code of the state
or province), `kind` (continent, country, part, county, town), `people` and `place`, the gazetteer's
own name. What `names` takes for a place and no gazetteer knows gives none.
"""

from __future__ import annotations

from collections.abc import Sequence

from tidings.enrich.names.tagger import can_tag, tag
from tidings.enrich.places.gazetteer import gazetteer
from tidings.enrich.places.resolve import places_called, resolve
from tidings.enrich.places.towns import can_locate
from tidings.reference.countries import country_names, country_of_address
from tidings.text import words
from tidings.types import Article, Json, Note, Novelty, Place, Span

__all__ = [
    "VERSION",
    "locate",
    "locate_names",
    "meanings",
    "note_places",
    "part_name",
    "place_of",
]

Name = tuple[int, int, str, str]  # start, end, kind, the fullest name

VERSION = 6
READ_CHARS = 30_000  # of a text, as names are read
CONFIDENCE = 0.8  # eight in ten are within 161 km, see docs/quality/notes.md


def note_places(article: Article, novelty: Novelty) -> tuple[Note, ...]:
    """Return the places of an article's text in order.

    None where the names' model or the towns are not installed.
    """
    if not can_tag():
        return ()
    text = article.text[:READ_CHARS]
    tagged = tag(text, language=article.language)
    return locate(article, [(t.start, t.end, t.kind, text[t.start : t.end]) for t in tagged])


def locate_names(article: Article, names: Sequence[Note], *, home: str = "") -> tuple[Note, ...]:
    """Return the places among the names that are noted on an article, in order of its text.

    `home` is where its publisher is: "US.TX" or "LY"; "" leaves it to its name and address.
    """
    return locate(
        article,
        [
            (note.span.start, note.span.end, str(note.value["type"]), str(note.value["name"]))
            for note in names
            if note.span
        ],
        home=home,
    )


def locate(article: Article, named: Sequence[Name], *, home: str = "") -> tuple[Note, ...]:
    """Return which of an article's names are places on earth, and where."""
    # Peoples, too: they tell which country is meant.
    spans = [(start, end) for start, end, kind, _ in named if kind in ("place", "other")]
    if not any(kind == "place" for *_, kind, _ in named) or not can_locate():
        return ()
    countries = country_names(article.language[:2] or "en")
    found = resolve(article.text, spans, gazetteer(), countries, home=home or _home(article))
    return tuple(
        Note(
            article=article.id,
            name="places",
            version=VERSION,
            value=_value(place, name),
            span=Span(start=start, end=end),
            confidence=CONFIDENCE,
        )
        for start, end, kind, name in named
        if kind == "place" and (place := found.get((start, end)))
    )


def place_of(note: Note) -> Place:
    """Return the place that a note tells."""
    value = note.value
    return Place(
        kind=str(value["kind"]),
        name=str(value["place"]),
        north=float(str(value["lat"])),
        east=float(str(value["lon"])),
        country=str(value["country"] or ""),
        part=str(value["part"]),
        people=int(str(value["people"])),
    )


def _value(place: Place, name: str) -> dict[str, Json]:
    return {
        "name": name,
        "lat": place.north,
        "lon": place.east,
        "country": place.country or None,
        "part": place.part,
        "kind": place.kind,
        "place": place.name,
        "people": place.people,
    }


def meanings(words: str, *, language: str = "en") -> list[Place]:
    """Return the places that "Tripoli" or "Tripoli, Lebanon" may mean, the largest first."""
    if not can_locate():
        return []
    name, _, where = (part.strip() for part in words.partition(","))
    known, countries = gazetteer(), country_names(language)
    places = places_called(name, known, countries)
    part, country = known.part(where) if where else None, countries(where) if where else ""
    return [
        place
        for place in places
        if not where
        or (part and (place.country, place.part) == (part.country, part.part))
        or (country and place.country == country)
    ]


def part_name(country: str, part: str) -> str:
    """Return what a state or province is called, else its largest town, else its code."""
    return gazetteer().part_name(country, part) if part and can_locate() else part


def _home(article: Article) -> str:
    """Return the country that a publisher's name or domain tells."""
    country = country_names("en")
    named = (found for word in words(article.publisher) if (found := country(word)))
    return next(named, "") or country_of_address(article.url)
