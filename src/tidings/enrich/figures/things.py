"""What a figure with a unit measures: found by a small grammar, not by a parser.

What follows "of" is measured, or the noun at which the figure stands as an adjective. Otherwise
it is what stands before: the object of a verb ("boost *trade* to"), or the subject of the clause
where a verb parts it from its figure ("*prices* rose by"), be it a clause before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from tidings.enrich.figures.clauses import ARTICLES, Clauses, clauses
from tidings.enrich.figures.words import CURRENCIES, OF, RISES, SPANS

__all__ = ["measured"]

AFTER, BEFORE = 90, 240  # characters that are looked at
MOST = 3  # words that name a thing
SHORT = 2  # letters of a thing; fewer are a slip
WHOLE = 5  # words of "price of crude oil"; of longer ones only the first thing is told
_LENGTHS = SPANS | {"km", "m", "cm", "mm"}

_TOKEN = re.compile(
    r"(?:dell|[dl])['’](?=\w)|(?:[A-Z]\.){2,}|[^\W\d_]+(?:[\u064b-\u0652]|['’\-][^\W\d_]+)*|\d+|[^\w\s]"
)
_STOPS = re.compile(r"[;:()\"“”«»„—–؛]|[،,](?!\d)| - ")
_ELIDED = re.compile(r"\b(d|l|dell)(['’]) ")
_SENTENCES = re.compile(r"(?<![A-Z])[.!?؟\n]\s+(?=[^a-zа-я]|$)|\n")
# "rising from $31 million in 2018 to": what was before says nothing of what is measured
_FROM = re.compile(
    r"\b(from|de|von|da|от|desde)\b[^,;:.]{3,60}?\s(?:to|à|a|auf|до|hasta)\b[^\d,;:.]{0,20}$"
)
_PLURAL = re.compile(r"^[^\WA-Z].*(?<![s'’])[sx]$")
_FOR = frozenset({"in", "on", "for"})
_PLURAL_S = frozenset({"en", "es", "fr", "pt"})


def measured(text: str, start: int, end: int, unit: str, language: str) -> str:
    """Return the words of what a figure with a unit measures, "" where none are plain."""
    return _ELIDED.sub(r"\1\2", _measured(text, start, end, unit, language))


def _measured(text: str, start: int, end: int, unit: str, language: str) -> str:
    speech = clauses(language)
    before = text[max(0, start - BEFORE) : start]
    first = text[start:end].split(" ")[0].lower()
    if speech.is_preposition(first):
        before += f"{first} "  # "to" rather than "up to"
    if speech.language == "ru":
        before = before.replace(" — ", " = ")  # where others have "is"
    if thing := _after(text[end : end + AFTER], text[start:end], before, unit, speech):
        return thing
    rest = [*_told(_SENTENCES.split(before)[-1])]
    if unit in SPANS and not (rest and rest[-1].lower() in OF):
        return ""
    return _before(before, speech)


def _told(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _after(after: str, figure: str, before: str, unit: str, speech: Clauses) -> str:
    """Of "40 percent of the voters", "$5 million in aid", "a 900-km shared border"."""
    tokens = _told(after)
    if len(tokens) > 1 and tokens[0] == "," and tokens[1].lower() in OF:
        tokens = tokens[1:]
    if not tokens:
        return ""
    first = tokens[0].lower()
    if first in OF or (first in _FOR and _is_for(tokens, unit, speech)):
        while tokens and (tokens[0].lower() in ARTICLES or tokens[0].lower() in OF | _FOR):
            tokens = tokens[1:]
    elif not speech.direct or not _is_beside(after, figure, before, unit, speech):
        return ""
    if not tokens or speech.is_far(tokens[0]):
        return ""
    named = _run(tokens, speech, first)
    if speech.language in _PLURAL_S:
        return " ".join(_to_plural(named) or named)
    return " ".join(named)


def _is_for(tokens: Sequence[str], unit: str, speech: Clauses) -> bool:
    """Say whether money is spent *on* a thing, or comes *in* one: in Utah is where."""
    rest = [word for word in tokens[1:4] if word.lower() not in ARTICLES]
    first = tokens[0]
    money = unit in CURRENCIES.values() and speech.language == "en"
    if not money or not rest or not speech.is_word_of(rest[0]):
        return False
    common = rest[0].islower() or (rest[0].isupper() and rest[-1].islower())  # aid; TV ads
    return common and not speech.is_verb(rest[0], first)


def _is_beside(after: str, figure: str, before: str, unit: str, speech: Clauses) -> bool:
    """Say whether a figure can be the adjective of what follows it at once."""
    if speech.language != "en":
        return after.startswith(" ") and unit not in SPANS
    joined = after.startswith("-") or "-" in figure
    if unit in _LENGTHS or figure.endswith("s"):
        return joined or (after.startswith(" ") and before.rstrip().lower().endswith((" a", "the")))
    return joined or after.startswith(" ")


def _run(tokens: Sequence[str], speech: Clauses, before: str = "") -> list[str]:
    """Return the words from the first on that together may name a thing, three at most."""
    named: list[str] = []
    told = before.lower() in OF | _FOR
    for word in tokens[: MOST + 1]:
        inside = bool(named) and speech.is_within(word)
        if not speech.is_word_of(word) and not inside:
            break
        finite = before.endswith("s") or word.endswith(("ed", "s", "ly"))
        if named and finite and speech.language != "de" and speech.is_verb(word, before):
            break
        if not named and not told and _is_finite(tokens, speech):
            break
        named.append(word)
        before = word
    while named and (speech.is_within(named[-1]) or not speech.is_word_of(named[-1])):
        named.pop()
    if speech.language == "de":
        while named and not named[-1][0].isupper():
            named.pop()
    return named[:MOST]


def _is_finite(tokens: Sequence[str], speech: Clauses) -> bool:
    """Say whether what follows a figure is a verb: 45 percent *believe*; not 10 percent *cuts*."""
    many = tokens[0].endswith("s") and len(tokens) > 1 and speech.is_preposition(tokens[1])
    return not many and not tokens[0].endswith("ed") and speech.is_verb(tokens[0], "-")


def _to_plural(named: list[str]) -> list[str]:
    """Return the words as far as the last plural in small letters; none without one."""
    while named and not _PLURAL.search(named[-1]):
        named = named[:-1]
    return named


def _before(before: str, speech: Clauses) -> str:
    """Of "annual trade to", "exports accounting for", "a total area of"."""
    sentence = _SENTENCES.split(_FROM.sub(r"\1", before))[-1]
    parts = [_told(part) for part in _STOPS.split(sentence)]
    rest, passed = _stripped(parts.pop(), speech)
    parted = any(speech.is_verb(word) or word.lower() in RISES for word in passed)
    if any(map(speech.stands_for, passed)):
        return ""
    linked = parted or any(word.lower() in OF or speech.is_preposition(word) for word in passed)
    while not rest and parts and linked:
        part = parts.pop()
        if not part or speech.is_aside(part[0]):
            continue
        if parted and not any(map(speech.relates, passed)):
            return _subject(part, speech, whole=True)
        rest, parted = _stripped(part, speech)[0], False
    if parted and not any(map(speech.relates, passed[:1])):
        return _subject(rest, speech)
    return _object(rest, speech)


def _stripped(tokens: Sequence[str], speech: Clauses) -> tuple[list[str], list[str]]:
    """Return the words as far as the last that may name a thing, and those that were passed."""
    rest, passed = list(tokens), list[str]()
    while rest:
        word, before = rest[-1], rest[-2] if len(rest) > 1 else ""
        if speech.is_word_of(word) and not speech.is_verb(word, before):
            break
        passed.insert(0, rest.pop())
    return rest, passed


def _last(tokens: Sequence[str], speech: Clauses) -> tuple[int, list[str]]:
    """Return the words at the end that together name a thing, and where they begin."""
    at = len(tokens)
    while at and speech.is_word_of(tokens[at - 1]):
        before = tokens[at - 2] if at > 1 else ""
        if speech.language != "de" and speech.is_verb(tokens[at - 1], before):
            break
        at -= 1
    return at, list(tokens[at:])


def _object(tokens: Sequence[str], speech: Clauses) -> str:
    """Return the thing that stands last: two monuments *in Utah* by is of the monuments."""
    at, named = _last(tokens, speech)
    left = list(tokens[:at])
    while left and left[-1].lower() in ARTICLES and not speech.is_of(left[-1]):
        left.pop()
    if left and speech.is_preposition(left[-1]) and not speech.is_far(left[-1]):
        earlier = _last(left[:-1], speech)[1]
        return _cut(earlier, speech) if earlier else _cut(named, speech)
    if left and speech.is_of(left[-1]):
        start, earlier = _last(left[:-1], speech)
        whole = [*tokens[start:]]
        if earlier and len(whole) <= WHOLE:
            return " ".join(whole)
        return _cut(earlier or named, speech)
    return _cut(named, speech)


def _subject(tokens: Sequence[str], speech: Clauses, *, whole: bool = False) -> str:
    """Return the first thing of a clause, or of the part of it behind its last finite verb."""
    start = 0
    for at, word in enumerate(() if whole else tokens):
        before = tokens[at - 1] if at else "the"
        told = speech.language == "en" and speech.is_verb(word, before)
        told = told and not word.endswith(("ed", "ly"))
        if speech.relates(word) or told:
            start = at + 1
    rest = list(tokens[start:])
    while rest and not speech.is_word_of(rest[0]):
        if speech.is_preposition(rest[0]):
            return _object(_stripped(rest[1:], speech)[0], speech)
        if speech.stands_for(rest[0]):
            return ""
        rest.pop(0)
    if speech.language == "en" and len(rest) > 1 and rest[0].endswith("ed"):
        rest.pop(0)
    named = _first(rest, speech)
    if len("".join(named)) < SHORT:
        return ""
    behind = rest[len(named) :]
    if behind and speech.is_of(behind[0]):
        of = [*takewhile(lambda word: speech.is_of(word) or word.lower() in ARTICLES, behind)]
        more = _first(behind[len(of) :], speech)
        if more and len(named) + len(of) + len(more) <= WHOLE:
            return " ".join([*named, *of, *more])
    return _cut(named, speech)


def _first(tokens: Sequence[str], speech: Clauses) -> list[str]:
    named: list[str] = []
    before = "the"
    for word in tokens:
        verb = speech.language != "de" and speech.is_verb(word, before)
        if not speech.is_word_of(word) or verb:
            break
        named.append(word)
        before = word
    return named


def _cut(named: Sequence[str], speech: Clauses) -> str:
    """Return the words that say most of a thing's name: its end, or its beginning."""
    words = list(named)
    if speech.language == "de":
        while words and not words[-1][0].isupper():
            words.pop()
    return " ".join(words[-MOST:] if speech.head_last else words[:MOST])
