"""What a program that reads for a person can ask: few tools, each one view of the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from tidings.errors import NotFoundError
from tidings.news import News
from tidings.people import Desk
from tidings.reading import Editor
from tidings.serve.agents import results as out

__all__ = ["Tools"]

Words = Annotated[str, Field(max_length=2_000)]
Name = Annotated[str, Field(max_length=200)]
Id = Annotated[str, Field(max_length=64)]
Limit = Annotated[int, Field(ge=1, le=50)]
Offset = Annotated[int, Field(ge=0, le=100_000)]
Days = Annotated[int, Field(ge=0, le=3_660)]
Start = Annotated[int, Field(ge=0, lt=1 << 31)]


class Tools:
    """The tools of one person, or of nobody in particular. Each answers from the library alone."""

    def __init__(self, news: News, person: int) -> None:
        self._news = news
        self._person = person

    @property
    def reading(self) -> tuple[Callable[..., object], ...]:
        """The tools that change nothing, in the order in which they are told."""
        return (
            self.search,
            self.stories,
            self.story,
            self.article,
            self.timeline,
            self.calendar,
            self.sources,
            self.ask,
            self.saved_searches,
            self.run_saved_search,
        )

    @property
    def _editor(self) -> Editor:
        """What writes for the person who asks."""
        return self._news.editor.of(self._news.people.accounts.get(self._person))

    @property
    def writing(self) -> tuple[Callable[..., object], ...]:
        """The tools that change what is the person's own."""
        return (self.mark_story, self.save_story)

    def search(self, query: Words, limit: Limit = 10, offset: Offset = 0) -> out.Found:
        """Find articles by words; "…" finds a phrase, -word leaves out.

        source: tag: lang: country: near: after: before: narrow. Any text is a query. Each hit
        has the id of its story.
        """
        found = self._news.search(query, limit=limit, offset=offset)
        end = offset + limit
        return out.Found(
            total=found.total,
            notes=found.notes,
            articles=tuple(map(out.hit_row, found.hits)),
            next=end if found.total > end else None,
        )

    def stories(
        self,
        tag: Name = "",
        source: Name = "",
        language: Name = "",
        limit: Limit = 10,
        offset: Offset = 0,
    ) -> out.StoryList:
        """List what happened, most important first; of one tag, source id or language (ISO 639-1).

        A story is one event, told by one or more articles.
        """
        cards = self._news.front(
            tag=tag, source=source, language=language, limit=limit + 1, offset=offset
        )
        rows = tuple(map(out.story_row, cards[:limit]))
        return out.StoryList(stories=rows, next=offset + limit if len(cards) > limit else None)

    def story(self, story_id: Id) -> out.FullStory:
        """Give one story: a summary with its sources, who told it when, what each added."""
        view = self._news.story(story_id)
        if view is None:
            raise NotFoundError("there is no such story: search for its words")
        return out.full_story(self._editor.shown(view))

    def article(self, article_id: Id, start: Start = 0) -> out.FullArticle:
        """Give one article with its text; `start` goes on from a character of a long one."""
        view = self._news.article(article_id)
        if view is None:
            raise NotFoundError("there is no such article: search for its words")
        return out.full_article(view, start)

    def timeline(self, story_id: Id) -> out.Affair:
        """Give the affair that a story is a step of: its stories in order, what each changed."""
        view = self._news.thread(story_id)
        if view is None:
            raise NotFoundError("this story stands alone: it is a step of no affair")
        return out.affair(self._editor.shown(view))

    def calendar(self, days: Days = 30, holding: Words = "", limit: Limit = 50) -> out.Ahead:
        """Tell what is to come in so many days, as articles said before; `holding` these words."""
        today = self._news.today()
        found = self._news.days_ahead(
            today, today + timedelta(days=days), holding=holding, limit=limit
        )
        return out.ahead(found)

    def sources(self, limit: Limit = 50, offset: Offset = 0) -> out.SourceList:
        """List the publishers' feeds that are read here, with their health."""
        found = self._news.sources()
        end = offset + limit
        rows = tuple(map(out.source_row, found[offset:end]))
        return out.SourceList(sources=rows, next=end if len(found) > end else None)

    def ask(self, question: Words) -> out.Answered:
        """Answer a question with passages of articles, word for word, or say that none does."""
        return out.answered(self._editor.ask(question))

    def saved_searches(self) -> out.SavedList:
        """List the searches that the person saved, and how many articles each found since."""
        found = self._news.people.watching.searches(self._person).all()
        return out.SavedList(searches=tuple(map(out.saved_row, found)))

    def run_saved_search(
        self, number: Annotated[int, Field(ge=1, lt=1 << 53)], limit: Limit = 10, offset: Offset = 0
    ) -> out.Found:
        """Find what a saved search finds now; it does not count as looked at by the person."""
        saved = self._news.people.watching.searches(self._person).get(number)
        return self.search(saved.query, limit=limit, offset=offset)

    def mark_story(self, story_id: Id, read: bool = True) -> out.Marked:
        """Mark a story read or unread for the person whose token this is."""
        desk, items = self._items(story_id)
        return out.Marked(story=story_id, items=desk.mark(items, read=read))

    def save_story(self, story_id: Id, saved: bool = True) -> out.Marked:
        """Keep a story, by its newest article, or keep none of it any more."""
        desk, items = self._items(story_id)
        chosen = items[:1] if saved else items
        desk.save(chosen, saved=saved)
        return out.Marked(story=story_id, items=len(chosen))

    def _items(self, story_id: str) -> tuple[Desk, list[int]]:
        """Return the person's desk, and by which items a story is shown there, newest first."""
        desk = self._news.people.desk(self._person)
        items = desk.of_story(story_id)
        if items is None:
            raise NotFoundError("there is no such story: search for its words")
        return desk, [state.item.number for state in items]
