"""What a person has read, and what of a story is therefore new to them.

That is what they opened here, and what they marked as read one by one, wherever they read it.

Kept in memory and written once a minute at most: a page that was opened is no change of the news,
and must not make every kept page a thing of the past (decisions/0151). Nothing else is remembered
of a person, and nothing leaves the library.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from tidings.group import new_statements
from tidings.reading.evidence import judged_sentences
from tidings.storage import Store
from tidings.types import OWNER
from tidings.views import Unread

__all__ = ["Opened", "unread"]

SITTING = timedelta(minutes=30)  # a page that is reloaded within it still shows what was new


class Opened:
    """The articles that one person has opened or else read. Safe for several threads at once."""

    def __init__(self, store: Store, person: int = OWNER) -> None:
        self._store = store
        self._person = person
        self._lock = threading.Lock()
        self._at: dict[str, datetime] | None = None  # loaded when first asked for
        self._unsaved: dict[str, datetime] = {}
        self._saved_at: datetime | None = None
        self.version = 0  # another one whenever something was opened for the first time

    def mark(self, articles: Iterable[str], *, now: datetime) -> None:
        """Remember that these were opened; the first time counts."""
        with self._lock:
            known = self._loaded()
            fresh = {article: now for article in articles if article not in known}
            known.update(fresh)
            self._unsaved.update(fresh)
            self.version += bool(fresh)
            minute = now.replace(second=0, microsecond=0)
            due = minute != self._saved_at
            self._saved_at = minute
        if due:
            self.save()

    def unmark(self, articles: Iterable[str]) -> None:
        """Forget that these were opened: they are to be read again."""
        with self._lock:
            known = self._loaded()
            gone = [article for article in articles if known.pop(article, None)]
            for article in gone:
                self._unsaved.pop(article, None)
            self.version += bool(gone)
        if gone:
            self._store.opened.remove(self._person, gone)

    def save(self) -> None:
        """Write what is not yet written."""
        with self._lock:
            unsaved, self._unsaved = self._unsaved, {}
        if unsaved:
            self._store.opened.save(self._person, unsaved)

    def forget(self) -> None:
        """Forget everything that was opened."""
        with self._lock:
            self._at, self._unsaved = {}, {}
            self.version += 1
        self._store.opened.forget(self._person)

    def __len__(self) -> int:
        with self._lock:
            return len(self._loaded())

    def among(self, articles: Iterable[str], *, before: datetime | None = None) -> frozenset[str]:
        """Return which of these were opened; with `before`, those that were by then."""
        with self._lock:
            known = self._loaded()
            return frozenset(
                article
                for article in articles
                if article in known and (before is None or known[article] <= before)
            )

    def _loaded(self) -> dict[str, datetime]:
        if self._at is None:
            self._at = self._store.opened.of(self._person)
        return self._at


def unread(store: Store, story_id: str, read: Collection[str]) -> Unread | None:
    """Return what of a story is new to one who has read these articles of it.

    None where they have read none of it, or nothing of it is new to them.
    """
    story = store.stories.get([story_id]).get(story_id)
    if story is None or not set(read).intersection(story.articles):
        return None
    articles = store.articles.get(story.articles)
    found = new_statements(read, list(articles.values()), store.articles.novelty(story.articles))
    known = set(_told_elsewhere(store, story_id, read))
    sentences = tuple(
        (articles[name], tuple(judged_sentences(articles[name], fresh, articles)))
        for name, statements in found.items()
        if (fresh := [s for s in statements if (name, s.start) not in known])
    )
    return Unread(story=story_id, articles=sentences) if sentences else None


def _told_elsewhere(
    store: Store, story_id: str, read: Collection[str]
) -> Iterator[tuple[str, int]]:
    """Yield the sentences that only restate what was read, in another language too.

    That an encoder has judged, with the story: words can't.
    """
    for name, statements in store.statements.of(story_id).items():
        for statement in statements:
            if statement.known and {place.article for place in statement.restates} <= set(read):
                yield name, statement.start
