"""What a figure measures: the words beside it that name the thing, found without a grammar.

A count is followed by what it counts; a measured figure by "of" and the thing, or it ends a phrase
that begins with it: exports *rose to* $3 billion.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from tidings.enrich.figures.words import HARMED, OF, PEOPLE, RISES
from tidings.reference.stopwords import stop_words

__all__ = ["counted", "measured"]

AFTER, BEFORE = 90, 140  # characters that are looked at
MOST = 3  # words that name a thing
SKIPPED = 6  # words between a thing and its figure: "grew last year to around"

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+|[^\w\s]")
_STOPS = re.compile(r"[.!?;:()\"“”«»\n؟،,]")
_ENDS = re.compile(r"[.!?\n]\s")
# "rising from $31 million in 2018 to": what was before says nothing of what is measured
_FROM = re.compile(
    r"\b(from|de|von|da|от|desde)\b[^,;:.]{3,60}?\s(?:to|à|a|auf|до|hasta)\b[^\d,;:.]{0,20}$"
)
_ARTICLES = frozenset(
    "the a an its their his her la le les el los die der das den o os il lo i".split()
)
_AND = frozenset("and und et y e и و en och og ve".split())  # 22 people *and* injured 59
_PLURAL_S = frozenset({"en", "es", "fr", "pt"})
_BE = frozenset(
    "were was are is been have has had being be ist lag liegt liegen beträgt est es é è fue"
    " wurden worden sont été fueron".split()
)


def counted(text: str, start: int, end: int, language: str) -> tuple[str, str, int] | None:
    """Return the unit of a bare count, what it counts, and where the noun of its unit ends.

    The unit is "people" or "". None where no thing that can be counted follows.
    """
    after = text[end : end + AFTER]
    if after[:1] not in (" ", "\u00a0", "-"):
        return None
    tokens = list(_TOKEN.finditer(after))
    named = _named(tokens, language)
    lowered = [token.group().lower() for token in tokens]
    told = takewhile(lambda word: word not in _AND, lowered[: len(named) + 3])
    harm = next((HARMED[word] for word in told if word in HARMED), "")
    people = next((n for n, token in enumerate(named) if token.group().lower() in PEOPLE), None)
    if people is not None:
        end += named[people].end()
        thing = " ".join(token.group() for token in named[: people + 1])
        return "people", _told(thing, harm), end
    if harm and len(named) <= 1:
        return "people", f"people {harm}", end
    things = _to_plural([token.group() for token in named], language)
    if not things:
        return None
    return "", " ".join(things), end + named[len(things) - 1].end()


@lru_cache(maxsize=32)
def _bounds(language: str) -> frozenset[str]:
    """Words that no name of a thing holds."""
    return (stop_words(language[:2]) | RISES | _BE) - PEOPLE - {"lot", "area"}


def _told(thing: str, harm: str) -> str:
    """Say who was harmed and how: "41 injured" are people."""
    if not harm:
        return thing
    return f"people {harm}" if thing.lower() in HARMED else f"{thing} {harm}"


def _named(tokens: list[re.Match[str]], language: str) -> list[re.Match[str]]:
    """Return the words of the thing that follows a number: two adjectives and a noun at most."""
    stops = _bounds(language)
    named: list[re.Match[str]] = []
    for token in tokens[: MOST + 1]:
        word = token.group().lower()
        if not word[0].isalpha() or word in stops or (named and word in HARMED):
            break
        named.append(token)
        if word in PEOPLE:
            break
    return named[:MOST]


def _to_plural(named: list[str], language: str) -> list[str]:
    """Return the words as far as the last that can be what is counted, none where none can.

    Where plurals end in s, it is one of these in small letters; elsewhere any word, in German too
    one with a capital.
    """
    while named and not _is_countable(named[-1], language[:2]):
        named = named[:-1]
    return named


def _is_countable(word: str, language: str) -> bool:
    if language in _PLURAL_S:
        return word.islower() and word.endswith("s") and not word.endswith("ss")
    return len(word) > 2 and (word.islower() or language == "de")


def measured(text: str, start: int, end: int, language: str) -> str:
    """Return the words of what a figure with a unit measures, "" where none are plain."""
    return _thing_after(text[end : end + AFTER], language) or _thing_before(
        text[max(0, start - BEFORE) : start], language
    )


def _thing_after(after: str, language: str) -> str:
    """Of "40 percent of the voters", "$5 million in aid", "a 900-km shared border"."""
    tokens = [token.group() for token in _TOKEN.finditer(after)]
    if not tokens:
        return ""
    first = tokens[0].lower()
    if first in OF or (first == "in" and len(tokens) > 1 and tokens[1].islower()):
        tokens = tokens[1:]
        while tokens and (tokens[0].lower() in _ARTICLES or tokens[0].lower() in OF):
            tokens = tokens[1:]
    elif not after.startswith(" "):
        return ""
    stops = _bounds(language)
    named = takewhile(lambda t: t[0].isalpha() and t.lower() not in stops, tokens)
    thing = [*named][:MOST]
    verb = next((n for n, word in enumerate(thing) if n and _is_told(word, language)), MOST)
    thing = thing[:verb]
    return " ".join((language[:2] in _PLURAL_S and _to_plural(thing, language)) or thing)


def _is_told(word: str, language: str) -> bool:
    """Say whether a word is a verb of the past, as English forms most: a plant *opened*."""
    return language[:2] == "en" and word.endswith("ed") and len(word) > 4


def _grown(before: str, language: str) -> str:
    """Return the subject where a clause of its own tells how it grew: Trade has grown, rising to"""
    main, comma, last = before.rpartition(",")
    words = [token.group().lower() for token in _TOKEN.finditer(last)]
    if not comma or not words or words[0] not in RISES or not {*words} <= _bounds(language):
        return ""
    start = max((stop.end() for stop in _ENDS.finditer(main)), default=-1)
    if start < 0 and len(before) >= BEFORE:
        return ""  # it begins further off
    tokens = [token.group() for token in _TOKEN.finditer(main[max(0, start) :])]
    while tokens and tokens[0].lower() in _ARTICLES:
        tokens = tokens[1:]
    bounds = _bounds(language)
    return " ".join(
        [*takewhile(lambda t: t[0].isalpha() and t.lower() not in bounds, tokens)][:MOST]
    )


def _thing_before(before: str, language: str) -> str:
    """Of "annual trade to", "exports accounting for", "a total area of"."""
    before = _FROM.sub(r"\1", before)
    if subject := _grown(before, language):
        return subject
    tokens = [token.group() for token in _TOKEN.finditer(_STOPS.split(before)[-1] or "")]
    stops = _bounds(language)
    skipped = 0
    while tokens and skipped < SKIPPED and (tokens[-1].lower() in stops or tokens[-1].isdecimal()):
        tokens.pop()
        skipped += 1
    named: list[str] = []
    while (
        tokens and len(named) < MOST and tokens[-1][0].isalpha() and tokens[-1].lower() not in stops
    ):
        named.insert(0, tokens.pop())
    if len(named) > 1 and tokens and tokens[-1].lower() == "to":  # "to boost annual trade to"
        named = named[1:]
    while named and named[0].lower() in _ARTICLES:
        named = named[1:]
    return " ".join(named)
