"""How the voices of a story differ, put together from what the library has of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tidings.homes import country_of_source
from tidings.reading.quotes import SHORT, SURE
from tidings.reference.countries import COUNTRIES
from tidings.storage import Store
from tidings.types import Article, Note, Viewpoints
from tidings.write.viewpoints import viewpoints

__all__ = ["story_viewpoints"]

COMPARED = 40  # articles of a story, its originals first


def story_viewpoints(store: Store, story_id: str) -> Viewpoints | None:
    """Return what each publisher, country and speaker makes of a story; None without one."""
    story = store.stories.resolve(story_id)
    ids = store.stories.tellers(story, limit=COMPARED)
    if not ids:
        return None
    articles = list(store.articles.get(ids).values())
    return viewpoints(
        story,
        articles,
        novelty=store.articles.novelty(ids),
        statements=store.statements.of(story),
        quotes=_quotes(store, ids),
        countries=_countries(store, articles),
    )


def _quotes(store: Store, ids: Sequence[str]) -> dict[str, list[Note]]:
    """Return who says what, as it is kept: each speaker by the library's name for them."""
    kept, known = store.articles.notes(ids, "quotes"), store.quotes.speakers(ids)
    entities = {id: store.entities.get(id) for id in dict.fromkeys(known.values())}
    names = {said: entity.name for said, id in known.items() if (entity := entities[id])}

    def called(note: Note) -> Note:
        said = note.article, str(note.value.get("speaker_name") or "")
        named = {"speaker_name": names[said]} if said in names else {}
        return replace(note, value={**note.value, **named})

    return {id: [called(n) for n in notes if _says_much(n)] for id, notes in kept.items()}


def _says_much(note: Note) -> bool:
    """Say whether a quote is surely one, and more than a phrase."""
    span = note.span
    return note.confidence >= SURE and span is not None and span.end - span.start >= SHORT


def _countries(store: Store, articles: Iterable[Article]) -> dict[str, str]:
    """Return where the source of each article is from, where that is known."""
    found = {}
    for article in articles:
        source = store.sources.get(article.source) if article.source else None
        code = country_of_source(source) if source else ""
        if code:
            found[article.id] = COUNTRIES.get(code, code)
    return found
