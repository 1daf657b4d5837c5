"""Where the news of the library is set, and what a person says of it.

`News` shows it as `places`. Where an article's names lie is found by the stages *places* and
*where*; a correction is a fact that they keep to, and can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tidings.enrich.places import meanings, part_name
from tidings.entities.histogram import Bar, bars_of
from tidings.errors import UsageError
from tidings.i18n import LOCALES
from tidings.reference.countries import COUNTRIES, country_names, to_country
from tidings.steps import homes_of, load_where, put_together, save_where
from tidings.storage import Store
from tidings.text import fold
from tidings.types import Entity, Home, Pin, Place, PlaceCorrection, Story

__all__ = ["PlaceView", "Places", "full_name", "home_said"]

PINS = 60  # on one map
STORIES = 1_000  # of a place that its times are told by
SHOWN = 30  # stories of a place that are listed
NEAR = 150.0  # km around a town whose other towns are shown with it
LISTED = 12  # of these
MEANINGS = 40  # places of one name that a person chooses from


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceView:
    """A place as its page shows it."""

    place: Place
    bars: tuple[Bar, ...]  # oldest first, without gaps
    unit: str  # of the bars: day, week or month
    stories: tuple[Story, ...]  # set there or within it, the latest
    total: int  # of all stories there, at most STORIES
    within: tuple[Pin, ...]  # of a country or a part of one: its places
    near: tuple[tuple[Pin, float], ...]  # of a town: others, with the kilometres
    names: tuple[Entity, ...]  # by which the library knows it


def full_name(place: Place) -> str:
    """Return a place's name with its country, for where it stands alone."""
    country = COUNTRIES.get(place.country, place.country)
    if place.kind in ("continent", "country") or not country:
        return place.name
    part = f" {place.part}," if place.country == "US" and place.kind != "part" else ""
    return f"{place.name},{part} {country}"


def home_said(country: str, within: str) -> tuple[str, str]:
    """Return the codes of a country and of a state or province in it, as a person wrote them.

    The country by code, or by its name in a language of our pages; the other by its name or a
    town's. "" for "". Raises UsageError for what is not known.
    """
    code = to_country(country)
    if country.strip() and not code:
        named = (country_names(locale)(country) for locale in LOCALES)
        code = next(filter(None, named), "")
        if not code:
            raise UsageError(f"{country!r} is no country that we know: give a code like DE or GB")
    if not within.strip():
        return code, ""
    found = (place for place in meanings(within) if place.country == code and place.part)
    place = next(found, None)
    if place is None:
        raise UsageError(f"{within!r} is no state, province or town that we know in that country")
    return code, place.part


class Places:
    """The places of one library."""

    def __init__(self, store: Store, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def of_story(self, story: str) -> tuple[Pin, ...]:
        """Return where a story is set, the places that most of its articles name first."""
        return tuple(self._store.places.of_story(story, limit=PINS))

    def of_stories(self, stories: Sequence[str]) -> tuple[Pin, ...]:
        """Return where stories are set, the places of most stories first."""
        return tuple(self._store.places.of_stories(stories, limit=PINS))

    def of_articles(self, articles: Sequence[str]) -> tuple[Pin, ...]:
        """Return which places articles name, those that most of them name first."""
        return tuple(self._store.places.of_articles(articles, limit=PINS))

    def of_entity(self, entity: str) -> tuple[Pin, ...]:
        """Return where what is called by an entity's names lies, the most frequent first."""
        return tuple(self._store.places.of_entity(entity, limit=PINS))

    def of(self, place: Place) -> tuple[Pin, ...]:
        """Return a place itself as maps show it; none where it only holds others that are named."""
        return tuple(pin for pin in self._store.places.within(place, limit=1) if pin.place == place)

    def find(self, words: str = "", *, limit: int = 50) -> list[tuple[Place, int]]:
        """Return places whose names hold the words, in how many stories, most first."""
        return self._store.places.find(words.strip(), limit=limit)

    def get(self, place: str) -> PlaceView | None:
        """Return a place with its stories, and what lies in it or near it."""
        found = self._store.places.get(place)
        return self._view(found) if found else None

    def _view(self, place: Place) -> PlaceView:
        kept = self._store.places
        times = kept.stories(place, limit=STORIES)
        bars, unit = bars_of([at for _, at in times])
        near = () if place.wide else kept.near(place, km=NEAR, limit=LISTED)
        return PlaceView(
            place=place,
            bars=bars,
            unit=unit,
            stories=tuple(self._store.stories.get([id for id, _ in times[:SHOWN]]).values()),
            total=len(times),
            within=tuple(kept.within(place, limit=PINS)) if place.wide else (),
            near=tuple(near),
            names=tuple(kept.entities(place.id, limit=LISTED)),
        )

    def homes(self, sources: Sequence[str]) -> dict[str, Home]:
        """Return where sources are at home, as far as that is known."""
        return homes_of(self._store, sources)

    def part_name(self, home: Home) -> str:
        """Return what the state or province of a home is called; its code where nobody knows."""
        return part_name(home.country, home.part)

    def meanings(self, words: str) -> list[Place]:
        """Return the places that "Tripoli" or "Tripoli, Lebanon" may mean."""
        return meanings(words)[:MEANINGS]

    def corrections(self) -> list[PlaceCorrection]:
        """Return what persons said of places that is in force, the latest first."""
        return self._store.places.corrections()

    def correct(
        self, story: str, name: str, place: str, to: str, *, everywhere: bool = False, by: str = ""
    ) -> PlaceCorrection:
        """Say that a name which is taken for a place means another, in one story or everywhere.

        `place` is the id of the place, `to` that of one of `meanings(name)`, or words that mean one
        place: "Tripoli, Lebanon"; "" says that the name means no place.
        """
        wrong = self._store.places.get(place)
        if wrong is None:
            raise UsageError(f"there is no place {place}")
        stories = self._store.places.called(name, place)
        if story not in stories:
            raise UsageError(f"{name} is not taken for {full_name(wrong)} in this story")
        right = self._meant(name, to) if to else None
        if right and right.id == place:
            raise UsageError(f"{name} is {full_name(right)} already")
        means = full_name(right) if right else "no place"
        members = () if everywhere else self._store.stories.get([story])[story].articles
        kept = self._store.places.correct(
            PlaceCorrection(
                name=fold(name),
                place=place,
                to=right,
                articles=frozenset(members),
                says=f"{name} is not {full_name(wrong)} but {means}",
                by=by,
                at=self._now(),
            )
        )
        self._put_right(stories if everywhere else [story])
        return kept

    def undo(self, number: int) -> PlaceCorrection:
        """Take names for what they were taken for before a correction."""
        undone = self._store.places.undo(number, at=self._now())
        if undone is None:
            raise UsageError(f"there is no correction {number} of a place in force")
        placed = self._store.stories.membership(sorted(undone.articles))
        stories = [story for story, _, _ in placed.values()]
        self._put_right(stories if undone.articles else self._store.places.naming(undone.name))
        return undone

    def _meant(self, name: str, to: str) -> Place:
        found = [place for place in self.meanings(name) if place.id == to] or self.meanings(to)
        if not found:
            raise UsageError(f"no place called {to} is known: try it with its country")
        return found[0]

    def _put_right(self, stories: Sequence[str]) -> None:
        loaded = load_where(self._store, list(dict.fromkeys(stories)))
        with self._store.transaction():
            for (story, _), result in zip(
                loaded, put_together([task for _, task in loaded]), strict=True
            ):
                save_where(self._store, story, result)
