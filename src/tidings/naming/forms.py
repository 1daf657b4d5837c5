"""A name taken apart: its words without titles, particles and what is only its legal form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tidings.naming.romanise import is_latin, romanise
from tidings.reference.countries import country_called
from tidings.reference.stopwords import titles
from tidings.text import fold

__all__ = ["ARTICLES", "KINDS", "Form", "form_of", "initials", "name_key"]

KINDS = ("person", "organisation", "place", "other")

_PARTS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
ARTICLES = frozenset("the el al la le les los las der die das il lo gli i o a os as ال".split())
_PARTICLES = frozenset(
    "al el as ash an ad ar at az bin ben ibn abu von van der den de del della di da dos das do la"
    " le du des zu y e bint ul ud".split()
)
_ALSO_GIVEN = frozenset(("al", "ben", "van"))  # particles that people are called by: Ben Carson
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii"}
_FILLERS = frozenset(
    "of the for and in on to de del della des du la le les los las y e et und der die das fur für"
    " do da dos das di degli delle".split()
)
_LEGAL = frozenset(
    "inc corp corporation co company ltd limited llc llp plc ag gmbh kg sa spa srl nv bv ab asa oy"
    " holding holdings group gruppe groupe grupo oao ooo zao pao".split()
)
_ALSO_WORDS = frozenset("company group groupe gruppe grupo holding holdings".split())


@dataclass(frozen=True, slots=True)
class Form:
    """How a name is made: its telling words, romanised, in order."""

    kind: str
    words: tuple[str, ...]
    suffix: str = ""  # of a person: jr, sr, ii, iii
    acronym: str = ""  # where the name is one: "lna"
    particle: str = ""  # before the last word, where people are also called by it: Zine Ben Ali
    latin: bool = True  # as it was written
    whole: bool = True  # of a person: given and family name, not Ocasio-Cortez alone

    @property
    def joined(self) -> str:
        """The words run together: Yunus-bek and Yunusbek."""
        return "".join(self.words)


@lru_cache(maxsize=1 << 13)
def form_of(name: str, kind: str) -> Form:
    """Take a name apart. Its words are never none, unless it has no letter or digit."""
    bare = _POSSESSIVE.sub("", name.strip())
    parts = [romanise(part) for part in _PARTS.findall(bare.replace(".", ". "))]
    parts = [part.replace("'", "").replace("’", "") for part in parts]
    if kind == "person":
        return _person(bare, parts)
    acronym = _acronym(bare)
    words = parts if acronym else _without(parts, _FILLERS | ARTICLES)
    if kind == "organisation" and not acronym:
        bare_words = _without(words, _LEGAL)
        words = bare_words if len(bare_words) > 1 or not _ALSO_WORDS & set(words[-1:]) else words
    return Form(kind, ("".join(words),) if acronym else tuple(words), acronym=acronym)


def _person(name: str, parts: list[str]) -> Form:
    words = list(parts)
    while len(words) > 1 and fold(words[0]) in titles():
        words = words[1:]
    suffix = _SUFFIXES.get(words[-1], "") if len(words) > 1 else ""
    words = words[:-1] if suffix else words
    called = len(words) == 2 and words[0] in _ALSO_GIVEN and " " in name and name[0].isupper()
    told = words if called else _without(words, _PARTICLES)
    particle = words[-2] if len(words) > 1 and words[-2] in _ALSO_GIVEN else ""
    return Form(
        "person",
        tuple(told),
        suffix,
        particle=particle,
        latin=is_latin(name),
        whole=len(told) > 1 and " " in name,
    )


def _without(words: list[str], fillers: frozenset[str]) -> list[str]:
    return [word for word in words if word not in fillers] or words


def _acronym(name: str) -> str:
    """Return the letters of a name that is nothing but capitals: LNA, U.N."""
    letters = name.replace(".", "")
    plain = 2 <= len(letters) <= 6 and letters.isalnum() and letters.isupper()
    return romanise(letters) if plain and not letters.isdigit() else ""


def initials(name: str) -> frozenset[str]:
    """Return what a name's acronym may be: of its capitals, with and without its small words."""
    parts = _PARTS.findall(name.replace("-", " "))
    every = "".join(romanise(part)[:1] for part in parts)
    tall = "".join(romanise(part)[:1] for part in parts if part[0].isupper())
    telling = "".join(
        romanise(part)[:1] for part in parts if romanise(part) not in _FILLERS | _LEGAL
    )
    return frozenset(found for found in (every, tall, telling) if len(found) > 1)


def name_key(name: str, kind: str) -> str:
    """Return what a name is known by in a library: equal for trivially different spellings.

    A country is known by its English name: U.S., America, Россия. "" for a name without letters.
    """
    name = (kind == "place" and country_called(name)) or name
    form = form_of(name, kind)
    words = sorted(form.words) if kind == "organisation" and not form.acronym else form.words
    text = "-".join((*words, form.suffix)).strip("-")
    return f"{kind}:{text}" if text else ""
