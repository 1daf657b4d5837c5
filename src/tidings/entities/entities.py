"""Who is who in the library: people, organisations, places, and what a person says of them.

`News` shows it as `entities`. What articles call one and the same is found by the stages *names*
and *who*; a correction is a fact that they keep to, and can be undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tidings.entities.histogram import Bar, bars_of
from tidings.errors import UsageError
from tidings.i18n import phrase
from tidings.reading.quotes import entity_quotes
from tidings.storage import Store
from tidings.types import (
    Article,
    Clock,
    Entity,
    EntityChange,
    EntityCorrection,
    Notes,
    Spelling,
    Story,
)
from tidings.views import Quoted

__all__ = ["CHANGES", "Entities", "EntityView", "Marked", "in_follow_the_money"]

STORIES = 1_000  # of an entity that its times are told by
SHOWN = 30  # stories of an entity that are listed
BESIDE = 12  # others that are listed with it, of each kind
OF_STORY = 16

# FollowTheMoney has no plain place; what is neither of these is not exported there.
_SCHEMATA = {"person": "Person", "organisation": "Organization", "place": "Address"}


@dataclass(frozen=True, kw_only=True, slots=True)
class EntityView:
    """An entity as its page shows it."""

    entity: Entity
    spellings: tuple[Spelling, ...]  # the names that the library knows it by, and why
    forms: tuple[tuple[str, int], ...]  # as articles spell it, the most frequent first
    bars: tuple[Bar, ...]  # oldest first, without gaps
    unit: str  # of the bars: day, week or month
    stories: tuple[Story, ...]  # the latest
    people: tuple[tuple[Entity, int], ...]  # named with it, in how many stories
    organisations: tuple[tuple[Entity, int], ...]
    places: tuple[tuple[Entity, int], ...]
    corrections: tuple[EntityCorrection, ...]
    quotes: tuple[Quoted, ...]  # what they said, newest first
    namesakes: tuple[tuple[Entity, str], ...]  # others of exactly its name, and why they are others


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """A name where it stands in an article, and whose it is."""

    start: int
    end: int
    entity: str
    kind: str
    name: str


class Entities:
    """The entities of one library."""

    def __init__(self, store: Store, *, now: Clock) -> None:
        self._store = store
        self._now = now

    def find(self, words: str = "", *, kind: str = "", limit: int = 50) -> list[Entity]:
        """Return entities whose names hold the words, those of most stories first."""
        return self._store.entities.find(words.strip(), kind=kind, limit=limit)

    def get(self, entity: str) -> EntityView | None:
        """Return an entity with its stories, and whom and what they name besides."""
        found = self._store.entities.get(entity)
        return self._view(found) if found else None

    def _view(self, entity: Entity) -> EntityView:
        kept = self._store.entities
        times = kept.stories(entity.id, limit=STORIES)
        bars, unit = bars_of([at for _, at in times])
        beside = {
            kind: tuple(kept.beside(entity.id, kind=kind, limit=BESIDE)) for kind in _SCHEMATA
        }
        return EntityView(
            entity=entity,
            spellings=tuple(kept.spellings(entity.id)),
            forms=tuple(kept.forms(entity.id)),
            bars=bars,
            unit=unit,
            stories=tuple(self._store.stories.get([id for id, _ in times[:SHOWN]]).values()),
            people=beside["person"],
            organisations=beside["organisation"],
            places=beside["place"],
            quotes=entity_quotes(self._store, entity.id),
            namesakes=tuple(self._namesakes(entity)),
            corrections=tuple(c for c in kept.corrections(entity.id) if c.undone_at is None),
        )

    def _namesakes(self, entity: Entity) -> Iterator[tuple[Entity, str]]:
        own = self._store.entities.spellings(entity.id)
        keys = {key for one in own for key in self._store.namesakes.keys(one.key.partition("#")[0])}
        bearers = self._store.entities.known(sorted(keys)) if len(keys) > 1 else {}
        mine = next((one.because for one in own if "#" in one.key), "")
        for one in bearers.values():
            other = self._store.entities.get(one.entity)
            if other and other.id != entity.id:
                yield other, one.because or mine

    def of_story(self, story: str, *, limit: int = OF_STORY) -> dict[str, list[Entity]]:
        """Return who and what a story names, by kind, those of most of its articles first."""
        found: dict[str, list[Entity]] = {kind: [] for kind in _SCHEMATA}
        for entity in self._store.entities.of_story(story, limit=3 * limit):
            if len(found.get(entity.kind, range(limit))) < limit // 2:
                found[entity.kind].append(entity)
        return found

    def marks(self, article: Article) -> list[Marked]:
        """Return the names of an article in order of its text, each with whose it is."""
        entities = self._store.entities.of_article(article.id)
        notes = self._store.articles.notes([article.id], "names").get(article.id, Notes())
        return list(_marked(notes, entities))

    def same(self, entity: str, other: str, *, by: str = "") -> EntityCorrection:
        """Say that two entities are one: the other's names become the first one's."""
        one, two = self._needed(entity), self._needed(other)
        if one.id == two.id:
            raise UsageError(f"{one.name} is one entity already")
        if one.kind != two.kind:
            raise UsageError(f"{one.name} is a {one.kind}, {two.name} a {two.kind}")
        says = phrase(f"{two.name} is the same as {one.name}")
        return self._store.entities.join(
            one.id, two.id, self._said(EntityChange.SAME, one, says, by)
        )

    def apart(self, entity: str, spelling: str, *, by: str = "") -> EntityCorrection:
        """Say that one of an entity's names, as `spellings` has it, is somebody else's."""
        one = self._needed(entity)
        names = self._store.entities.spellings(one.id)
        chosen = next((s for s in names if spelling in (s.key, s.name)), None)
        if chosen is None:
            known = ", ".join(s.name for s in names)
            raise UsageError(f"{one.name} is not known as {spelling}; it is known as {known}")
        if len(names) == 1:
            raise UsageError(f"{chosen.name} is the only name of {one.name}")
        says = phrase(f"{chosen.name} is not {one.name}")
        return self._store.entities.part(chosen.key, self._said(EntityChange.APART, one, says, by))

    def other(self, entity: str, story: str, *, by: str = "") -> EntityCorrection:
        """Say that a story means somebody else of the same name."""
        one = self._needed(entity)
        if story not in {id for id, _ in self._store.entities.stories(one.id, limit=STORIES)}:
            raise UsageError(f"the story {story} does not name {one.name}")
        told = self._store.stories.get([story])[story]
        says = phrase(f"another {one.name} in: {told.headline}")
        return self._store.namesakes.part(
            one.id, story, self._said(EntityChange.APART, one, says, by)
        )

    def rename(self, entity: str, name: str, *, by: str = "") -> EntityCorrection:
        """Call an entity so from now on."""
        one, name = self._needed(entity), " ".join(name.split())
        if not 0 < len(name) <= 200:
            raise UsageError("a name has 1 to 200 letters")
        says = phrase(f"{one.name} is called {name}")
        return self._store.entities.rename(
            one.id, name, self._said(EntityChange.RENAME, one, says, by)
        )

    def undo(self, number: int) -> EntityCorrection:
        """Put names back as they were before a correction."""
        undone = self._store.entities.undo(number, at=self._now())
        if undone is None:
            raise UsageError(f"there is no correction {number} of a name in force")
        return undone

    def _needed(self, entity: str) -> Entity:
        found = self._store.entities.get(entity)
        if found is None:
            raise UsageError(f"there is no entity {entity}: 'tidings entities' lists them")
        return found

    def _said(self, kind: EntityChange, entity: Entity, says: str, by: str) -> EntityCorrection:
        return EntityCorrection(kind=kind, entity=entity.id, says=says, by=by, at=self._now())


# What a person can say of an entity: each takes the library's, an entity's id and a value.
CHANGES = {
    "same": Entities.same,
    "apart": Entities.apart,
    "other": Entities.other,
    "rename": Entities.rename,
}


def _marked(notes: Notes, entities: dict[tuple[str, str], str]) -> Iterator[Marked]:
    for note in notes:
        kind, name = str(note.value["type"]), str(note.value["name"])
        entity = entities.get((kind, name))
        if note.span and entity:
            yield Marked(
                start=note.span.start, end=note.span.end, entity=entity, kind=kind, name=name
            )


def in_follow_the_money(view: EntityView) -> dict[str, Any] | None:
    """Return an entity as FollowTheMoney has it; None for a kind that it has no schema for."""
    schema = _SCHEMATA.get(view.entity.kind)
    if schema is None:
        return None
    aliases = [form for form, _ in view.forms if form != view.entity.name]
    named = {"full": [view.entity.name]} if schema == "Address" else {}
    properties = {"name": [view.entity.name], "alias": aliases} | named
    return {
        "id": view.entity.id,
        "schema": schema,
        "properties": {key: values for key, values in properties.items() if values},
    }
