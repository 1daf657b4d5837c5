"""A question parsed: its terms, and which kind of answer it wants. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tidings.reference.stopwords import stop_words
from tidings.text import fold
from tidings.types import Question
from tidings.wording import DENIALS
from tidings.write.asking.answer_kind import AnswerKind, kind_of
from tidings.write.asking.indexed import phrase
from tidings.write.asking.question_words import openers

__all__ = ["Asked", "Window", "understand"]

MOST = 24  # words of a question that are looked for; a longer one is a text, not a question
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<![.!?:] )(?<!^)\b[^\W\d_a-zß-ÿ][\w'’.-]*")  # may be one, inside a sentence

_ODD_ONE = re.compile(
    r"\bexcept\W*$|\bof (?:these|those|them|the following)\b[^?.!]*(?:n['’]t|\bnot|\bnever)\b",
    re.IGNORECASE,
)

Window = tuple[date, date]  # the first and the last day that a question means


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """The words of a question that say what it is about, cut to stems, each once, in order."""

    question: Question
    words: tuple[str, ...]  # folded
    stems: tuple[str, ...]  # of the words, as passages are compared
    names: frozenset[str]  # those stems that are written like names
    pairs: frozenset[str]  # "stem stem" that stand side by side
    denied: bool  # it asks what is NOT so
    kind: AnswerKind = AnswerKind.ANY  # of thing that it asks for
    at_large: bool = False  # for the news, of nothing in particular: "What happened yesterday?"
    window: Window | None = None  # when it happened, as the question says


def understand(question: Question, window: Window | None = None, when: str = "") -> Asked:
    """Return what a question asks for. `window` is when, as its words of time, `when`, mean it."""
    folded = _WORD.findall(fold(question.text))
    told = _telling(folded, question.language)
    asks = openers(question.language).intersection(folded)
    about = set(told).difference(_WORD.findall(fold(when)))
    at_large = not about and not question.choices and bool(asks or when)
    told = list(dict.fromkeys(told or folded))[:MOST]
    stems = dict.fromkeys(stem for word in told for stem in phrase(word).split())
    written = (match.group() for match in _NAME.finditer(question.text))
    named = phrase(" ".join(name for name in written if name[0].isupper())).split()
    return Asked(
        question=question,
        words=tuple(told),
        stems=tuple(stems),
        names=frozenset(named).intersection(stems),
        pairs=frozenset(_pairs(folded, set(told))),
        denied=_denied(question.text),
        kind=kind_of(question),
        at_large=at_large,
        window=window,
    )


def _telling(folded: Sequence[str], language: str) -> list[str]:
    """Return the words that say what is asked about."""
    silent = stop_words(language) | openers(language)
    return [word for word in folded if word not in silent and (len(word) > 1 or word.isdecimal())]


def _denied(text: str) -> bool:
    """Say whether a question asks for the one that is NOT so: the least that is told, not the most.

    English alone. "Which club will not play?" asks for what is told: that it will not.
    """
    shouted = any(word.isupper() and fold(word) in DENIALS for word in text.split())
    return shouted or bool(_ODD_ONE.search(text))


def _pairs(folded: Sequence[str], told: set[str]) -> list[str]:
    return [phrase(f"{a} {b}") for a, b in pairwise(folded) if a in told and b in told]
