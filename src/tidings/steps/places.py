"""*Places* and *where*: where on earth an article's places are, and what its story means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from tidings.enrich.places import locate_names, place_of
from tidings.homes import home_of
from tidings.steps.stories import look_again
from tidings.storage import Store
from tidings.text import fold
from tidings.types import Article, Home, Note, Place, PlaceCorrection, PlaceMention

__all__ = [
    "homes_of",
    "load_places",
    "load_where",
    "locate_each",
    "put_together",
    "save_places",
    "save_where",
    "settle_home",
]

Loaded = list[tuple[str, Any]]
Told = tuple[Sequence[str], Mapping[str, Sequence[Note]], Sequence[PlaceCorrection]]

MOST = 100  # articles of a story that are looked through, as for names
Read = tuple[Sequence[Note], str, str]  # places of an article, its source, and that one's home
AGAIN = 500  # latest articles of a source that are read again when its home is known better
LATEST = 100  # articles of a source that tell where it is at home


def load_places(store: Store, items: Sequence[str]) -> Loaded:
    """Load articles with the names that are noted on them, and where their sources are at home."""
    names = store.articles.notes(items, "names")
    found = store.articles.get(items)
    homes = homes_of(store, {article.source for article in found.values() if article.source})
    return [
        (item, (found[item], names.get(item, []), homes.get(found[item].source, Home()).code))
        for item in items
        if item in found
    ]


def homes_of(store: Store, sources: Collection[str]) -> dict[str, Home]:
    """Return where sources are at home, as far as that is known."""
    known = {id: source for id in sources if (source := store.sources.get(id))}
    lands = store.places.lands(list(known), articles=LATEST)
    return {id: home_of(source, lands[id]) for id, source in known.items()}


def locate_each(tasks: Sequence[tuple[Article, Sequence[Note], str]]) -> list[Read]:
    """Find where on earth the places of each article are, from its source's home."""
    return [
        (locate_names(article, names, home=home), article.source, home)
        for article, names, home in tasks
    ]


def save_places(store: Store, item: str, result: Read) -> None:
    """Keep an article's places; where it is in a story already, that is looked through again.

    The first to be read from a better known home has those before it read again.
    """
    notes, source, home = result
    store.articles.save_notes(item, "places", notes)
    look_again(store, "where", item)
    if source and store.sources.get(source) and store.places.read_from(source, home):
        read_again(store, source, but=item)


def settle_home(store: Store, source: str) -> None:
    """Have a source's articles read again where a person has said that it is at home elsewhere."""
    home = homes_of(store, [source]).get(source, Home())
    if store.places.read_from(source, home.code, said=True):
        read_again(store, source)


def read_again(store: Store, source: str, *, but: str = "") -> None:
    """Make the latest articles of a source pending for *places*."""
    latest = store.articles.latest(tag="", source=source, since=None, limit=AGAIN)
    store.queue.add("places", {one.id: one.time for one in latest if one.id != but and one.time})


def load_where(store: Store, items: Sequence[str]) -> Loaded:
    """Load the places of each story's articles, and what persons said of such names."""
    corrections = store.places.corrections()
    return [
        (name, (ids, store.articles.notes(ids, "places"), _about(corrections, ids)))
        for name in items
        for ids in [store.stories.tellers(name, limit=MOST)]
        if ids
    ]


def _about(corrections: Sequence[PlaceCorrection], ids: Sequence[str]) -> list[PlaceCorrection]:
    return [one for one in corrections if one.holds(ids)]


def put_together(tasks: Sequence[Told]) -> list[tuple[Sequence[str], list[PlaceMention]]]:
    """Say what each story means by its places: one name is one place, as most articles have it."""
    return [(ids, list(_of_story(notes, said))) for ids, notes, said in tasks]


def _of_story(
    notes: Mapping[str, Sequence[Note]], said: Sequence[PlaceCorrection]
) -> Iterator[PlaceMention]:
    """Yield where each article names which place, by the story's word and then a person's."""
    meant = _meant(notes)
    for article, found in notes.items():
        same: dict[tuple[str, str], list[tuple[Note, Place]]] = {}
        for note in found:
            name = str(note.value["name"])
            place = _corrected(fold(name), meant.get((article, fold(name))) or place_of(note), said)
            if place and note.span:
                same.setdefault((place.id, name), []).append((note, place))
        for (_, name), mentions in same.items():
            first, place = mentions[0]
            if first.span:
                yield PlaceMention(
                    article=article, place=place, name=name, times=len(mentions), span=first.span
                )


def _meant(notes: Mapping[str, Sequence[Note]]) -> dict[tuple[str, str], Place]:
    """Return the place that a story means by a name where an article has taken it for another.

    An article that names more places knows better which is which. One that itself tells two places
    of one name apart is left alone.
    """
    taken: dict[str, dict[str, dict[str, Place]]] = defaultdict(lambda: defaultdict(dict))
    for article, found in notes.items():
        for note in found:
            place = place_of(note)
            taken[fold(str(note.value["name"]))][article][place.id] = place
    knows = {article: len({n.value["name"] for n in found}) for article, found in notes.items()}
    meant: dict[tuple[str, str], Place] = {}
    for name, by_article in taken.items():
        plain = {a: next(iter(s.values())) for a, s in by_article.items() if len(s) == 1}
        votes: Counter[str] = Counter()
        for article, place in plain.items():
            votes[place.id] += knows[article]
        places = {place.id: place for place in plain.values()}
        if len(votes) > 1:
            best = places[max(votes, key=lambda id: (votes[id], id))]
            meant |= {(article, name): best for article in plain}
    return meant


def _corrected(name: str, place: Place, said: Sequence[PlaceCorrection]) -> Place | None:
    """Return the place that a person says is meant; None for no place. The latest word counts."""
    for one in said:
        if (one.name, one.place) == (name, place.id):
            return one.to
    return place


def save_where(
    store: Store, item: str, result: tuple[Sequence[str], Sequence[PlaceMention]]
) -> None:
    """Keep the places of a story's articles."""
    store.places.save(*result)
