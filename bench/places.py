"""Places on LGL: American and other local news with every place's coordinates.

Given the names, a place is right within 161 km (100 miles) of the label; a name that is left out is
wrong. Beside it stands the largest place of the name. End to end, names are found, too: F1 of
places that are right. The weights were chosen on the first, third … article; the others are
"unseen". Where the publisher's state is learned, it is from what its other articles tell.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from lxml import etree

from bench.table import Figure, not_measured
from tidings.enrich.places import note_places
from tidings.enrich.places.gazetteer import gazetteer
from tidings.enrich.places.resolve import distance, places_called, resolve
from tidings.reference.countries import country_names
from tidings.types import Article, Novelty, Place

__all__ = ["run"]

QUICK = 60  # articles
RIGHT = 161.0  # km
OFTEN = 0.4  # of a publisher's other articles that must lie in a state for it to be its own


@dataclass(frozen=True, slots=True)
class Label:
    """A place in a text, and where it is in degrees."""

    start: int
    end: int
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article of the set."""

    text: str
    publisher: str
    labels: tuple[Label, ...]


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure accuracy on both halves, and end to end."""
    packed = shared / "data" / "places" / "lgl.xml.gz"
    if not packed.is_file():
        return [not_measured("places", f"{packed.name} is missing")]
    articles = list(_read(packed))[: QUICK if quick else None]
    homes = _homes(articles)
    figures = []
    for name, half in (("tuned on", articles[::2]), ("unseen", articles[1::2])):
        labels = sum(len(article.labels) for article in half)
        given = sum(_right(a, _resolved(a)) for a in half) / labels
        largest = sum(_right(a, _largest(a)) for a in half) / labels
        figures.append(Figure(f"places, names given, {name}", given, "within 161 km", largest,
                              f"{labels} labels", "the largest of its name"))  # fmt: skip
        home = sum(_right(a, _resolved(a, homes[id(a)])) for a in half) / labels
        what = f"places, names given, {name}, publisher's state learned"
        figures.append(Figure(what, home, "within 161 km"))
    return [*figures, Figure("places, end to end, unseen", _end_to_end(articles[1::2]), "F1")]


def _read(packed: Path) -> Iterator[Labelled]:
    root = etree.fromstring(gzip.decompress(packed.read_bytes()))
    for article in root.iter("article"):
        labels = tuple(
            Label(
                int(name.findtext("start")), int(name.findtext("end")),
                float(name.findtext("gaztag/lat")), float(name.findtext("gaztag/lon")),
            )
            for name in article.iter("toponym")
            if name.findtext("gaztag/lat")
        )  # fmt: skip
        yield Labelled(article.findtext("text"), article.findtext("domain"), labels)


def _resolved(article: Labelled, home: str = "") -> dict[tuple[int, int], Place]:
    spans = [(label.start, label.end) for label in article.labels]
    return resolve(article.text, spans, gazetteer(), country_names("en"), home)


def _largest(article: Labelled) -> dict[tuple[int, int], Place]:
    """Return the largest place of each name; a country or state before any town."""
    called = {
        (label.start, label.end): places_called(
            article.text[label.start : label.end], gazetteer(), country_names("en")
        )
        for label in article.labels
    }
    return {
        span: max(places, key=lambda place: (place.kind != "town", place.people))
        for span, places in called.items()
        if places
    }


def _right(article: Labelled, places: dict[tuple[int, int], Place]) -> int:
    return sum(
        _near(places[where], label)
        for label in article.labels
        if (where := (label.start, label.end)) in places
    )


def _near(place: Place, label: Label) -> bool:
    degrees = [np.array(each) for each in (place.north, place.east, label.north, label.east)]
    return float(distance(*degrees)) <= RIGHT


def _homes(articles: Sequence[Labelled]) -> dict[int, str]:
    """Return the state of each article's publisher, as its other articles tell it."""
    named = {id(a): {f"{s.country}.{s.part}" for s in _resolved(a).values() if s.part}
             for a in articles}  # fmt: skip
    by_publisher: dict[str, list[Labelled]] = defaultdict(list)
    for article in articles:
        by_publisher[article.publisher].append(article)
    homes = {}
    for article in articles:
        others = [a for a in by_publisher[article.publisher] if a is not article]
        states = Counter(state for other in others for state in named[id(other)])
        state, count = states.most_common(1)[0] if states else ("", 0)
        homes[id(article)] = state if count >= max(2, OFTEN * len(others)) else ""
    return homes


def _end_to_end(articles: Sequence[Labelled]) -> float:
    right = found = labels = 0
    for article in articles:
        lines = tuple(article.text.split("\n"))
        notes = note_places(Article(id="", paragraphs=lines, language="en"), Novelty(article=""))
        labels += len(article.labels)
        found += len(notes)
        at = {label.start: label for label in article.labels}
        for note in notes:
            label = at.get(note.span.start) if note.span else None
            if label:
                north, east = float(str(note.value["lat"])), float(str(note.value["lon"]))
                right += _near(Place("", "", north, east, ""), label)
    return 2 * right / (found + labels)
