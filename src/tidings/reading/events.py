"""What happened, as a story's articles tell it: each event once, with the sentence it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from tidings.enrich.events import RELIABLE, trade
from tidings.naming.romanise import consonants
from tidings.storage import Store
from tidings.text import fold
from tidings.types import Article, Note, Span
from tidings.views import Happened, Party

__all__ = ["story_events"]

READ = 100  # articles of a story whose events are read
SHOWN = 20
SMALL = 2  # letters of a word that is no part of a name's sound: le, de
_NEVER = datetime.max.replace(tzinfo=UTC)

Entities = Mapping[tuple[str, str], str]


class _Act(NamedTuple):
    """What is the same of an event, whoever tells it."""

    type: str
    actors: frozenset[str]
    targets: frozenset[str]
    denied: bool
    planned: bool

    def is_part_of(self, more: _Act) -> bool:
        """Return whether another has all who took part in this."""
        alike = (self.type, self.denied, self.planned) == (more.type, more.denied, more.planned)
        return alike and self.actors <= more.actors and self.targets <= more.targets


def story_events(store: Store, articles: Sequence[Article]) -> tuple[Happened, ...]:
    """Return the reliable events of articles, oldest first.

    One act is one row, whatever the languages that tell it.
    """
    read = {article.id: article for article in articles[:READ]}
    notes = store.articles.notes(list(read), "events")
    entities = store.quotes.speakers(list(notes))
    found = [
        _happened(read[id], note, note.span, entities)
        for id in read
        for note in notes.get(id, ())
        if note.confidence >= RELIABLE and note.span is not None
    ]
    told = sorted(_whole(_once(found)), key=lambda one: one.article.time or _NEVER)
    return tuple(told[:SHOWN])


def _once(events: Sequence[Happened]) -> list[tuple[_Act, Happened]]:
    """Put together what several articles tell, under the first that does."""
    parties = [party for one in events for party in (*one.actors, *one.targets)]
    called = {_heard(party.name): party.entity for party in parties if party.entity}
    first: dict[_Act, Happened] = {}
    others: dict[_Act, set[str]] = defaultdict(set)
    for one in events:
        sides = (_keys(one.actors, called), _keys(one.targets, called))
        act = _Act(one.type, *sides, one.denied, one.planned)
        others[act].add(one.article.id)
        first.setdefault(act, one)
    return [(act, replace(one, also=len(others[act]) - 1)) for act, one in first.items()]


def _whole(acts: Sequence[tuple[_Act, Happened]]) -> list[Happened]:
    """Leave out what another tells with more who took part: two of three who signed."""
    return [
        one
        for act, one in acts
        if not any(act.is_part_of(more) for more, _ in acts if more is not act)
    ]


def _keys(parties: Sequence[Party], called: Mapping[str, str]) -> frozenset[str]:
    """Return by what parties are known: as an entity, else as they sound in all languages."""
    heard = ((party, _heard(party.name)) for party in parties)
    return frozenset(party.entity or called.get(sound, sound) for party, sound in heard)


def _heard(name: str) -> str:
    words = fold(name).split()
    sounds = " ".join(consonants(word) for word in words if len(word) > SMALL)
    return trade(name) or sounds or fold(name)


def _happened(article: Article, note: Note, span: Span, entities: Entities) -> Happened:
    value = note.value
    return Happened(
        type=str(value["type"]),
        actors=_parties(article, value["actors"], entities),
        targets=_parties(article, value["targets"], entities),
        wording=str(value.get("trigger") or ""),
        date=str(value.get("date") or ""),
        where=str(value.get("where") or ""),
        planned=bool(value.get("planned")),
        denied=bool(value.get("denied")),
        article=article,
        span=span,
    )


def _parties(article: Article, those: object, entities: Entities) -> tuple[Party, ...]:
    names = (
        [str(one["name"]) for one in those if isinstance(one, dict)]
        if isinstance(those, list)
        else []
    )
    return tuple(Party(name=n, entity=entities.get((article.id, n), "")) for n in names)
