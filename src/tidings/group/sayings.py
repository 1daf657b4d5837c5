"""Sentences as they are held against each other: their terms, and where these stand.

Words that stand in most texts of a language say nothing here. Pure, and for any script.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tidings.group.frequencies import commonness
from tidings.group.terms import names, terms
from tidings.text import fold, sentences, word_spans
from tidings.timewords import MONTHS, WEEKDAYS
from tidings.types import Article, Segment, Span
from tidings.wording import DENIALS, capitals_name

__all__ = ["Saying", "Term", "sayings"]

LEAST = 0.8  # weight: a word of 45 % of all texts; commoner ones say nothing by themselves
SENTENCES = 80  # of an article are read: the news stands at the beginning
READ_CHARS = 12_000  # of an article, where its names are looked for
_DATE_LETTERS = 5  # shorter words for days and months are other words elsewhere
_HEADLINE = Span(start=0, end=0)
_DATES = frozenset(
    fold(word)
    for word in (*WEEKDAYS, *" ".join(MONTHS.values()).split())
    if len(word) >= _DATE_LETTERS
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a sentence: how much it says, what it is, and where it stands first."""

    weight: float
    kind: str  # "number", "name", "date" or "word"
    span: Span  # in Article.text


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of an article, or its headline (whose span is empty)."""

    article: str
    span: Span
    terms: Mapping[str, Term]
    denial: Span | None  # where it says "not"
    recycled: str | None  # the article in which novelty saw it first; None where it is new


def sayings(article: Article, segments: Sequence[Segment]) -> Iterator[Saying]:
    """Yield the headline of an article, then its first sentences, in order."""
    text = article.text
    read = f"{article.title}\n{text[:READ_CHARS]}"
    known = frozenset(names(read)) if capitals_name(text or article.title) else frozenset()
    spans = sentences(text, language=article.language)[:SENTENCES]
    known &= _inner_capitals([article.title, *(text[s.start : s.end] for s in spans)])
    yield _saying(article.id, article.title, _HEADLINE, known, None)
    for span in spans:
        origin = _origin(span, segments)
        yield _saying(article.id, text[span.start : span.end], span, known, origin)


def _inner_capitals(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand with a capital elsewhere than at a sentence's start."""
    inner = (word for text in texts for word, _, _ in word_spans(text)[1:] if word[0].isupper())
    return frozenset(fold(word).removesuffix("'s") for word in inner)


def _saying(
    article: str, text: str, span: Span, known: frozenset[str], recycled: str | None
) -> Saying:
    found: dict[str, Term] = {}
    denial = None
    for word, start, end in word_spans(text):
        folded, denies, kind, weights = _worth(word)
        if denies and denial is None:
            denial = Span(start=span.start + start, end=span.start + end)
        for term, weight in weights:
            if term not in found:
                named = kind == "word" and folded in known and word[0].isupper()
                place = Span(start=span.start + start, end=span.start + end)
                found[term] = Term(weight, "name" if named else kind, place)
    return Saying(article, span, found, denial, recycled)


@lru_cache(maxsize=1 << 15)  # the vocabulary of news
def _worth(word: str) -> tuple[str, bool, str, tuple[tuple[str, float], ...]]:
    """Return a word folded, if it says "not", what it is, and its terms that say something."""
    folded = fold(word).removesuffix("'s")
    kind = _kind(folded)
    weight = -math.log(commonness(folded))
    told = terms(folded) if weight >= LEAST or kind == "number" else ()
    weights = tuple((term, max(weight, LEAST)) for term in told)
    return folded, folded in DENIALS or folded.endswith("n't"), kind, weights


def _kind(folded: str) -> str:
    if any(c.isdigit() and c != "0" for c in folded):
        return "number"
    return "date" if folded in _DATES else "word"


def _origin(span: Span, segments: Sequence[Segment]) -> str | None:
    """Return where at least half of the span was first published; None where it is new."""
    for segment in segments:
        shared = min(span.end, segment.end) - max(span.start, segment.start)
        if not segment.new and 2 * shared >= span.end - span.start:
            return segment.first_seen
    return None
