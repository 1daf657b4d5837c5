"""The river: what a person follows, as stories, the one with the newest item first.

A story stands at the newest of its items that the stream shows, and nowhere else: going on from
page to page repeats none, whatever is marked meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tidings.enrich.tags import slug
from tidings.people.desk import Desk
from tidings.people.watching.items import facts_of
from tidings.people.watching.matching import finds
from tidings.reading import cards
from tidings.storage import Store
from tidings.storage.desks import Asked
from tidings.storage.query import parse_query
from tidings.types import ItemState, Of, Story
from tidings.views import StoryCard

__all__ = ["Marked", "River", "RiverRow", "mark_shown", "marked_of", "river"]

ITEMS_EACH = 4  # items that are looked at for a story that is shown, if need be
ITEMS_FIRST = 1.5  # at first: most stories are told to a person by one or two of their sources
SHOWN = 2_000  # items that are marked at once with the stories shown above one
ROUNDS = 8  # pages of items that are looked through for a page of stories: then it may be short


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """What a person has read, saved and labelled of a story."""

    unread: int  # items of it
    saved: bool
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RiverRow:
    """A story as it is for a person."""

    card: StoryCard
    number: int  # of the item at which it stands
    marked: Marked


@dataclass(frozen=True, kw_only=True, slots=True)
class River:
    """A page of stories; `after` is the number to go on from, None at the end."""

    rows: tuple[RiverRow, ...] = ()
    after: int | None = None


def river(store: Store, desk: Desk, asked: Asked, *, limit: int, now: datetime) -> River:
    """Return up to `limit` stories of a stream, without what rules hid."""
    asked = desk.shown(asked)
    found: list[tuple[Story, ItemState, list[ItemState]]] = []
    stands = _Stands(store, desk, asked)
    going = asked
    for round_ in range(ROUNDS):
        each = ITEMS_EACH if round_ else ITEMS_FIRST
        page = desk.page(going, limit=int(each * limit) + 1)
        for story, item, items in stands.at(page.items):
            found.append((story, item, items))
            if len(found) == limit:
                return River(rows=_rows(store, found, now), after=item.item.number)
        if page.after is None:
            return River(rows=_rows(store, found, now))
        going = _from(going, page.after)
    return River(rows=_rows(store, found, now), after=page.after)


def marked_of(items: Sequence[ItemState]) -> Marked:
    """Return what the items of a story come to."""
    return Marked(
        unread=sum(not state.read for state in items),
        saved=any(state.saved for state in items),
        labels=tuple(sorted({label for state in items for label in state.labels})),
    )


def mark_shown(store: Store, desk: Desk, asked: Asked) -> int:
    """Mark the stories of a stream's first 2,000 items read, each with all it is told by.

    Returns how many items changed.
    """
    shown = desk.states(desk.page(replace(asked, read=False), limit=SHOWN).items)
    told = store.stories.membership([state.item.article for state in shown])
    stories = store.stories.get(sorted({member[0] for member in told.values()}))
    of_stories = desk.of(tuple(id for story in stories.values() for id in story.articles))
    numbers = [state.item.number for state in (*shown, *of_stories)]
    return desk.mark(numbers, read=True, skipped=True)


def _from(asked: Asked, after: int) -> Asked:
    return replace(asked, above=after) if asked.oldest_first else replace(asked, below=after)


class _Stands:
    """Says at which of some items a story stands."""

    def __init__(self, store: Store, desk: Desk, asked: Asked) -> None:
        self._store = store
        self._desk = desk
        self._asked = asked
        self._told: set[str] = set()
        self._sources = _sources(desk, asked)

    def at(self, numbers: Sequence[int]) -> Iterable[tuple[Story, ItemState, list[ItemState]]]:
        """Yield each story that stands at one of these items, that item, and all it is told by."""
        states = self._desk.states(numbers)
        told = self._store.stories.membership([state.item.article for state in states])
        story_of = {article: member[0] for article, member in told.items()}
        stories = self._store.stories.get(sorted(set(story_of.values()) - self._told))
        of_story = self._items(stories.values())
        for state in states:
            story = stories.get(story_of.get(state.item.article, ""))
            if story is None or story.id in self._told:
                continue
            self._told.add(story.id)
            items = of_story[story.id]
            if not self._stands_elsewhere(state, items):
                yield story, state, items

    def _items(self, stories: Iterable[Story]) -> dict[str, list[ItemState]]:
        story_of = {article: story.id for story in stories for article in story.articles}
        found: dict[str, list[ItemState]] = {story: [] for story in set(story_of.values())}
        for state in self._desk.of(tuple(story_of)):
            found[story_of[state.item.article]].append(state)
        return found

    def _stands_elsewhere(self, state: ItemState, items: Sequence[ItemState]) -> bool:
        """Say whether an item before this one, in the order asked for, is of the stream as well."""
        here, oldest = state.item.number, self._asked.oldest_first
        before = [s for s in items if (s.item.number < here) == oldest and s.item.number != here]
        mine = [s for s in before if self._shows(s)]
        return bool(mine) and bool(self._of_name(mine))

    def _shows(self, state: ItemState) -> bool:
        asked, of = self._asked, self._asked.stream.of
        return (
            (asked.read is None or state.read == asked.read)
            and (of is not Of.SAVED or state.saved)
            and (of is not Of.LABEL or asked.stream.name in state.labels)
            and not {*asked.without} & {*state.labels}
            and (self._sources is None or state.item.source in self._sources)
        )

    def _of_name(self, states: Sequence[ItemState]) -> Sequence[ItemState]:
        """Return those in the language, under the tag, or found by the query of the stream."""
        name, articles = self._asked.stream.name, [state.item.article for state in states]
        if self._asked.stream.of is Of.LANGUAGE:
            languages = self._store.articles.get(articles)
            return [s for s in states if languages[s.item.article].language == name]
        if self._asked.stream.of is Of.TAG:
            tags = self._store.articles.tags(articles)
            return [s for s in states if name in map(slug, tags.get(s.item.article, ()))]
        if self._asked.stream.of is Of.SEARCH:
            facts, query = facts_of(self._store, articles), parse_query(name)
            return [s for s in states if finds(query, facts[s.item.article])]
        return states


def _sources(desk: Desk, asked: Asked) -> Collection[str] | None:
    """Return the sources that a stream is of; None for all that are followed."""
    stream = asked.stream
    if stream.of is Of.SOURCE:
        return (stream.name,)
    if stream.of is Of.FOLDER:
        return {s.source for s in desk.subscriptions() if str(s.folder.number) == stream.name}
    return None


def _rows(
    store: Store, found: Sequence[tuple[Story, ItemState, list[ItemState]]], now: datetime
) -> tuple[RiverRow, ...]:
    shown = {card.story.id: card for card in cards(store, [one[0] for one in found], now=now)}
    return tuple(
        RiverRow(
            card=shown[story.id],
            number=item.item.number,
            marked=marked_of(items),
        )
        for story, item, items in found
        if story.id in shown
    )
