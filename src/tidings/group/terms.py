"""What a text is about, in words: terms, names, numbers, years.

Works for any script: writing without spaces is cut into pairs of characters, inflected words
are cut to their beginnings, and names are what is written with a capital where the script has
them. Rough on purpose: it must hold in a hundred languages and take a millisecond.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import takewhile

from tidings.group.frequencies import commonness
from tidings.group.stems import has_stems, legible, stem
from tidings.reference.stopwords import stop_words
from tidings.reference.timewords import CALENDAR
from tidings.text import fold

__all__ = [
    "COMMON_NAME",
    "STEM",
    "full_names",
    "has_capitals",
    "names",
    "numbers",
    "shown",
    "terms",
    "whole_words",
    "years",
]

_TOKEN = re.compile(r"\w+(?:[’'\-.]\w+)*")
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
)
_KATAKANA = re.compile("[\u30a1-\u30ff]+")  # of Japanese words: names from abroad, loans
_NOT_HIRAGANA = re.compile(rf"{_KATAKANA.pattern}|[^\u3041-\u30ff]+")  # endings, particles
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.])|\d+(?:[.,]\d+)*")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
# What stands before a match is looked at after its first letters: so most places are passed over
# by those alone, which takes half the time.
_YEAR = re.compile(r"(?:19|20)(?<=\b..)\d\d\b")
_THOUSANDS = re.compile(r"[., \u00a0\u2009\u202f](?=\d{3}(?!\d))")
STEM = 7  # characters of a word that are kept: inflection stands at the end
_SENTENCE_END = '.!?…:;«»"“”„‘—–-•|\n([؟。！？'
COMMON_NAME = 0.08  # a capitalised word as common as this is no name by itself
_RARE = 0.003  # where nothing is capitalised, a word rarer than this may be a name
_HEADLINE_CHARS = 1_000  # a text that capitalises everything shows it here
_COMMON_GIVEN = 0.03  # a word as common as this before a surname is a title
_UPPER = r"[^\W\d_a-zà-öø-ÿа-яα-ω]"
_REST = r"\w+(?:[’'\-]\w+)*"
_CAPITAL = re.compile(rf"{_UPPER}(?<![\w’'\-.].)\w*(?:[’'\-.]\w+)*")
_RUN = re.compile(rf"{_UPPER}(?<=\b.){_REST}(?: {_UPPER}{_REST})*")
_ARABIC_PREFIX = re.compile("^(?:[وفبكل]?ال|لل|[وف])(?=\\w{3})")


def terms(text: str, language: str = "") -> list[str]:
    """Return the terms of a text, in order, folded and cut to what inflection leaves.

    `language` is ISO 639-1; "" reads like English.
    """
    if has_stems(language):
        return [term for _, stem in _stemmed(text, language) if (term := stem[:STEM])]
    found: list[str] = []
    for word in _TOKEN.findall(fold(text)):
        if not word.isascii():
            found += _cut(word)
        elif len(word) > 1 or word.isdigit():
            found.append(word.removesuffix("'s")[:STEM])
    return found


def _stemmed(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a text, legible, and its stem; "" of a letter that stands alone."""
    for word in _TOKEN.findall(legible(text, language)):
        bare = _ARABIC_PREFIX.sub("", word)
        yield word, stem(bare, language) if len(bare) > 1 or bare.isdigit() else ""


@lru_cache(maxsize=1 << 14)
def _cut(word: str) -> tuple[str, ...]:
    """Return the terms of a word that is not all ASCII."""
    return tuple(_pieces(word))


def _pieces(word: str) -> Iterator[str]:
    for run in _SPACELESS.findall(word):
        for part in _NOT_HIRAGANA.findall(run):
            if _KATAKANA.match(part):
                yield part[:STEM]
            else:
                yield from (part[i : i + 2] for i in range(max(1, len(part) - 1)))
    rest = _SPACELESS.sub("", word).removesuffix("'s")
    if len(rest) > 1:
        yield _ARABIC_PREFIX.sub("", rest)[:STEM]


def whole_words(text: str, cut: Collection[str], language: str = "") -> dict[str, str]:
    """Return the first whole word of each of these terms that may be cut, folded."""
    if has_stems(language):
        words = [(fold(word), stem[:STEM]) for word, stem in _stemmed(text, language)]
    else:
        words = [(word.removesuffix("'s"), word[:STEM]) for word in _TOKEN.findall(fold(text))]
    found: dict[str, str] = {}
    for word, term in words:
        if term in cut and (len(term) == STEM or term != word):
            found.setdefault(term, word)
    return found


