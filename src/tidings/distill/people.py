"""Names of authors out of what pages put in their bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tidings.distill.boilerplate import split_byline
from tidings.distill.clean import squeeze
from tidings.reference.timewords import MONTHS
from tidings.text import fold

__all__ = ["clean_authors"]

MOST_AUTHORS = 20
_SHORTEST_MONTH = 5  # letters: "May" and "Jan" are first names, too
_LONGEST_NAME = 60  # characters; more is a biography
_MOST_WORDS = 7
_MONTH_NAMES = {n for names in MONTHS.values() for n in names.split() if len(n) >= _SHORTEST_MONTH}
_BETWEEN = re.compile(
    r"\s*[;|/•·،、]\s*|\s+(?:and|et|und|y|e|og|och|en|и|та|with|avec|mit|con|com)\s+|\s*&\s*|\n",
    re.I,
)
_URL = re.compile(r"\S*://\S*|\bwww\.\S+|\S+@\S+\.\w+")
_DATED = re.compile(rf"\s*(?:\d|\b(?:{'|'.join(sorted(_MONTH_NAMES))})\b).*$", re.I)
_COMMA = re.compile(r"\s*,\s*")
_AFTER_NAME = re.compile(r"\s+(?:[-–—|]|in|for|at|für|pour|à)\s+.*$|\s*[(\[].*$|\s*@\S+$")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|^@|\.(?:com|org|net|html|php)\b", re.I)
_ROLE = re.compile(
    r"\b(?:reporters?|correspondents?|editors?|writers?|journalists?|staff|photographers?|contributors?"
    r"|columnists?|producers?|analysts?|author|admin|administrator|webmaster|redaktion|redaktør|redakteur(?:in)?"
    r"|rédaction|journaliste|correspondant(?:e)?|redacción|redactor(?:a)?|corresponsal|redazione|redação"
    r"|periodista|desk|newsroom|bureau|team|agencies|agency|follow|updated|published|guest"
    r"|special to)\b",
    re.I,
)
_TITLE_AFTER = re.compile(r"^(?:ph\.?d|m\.?d|ma|mba|jr|sr|ii|iii|dr|esq|rn)\.?$", re.I)
_LETTER = re.compile(r"[^\W\d_]")


def clean_authors(bylines: Iterable[str], *, publisher: str = "") -> tuple[str, ...]:
    """Return the people named in bylines, each once: no "By", roles, dates, addresses.

    The publisher counts as an author only where nobody else is named.
    """
    names = [name for byline in bylines for name in _people(byline)]
    folded = fold(publisher)
    people = [name for name in names if fold(name) != folded]
    unique = {fold(name): name for name in reversed(people or names[:1])}
    return tuple(reversed(unique.values()))[:MOST_AUTHORS]


def _people(byline: str) -> list[str]:
    byline = squeeze(_URL.sub(" ", byline))
    byline = split_byline(byline) or byline
    parts = [part for piece in _BETWEEN.split(byline) for part in _comma_parts(piece)]
    return [name for part in parts if (name := _person(part))]


def _comma_parts(piece: str) -> list[str]:
    """Split "Ann Lee, Bo Ek", but not "Jong, Michiel de": one word before a comma is a surname."""
    parts = [part for part in _COMMA.split(piece) if not _TITLE_AFTER.match(part)]
    if len(parts) == 2 and " " not in parts[0] and not _ROLE.search(parts[1]):
        return [f"{parts[1]} {parts[0]}"] if _LETTER.search(parts[1]) else parts[:1]
    return parts


def _person(part: str) -> str:
    name = _DATED.sub("", _AFTER_NAME.sub("", split_byline(part) or part))
    name = name.strip(' \t,.:-–—|*()[]"“”')
    if not name or len(name) > _LONGEST_NAME or len(name.split()) > _MOST_WORDS:
        return ""
    if _ADDRESS.search(part) or not _LETTER.search(name) or _ROLE.search(name):
        return ""
    return _capitalised(name)


def _capitalised(name: str) -> str:
    """A name shouted in capitals or whispered in small letters, as names are written."""
    words = name.split()
    shouted = len(words) > 1 and name.isupper() and name.isascii()
    return (
        " ".join(word.capitalize() if len(word) > 2 else word for word in words)
        if shouted
        else name
    )
