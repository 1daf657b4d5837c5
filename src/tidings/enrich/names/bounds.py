"""Where a name begins and ends, where grammar says more than the model: small words, titles.

"île Devon", "mer de Chine", "rio São Francisco": in Romance languages the noun before a natural
feature's name is written small and belongs to it. In Russian it follows an adjective: "Аральское
море". What stands in quotation marks and holds a part of a title is a title as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

__all__ = ["Tagged", "bounded"]

# Nouns that are part of the name that follows them, and what may stand between the two.
FEATURES = {
    "fr": "île îles presqu'île mer lac océan golfe baie détroit mont monts rivière fleuve canal "
    "cap péninsule désert vallée col pic massif archipel plaine forêt glacier aéroport pont "
    "château cathédrale abbaye",
    "it": "isola isole mare lago oceano golfo baia stretto monte monti fiume torrente canale capo "
    "penisola deserto valle passo arcipelago vulcano aeroporto ponte castello cattedrale basilica "
    "provincia",
    "es": "isla islas mar lago océano golfo bahía estrecho monte montes río canal cabo península "
    "desierto valle archipiélago volcán aeropuerto puente castillo catedral",
    "pt": "ilha ilhas mar lago oceano golfo baía estreito monte montes rio canal cabo península "
    "deserto vale arquipélago serra vulcão aeroporto ponte castelo catedral",
}
BETWEEN = {  # after a letter left out, no space follows
    "fr": "(?:de|du|des|la|le|les) |[dl]['’] ?",
    "it": "(?:di|del|della|dello|dei|delle|degli) |(?:d|dell)['’] ?",
    "es": "(?:de|del|la|las|los) ",
    "pt": "(?:de|do|da|dos|das) ",
}
TITLE = 8  # words of the longest title
TITLE_CHARS = 70
SMALL = 4  # letters of the longest word that an English title writes small

_QUOTED = re.compile(
    rf'(?<![\w.,!?…])"([^"]{{2,{TITLE_CHARS}}})"|“([^“”]{{2,{TITLE_CHARS}}})”'
    rf"|„([^„“”]{{2,{TITLE_CHARS}}})[“”]|«([^«»]{{2,{TITLE_CHARS}}})»"
)
_SAID = re.compile(r"[.?!;](?:\s|$)|,")
_ADJECTIVE = re.compile(
    r"(?:[иыо]й|[ое]го|[ое]му|[иы]м|[ое]м|ая|яя|ую|юю|ей|[ое]е|[иы]е|[иы]х|[иы]ми)$"
)
_NOUN = re.compile(  # no verb: "Раневский играл"
    r" [а-яё-]{3,}(?<!ся)(?<!вал)(?<!рал)(?<!ил)(?<!ыл)(?<!ала)(?<!ила)(?<!ает)(?<!яет)(?<!ует)\b"
)
_TEAM = re.compile(r"\bсборн(?:ая|ой|ую|ою) $")  # a nation's


class Tagged(NamedTuple):
    """A name: code points `start` to `end` of the text, its kind, how sure the model is, 0 to 1."""

    start: int
    end: int
    kind: str
    confidence: float


def bounded(text: str, names: Sequence[Tagged], language: str) -> list[Tagged]:
    """Return the names of a paragraph, in order, with what belongs to them and was left out."""
    whole = list(_with_nouns(text, names, language))
    for match in _QUOTED.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if _is_title(text[start:end].split(), language) and not _SAID.search(text, start, end):
            whole = _as_title(text, whole, start, end)
    return whole


def _with_nouns(text: str, names: Iterable[Tagged], language: str) -> Iterator[Tagged]:
    last = 0
    for name in names:
        whole = name
        if name.kind == "place" and language in FEATURES:
            before = _feature(language).search(text, max(last, name.start - 40), name.start)
            whole = name._replace(start=before.start()) if before else name
        elif name.kind in ("place", "organisation") and language == "ru":
            whole = _russian(text, name, last)
        yield whole
        last = whole.end


def _russian(text: str, name: Tagged, last: int) -> Tagged:
    """Take in the noun after an adjective, and the word for a nation's team before its country."""
    team = _TEAM.search(text, last, name.start)
    if team:
        return name._replace(start=team.start(), kind="organisation")
    after = _ADJECTIVE.search(text, name.start, name.end) and _NOUN.match(text, name.end)
    return name._replace(end=after.end()) if after else name


@cache
def _feature(language: str) -> re.Pattern[str]:
    nouns = "|".join(FEATURES[language].split())
    return re.compile(rf"\b(?:{nouns}) (?:{BETWEEN[language]}){{0,2}}$")


def _is_title(words: Sequence[str], language: str) -> bool:
    """Say whether words may be a title; English ones have capitals throughout."""
    if not 0 < len(words) <= TITLE or words[0][0].islower():
        return False
    return language != "en" or not any(len(w) > SMALL and w.islower() for w in words)


def _as_title(text: str, names: list[Tagged], start: int, end: int) -> list[Tagged]:
    """Put the names within quotation marks together where they are parts of one title."""
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    parts = [name for name in names if name.start < end and name.end > start]
    if not parts or parts[0].start < start or parts[-1].end > end:
        return names
    if all(name.kind == "person" or name[:2] == (start, end) for name in parts):
        return names
    title = Tagged(start, end, "other", max(name.confidence for name in parts))
    return sorted([*(name for name in names if name not in parts), title])
