"""Places: where on earth the names of a text are, with coordinates and country.

A note's span is the name; its value holds `lat`, `lon` (degrees), `country` (ISO 3166-1 alpha-2,
None for a continent) and `place`, the gazetteer's own name. What `names` takes for a place and no
gazetteer knows gives none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tidings.countries import country_of_address
from tidings.enrich.places.gazetteer import gazetteer
from tidings.enrich.places.resolve import resolve
from tidings.enrich.places.towns import can_locate
from tidings.enrich.tagger import can_tag, tag
from tidings.text import fold, words
from tidings.types import Article, Note, Novelty, Span

__all__ = ["VERSION", "country_names", "note_places"]

VERSION = 1
READ_CHARS = 30_000  # of a text, as names are read
CONFIDENCE = 0.8  # eight in ten are within 161 km, see docs/quality.md
# What news calls countries besides their names, in any language.
_BESIDES = {
    "us": "US", "u.s": "US", "usa": "US", "u.s.a": "US", "america": "US", "uk": "GB", "u.k": "GB",
    "britain": "GB", "great britain": "GB", "burma": "MM", "ivory coast": "CI", "holland": "NL",
    "uae": "AE", "russian federation": "RU", "palestine": "PS", "turkey": "TR", "czechia": "CZ",
    "drc": "CD", "dr congo": "CD", "macedonia": "MK", "vatican": "VA", "bosnia": "BA",
}  # fmt: skip


def note_places(article: Article, novelty: Novelty) -> tuple[Note, ...]:
    """Return the places of an article's text in order.

    None where the names' model or the towns are not installed.
    """
    if not (can_tag() and can_locate()):
        return ()
    text = article.text[:READ_CHARS]
    tagged = [t for t in tag(text, language=article.language) if t.kind in ("place", "other")]
    if not any(t.kind == "place" for t in tagged):
        return ()
    spans = [(t.start, t.end) for t in tagged]  # peoples, too: they tell which country is meant
    found = resolve(
        text, spans, gazetteer(), country_names(article.language[:2] or "en"), home=_home(article)
    )
    return tuple(
        Note(
            article=article.id,
            name="places",
            version=VERSION,
            value={
                "lat": spot.north,
                "lon": spot.east,
                "country": spot.country or None,
                "place": spot.name,
            },
            span=Span(start=t.start, end=t.end),
            confidence=CONFIDENCE,
        )
        for t in tagged
        if t.kind == "place" and (spot := found.get((t.start, t.end)))
    )


def country_names(language: str) -> Callable[[str], str]:
    """Return what gives the country of a name in a language or in English, "" for none."""
    known = _countries(language)
    return lambda name: known.get(_plain(name), "")


def _home(article: Article) -> str:
    """Return the country that a publisher's name or domain tells."""
    known = _countries("en")
    named = (known[word] for word in words(article.publisher) if word in known)
    return next(named, "") or country_of_address(article.url)


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
        known |= {fold(name): iso for iso, name in named.items() if len(iso) == 2 and iso.isalpha()}
    return known | _BESIDES
