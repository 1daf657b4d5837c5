"""A question, understood as far as finding and judging passages takes. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tidings.stopwords import stop_words
from tidings.text import fold
from tidings.types import Question
from tidings.wording import DENIALS
from tidings.write.asking.told import phrase

__all__ = ["Asked", "Window", "understand"]

MOST = 24  # words of a question that are looked for; a longer one is a text, not a question
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<![.!?:] )(?<!^)\b[^\W\d_a-zß-ÿ][\w'’.-]*")  # a capital inside a sentence

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
    window: Window | None = None  # when it happened, as the question says


def understand(question: Question, window: Window | None = None) -> Asked:
    """Return what a question asks for. `window` is when, as its words of time mean it."""
    folded = _WORD.findall(fold(question.text))
    stop = stop_words(question.language)
    told = [word for word in folded if word not in stop and (len(word) > 1 or word.isdecimal())]
    told = list(dict.fromkeys(told or folded))[:MOST]
    stems = dict.fromkeys(stem for word in told for stem in phrase(word).split())
    named = phrase(" ".join(match.group() for match in _NAME.finditer(question.text))).split()
    return Asked(
        question=question,
        words=tuple(told),
        stems=tuple(stems),
        names=frozenset(named).intersection(stems),
        pairs=frozenset(_pairs(folded, set(told))),
        denied=_denied(question.text),
        window=window,
    )


def _denied(text: str) -> bool:
    """Say whether a question asks for the one that is NOT so: the least that is told, not the most.

    English alone. "Which club will not play?" asks for what is told: that it will not.
    """
    shouted = any(word.isupper() and fold(word) in DENIALS for word in text.split())
    return shouted or bool(_ODD_ONE.search(text))


def _pairs(folded: Sequence[str], told: set[str]) -> list[str]:
    return [phrase(f"{a} {b}") for a, b in pairwise(folded) if a in told and b in told]
