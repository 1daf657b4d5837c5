"""A comment as the moderator reads it: folded words, each with its sentence and its quotation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tidings.text import fold, sentences, word_spans
from tidings.types import Span

__all__ = ["Comment", "Concern", "Context", "Sign", "Table", "Word", "read", "whole"]

Table = Mapping[str, frozenset[str]]  # of words by language; a star ends a beginning

LONGEST_STEM = 40  # letters of the beginnings in tables: a word may have thousands
CLOSE = 6  # words between a promise and its sum, an invitation and where to
_PLAIN = str.maketrans("01345@$!|", "oieasasii")  # letters that are written as figures
_STARRED = re.compile(r"[\w@$!|*#-]+")
_SPELT = re.compile(r"\b(?:\w[ .*_-]){3,}\w\b")
_ELIDED = re.compile(r"(?:\w|qu)['’](?=\w)", re.IGNORECASE)  # d'imbécile, t'es, qu'un: two words
_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"|‘[^‘’]*’(?!\w)")


@dataclass(frozen=True, slots=True)
class Sign:
    """A reason: what it is, where it stands in the comment, and how much it weighs, 0 to 1."""

    text: str
    span: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Concern:
    """One kind of trouble: how likely, 0 to 1, and the signs of it, the gravest first."""

    kind: str
    score: float
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What a comment is about, and what else was said."""

    about: Sequence[str] = ()  # texts: the headline, the article, the comment that it answers
    others: Sequence[str] = ()  # other comments of late: the same text again is spam
    language: str = ""  # ISO 639-1; "" reads all languages' words


@dataclass(frozen=True, slots=True)
class Word:
    """A word, folded: where it stands, in which sentence, in which quotation (0: in none)."""

    folded: str
    span: Span
    sentence: int
    quotation: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that was read."""

    text: str
    words: tuple[Word, ...]
    context: Context

    def meets(self, place: int, table: Table) -> bool:
        """Say whether a word is in a table, in the comment's language or in any."""
        word, language = self.words[place].folded, self.context.language
        lists = [table[language]] if language in table else list(table.values())
        return any(_in(word, words) for words in lists)

    def near(self, place: int, table: Table, *, before: int, after: int) -> int | None:
        """Return the place of the nearest word of a table in the same sentence, or None.

        So many words before and after are looked at.
        """
        beside = range(max(0, place - before), min(len(self.words), place + after + 1))
        sentence = self.words[place].sentence
        found = [
            n for n in beside
            if n != place and self.words[n].sentence == sentence and self.meets(n, table)
        ]  # fmt: skip
        return min(found, key=lambda n: abs(n - place), default=None)

    def gap(self, place: int) -> str:
        """Return what stands between a word and the one before it."""
        before = self.words[place - 1].span.end if place else 0
        return self.text[before : self.words[place].span.start]

    def stretch(self, some: Collection[int], others: Collection[int]) -> Span | None:
        """Return where one of some words and one of others first stand close in one sentence."""
        for a in sorted(some):
            for b in range(max(0, a - CLOSE), min(len(self.words), a + CLOSE + 1)):
                if b in others and b != a and self.words[a].sentence == self.words[b].sentence:
                    first, last = self.words[min(a, b)], self.words[max(a, b)]
                    return Span(start=first.span.start, end=last.span.end)
        return None

    def said(self, span: Span) -> str:
        """Return what stands there, as it was written."""
        return self.text[span.start : span.end]


def whole(comment: Comment) -> Span:
    """Return where all of a comment stands."""
    return Span(start=0, end=len(comment.text))


def read(text: str, context: Context) -> Comment:
    """Return a comment with its words in order."""
    starts = [span.start for span in sentences(text, language=context.language, within=True)]
    quotations = list(_QUOTED.finditer(text))
    spelt = list(_spelt(text))
    letters = {n for _, span in spelt for n in range(span.start, span.end)}
    plain = [found for found in _plain(text) if found[1].start not in letters]
    words = [
        Word(
            folded=folded,
            span=span,
            sentence=bisect_right(starts, span.start),
            quotation=next(
                (n for n, q in enumerate(quotations, 1) if q.start() <= span.start < q.end()), 0
            ),
        )
        for folded, span in sorted([*plain, *spelt, *_starred(text)], key=lambda w: w[1].start)
    ]
    return Comment(text, tuple(words), context)


def _in(word: str, words: frozenset[str]) -> bool:
    if word in words:
        return True
    longest = min(len(word), LONGEST_STEM)
    return any(f"{word[:length]}*" in words for length in range(3, longest + 1))


def _plain(text: str) -> Iterator[tuple[str, Span]]:
    for word, start, end in word_spans(text):
        if elided := _ELIDED.match(word):
            cut = start + elided.end()
            yield fold(word[: elided.end() - 1]), Span(start=start, end=cut - 1)
            yield fold(text[cut:end]), Span(start=cut, end=end)
        else:
            yield fold(word), Span(start=start, end=end)


def _spelt(text: str) -> Iterator[tuple[str, Span]]:
    """Yield words that are written letter by letter: i.d.i.o.t."""
    for match in _SPELT.finditer(text):
        spelt = fold(re.sub(r"[ .*_-]", "", match.group()))
        yield spelt, Span(start=match.start(), end=match.end())


def _starred(text: str) -> Iterator[tuple[str, Span]]:
    """Yield words in which other signs stand for letters: 1d10t."""
    for match in _STARRED.finditer(text):
        word = match.group()
        plain = fold(word).translate(_PLAIN)
        if plain != fold(word) and not word.isdecimal() and any(c.isalpha() for c in word):
            yield plain, Span(start=match.start(), end=match.end())
