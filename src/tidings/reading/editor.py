"""The editor: what is written on demand from the library, each sentence resting on an article's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from tidings.enrich.embedding import Encoder
from tidings.reading.asking import Asking
from tidings.reading.viewpoints import story_viewpoints
from tidings.storage import Store
from tidings.types import Answer, Question, Viewpoints

__all__ = ["Editor"]


class Editor:
    """Answers and writes from one library. Safe for several threads at once."""

    def __init__(
        self,
        store: Store,
        encoder: Callable[[], Encoder | None],
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._now = now
        self._asking = Asking(store, encoder)

    def ask(
        self, text: str, *, asked_at: datetime | None = None, choices: Sequence[str] = ()
    ) -> Answer:
        """Return what the articles say to a question; nothing after `asked_at` is looked at.

        Without `asked_at` it is asked now. Any text is a question.
        """
        question = Question(text=text, asked_at=asked_at or self._now(), choices=tuple(choices))
        return self._asking.ask(question)

    def viewpoints(self, story_id: str) -> Viewpoints | None:
        """Return how the voices of a story differ; None where there is no such story."""
        return story_viewpoints(self._store, story_id)
