"""The terms of each sentence, with kinds, weights and offsets, so that sentences can be compared.

Words that stand in most texts of a language say nothing here. Pure, and for any script.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tidings.group.frequencies import commonness
from tidings.group.terms import COMMON_NAME, terms
from tidings.reference.timewords import CALENDAR
from tidings.text import fold, sentences, word_spans
from tidings.types import Article, Segment, Span
from tidings.wording import DENIALS, capitals_name

__all__ = ["GRAIN", "Saying", "Term", "sayings"]

LEAST = 0.8  # weight: a word of 45 % of all texts; commoner ones say nothing by themselves
GRAIN = 64  # weights are whole multiples of 1/64: their sums are exact, in whatever order
SENTENCES = 40  # of an article are read: the news stands at the beginning, see decisions/0102
BESIDE = 4  # words after a "not", of which the first that says something is what is denied
STEM = 4  # letters: more than half of a term, which is a word's first seven
_COUNTED = re.compile(r"(?<=\d)-(?=[^\W\d])")  # a number and what it counts: 61-year-old
_HEADLINE = Span(start=0, end=0)
_Words = Sequence[tuple[str, int, int]]  # as they stand, with their offsets


class Term(NamedTuple):
    """A term of a sentence: how much it says, and what it is."""

    weight: float
    kind: str  # "number", "name", "date" or "word"
    stem: str  # what all forms of it share


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of an article, or its headline (whose span is empty)."""

    article: str
    language: str
    span: Span
    terms: Mapping[str, Term]
    words: Mapping[str, tuple[str, int, int]]  # where each term stands first, from the span's start
    denial: Span | None  # where it says "not" …
    denied: frozenset[str]  # … and the stems of what stands beside that
    recycled: str | None  # the article in which novelty saw it first; None where it is new

    def place(self, term: str) -> tuple[int, int]:
        """Return where a term stands first, by offsets in `Article.text`."""
        _, start, end = self.words[term]
        return self.span.start + start, self.span.start + end


def sayings(article: Article, segments: Sequence[Segment]) -> Iterator[Saying]:
    """Yield the headline of an article, then its first sentences, in order."""
    text = article.beginning.text
    spans = sentences(text, language=article.language)[:SENTENCES]
    told = [word_spans(article.title), *(word_spans(text[s.start : s.end]) for s in spans)]
    known = _names(told) if capitals_name(text or article.title) else frozenset()
    yield _saying(article, told[0], _HEADLINE, known, None)
    for span, words, origin in zip(spans, told[1:], _origins(spans, segments), strict=True):
        yield _saying(article, words, span, known, origin)


def _names(told: Sequence[_Words]) -> frozenset[str]:
    """Return the words that are written as names: rare, and always with a capital.

    Where a sentence begins, a capital says nothing.
    """
    every = {word for words in told for word, _, _ in words}
    inner = {word for words in told for word, _, _ in words[1:] if word[0].isupper()}
    return frozenset(
        worth.folded
        for word in inner
        if len(word) > 1
        and word.lower() not in every
        and (worth := _worth(word)).common < COMMON_NAME
    )


def _saying(
    article: Article, words: _Words, span: Span, known: Collection[str], recycled: str | None
) -> Saying:
    found: dict[str, Term] = {}
    places: dict[str, tuple[str, int, int]] = {}
    denials = [n for n, place in enumerate(words) if _worth(place[0]).denies]
    for place in words:
        worth = _worth(place[0])
        for term, said in worth.terms:
            if term not in found:
                named = said.kind == "word" and worth.folded in known and place[0][0].isupper()
                found[term] = said._replace(kind="name") if named else said
                places[term] = place
    denial = None
    if denials:
        _, start, end = words[denials[0]]
        denial = Span(start=span.start + start, end=span.start + end)
    beside = _beside(words, denials)
    return Saying(article.id, article.language, span, found, places, denial, beside, recycled)


def _beside(words: _Words, denials: Sequence[int]) -> frozenset[str]:
    """Return the stems of what is denied: of the next word that says something."""
    found: set[str] = set()
    for n in denials:
        said = (_worth(word).terms for word, _, _ in words[n + 1 : n + 1 + BESIDE])
        found.update(term.stem for _, term in next(filter(None, said), ()))
    return frozenset(found)


class _Worth(NamedTuple):
    folded: str
    common: float  # the share of articles that hold it
    denies: bool
    terms: tuple[tuple[str, Term], ...]  # those that say something


@lru_cache(maxsize=1 << 15)  # the vocabulary of news
def _worth(word: str) -> _Worth:
    """Return what a word is worth, wherever it stands."""
    folded = fold(word).removesuffix("'s")
    common = commonness(folded)
    weight = -math.log(common)
    told = [(t, _kind(t)) for t in terms(_COUNTED.sub(" ", folded))]
    if weight < LEAST:
        told = [(t, kind) for t, kind in told if kind == "number"]
    weight = round(max(weight, LEAST) * GRAIN) / GRAIN
    if folded in CALENDAR:
        told = [(t, "date") for t, _ in told]
    denies = folded in DENIALS or folded.endswith("n't")
    return _Worth(
        folded, common, denies, tuple((t, Term(weight, kind, _stem(t))) for t, kind in told)
    )


def _stem(term: str) -> str:
    """Return the beginning that the forms of a word share; a number has but one form."""
    return term if any(c.isdigit() for c in term) else term[:STEM]


def _kind(term: str) -> str:
    """Say what a term is: a number begins with a digit, a model's name ("ak-47") doesn't."""
    return "number" if term[0].isdigit() and any(c.isdigit() and c != "0" for c in term) else "word"


def _origins(spans: Sequence[Span], segments: Sequence[Segment]) -> Iterator[str | None]:
    """Yield where at least half of each span was first published; None where it is new."""
    old = [segment for segment in segments if not segment.new]
    at = 0
    for span in spans:
        while at < len(old) and old[at].end <= span.start:
            at += 1
        yield next((s.first_seen for s in islice(old, at, at + 2) if _covers(s, span)), None)


def _covers(segment: Segment, span: Span) -> bool:
    shared = min(span.end, segment.end) - max(span.start, segment.start)
    return 2 * shared >= span.end - span.start
