"""The editor: what is written on demand from the library, each sentence resting on an article's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import zip_longest

from tidings.config import Config
from tidings.enrich.embedding import Encoder
from tidings.errors import NotFoundError
from tidings.i18n import phrase
from tidings.reading.asking import Asking
from tidings.reading.choices import Choices
from tidings.reading.remote import Call, Remote
from tidings.reading.summaries import rewritten, summary_of
from tidings.reading.unwritten import View, unwritten
from tidings.reading.viewpoints import story_viewpoints
from tidings.reading.wrapup import WrapUps, day_of
from tidings.storage import Store
from tidings.types import (
    OWNER,
    Answer,
    Article,
    Cited,
    Clock,
    Leaving,
    Line,
    Person,
    Question,
    SummarySentence,
    Viewpoints,
    WrapUp,
    Writer,
    Written,
)
from tidings.views import Summarised
from tidings.write.asking.answering import CITED
from tidings.write.asking.question import Window
from tidings.write.remote.prompts import filled
from tidings.write.remote.writer import Material, write

__all__ = ["Editor"]

PATIENCE = 1.0  # seconds that a page waits for a model, which goes on for the next who asks
ANSWER = 3  # sentences of a model
READ_IN = 5  # minutes: the wrap-up that tells the news of some days
COMPARED = 6
SHORT = 5  # of the day in short
TOLD = 24  # sentences of a wrap-up that are told to a model, of each story the first before more
LINES = 4  # of a voice
NO_TEXT = phrase("none of these sentences may be sent")
OFF = phrase(
    "Nothing is written here: the AI features are turned off, by the owner or in your settings."
)


class Editor:
    """Answers and writes from one library, for its owner. Safe for several threads at once."""

    def __init__(
        self,
        store: Store,
        config: Config,
        encoder: Callable[[], Encoder | None],
        *,
        now: Clock,
    ) -> None:
        self._store = store
        self._now = now
        self._reader: Callable[[], Person | None] = lambda: store.people.get(OWNER)
        self._patience = 0.0  # as long as the settings give a model
        self._wrap_ups = WrapUps(store, now=now)
        self.asking = Asking(store, encoder)
        self.choices = Choices(store, config)
        self.remote = Remote(store, now=now)

    def of(self, person: Person | None, *, patience: float = PATIENCE) -> Editor:
        """Return the editor at work for a person, who waits so many seconds for a model.

        For nobody in particular no model is asked.
        """
        other = copy(self)
        other._reader = lambda: person
        other._patience = patience
        return other

    @property
    def writer(self) -> Writer:
        """Who writes for this reader."""
        return self.choices.writer(self._reader())

    @property
    def leaving(self) -> Leaving | None:
        """Where text goes when something is written for this reader; None: nowhere."""
        return self.choices.leaving(self._reader())

    def shown(self, view: View) -> View:
        """Return a story or an affair as this reader gets it: off, nothing of it is written."""
        return unwritten(view) if self.writer is Writer.OFF else view

    def ask(
        self, text: str, *, asked_at: datetime | None = None, choices: Sequence[str] = ()
    ) -> Answer:
        """Return what the articles say to a question; nothing after `asked_at` is looked at.

        Without `asked_at` it is asked now. Any text is a question.
        """
        self._needs_a_writer()
        question = Question(text=text, asked_at=asked_at or self._now(), choices=tuple(choices))
        days = self.asking.of_all_news(question)
        answer = self._news_of(days, question) if days else self.asking.ask(question)
        if not (answer.answered and self._by_model):
            return answer
        said = [SummarySentence(text=" ".join(c.quote.split()), cites=((c.article.id, c.passage),))
                for c in answer.cites]  # fmt: skip
        material = Material(sentences=said, question=text, language=question.language)
        articles = {cited.article.id: cited.article for cited in answer.cites}
        return replace(answer, written=self._write("answer", material, articles, count=ANSWER))

    def _news_of(self, days: Window, question: Question) -> Answer:
        """Answer with the first sentence of the days' most important stories."""
        since, until = day_of(days[0])[0], day_of(days[1])[1]
        until = min(until, question.asked_at or until)
        found = self._wrap_ups.of(since, until, minutes=READ_IN)
        lines = [brief.lines[0] for brief in (*found.happened, *found.changed) if brief.lines]
        articles = self._store.articles.get([line.article for line in lines])
        cites = tuple(
            Cited(article=articles[one.article], passage=one.span, sentence=one.span, chance=1.0)
            for one in lines[:CITED]
            if one.article in articles
        )
        if not cites:
            return Answer(answered=False)
        return Answer(answered=True, text=cites[0].words, chance=1.0, cites=cites)

    def summary(self, scope: str, what: str, *, length: str = "medium") -> Summarised | None:
        """Return the summary of an article, a story, a thread or a search; None without one.

        By the remote model where one is turned on and its sentences are borne out.
        """
        self._needs_a_writer()
        found = summary_of(self._store, scope, what, length=length)
        if found is None or not self._by_model:
            return found
        more = summary_of(self._store, scope, what, length="long")

        def by_model(
            sentences: Sequence[SummarySentence], articles: Mapping[str, Article], count: int
        ) -> Written:
            first = next(iter(articles.values()), None)
            language = first.language if first else ""
            material = Material(sentences=sentences, language=language)
            return self._write("summary", material, articles, count=count)

        return rewritten(found, more or found, by_model)

    def viewpoints(self, story_id: str) -> Viewpoints | None:
        """Return how the voices of a story differ; None where there is no such story."""
        self._needs_a_writer()
        found = story_viewpoints(self._store, story_id)
        if found is None or found.why_none or not self._by_model:
            return found
        lines = _in_turn([*view.stresses, *view.quotes][:LINES] for view in found.publishers)
        return replace(found, written=self._from_lines("viewpoints", lines, count=COMPARED))

    def wrap_up(
        self,
        day: date | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        minutes: int = 5,
        sources: Collection[str] | None = None,
    ) -> WrapUp:
        """Return a day's wrap-up, or that of a time; without either, that of the last 24 hours.

        With `sources` it is of the stories that one of these tells.
        """
        self._needs_a_writer()
        if day is not None:
            since, until = day_of(day)
        until = until or self._now()
        since = since or until - timedelta(days=1)
        found = self._wrap_ups.of(since, until, minutes=minutes, sources=sources)
        if not self._by_model:
            return found
        lines = _in_turn(item.lines for item in (*found.happened, *found.changed))[:TOLD]
        return replace(found, written=self._from_lines("wrap-up", lines, count=SHORT))

    # --- by a model

    @property
    def _by_model(self) -> bool:
        return self.writer is Writer.REMOTE

    def _needs_a_writer(self) -> None:
        if self.writer is Writer.OFF:
            raise NotFoundError(OFF)

    def _from_lines(self, task: str, lines: Sequence[Line], *, count: int) -> Written:
        articles = self._store.articles.get(list(dict.fromkeys(line.article for line in lines)))
        said = [SummarySentence(text=line.text, cites=((line.article, line.span),))
                for line in lines]  # fmt: skip
        voices = [line.voice for line in lines] if task == "viewpoints" else ()
        first = next(iter(articles.values()), None)
        language = first.language if first else ""
        material = Material(sentences=said, voices=voices, language=language)
        return self._write(task, material, articles, count=count)

    def _write(
        self, task: str, material: Material, articles: Mapping[str, Article], *, count: int
    ) -> Written:
        """Let the model write from what may be sent to it; what came of that is counted."""
        sendable = self._sendable(material, articles)
        if not sendable.sentences:
            return Written(note=NO_TEXT)
        settings = self.choices.settings()
        asked = ""

        def ask(user: str) -> str:
            nonlocal asked
            system = filled(self.choices.usable(task), count=count)
            call = Call(settings=settings, system=system, user=user)
            asked = call.key
            return self.remote.ask(call, wait=self._patience or settings.seconds + 1)

        written = write(sendable, ask, count=count)
        self.remote.count(asked, written)
        return written

    def _sendable(self, material: Material, articles: Mapping[str, Article]) -> Material:
        """Return the sentences whose every source the owner lets be sent."""
        may = self.choices.may_send()
        allowed = {id for id, article in articles.items() if may(article.source)}
        kept = [
            n for n, one in enumerate(material.sentences) if allowed.issuperset(dict(one.cites))
        ]
        return replace(
            material,
            sentences=[material.sentences[n] for n in kept],
            voices=[material.voices[n] for n in kept] if material.voices else (),
        )


def _in_turn(each: Iterable[Sequence[Line]]) -> list[Line]:
    """Return the first line of each, then the second of each, and so on."""
    return [line for row in zip_longest(*each) for line in row if line]
