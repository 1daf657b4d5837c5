"""Sentences as they are held against each other: their terms, and where these stand.

Words that stand in most texts of a language say nothing here. Pure, and for any script.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tidings.group.frequencies import commonness
from tidings.group.terms import COMMON_NAME, terms
from tidings.text import fold, sentences, word_spans
from tidings.timewords import CALENDAR
from tidings.types import Article, Segment, Span
from tidings.wording import DENIALS, capitals_name

__all__ = ["GRAIN", "Saying", "Term", "sayings"]

LEAST = 0.8  # weight: a word of 45 % of all texts; commoner ones say nothing by themselves
GRAIN = 64  # weights are whole multiples of 1/64: their sums are exact, in whatever order
SENTENCES = 40  # of an article are read: the news stands at the beginning, see decisions/0102
STEM = 4  # letters: more than half of a term, which is a word's first seven
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
    span: Span
    terms: Mapping[str, Term]
    words: Mapping[str, tuple[str, int, int]]  # where each term stands first, from the span's start
    denial: Span | None  # where it says "not"
    recycled: str | None  # the article in which novelty saw it first; None where it is new

    def place(self, term: str) -> tuple[int, int]:
        """Return where a term stands first, by offsets in `Article.text`."""
        _, start, end = self.words[term]
        return self.span.start + start, self.span.start + end


def sayings(article: Article, segments: Sequence[Segment]) -> Iterator[Saying]:
    """Yield the headline of an article, then its first sentences, in order."""
    text = article.text
    spans = sentences(text, language=article.language)[:SENTENCES]
    told = [word_spans(article.title), *(word_spans(text[s.start : s.end]) for s in spans)]
    known = _names(told) if capitals_name(text or article.title) else frozenset()
    yield _saying(article.id, told[0], _HEADLINE, known, None)
    for span, words, origin in zip(spans, told[1:], _origins(spans, segments), strict=True):
        yield _saying(article.id, words, span, known, origin)


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
    article: str, words: _Words, span: Span, known: Collection[str], recycled: str | None
) -> Saying:
    found: dict[str, Term] = {}
    places: dict[str, tuple[str, int, int]] = {}
    denial = None
    for place in words:
        worth = _worth(place[0])
        if worth.denies and denial is None:
            denial = Span(start=span.start + place[1], end=span.start + place[2])
        for term, said in worth.terms:
            if term not in found:
                named = said.kind == "word" and worth.folded in known and place[0][0].isupper()
                found[term] = said._replace(kind="name") if named else said
                places[term] = place
    return Saying(article, span, found, places, denial, recycled)


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
    kind = _kind(folded)
    weight = -math.log(common)
    told = terms(folded) if weight >= LEAST or kind == "number" else ()
    weight = round(max(weight, LEAST) * GRAIN) / GRAIN
    denies = folded in DENIALS or folded.endswith("n't")
    return _Worth(folded, common, denies, tuple((t, Term(weight, kind, _stem(t))) for t in told))


def _stem(term: str) -> str:
    """Return the beginning that the forms of a word share; a number has but one form."""
    return term if any(c.isdigit() for c in term) else term[:STEM]


def _kind(folded: str) -> str:
    if any(c.isdigit() and c != "0" for c in folded):
        return "number"
    return "date" if folded in CALENDAR else "word"


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
