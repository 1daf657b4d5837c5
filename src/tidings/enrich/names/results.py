"""Rows of results, where a town's name is its team's: "Leeds 2 York 1", "CHICAGO AT BOSTON".

A row is a paragraph of names, figures and few other words. A name that a figure follows, or that
plays another, is a team there, unless it is a nation's or a whole person's. The town before a colon
and the one that is visited stay places; so does the one before a date, where an agency's article
was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tidings.enrich.names.bounds import Tagged
from tidings.reference.countries import country_names
from tidings.reference.timewords import MONTHS
from tidings.text import fold

__all__ = ["with_teams"]

LONGEST = 400  # characters of a row
FIGURES = 2, 3  # that make a row of several names, and one of one: "Leeds 12 7 3"
WRITTEN = 0.9  # how sure is the place of a dateline
UNSEEN = 0.5  # how sure is a team that the model took for no name

_DATELINE = re.compile(r"([A-Z][A-Z .'-]*[A-Z])(?: ?, (\w[\w .]*\w))? \d{4}-\d\d-\d\d")
_BRACKETS = re.compile(r"\([^()]*\)?")
_FIGURE = re.compile(r"(?<![\d.,])\d{1,3}(?![\d.,]*\d{3})")  # not a year, not an amount
_VERSUS = re.compile(r"\b(?:AT|vs?)\b(?!\.)")  # lawsuits and headlines have "v."
_CAPITALS = re.compile(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)*")
_SCORES = re.compile(r"\s*(?:\d{1,3}(?!\d)|(?:AT|vs?)\b(?!\.))")
_PLAYED = re.compile(r"\b(?:vs?|or)\s*$")
_VISITED = re.compile(r"\bAT\s*$")
_MONTHS = [word for month in MONTHS.values() for word in month.split()]
_BETWEEN = re.compile(
    r"(?:[^\w\"]|\d|\b(?:and|or|at|vs?|halftime|points?|pts|overs|days?|two|three|four|five|not|out"
    rf"|{'|'.join(map(re.escape, _MONTHS))})\b)*",
    re.IGNORECASE,
)
# Nations with teams of their own that are no states, or none any more.
_NATIONS = frozenset(
    "england,scotland,wales,northern ireland,west indies,yugoslavia,czechoslovakia,soviet union,"
    "ussr,east germany,west germany,zaire".split(",")
)


def with_teams(text: str, names: Sequence[Tagged], language: str) -> list[Tagged]:
    """Return the names of a paragraph, in order; those of teams as such where it is a row."""
    dateline = _DATELINE.fullmatch(text)
    if dateline:
        places = (dateline.span(group) for group in (1, 2) if dateline[group])
        return [Tagged(*span, "place", WRITTEN) for span in places]
    if len(text) > LONGEST or not (_FIGURE.search(text) or _VERSUS.search(text)):
        return list(names)
    told = _BRACKETS.sub(lambda match: " " * len(match[0]), text)  # in brackets stand players
    every = sorted([*names, *_unseen(told, names)])
    if not _is_row(told, every):
        return list(names)
    known = {name.start for name in names}
    played = (_as_played(told, name, language) for name in every)
    return [name for name in played if name.start in known or name.kind == "organisation"]


def _unseen(told: str, names: Sequence[Tagged]) -> Iterator[Tagged]:
    """Yield words in capitals that score or play, and that the model took for no names."""
    left = _without(told, names)
    for match in _CAPITALS.finditer(left):
        plays = _SCORES.match(left, match.end()) or _VERSUS.search(left[: match.start()][-4:])
        if plays and fold(match[0]) not in _MONTHS and match[0] != "AT":
            yield Tagged(*match.span(), "place", UNSEEN)


def _without(told: str, names: Sequence[Tagged]) -> str:
    for name in names:
        told = told[: name.start] + " " * (name.end - name.start) + told[name.end :]
    return told


def _is_row(told: str, names: Sequence[Tagged]) -> bool:
    plain = [name for name in names if not told[name.start : name.end].isspace()]
    left = _without(told, names)
    return (
        any(name.kind in ("place", "organisation") for name in plain)
        and (bool(_VERSUS.search(left)) or len(_FIGURE.findall(told)) >= FIGURES[len(plain) == 1])
        and _BETWEEN.fullmatch(left) is not None
    )


def _as_played(told: str, name: Tagged, language: str) -> Tagged:
    """Return a name of a row as what it is there."""
    words, before = told[name.start : name.end], told[: name.start]
    scores = _SCORES.match(told, name.end)
    if words.isspace() or name.kind == "other" or (name.kind == "person" and " " in words):
        return name
    if _VISITED.search(before) and not scores:
        return name._replace(kind="place")
    nation = fold(words) in _NATIONS or country_names(language)(words)
    plays = scores or _PLAYED.search(before)
    return name._replace(kind="organisation") if plays and not nation else name
