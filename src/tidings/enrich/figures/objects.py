"""What a bare number counts: the things that follow it, found by their endings."""

from __future__ import annotations

import re
from itertools import takewhile

from tidings.enrich.figures.clauses import Clauses, clauses
from tidings.enrich.figures.words import HARMED, PEOPLE

__all__ = ["counted"]

AFTER = 90  # characters that are looked at
LEAD = 16  # before a number, where a verb may say what befell those who are counted
MOST = 3  # words that name a thing

_TOKEN = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652]|['’\-][^\W\d_]+)*|\d+|[^\w\s]")
_MARKS = re.compile("[\u064b-\u0652]")  # of Arabic vowels, which most texts leave out
_AND = frozenset("and und et y e и و en och og ve".split())  # 22 people *and* injured 59
_PLURALS = {"en": ("s",), "es": ("s",), "pt": ("s",), "fr": ("s", "x")}
_OF = re.compile(r" (?:de |d['’]|di |von |من )")
_JOINED = re.compile("[بلوك](?!ا?ل)")  # a preposition, written with its word
_ONE_WORD = frozenset({"tr"})  # what it counts is one, and stands next to its number


def counted(text: str, start: int, end: int, language: str) -> tuple[str, str, int] | None:
    """Return the unit of a bare count, what it counts, and where the noun of its unit ends.

    The unit is "people" or "". None where no thing that can be counted follows.
    """
    start_of_thing = end
    if joined := _OF.match(text, end):  # two millions *of* voters
        end = joined.end() - 1
    after = text[end : end + AFTER]
    if not joined and after[:1] not in (" ", "\u00a0", "-"):
        return None
    speech = clauses(language)
    tokens = list(_TOKEN.finditer(after))[joined is not None and not after[:1].isspace() :]
    named = _named(tokens, speech)
    lowered = [_low(token.group()) for token in tokens]
    told = takewhile(lambda word: word not in _AND, lowered[: len(named) + 3])
    harm = next((HARMED[word] for word in told if word in HARMED), "")
    harm = harm or _harming(text[max(0, start - LEAD) : start])
    people = next((n for n, token in enumerate(named) if _low(token.group()) in PEOPLE), None)
    if people is not None:
        end += named[people].end()
        thing = " ".join(token.group() for token in named[: people + 1])
        return "people", _told(thing, harm), end
    things = _countable([token.group() for token in named], speech.language)
    if harm and len(named) <= 1 and not (joined and things):
        return "people", f"people {harm}", start_of_thing
    if not things:
        return None
    return "", " ".join(things), end + named[len(things) - 1].end()


def _harming(before: str) -> str:
    """Return what befell those who are counted where a verb next to the number says so: killing"""
    words = before.split()
    if not words or before[-1:] != " ":
        return ""
    word = _low(words[-1])
    return HARMED.get(word, "") or HARMED.get(word.removeprefix("و"), "")


def _low(word: str) -> str:
    return _MARKS.sub("", word.lower())


def _told(thing: str, harm: str) -> str:
    """Say who was harmed and how: "41 injured" are people."""
    if not harm:
        return thing
    return f"people {harm}" if _low(thing) in HARMED else f"{thing} {harm}"


def _named(tokens: list[re.Match[str]], speech: Clauses) -> list[re.Match[str]]:
    """Return the words of the thing that follows a number: two adjectives and a noun at most."""
    named: list[re.Match[str]] = []
    for token in tokens[: 1 if speech.language in _ONE_WORD else MOST + 1]:
        word = token.group()
        if not speech.is_word_of(word) or (named and _low(word) in HARMED):
            break
        if named and speech.language not in ("de", "en") and speech.is_verb(word):
            break
        if named and speech.language == "ar" and _JOINED.match(word):
            break
        named.append(token)
        if _low(word) in PEOPLE:
            break
    return named[:MOST]


def _countable(named: list[str], language: str) -> list[str]:
    """Return the words as far as the last that can be what is counted, none where none can.

    Where plurals end in s, it is one of these in small letters; in German the last word with a
    capital; elsewhere any word without one.
    """
    while named and not _is_countable(named[-1], language):
        named = named[:-1]
    return named


def _is_countable(word: str, language: str) -> bool:
    if plural := _PLURALS.get(language):
        return word.islower() and word.endswith(plural) and not word.endswith("ss")
    return len(word) > 2 and (word[0].isupper() == (language == "de") or language == "tr")
