"""Items with the fields that rules match on, loaded a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tidings.people.desk import Desk
from tidings.people.watching.matching import Facts, holds
from tidings.storage import Store
from tidings.storage.desks import Asked
from tidings.types import ItemState, Of, Stream, When

__all__ = ["facts_of", "folders_of", "narrowed", "stored"]

BATCH = 250  # items that are looked at together: a few megabytes of text


def facts_of(store: Store, articles: Sequence[str]) -> dict[str, Facts]:
    """Return what rules see of these articles, those that are gone left out."""
    told = {id: story for id, (story, _, _) in store.stories.membership(articles).items()}
    stories = store.stories.get(sorted(set(told.values())))
    sizes = {id: len(stories[story].articles) for id, story in told.items() if story in stories}
    events = store.events.of(articles)
    tags, topics = store.articles.tags(articles), store.topics.of(articles)
    places = store.places.of_each(articles)
    return {
        id: Facts(
            article=article,
            tags=tags.get(id, ()),
            topics=topics.get(id, ()),
            events=events.get(id, ()),
            size=sizes.get(id, 1),
            places=tuple(places.get(id, ())),
            place_named=store.places.named,
        )
        for id, article in store.articles.get(articles).items()
    }


def folders_of(desk: Desk) -> dict[str, int]:
    """Return in which folder a person has each source."""
    return {one.source: one.folder.number for one in desk.subscriptions()}


def narrowed(wants: When) -> Stream:
    """Return the smallest stream that holds all that a rule can hit."""
    for of, name in (
        (Of.SEARCH, wants.words),
        (Of.SOURCE, wants.source),
        (Of.FOLDER, str(wants.folder or "")),
        (Of.TAG, wants.tag),
        (Of.SEARCH, f"topic:{wants.topic}" if wants.topic else ""),
        (Of.LANGUAGE, wants.language),
    ):
        if name:
            return Stream(of, name)
    return Stream()


def stored(store: Store, desk: Desk, wants: When) -> Iterator[list[tuple[ItemState, bool]]]:
    """Yield the person's items that a rule could hit, newest first, and whether it does."""
    asked = Asked(stream=narrowed(wants))
    folders = folders_of(desk)
    while True:
        page = desk.page(asked, limit=BATCH)
        states = desk.states(page.items)
        facts = facts_of(store, [state.item.article for state in states])
        yield [
            (state, holds(wants, known, folder=folders.get(state.item.source, 0), words=False))
            for state in states
            if (known := facts.get(state.item.article))
        ]
        if page.after is None:
            return
        asked = replace(asked, below=page.after)
