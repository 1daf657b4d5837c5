"""A person's desk: what they follow, the streams they read, what they have read, saved, labelled.

Every reader app and every page works through it. Knows no protocol and no SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tidings.reading.opened import Opened
from tidings.storage import Store
from tidings.storage.desks import Asked, Page
from tidings.types import (
    HIDDEN,
    Article,
    Folder,
    ItemState,
    Of,
    Shows,
    Story,
    Stream,
    Subscription,
    Summary,
)

__all__ = ["Desk", "ItemView"]

FEW = 50  # items that one reads and marks at once; apps that clear a list name more
TOLD_BY = 30  # articles of a story that are listed


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemView:
    """An item with what it shows: its article, and its story where the folder shows stories."""

    state: ItemState
    article: Article
    story: Story | None = None
    summary: Summary | None = None
    tellers: tuple[Article, ...] = ()  # of the story, oldest first; copies left out
    adds: tuple[str, ...] = ()  # the sentences by which the article adds to its story


class Desk:
    """One person's reading. Cheap to make: make one for each request."""

    def __init__(
        self,
        store: Store,
        person: int,
        *,
        now: Callable[[], datetime],
        changed: Callable[[int], None] = lambda person: None,
        written: Callable[[int], bool] = lambda person: True,
        opened: Opened | None = None,
    ) -> None:
        """Of this person; `changed` is told of whatever pages may show otherwise now.

        `written` says whether a person wants summaries; `opened` remembers what they have read.
        """
        self._store = store
        self._now = now
        self._changed = changed
        self._written = written
        self._opened = opened
        self.person = person

    # --- what is followed

    def subscriptions(self) -> list[Subscription]:
        """Return what the person follows, by folder and title, with counts."""
        return self._store.desks.subscriptions.all(self.person)

    def origins(self, views: Iterable[ItemView]) -> dict[str, Subscription]:
        """Return what the person follows of the sources that these items are from, by source."""
        among = {view.state.item.source for view in views}
        found = self._store.desks.subscriptions.all(self.person, among=among)
        return {one.source: one for one in found}

    def folders(self) -> list[Folder]:
        """Return the person's folders, the one without a name first."""
        return self._store.desks.subscriptions.folders(self.person)

    def sources_in(self, folder: int) -> frozenset[str] | None:
        """Return the sources of one of the person's folders; None where it is none of theirs."""
        if folder not in {one.number for one in self.folders()}:
            return None
        return frozenset(s.source for s in self.subscriptions() if s.folder.number == folder)

    def shelves(self) -> list[tuple[Folder, list[Subscription]]]:
        """Return each folder that holds something with what is followed there, by name.

        What is in no folder comes last.
        """
        inside: dict[int, list[Subscription]] = {}
        for one in self.subscriptions():
            inside.setdefault(one.folder.number, []).append(one)
        filled = [(f, inside[f.number]) for f in self.folders() if f.number in inside]
        return sorted(filled, key=lambda shelf: not shelf[0].name)

    def add_folder(self, name: str) -> Folder:
        """Return the folder of this name, made if need be."""
        return self._store.desks.subscriptions.add_folder(self.person, name)

    def rename_folder(self, number: int, name: str) -> None:
        """Rename a folder; where there is one of that name, the two become one."""
        self._store.desks.subscriptions.rename_folder(self.person, number, name)
        self._changed(self.person)

    def remove_folder(self, number: int) -> None:
        """Remove a folder; what is in it falls into the one without a name."""
        self._store.desks.subscriptions.remove_folder(self.person, number)
        self._changed(self.person)

    def show(self, folder: int, shows: Shows) -> None:
        """Choose how the news of a folder is shown in reader apps; what is read stays read."""
        self._store.desks.subscriptions.show(self.person, folder, shows)
        self._changed(self.person)

    def follow(self, source: str, *, folder: str | None = None, title: str | None = None) -> None:
        """Follow a source, or move or name it anew (None: as it is)."""
        self._store.desks.subscriptions.add(
            self.person, source, folder=folder, title=title, now=self._now()
        )
        self._changed(self.person)

    def leave(self, source: str) -> None:
        """Follow a source no more; it stays for the others."""
        self._store.desks.subscriptions.remove(self.person, source)
        self._changed(self.person)

    def unread(self, stream: Stream) -> int | None:
        """Return how many items are unread; None for streams that would have to be read."""
        return self._store.desks.subscriptions.unread(self.person, stream)

    # --- reading

    def page(self, asked: Asked, *, limit: int) -> Page:
        """Return the numbers of up to `limit` items of a stream, and where to go on.

        The order is that of arrival, which never changes: whatever is marked between two pages,
        nothing is lost or repeated.
        """
        return self._store.desks.streams.page(self.person, asked, limit=limit)

    def shown(self, asked: Asked) -> Asked:
        """Leave out what rules hid, unless that, what is saved or what is unread is asked for.

        What was hidden is read: where it is unread, the person wants to see it again.
        """
        wanted = asked.read is False or asked.saved or asked.stream.of is Of.SAVED
        if wanted or HIDDEN in (asked.stream.name, *asked.labels) or HIDDEN not in self.labels():
            return asked
        return replace(asked, without=(*asked.without, HIDDEN))

    def hidden(self, stream: Stream) -> int:
        """Return how many items of all that is followed, a folder or a source are hidden."""
        return self._store.desks.marks.labelled(self.person, HIDDEN, stream)

    def states(self, numbers: Sequence[int]) -> list[ItemState]:
        """Return the items that are there among these, in the order asked for."""
        return self._store.desks.streams.states(self.person, numbers)

    def arrivals(self, numbers: Sequence[int]) -> list[tuple[int, str, int]]:
        """Return of those that are there, in order, the number, source and microsecond of each."""
        return self._store.desks.streams.arrivals(numbers)

    def of(self, articles: Sequence[str]) -> list[ItemState]:
        """Return the items by which these articles are shown to the person, newest first."""
        found = self._store.desks.streams.of_articles(self.person, articles)
        return sorted(found, key=lambda state: -state.item.number)

    def of_story(self, story_id: str) -> list[ItemState] | None:
        """Return the same of all that tell a story, merged or not; None where there is none."""
        name = self._store.stories.resolve(story_id)
        story = self._store.stories.get([name]).get(name)
        return self.of(story.articles) if story else None

    def items(self, numbers: Sequence[int]) -> list[ItemView]:
        """Return the same with their articles, and the stories that are to be shown so."""
        states = self.states(numbers)
        articles = self._store.articles.get([state.item.article for state in states])
        written = self._written(self.person)
        return [self._view(state, articles[state.item.article], written) for state in states]

    def _view(self, state: ItemState, article: Article, written: bool) -> ItemView:
        if state.shows is not Shows.STORIES:
            return ItemView(state=state, article=article)
        member = self._store.stories.membership([article.id]).get(article.id)
        story = self._store.stories.get([member[0]]).get(member[0]) if member else None
        if story is None:
            return ItemView(state=state, article=article)
        statements = self._store.statements.of(story.id, article=article.id).get(article.id, ())
        tellers = self._store.articles.get(self._store.stories.tellers(story.id, limit=TOLD_BY))
        return ItemView(
            state=state,
            article=article,
            story=story,
            summary=self._store.stories.summaries([story.id]).get(story.id) if written else None,
            tellers=tuple(tellers.values()),
            adds=tuple(article.text[s.start : s.end] for s in statements if not s.known),
        )

    def newest(self) -> int:
        """Return the number of the newest item."""
        return self._store.desks.streams.newest()

    def number_at(self, moment: datetime) -> int:
        """Return the number of the newest item that had arrived by then, 0 for none."""
        return self._store.desks.streams.number_at(moment)

    # --- marking

    def mark(
        self, numbers: Sequence[int], *, read: bool, undoable: bool = True, skipped: bool = False
    ) -> int:
        """Mark items read or unread; return how many changed. Twice is the same as once.

        What a person marks by the few was read by them; what is `skipped` was not, nor what can't
        be undone: a rule's marks, an import's.
        """
        marks = self._store.desks.marks
        count = marks.mark(self.person, numbers, read=read, now=self._now(), undoable=undoable)
        if self._opened is not None and undoable and not skipped and len(numbers) <= FEW:
            articles = [state.item.article for state in self.states(numbers)]
            if read:
                self._opened.mark(articles, now=self._now())
            else:
                self._opened.unmark(articles)
        return self._told(count)

    def mark_through(self, stream: Stream, through: int | None = None) -> int:
        """Mark all of a stream read, up to an item; what arrives meanwhile stays unread."""
        last = self.newest() if through is None else through
        marks = self._store.desks.marks
        return self._told(marks.mark_through(self.person, stream, last, now=self._now()))

    def undo(self) -> int:
        """Take the latest marks back; return how many items changed."""
        return self._told(self._store.desks.marks.undo(self.person, now=self._now()))

    def _told(self, changed: int) -> int:
        if changed:
            self._changed(self.person)
        return changed

    def save(self, numbers: Sequence[int], *, saved: bool) -> None:
        """Keep items, or keep them no more."""
        self._store.desks.marks.save(self.person, numbers, saved=saved, now=self._now())
        self._changed(self.person)

    def saved(self) -> int:
        """Return how many items are saved."""
        return self._store.desks.marks.saved(self.person)

    def label(self, numbers: Sequence[int], label: str, *, on: bool) -> None:
        """Put a label on items, or take it off."""
        self._store.desks.marks.label(self.person, numbers, label, on=on)
        self._changed(self.person)

    def labels(self) -> list[str]:
        """Return the labels that stand on something."""
        return self._store.desks.marks.labels(self.person)

    def rename_label(self, label: str, name: str) -> None:
        """Rename a label; "" removes it."""
        self._store.desks.marks.rename_label(self.person, label, name)
        self._changed(self.person)