def shown(term: str, one: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Return the whole word of a term in two texts; what both begin with, where they differ."""
    cut = f"{term}…" if len(term) == STEM else term
    here, there = one.get(term, cut), other.get(term, cut)
    if here == there:
        return here
    same = takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False))
    return "".join(letter for letter, _ in same).rstrip("-'’.") + "…"


def names(text: str, language: str = "") -> dict[str, str]:
    """Return the words that are written as names: folded (or their stems) to as they stand.

    A capital inside a sentence makes a name, unless the word is a common one; at a sentence's
    start, or in a headline that capitalises everything, only a rare word is taken for one. The
    days of the week and the months are no names. Arabic, Hebrew or Hindi have no capitals: there
    every rare word stands for what may be a name, as two events differ in these too.
    """
    every = set(_TOKEN.findall(text))
    if not has_capitals(every):
        return _rare(every, language)
    headline = _capitalised_share(text[:_HEADLINE_CHARS]) > 0.6
    found: dict[str, str] = {}
    for match in _CAPITAL.finditer(text):
        token = match.group()
        if not token[0].isupper() or len(token) < 2 or token.lower() in every:
            continue
        word = fold(token).removesuffix("'s")
        name = _name(token, language)
        if name not in found and word not in CALENDAR:
            limit = COMMON_NAME
            if headline or _opens(text, match.start()):
                limit = 0.0 if word in stop_words("") else limit / 4
            if commonness(word) < limit:
                found[name] = token.removesuffix("'s").removesuffix("’s")
    return found


def _name(word: str, language: str) -> str:
    """Return what all forms of a name share: its stem, else itself, folded."""
    if has_stems(language):
        return stem(legible(word, language), language)
    return fold(word).removesuffix("'s")


def has_capitals(words: Collection[str]) -> bool:
    """Return whether most of these words are written in a script that has capitals."""
    return 2 * sum(word.swapcase() != word for word in words) >= len(words)


def _rare(words: Iterable[str], language: str) -> dict[str, str]:
    """Return the rare words, without what is written together with them: folded to as found."""
    bare = {_ARABIC_PREFIX.sub("", fold(word)) for word in words if not _SPACELESS.match(word)}
    bare |= {fold(name) for word in words for name in _KATAKANA.findall(word)}
    return {
        _name(word, language): word
        for word in sorted(bare, key=lambda word: (-len(word), word))
        if len(word) > 2 and not _NUMBER.match(word) and commonness(word) < _RARE
    }


def full_names(text: str, language: str = "") -> dict[str, frozenset[str]]:
    """Return the given names that stand before each surname, all folded (or their stems).

    A full name ends a run of capitalised words: "Field Marshal Jane Doe" gives "doe": {"jane"}.
    Titles that are common words ("President Doe") are no given names; and a surname that also
    stands by itself ("Doe said") is given the empty name too.
    """
    found: dict[str, set[str]] = {}
    for match in _RUN.finditer(text):
        run = [(word, fold(word).removesuffix("'s")) for word in match.group().split()]
        run = [(word, folded) for word, folded in run if folded not in CALENDAR]
        if run and commonness(run[-1][1]) < COMMON_NAME:
            known = len(run) > 1 and commonness(run[-2][1]) < _COMMON_GIVEN
            given = _name(run[-2][0], language) if known else ""
            found.setdefault(_name(run[-1][0], language), set()).add(given)
    return {name: frozenset(given) for name, given in found.items() if given != {""}}


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \t\u00a0")
    return not before or before[-1] in _SENTENCE_END


def _capitalised_share(text: str) -> float:
    long = [w for w in text.split() if len(w) > 3 and w[0].isalpha()]
    return sum(w[0].isupper() for w in long) / len(long) if len(long) > 2 else 0.0


def numbers(text: str) -> frozenset[str]:
    """Return the numbers that a text states, without separators; years are left to `years`."""
    found = set()
    for match in _NUMBER.finditer(_in_our_digits(text)):
        plain = _THOUSANDS.sub("", match.group()).replace(",", ".")
        if not _YEAR.fullmatch(plain) and len(plain) < 16:
            found.add(plain.lstrip("0") or "0")
    return frozenset(found)


def years(text: str) -> frozenset[str]:
    """Return the years from 1900 to 2099 that a text names."""
    return frozenset(_YEAR.findall(_in_our_digits(text)))


def _in_our_digits(text: str) -> str:
    """Return a text as it is, folded where another script's digits stand in it."""
    return fold(text) if _OTHER_DIGIT.search(text) else text
