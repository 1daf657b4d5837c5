"""What happened, as a story's articles tell it: each event once, with the sentence it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from tidings.enrich.events import RELIABLE
from tidings.storage import Store
from tidings.text import fold
from tidings.types import Article, Note, Span
from tidings.views import Happened, Party

__all__ = ["story_events"]

READ = 100  # articles of a story whose events are read
SHOWN = 20
FEW = 2  # a single event is told by the headline better
_NEVER = datetime.max.replace(tzinfo=UTC)

Entities = Mapping[tuple[str, str], str]


def story_events(store: Store, articles: Sequence[Article]) -> tuple[Happened, ...]:
    """Return the reliable events of articles, oldest first; none where they are fewer than FEW."""
    read = {article.id: article for article in articles[:READ]}
    notes = store.articles.notes(list(read), "events")
    entities = store.quotes.speakers(list(notes))
    once: dict[object, Happened] = {}
    for id in read:
        for note in notes.get(id, ()):
            if note.confidence < RELIABLE or note.span is None:
                continue
            one = _happened(read[id], note, note.span, entities)
            key = (one.type, _keys(one.actors), _keys(one.targets), one.denied, one.planned)
            first = once.setdefault(key, one)
            if first.article.id != id:
                once[key] = replace(first, also=first.also + 1)
    told = sorted(_whole(list(once.values())), key=lambda one: one.article.time or _NEVER)
    return tuple(told[:SHOWN]) if len(told) >= FEW else ()


def _whole(events: Sequence[Happened]) -> list[Happened]:
    """Leave out what another tells with more who took part: two of three who signed."""
    return [
        one
        for one in events
        if not any(
            (one.type, one.denied, one.planned) == (more.type, more.denied, more.planned)
            and _keys(one.actors) <= _keys(more.actors)
            and _keys(one.targets) <= _keys(more.targets)
            for more in events
            if more is not one
        )
    ]


def _keys(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.entity or fold(party.name) for party in parties)


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
