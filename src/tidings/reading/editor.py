"""The editor: what is written on demand from the library, each sentence resting on an article's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from tidings.config import Config
from tidings.enrich.embedding import Encoder
from tidings.reading.asking import Asking
from tidings.reading.remote import Remote
from tidings.reading.summaries import rewritten, summary_of
from tidings.reading.viewpoints import story_viewpoints
from tidings.reading.wrapup import day_of, library_wrap_up
from tidings.storage import Store
from tidings.types import Answer, Question, Viewpoints, WrapUp
from tidings.views import Summarised

__all__ = ["Editor"]


class Editor:
    """Answers and writes from one library. Safe for several threads at once."""

    def __init__(
        self,
        store: Store,
        config: Config,
        encoder: Callable[[], Encoder | None],
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._now = now
        self.asking = Asking(store, encoder)
        self.remote = Remote(store, config, now=now)

    def ask(
        self, text: str, *, asked_at: datetime | None = None, choices: Sequence[str] = ()
    ) -> Answer:
        """Return what the articles say to a question; nothing after `asked_at` is looked at.

        Without `asked_at` it is asked now. Any text is a question.
        """
        question = Question(text=text, asked_at=asked_at or self._now(), choices=tuple(choices))
        return self.asking.ask(question)

    def summary(self, scope: str, what: str, *, length: str = "medium") -> Summarised | None:
        """Return the summary of an article, a story, a thread or a search; None without one.

        By the remote model where one is turned on and its sentences are borne out.
        """
        found = summary_of(self._store, scope, what, length=length)
        if found is None or not self.remote.on:
            return found
        more = summary_of(self._store, scope, what, length="long")
        return rewritten(found, more or found, self.remote.ask)

    def viewpoints(self, story_id: str) -> Viewpoints | None:
        """Return how the voices of a story differ; None where there is no such story."""
        return story_viewpoints(self._store, story_id)

    def wrap_up(
        self,
        day: date | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        minutes: int = 5,
    ) -> WrapUp:
        """Return a day's wrap-up, or that of a time; without either, that of the last 24 hours."""
        if day is not None:
            since, until = day_of(day)
        until = until or self._now()
        since = since or until - timedelta(days=1)
        return library_wrap_up(self._store, since=since, until=until, minutes=minutes)
