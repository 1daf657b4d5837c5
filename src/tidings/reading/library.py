"""What one can look at in a library, each method a few lines. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from tidings.enrich.tags import slug
from tidings.reading.articles import article_view
from tidings.reading.blindspots import library_blind_spots
from tidings.reading.calendar import DayAhead, days_ahead, days_of
from tidings.reading.cards import front
from tidings.reading.changes import latest_changes
from tidings.reading.distribution import Spread, TagWeek, source_spread, tag_weeks
from tidings.reading.export import export, opml
from tidings.reading.memo import Memory
from tidings.reading.opened import unread
from tidings.reading.related import related_articles
from tidings.reading.search import latest, search, tag_counts
from tidings.reading.sources import source_view, source_views
from tidings.reading.stories import story_view
from tidings.reading.threads import thread_view, threads
from tidings.reading.topics import topic_counts
from tidings.storage import Store
from tidings.storage.stories import StoryFilter
from tidings.types import Article, Clock, Correction, Day, Related
from tidings.versions import Difference
from tidings.views import (
    ArticleView,
    BlindSpots,
    Counts,
    SearchView,
    SourceView,
    StoryCard,
    StoryView,
    TagCount,
    ThreadCard,
    ThreadView,
    TopicCount,
    Unread,
)

__all__ = ["Library"]

T = TypeVar("T")


class Library:
    """The news as it is read. What is asked often is kept for the minute, or until news comes."""

    def __init__(self, store: Store, *, now: Clock) -> None:
        self.store = store
        self._now = now
        self._memory = Memory()

    def _kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` puts together, kept while the library and the minute are the same."""
        stamp = (self.stamp(), self._now().replace(second=0, microsecond=0))
        return self._memory.get(key, make, stamp=stamp)

    def stamp(self) -> int:
        """Return what is another one after every change of the news, by us or another program."""
        return self.store.stamp()

    def front(
        self,
        *,
        tag: str = "",
        source: str = "",
        language: str = "",
        topic: str = "",
        limit: int = 30,
        offset: int = 0,
    ) -> tuple[StoryCard, ...]:
        """Return stories, most important first; `topic` is a code."""
        which = StoryFilter(
            tag=slug(tag) if tag else "", source=source, language=language, topic=topic
        )
        return self._kept(
            ("front", which, limit, offset),
            lambda: front(self.store, which, limit=limit, offset=offset, now=self._now()),
        )

    def story(self, story_id: str) -> StoryView | None:
        """Return a story; None when there is none of that id."""
        return story_view(self.store, story_id, now=self._now())

    def told_by(self, story_id: str) -> tuple[str, ...]:
        """Return the ids of the articles that tell a story by now; none where there is no such."""
        name = self.store.stories.resolve(story_id)
        story = self.store.stories.get([name]).get(name)
        return story.articles if story else ()

    def threads(self, *, limit: int = 50) -> tuple[ThreadCard, ...]:
        """Return the affairs of several stories, the one with the latest news first."""
        return self._kept(("threads", limit), lambda: threads(self.store, limit=limit))

    def thread(self, story_id: str) -> ThreadView | None:
        """Return the affair that a story is a step of; None where it stands alone."""
        return thread_view(self.store, story_id)

    def today(self) -> date:
        """Return the day that it is, in UTC."""
        return self._now().date()

    def days_ahead(
        self,
        since: date,
        until: date,
        *,
        holding: str = "",
        sources: Collection[str] | None = None,
        limit: int = 500,
    ) -> tuple[DayAhead, ...]:
        """Return the days of which articles spoke before they came: see `reading.calendar`."""
        return days_ahead(
            self.store, since=since, until=until, holding=holding, sources=sources, limit=limit
        )

    def days_of(self, stories: Sequence[str]) -> tuple[Day, ...]:
        """Return the days of which stories speak, in order, each as it was told first."""
        return days_of(self.store, stories)

    def article(self, article_id: str) -> ArticleView | None:
        """Return an article; None when there is none of that id."""
        return article_view(self.store, article_id)

    def new_for(self, read: Iterable[str], story_id: str) -> Unread | None:
        """Return what of a story is new to one who has read these of its articles."""
        key = ("new", story_id, *sorted(set(read)))
        return self._kept(key, lambda: unread(self.store, story_id, key[2:]))

    def related(self, article_id: str, *, limit: int = 6) -> tuple[Related, ...]:
        """Return the articles nearest to one that tell other stories."""
        return related_articles(self.store, article_id, limit=limit)

    def search(self, query: str, *, limit: int = 20, offset: int = 0) -> SearchView:
        """Return what a query finds; any text is a query."""
        return search(self.store, query, limit=limit, offset=offset)

    def tags(self, *, limit: int = 100) -> tuple[TagCount, ...]:
        """Return the tags that most articles carry."""
        return self._kept(("tags", limit), lambda: tag_counts(self.store, limit=limit))

    def tag_weeks(self, *, limit: int = 12) -> tuple[TagWeek, ...]:
        """Return the tags that most articles of the last week carry, day by day."""
        make = partial(tag_weeks, self.store, now=self._now(), limit=limit)
        return self._kept(("tag weeks", limit), make)

    def source_spread(self) -> dict[str, tuple[Spread, ...]]:
        """Return the sources by country and by language, with what they brought in a week."""
        return self._kept(("spread",), lambda: source_spread(self.store, now=self._now()))

    def topics(self) -> tuple[TopicCount, ...]:
        """Return every topic of the vocabulary, with how many articles have it."""
        return self._kept(("topics",), lambda: topic_counts(self.store))

    def sources(self) -> tuple[SourceView, ...]:
        """Return every source with its health."""
        return self._kept(("sources",), lambda: source_views(self.store, now=self._now()))

    def source(self, source_id: str) -> SourceView | None:
        """Return a source; None when there is none of that id."""
        return source_view(self.store, source_id, now=self._now())

    def latest(
        self, *, tag: str = "", source: str = "", query: str = "", limit: int = 50
    ) -> tuple[Article, ...]:
        """Return articles, newest first."""
        return latest(self.store, tag=tag, source=source, query=query, limit=limit)

    def changes(self, articles: Sequence[str]) -> Mapping[str, tuple[Difference, ...]]:
        """Return how those of these articles that were edited were changed, oldest first."""
        return latest_changes(self.store, articles)

    def blind_spots(self, *, by: str = "country", limit: int = 50) -> BlindSpots:
        """Return stories that the sources of one country, language or folder don't tell."""
        return library_blind_spots(self.store, by=by, limit=limit, now=self._now())

    def counts(self) -> Counts:
        """Return how much there is."""
        totals, pending = self.store.totals(), self.store.queue.counts()
        return Counts(
            articles=totals["article"],
            stories=totals["story"],
            sources=totals["source"],
            pending=sum(pending.values()),
            failures=totals["failure"],
        )

    def export(self) -> Iterator[dict[str, Any]]:
        """Yield every article as one JSON object, oldest first."""
        return export(self.store)

    def opml(self) -> str:
        """Return the sources as OPML, with their folders."""
        return opml(self.store)

    def corrections(self, *, limit: int = 50, before: int = 0) -> tuple[Correction, ...]:
        """Return all corrections, newest first; `before`: only those with a lower number."""
        return tuple(self.store.corrections.latest(limit=limit, before=before))
