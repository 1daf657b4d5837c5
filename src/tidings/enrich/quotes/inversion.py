"""Speakers that follow their verb, and reporting clauses in the middle or at the end of a sentence.

Am Montag sagte Anna Roth, die Brücke sei sicher. Como dijo la alcaldesa, … Roth zufolge …
"""

from __future__ import annotations

from tidings.enrich.quotes.clauses import QUOTE
from tidings.enrich.quotes.lexicon import Lexicon
from tidings.enrich.quotes.sentence import COMMAS, DASHES, STOPS, Range, Sentence

__all__ = ["parenthetical", "postposed", "verb_first"]

BESIDE = 12  # words of the longest clause beside what is told
BEHIND = 14  # words that a speaker behind the verb may have, with where and when
LEAST = 2  # words of what is told


def verb_first(sentence: Sentence, at: int) -> tuple[Range, Range] | None:
    """Return speaker and content of a sentence whose verb stands before both."""
    low, words = sentence.low, sentence.words
    if not (words.inverting and _begins(sentence, at + 1)):
        return None
    end = at + 1
    while end < sentence.end and not _closes(low[end], words):
        end += 1
    start = end
    while start < min(at + BEHIND, sentence.end) and low[start] not in COMMAS | words.that:
        start += 1
    comma = low[start] in COMMAS
    start += comma
    opens = low[start] in words.that or (comma and words.comma)
    if start + LEAST > sentence.end or not opens or end == at + 1:
        return None
    return (at + 1, end), (start, sentence.end)


def parenthetical(sentence: Sentence, at: int) -> tuple[Range, Range] | None:
    """Return speaker and content where the verb stands in "as the mayor said"."""
    low, words = sentence.low, sentence.words
    first = next(
        (k for k in range(at - 1, max(-1, at - BESIDE), -1) if low[k] in words.likewise), -1
    )
    end = next((k for k in range(at, min(at + BESIDE, sentence.end)) if low[k] in COMMAS), 0)
    leads = all(mark in words.joins for mark in low[: max(first, 0)])
    if first < 0 or any(mark in COMMAS for mark in low[first:at]):
        return None
    if leads and end and end + LEAST < sentence.end:
        content = (end + 1, sentence.end)
    elif not leads and low[first - 1] in COMMAS and first > LEAST:
        content, end = (0, first - 1), end or sentence.end
    else:
        return None
    before, after = (first + 1, at), (at + 1, end)
    places = (after, before) if words.inverting else (before, after)
    speaker = _subject(sentence, places[0]) or _subject(sentence, places[1])
    return (speaker, content) if speaker else None


def postposed(sentence: Sentence, at: int) -> tuple[Range, Range] | None:
    """Return speaker and content around a word that stands after its speaker: Roth zufolge."""
    low = sentence.low
    first = at
    while first and low[first - 1] not in STOPS and low[first - 1] != QUOTE:
        first -= 1
    if not at or first == at:
        return None
    after = at + 1 + (low[at + 1] in COMMAS)
    content = (0, first - 1) if first else (after, sentence.end)
    return ((first, at), content) if content[1] - content[0] > LEAST else None


def _subject(sentence: Sentence, part: Range) -> Range | None:
    """Return the speaker within a part of a clause, without the words before and after."""
    low, words = sentence.low, sentence.words
    start, end = part
    while start < end and (low[start] in words.within or sentence.light(start)):
        start += 1
    stop = start
    while stop < end and not _closes(low[stop], words):
        stop += 1
    return (start, stop) if start < stop else None


def _begins(sentence: Sentence, at: int) -> bool:
    if at >= sentence.end:
        return False
    low, words = sentence.low[at], sentence.words
    return sentence.tokens[at].capital or low in words.determiners or low in words.pronouns


def _closes(mark: str, words: Lexicon) -> bool:
    """Say whether a phrase has ended before this word."""
    if mark in STOPS or mark in DASHES or mark == QUOTE or mark in words.that:
        return True
    return mark in words.times or (mark in words.prepositions and mark not in words.of)
