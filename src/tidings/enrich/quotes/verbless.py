"""Quotes without a verb of speech: lines of a transcript, headlines, what a poll found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tidings.enrich.quotes.clauses import QUOTE, Token
from tidings.enrich.quotes.lexicon import Lexicon
from tidings.enrich.quotes.sentence import COMMAS, STOPS, Range, Sentence

__all__ = ["captions", "polled"]

NAME = 6  # words and marks that may stand before the colon of a transcript's line
TURNS = 2  # lines of one speaker that make a transcript
HEADLINE = 0.6  # of the words of a headline begin with a capital letter
POLL = 16  # words within which "In a poll of voters last week," has ended

Paragraph = Sequence[Sequence[Token]]


def captions(paragraphs: Sequence[Paragraph], words: Lexicon) -> dict[int, Range]:
    """Return what is said in lines that begin with who says it, by paragraph, as code points.

    The speaker's span ends where the colon stands before what is said, and begins with its
    paragraph. A line counts in a transcript, where somebody speaks twice, and as a headline whose
    speaker is named elsewhere: a place that begins a report is none.
    """
    named = Counter(t.low for p in paragraphs for s in p for t in s if t.capital)
    colons = {n: colon for n, p in enumerate(paragraphs) if (colon := _colon(p, words))}
    who = Counter(paragraphs[n][0][0].low for n in colons)
    transcript = any(turns >= TURNS for turns in who.values())

    def counts(number: int, colon: int) -> bool:
        known = named[paragraphs[number][0][colon - 1].low] > 1
        return transcript or (known and _headline(paragraphs[number], colon))

    return {
        n: (paragraphs[n][0][colon + 1].start, paragraphs[n][-1][-1].end)
        for n, colon in colons.items()
        if counts(n, colon)
    }


def polled(sentence: Sentence) -> tuple[Range, Range] | None:
    """Return a poll and what it found: In a poll of voters last week, half were in favour."""
    low, words = sentence.low, sentence.words
    if low[0] not in words.within or low[1] not in words.determiners:
        return None
    end = next((k for k in range(2, min(POLL, sentence.end)) if low[k] in STOPS), 0)
    if not end or low[end] not in COMMAS or not any(low[k] in words.polls for k in range(2, end)):
        return None
    return ((1, end), (end + 1, sentence.end)) if end + 2 < sentence.end else None


def _colon(paragraph: Paragraph, words: Lexicon) -> int:
    """Return where the colon stands after the name that a paragraph begins with; 0 without one."""
    first = paragraph[0]
    for at, token in enumerate(first[: NAME + 1]):
        if token.low == ":":
            follows = at + 1 < len(first) and first[at + 1].low != QUOTE
            named = at and first[at - 1].capital and len(first[at - 1].text) > 1  # Q: A:
            return at if named and follows else 0
        if not (token.capital or token.low == ".") or token.low in words.small:
            return 0
    return 0


def _headline(paragraph: Paragraph, colon: int) -> bool:
    rest = [t for t in paragraph[0][colon + 1 :] if t.text[:1].isalpha()]
    many = sum(t.capital for t in rest)
    return len(paragraph) == 1 and len(rest) > 1 and many > HEADLINE * len(rest)
