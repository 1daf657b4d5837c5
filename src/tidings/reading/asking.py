"""Questions to the library: what may answer is fetched here, what does is judged in `write`."""

from __future__ import annotations

import math
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from tidings.enrich.dates import note_dates
from tidings.enrich.embedding import Encoder
from tidings.enrich.language import identify
from tidings.storage import Store
from tidings.storage.query import Term
from tidings.storage.searchable import tokens
from tidings.types import Answer, Article, Note, Novelty, Question
from tidings.write.asking.answering import Likeness, Material, answer, study
from tidings.write.asking.choosing import Known
from tidings.write.asking.evidence import UNKNOWN, Found
from tidings.write.asking.indexed import Told, phrase, take_in
from tidings.write.asking.question import Asked, Window, understand
from tidings.write.passages import STEM

__all__ = ["Asking"]

HELD, ALIKE = 40, 20  # articles by their words, by their meaning
FOR_CHOICE, ALIKE_CHOICE = 10, 2  # for each choice besides
LATE = timedelta(days=15)  # a choice that is in the news is in the news of so many days
CHOICES = 20  # that are looked for; more are no choice
MAX_CHARS = 1_000  # of a question or a choice
KEPT = 500  # articles that stay taken in: some 50 kB each
MISSPELT = 5  # letters, at least, of a word that may be misspelt
ALIKE_SPELT = 0.8  # of difflib's ratio: "erthquake" and "earthquake" have .95
READ_FOR_SPELLING = 10  # articles
_SMALL = re.compile(r"(?<![\w'’-])[^\W\d_A-Z]{4,}(?![\w'’-])")  # a word that is no name
AROUND = {"day": (0, 2), "week": (4, 2)}  # days before and after: news comes later than events


class Asking:
    """Answers questions from one library. Safe for several threads at once."""

    def __init__(self, store: Store, encoder: Callable[[], Encoder | None]) -> None:
        self._store = store
        self._encoder = encoder
        self._lock = threading.Lock()
        self._kept = _Kept()

    def warm(self) -> None:
        """Read what any question needs: then the first one need not wait for it."""
        self._encoder()
        identify("The model that tells languages apart is read on first use.")

    def ask(self, question: Question) -> Answer:
        """Return what the articles answer, in their own words; also that they don't."""
        return answer(study(self.find(question)))

    def find(self, question: Question) -> Material:
        """Return what may answer a question, before anything is judged."""
        asked, _ = _understood(question)
        search = _Search(self._store, self._encoder(), asked, self._current())
        material = search.find()
        respelt = search.respelt(material)
        return self.find(replace(question, text=respelt)) if respelt else material

    def of_all_news(self, question: Question) -> Window | None:
        """Return the days of which a question wants to know the news, whatever it is; else None.

        "What happened yesterday?" asks for those of yesterday, "What's new?" for today's.
        """
        asked, days = _understood(question)
        if not asked.at_large:
            return None
        today = (question.asked_at or datetime.now(UTC)).date()
        return days.named if days else (today, today)

    def _current(self) -> _Kept:
        """Return what is kept of the library as it is now."""
        stamp = self._store.stamp()
        with self._lock:
            if self._kept.stamp != stamp:
                self._kept = _Kept(stamp=stamp, articles=self._store.totals()["article"])
            return self._kept


@dataclass(slots=True)
class _Kept:
    """What several questions to one state of the library have in common."""

    stamp: object = None
    articles: int = 0  # in the library
    told: OrderedDict[str, Told] = field(default_factory=OrderedDict)
    held: dict[Term, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, told: Iterable[Told]) -> None:
        """Keep these articles, and let go of those that were not asked for of late."""
        with self.lock:
            for one in told:
                self.told[one.article.id] = one
                self.told.move_to_end(one.article.id)
            while len(self.told) > KEPT:
                self.told.popitem(last=False)


