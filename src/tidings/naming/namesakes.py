"""Two people of exactly one name: what articles tell of each, and when that can't be one person.

What is told is the work that stands beside the name, and the year of birth that an age makes. Two
people are told apart only by two signs: their years of birth or their fields of work exclude each
other, and nobody and nothing that is named with the one is ever named with the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tidings.i18n import phrase
from tidings.naming.forms import form_of
from tidings.naming.occupations import EXCLUDE, fields_of
from tidings.text import words

__all__ = ["Company", "can_have_namesakes", "choose_sense", "contradicted", "told_of", "why_apart"]

BEFORE, AFTER = 40, 60  # characters around a name in which its work is told
YEARS = 3  # that two years of birth must be apart: an age leaves one open, articles err by one
AGES = range(14, 105)
COMPANY = 2  # others whom each must be named with, before their not being shared says anything

_BEFORE = re.compile(r"[^.!?;:,()\n]*$")
_AFTER = re.compile(r"(?:,| is | was |\s*\()([^.!?;\n]*)")
_AGE_AFTER = re.compile(
    r",? \(?(?:aged )?(\d{2,3})(?=[,);.]| ans\b| Jahre\b| años\b| anni\b| anos\b)"
)
_AGE_BEFORE = re.compile(r"\b(\d{2,3})[- ](?:year|Jahre|jähr)[\w-]*\s(?:[^\W\d]\S*\s){0,3}$")
_WORK, _BORN = "work", "born"


@dataclass(frozen=True, slots=True)
class Company:
    """What is told of a name in a story, or in all articles that the library takes for one's."""

    told: frozenset[str] = frozenset()  # as `told_of` gives it
    beside: frozenset[str] = frozenset()  # keys of the people and organisations named with it

    @property
    def born(self) -> frozenset[int]:
        """The years of birth that ages made."""
        return frozenset(int(value) for kind, value in self._pairs() if kind == _BORN)

    @property
    def work(self) -> dict[str, str]:
        """The fields of work, with the word that told of each."""
        found = sorted(value for kind, value in self._pairs() if kind == _WORK)
        return {field: word for field, _, word in (value.partition("/") for value in found)}

    def _pairs(self) -> Iterable[tuple[str, str]]:
        for one in self.told:
            kind, _, value = one.partition(":")
            yield kind, value


def can_have_namesakes(name: str, kind: str) -> bool:
    """Say whether a name is one that two may bear and that tells enough: a person's, in full."""
    return kind == "person" and len(form_of(name, kind).words) > 1


def told_of(text: str, start: int, end: int, year: int) -> list[str]:
    """Return what is told of a person where their name stands: "work:sport/striker", "born:1986".

    `year` is that of the article.
    """
    before = text[max(0, start - BEFORE) : start]
    near = _BEFORE.search(before)
    after = _AFTER.match(text, end, end + AFTER)
    beside = [*words(near.group() if near else ""), *words(after[1] if after else "")]
    fields = fields_of()
    found = [f"{_WORK}:{fields[word]}/{word}" for word in beside if word in fields]
    age = _AGE_AFTER.match(text, end, end + AFTER) or _AGE_BEFORE.search(before)
    if age and int(age[1]) in AGES:
        found.append(f"{_BORN}:{year - int(age[1])}")
    return found


def contradicted(one: Company, other: Company) -> str:
    """Return how what is told of two excludes that they are one person; "" where it doesn't."""
    if one.born and other.born:
        near = min(abs(a - b) for a in one.born for b in other.born)
        here, there = min(one.born), min(other.born)
        return phrase(f"born about {here}, not {there}") if near >= YEARS else ""
    if not (one.work and other.work):
        return ""
    if all(frozenset((a, b)) in EXCLUDE for a in one.work for b in other.work):
        work, others = min(one.work.values()), min(other.work.values())
        return phrase(f"{work}, not {others}")
    return ""


def why_apart(one: Company, other: Company) -> str:
    """Return why two companies are not one person's; "" where nothing or too little says so."""
    if one.beside & other.beside:
        return ""
    few = min(len(one.beside), len(other.beside)) < COMPANY
    return "" if few and not (one.born and other.born) else contradicted(one, other)


def choose_sense(here: Company, known: Mapping[str, Company]) -> tuple[str, str]:
    """Return whose of the people known of this name is meant, by their key; why, where nobody's.

    Of several who may be, the one who shares most of the company, else the first.
    """
    apart = {key: why_apart(here, company) for key, company in known.items()}
    fitting = [key for key, because in apart.items() if not because]
    if not fitting:
        return "", next(iter(apart.values()), "")
    return max(fitting, key=lambda key: len(here.beside & known[key].beside)), ""
