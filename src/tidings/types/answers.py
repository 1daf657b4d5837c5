"""A question to the library, and what its articles answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tidings.types.articles import Article, Span
from tidings.types.writing import Written

__all__ = ["Answer", "Cited", "Question"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is asked, when, and the answers to choose from, if there are some."""

    text: str
    asked_at: datetime | None = None  # what "this week" counts from; nothing later is looked at
    choices: tuple[str, ...] = ()
    language: str = ""  # ISO 639-1, "" when not known


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """A passage that speaks to a question, word for word as its article has it."""

    article: Article
    passage: Span  # in Article.text: a sentence, with its neighbours where they say more
    sentence: Span  # of the passage the sentence that answers best
    chance: float  # that it answers, 0 to 1

    @property
    def quote(self) -> str:
        """The passage's words."""
        return self.article.text[self.passage.start : self.passage.end]

    @property
    def words(self) -> str:
        """The best sentence's words."""
        return self.article.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the library says to a question. Where it does not, `cites` are what comes nearest."""

    answered: bool
    text: str = ""  # sentences of the first cites, word for word; "" where not answered
    chance: float = 0.0  # that the library answers, 0 to 1
    choice: int | None = None  # the likeliest of the choices; a guess where not answered
    chances: tuple[float, ...] = ()  # of each choice; together 1
    cites: tuple[Cited, ...] = field(default=())  # best first
    written: Written | None = None  # the answer in a remote model's words; None: not asked
