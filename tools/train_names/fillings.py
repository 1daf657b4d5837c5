"""What patterns are filled with: names of people, towns, countries and of all that has patterns.

`{P}` is a person, `{S}` a family name, `{I}` a given one, `{C}` a town, `{L}` a country or region;
the others stand in material/: `{O}` organisations, `{A}` their short names, `{T}` teams, `{B}`
media, `{U}` schools, `{F}` sites, `{G}` seas, `{R}` rivers, `{M}` events, `{M2}` works, `{M3}`
wars, `{M4}` products, `{N}` nationalities, `{CO}` firms (those of the package pytickersymbols among
them) and bands, `{US}` teams by nickname, `{TOWNS}` teams that are called as their town. `{Q}` is
some words of plain prose, as titles have them. `{C!}` is in capitals, `{C:gent}` in a case of
Russian, `#` any digit. `[{S} II|PER]` is a name of that kind as a whole, whatever fills it.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from babel import Locale
from faker import Faker
from tools.train_names.sentences import Name, Sentence

__all__ = ["Fillings"]

MATERIAL = Path(__file__).with_name("material")
KINDS = dict.fromkeys(("P", "S", "I", "STAGE"), "PER")
KINDS |= dict.fromkeys(("C", "L", "F", "G", "G2", "R"), "LOC")
KINDS |= dict.fromkeys(("O", "T", "A", "B", "U", "CO", "US", "O2", "B2", "TOWNS"), "ORG")
KINDS |= dict.fromkeys(("M", "M2", "M3", "M4", "N", "NP", "Q"), "MISC")
OWN_SCRIPT = {"ru": re.compile("[а-яё' .-]+", re.I), "ar": re.compile("[ء-ي ]+")}
LATIN = re.compile(r"[A-Za-zÀ-ɏ' .-]+")
POOL = 1200  # draws from a country's names
LISTED = 0.7  # of the firms are those of stock indices
HOME = 0.45  # of towns are at home
GREAT = "US GB FR DE RU CN JP IT ES IN PK IL IR IQ SY EG LY TR UA PL BR AR MX CA AU ZA NG KR SA GR"

ENDINGS = {"gent": "а", "datv": "у", "accs": "а", "ablt": "ом", "loct": "е"}
CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
# How letters and groups of them sound in scripts of their own.
_SOUNDS = """
sch ш ش|sh ш ش|ch ч تش|th т ث|ph ф ف|kh х خ|gh г غ|ck к ك|ee и ي|oo у و|ou у و|ai ай اي|ei ей ي
qu кв كو|zh ж ج|ts ц تس|ya я يا|yu ю يو|ie и ي|ll лл ل|ss сс س|tt тт ت|nn нн ن|mm мм م|a а ا|b б ب
c к ك|d д د|e е ي|f ф ف|g г غ|h х ه|i и ي|j дж ج|k к ك|l л ل|m м م|n н ن|o о و|p п ب|q к ق|r р ر
s с س|t т ت|u у و|v в ف|w в و|x кс كس|y и ي|z з ز
"""
_ROWS = [row.split() for row in _SOUNDS.strip().replace("\n", "|").split("|")]
SOUNDS = {
    "ru": {letters: russian for letters, russian, _ in _ROWS},
    "ar": {letters: arabic for letters, _, arabic in _ROWS},
}

_LEGAL = re.compile(r",? (?:Inc|Corp|Corporation|Co|Ltd|Limited|plc|PLC|AG|SE|SA|S\.A|NV|N\.V)\.?$")
_SLOT = re.compile(r"\{(\w+)(!?):?(\w*)\}")
_PART = re.compile(r"\{(?P<slot>\w+)!?:?\w*\}|\[(?P<named>[^|\]]+)\|(?P<kind>[A-Z]+)\]")


@dataclass(frozen=True)
class _Towns:
    names: list[str]  # the greatest first
    weights: list[float]  # summed up
    home: list[str]


class Fillings:
    """The material of one language, and chance."""

    def __init__(
        self, language: str, towns: Path, chance: random.Random, prose: Sequence[str] = ()
    ) -> None:
        own, common = (_material(name) for name in (language, "common"))
        self.language = language
        self._chance = chance
        self._material = {**common, **own}
        self._latin = language not in OWN_SCRIPT
        self._prose = prose
        self._towns = _towns(towns, language, tuple(own["home"]))
        self._near = [_people(locale) for locale in own["locales"]]
        far = [_people(locale) for locale in common["locales"]]
        lists = zip(common["given"], common["family"], strict=True)
        self._far = [*far, *((given.split(), family.split()) for given, family in lists)]
        territories = {str(key): str(name) for key, name in Locale(language).territories.items()}
        self._great = [territories[code] for code in GREAT.split()]
        self._countries = [
            territories[code] for code in territories if re.fullmatch("[A-Y]{2}", code)
        ]

    def sentence(self, number: int | None = None) -> Sentence:
        """Fill one pattern, any where no number is given."""
        patterns: Sequence[str] = self._material["sentences"]
        chosen = (
            self._chance.choice(patterns) if number is None else patterns[number % len(patterns)]
        )
        text, names, last = "", list[Name](), 0
        for match in _PART.finditer(chosen):
            text += chosen[last : match.start()]
            kind, filled = match["kind"], self._filled(match["named"] or match[0])
            if match["slot"]:
                kind = KINDS.get(match["slot"])
            if kind:
                names.append((len(text), len(text) + len(filled), kind))
            text, last = text + filled, match.end()
        return Sentence(text + chosen[last:], tuple(names), language=self.language)

    def _filled(self, pattern: str) -> str:
        def fill(match: re.Match[str]) -> str:
            filled = self.fill(match[1], case=match[3])
            return filled.upper() if match[2] else filled

        return _SLOT.sub(fill, pattern)

    def fill(self, slot: str, *, case: str = "") -> str:
        """Return something that a slot may hold."""
        drawn = {"P": self._person, "S": self._family, "I": self._given, "C": self._town}
        drawn |= {"L": self._country, "Q": self._title}
        if slot in drawn:
            words = drawn[slot]()
            return " ".join(_inflected(word, case) for word in words.split()) if case else words
        slot = self._instead(slot)
        if slot == "CO" and self._chance.random() < LISTED:
            return self._chance.choice(_companies())
        pattern = self._chance.choice(self._material[slot])
        digits = re.sub("#", lambda _: str(self._chance.randint(0, 9)), pattern)
        return self._filled(digits)

    def _instead(self, slot: str) -> str:
        """Say where to look: teams have the names of towns, companies are organisations."""
        draw = self._chance.random()
        if slot == "T" and draw < 0.3:
            return "TOWNS"
        if slot == "O" and self._latin and draw < 0.24:
            return "CO"
        return "A" if slot == "O" and draw > 0.93 else slot

    def _names(self) -> tuple[str, str]:
        pools = self._near if self._chance.random() < 0.5 else self._far
        given, family = self._chance.choice(pools)
        names = self._chance.choice(given), self._chance.choice(family)
        return names if self._latin else (_in_script(names[0], self.language),
                                          _in_script(names[1], self.language))  # fmt: skip

    def _title(self) -> str:
        """Return some words of plain prose, as a title would be written."""
        if not self._prose:
            return self.fill("M2")
        words = re.findall(r"[^\W\d_]+", self._chance.choice(self._prose))
        start = self._chance.randrange(max(len(words) - 1, 1))
        chosen = words[start : start + self._chance.randint(1, 6)]
        if self.language == "en":
            chosen = [word.capitalize() if len(word) > 3 else word for word in chosen]
        return " ".join(chosen)[:1].upper() + " ".join(chosen)[1:]

    def _given(self) -> str:
        return self._names()[0]

    def _family(self) -> str:
        return self._names()[1]

    def _person(self) -> str:
        given, family = self._names()
        draw = self._chance.random()
        if not self._latin:
            return family if draw < 0.15 else f"{given} {family}"
        if draw < 0.05:
            return f"{given[0]}. {family}"
        if draw < 0.1:
            return f"{given} {self._chance.choice('ABCDEFGHJKLMPRSTW')}. {family}"
        if draw < 0.14:
            return f"{given} {self._family()} {family}"
        if draw < 0.17:
            return f"{given} {self._chance.choice(self._material['particles'])} {family}"
        if draw < 0.2:
            return f"{given}-{self._given()} {family}"
        return given if draw < 0.27 and self.language != "en" else f"{given} {family}"

    def _town(self) -> str:
        towns = self._towns
        if self._chance.random() < HOME:
            return towns.home[int(len(towns.home) * self._chance.random() ** 2)]
        return self._chance.choices(towns.names, cum_weights=towns.weights)[0]

    def _country(self) -> str:
        draw = self._chance.random()
        if draw < 0.6:
            return self._chance.choice(self._great)
        regions: list[str] = self._material["regions"]
        return self._chance.choice(self._countries if draw < 0.85 else regions)


@cache
def _material(name: str) -> dict[str, Any]:
    return tomllib.loads((MATERIAL / f"{name}.toml").read_text("utf-8"))


@cache
def _people(locale: str) -> tuple[list[str], list[str]]:
    """Return given and family names of a country."""
    names = Faker(locale)
    names.seed_instance(3)
    given = {names.first_name() for _ in range(POOL)}
    return sorted(given), sorted({names.last_name() for _ in range(POOL)})


@cache
def _towns(path: Path, language: str, home: tuple[str, ...]) -> _Towns:
    rows = sorted(json.loads(path.read_text("utf-8")).values(), key=lambda row: -row["population"])
    script = OWN_SCRIPT.get(language, LATIN)
    found: list[tuple[str, str, float]] = []
    for rank, row in enumerate(rows):
        names = row["alternatenames"] if language in OWN_SCRIPT else [row["name"]]
        name = next((one for one in names if script.fullmatch(one) and len(one) < 22), None)
        if name:
            found.append((name, row["countrycode"], (rank + 60) ** -0.8))
    return _Towns(
        names=[name for name, _, _ in found],
        weights=list(accumulate(weight for _, _, weight in found)),
        home=[name for name, country, _ in found if country in home],
    )


@cache
def _companies() -> list[str]:
    """Return the firms of the world's stock indices, mostly without their legal form."""
    from pytickersymbols import PyTickerSymbols

    listed = {one["name"] for one in PyTickerSymbols().get_all_stocks()}
    bare = (_LEGAL.sub("", name).strip() for name in sorted(listed))
    return sorted({name for name in bare if len(name) > 1 and name[0].isupper()})


@cache
def _inflected(word: str, case: str) -> str:
    """Return a Russian name in a case; as it is where it has none."""
    names = [one for one in _grammar().parse(word) if {"Name", "Surn", "Geox"} & one.tag.grammemes]
    forms = [form for one in names if (form := one.inflect({case}))]
    if forms and not word.isupper():
        return forms[0].word.title()
    return word + ENDINGS.get(case, "") if word[-1:] in CONSONANTS else word


def _in_script(name: str, language: str) -> str:
    """Return a name of another script as it sounds, roughly."""
    letters = SOUNDS[language]
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if not re.search("[A-Za-z]", plain):
        return name
    found = re.sub("|".join(sorted(letters, key=len, reverse=True)),
                   lambda match: letters[match[0]], plain.lower())  # fmt: skip
    return re.sub("[a-z]", "", found.title() if language == "ru" else found)


@cache
def _grammar() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()