class _Search:
    """What one question finds."""

    def __init__(self, store: Store, encoder: Encoder | None, asked: Asked, kept: _Kept) -> None:
        self._store, self._encoder, self._asked, self._kept = store, encoder, asked, kept
        at = asked.question.asked_at
        self._until = at + timedelta(days=1) if at else None  # a day's news bears its date
        self._terms = [_word(word) for word in asked.words]
        self._words: dict[str, float] = {}  # weight by article
        self._meaning: dict[str, float] = {}
        self._vector = encoder.encode([asked.question.text])[0] if encoder else None
        said = [*asked.stems, *(s for c in asked.question.choices for s in phrase(c).split())]
        self._rarity = {stem: self._rare(stem) for stem in dict.fromkeys(said)}

    def _likeness(self) -> Likeness | None:
        """How near texts are to the question in meaning; None without an encoder."""
        encoder, vector = self._encoder, self._vector
        if encoder is None or vector is None:
            return None
        return lambda texts: np.asarray(encoder.encode(texts) @ vector, np.float64)

    def find(self) -> Material:
        """Return the articles that may answer, and what the library knows of each choice."""
        evidence = self._store.evidence
        self._take(evidence.holding(self._terms, until=self._until, limit=HELD))
        if self._encoder and self._vector is not None:
            self._meaning |= dict(
                evidence.like(self._encoder.name, self._vector, until=self._until, limit=ALIKE)
            )
        known = [self._choice(choice) for choice in self._asked.question.choices]
        ids = list(dict.fromkeys([*self._words, *self._meaning]))
        self._measure([id for id in ids if id not in self._meaning])
        top = max(self._words.values(), default=0.0) or 1.0
        told = self._told(ids)
        found = [
            Found(
                told=told[id],
                words=self._words.get(id, 0.0) / top,
                meaning=self._meaning.get(id, UNKNOWN),
            )
            for id in ids
            if id in told
        ]
        return Material(
            asked=self._asked,
            found=found,
            rarity=self._rarity,
            known=known,
            likeness=self._likeness(),
        )

    def respelt(self, material: Material) -> str:
        """Return the question with words that no article has written as the articles found do.

        "" where there is nothing to mend. Names are left as they are: another is another's.
        """
        words = dict(zip(self._asked.words, self._terms, strict=True))
        strange = [
            word for word, term in words.items()
            if len(word) >= MISSPELT and word.isalpha() and not self._kept.held.get(term)
        ]  # fmt: skip
        if not strange:
            return ""
        best = sorted(material.found, key=lambda one: -one.meaning)[:READ_FOR_SPELLING]
        small = {word for one in best for word in _SMALL.findall(one.told.article.beginning.text)}
        text = self._asked.question.text
        for word in strange:
            near = get_close_matches(word, small, n=1, cutoff=ALIKE_SPELT)
            written = re.compile(rf"(?<!\w){word}(?!\w)")
            text = written.sub(near[0], text) if near else text
        return text if text != self._asked.question.text else ""

    def _take(self, found: Sequence[tuple[str, float]]) -> None:
        for id, weight in found:
            self._words[id] = max(weight, self._words.get(id, 0.0))

    def _choice(self, choice: str) -> Known:
        said = tokens(choice)
        if not said:
            return Known()
        evidence, term = self._store.evidence, Term(words=said)
        held = evidence.holding(self._terms, must=[term], until=self._until, limit=FOR_CHOICE)
        self._take(held)
        until = self._until or datetime.now(UTC)
        spread = evidence.spread(term, since=until - LATE, until=until)
        return Known(
            articles=spread.articles,
            late=spread.late,
            found=held[0][1] if held else 0.0,
            meaning=self._with_choice(choice),
        )

    def _with_choice(self, choice: str) -> float:
        """Return how near the nearest article is to the question with a choice."""
        if self._encoder is None:
            return UNKNOWN
        (vector,) = self._encoder.encode([f"{self._asked.question.text} {choice}"])
        near = self._store.evidence.like(
            self._encoder.name, vector, until=self._until, limit=ALIKE_CHOICE
        )
        for id, _ in near:
            self._words.setdefault(id, 0.0)
        return near[0][1] if near else UNKNOWN

    def _measure(self, ids: Sequence[str]) -> None:
        """Add how near the question is to those that were found by their words."""
        if self._vector is not None:
            vectors = self._store.vectors.get(ids)
            self._meaning |= {id: float(vector @ self._vector) for id, vector in vectors.items()}

    def _told(self, ids: Sequence[str]) -> dict[str, Told]:
        kept = self._kept.told
        known = {id: told for id in ids if (told := kept.get(id))}
        articles = self._store.articles.get([id for id in ids if id not in known])
        known |= {id: take_in(article) for id, article in articles.items()}
        self._kept.take(known.values())
        return known

    def _rare(self, stem: str) -> float:
        term, held = _word(stem), self._kept.held
        if term not in held:
            held[term] = self._store.evidence.count(term)
        return math.log(1 + self._kept.articles / (1 + held[term]))


def _word(word: str) -> Term:
    """Return what finds a word in any of its forms: its beginning, where that says enough."""
    said = tokens(word[:STEM]) or (word[:STEM],)
    return Term(words=said, prefix=len(word) >= STEM)


def _bounded(question: Question) -> Question:
    text = question.text[:MAX_CHARS]
    language = question.language or identify(text)[0]
    choices = tuple(choice[:MAX_CHARS] for choice in question.choices[:CHOICES])
    return replace(question, text=text, choices=choices, language=language)


@lru_cache(maxsize=16)  # whoever asks is asked twice: for all news, or for something
def _understood(question: Question) -> tuple[Asked, _Days | None]:
    question = _bounded(question)
    days = _days_asked(question)
    window, said = (days.with_its_news, days.said) if days else (None, "")
    return understand(question, window, said), days


class _Days(NamedTuple):
    """The days that a question names, and those in which their news comes out."""

    named: Window
    with_its_news: Window
    said: str


def _days_asked(question: Question) -> _Days | None:
    """Return when the question means, by its first words of time; None where it has none."""
    asked = Article(
        id="", paragraphs=(question.text,), language=question.language,
        published_at=question.asked_at,
    )  # fmt: skip
    notes = note_dates(asked, Novelty(article=""))
    return next((days for note in notes if (days := _days(note, asked.text))), None)


def _days(note: Note, text: str) -> _Days | None:
    said, precision = str(note.value["date"]), str(note.value["precision"])
    before, after = AROUND.get(precision, (0, 0))
    if precision == "week":
        year, week = said.split("-W")
        first = date.fromisocalendar(int(year), int(week), 1)
        last = first + timedelta(days=6)
    elif precision == "day":
        first = last = date.fromisoformat(said)
    elif precision == "month":
        first = date.fromisoformat(f"{said}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    else:
        return None  # a year is as often what happened as when it was told
    around = (first - timedelta(days=before), last + timedelta(days=after))
    return _Days((first, last), around, text[note.span.start : note.span.end] if note.span else "")
