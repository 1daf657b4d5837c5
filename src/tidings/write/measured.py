"""The figures of a story: what is measured, how much, when, and in which sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tidings.text import words
from tidings.types import Measured, Note
from tidings.write.claims import Notes, claim_of, within
from tidings.write.passages import STEM, Passage

__all__ = ["SPANS", "measured"]

SHOWN = 10
FEW = 10  # of what has no unit; two countries and three men are hardly figures
SPANS = frozenset("minutes hours days weeks months years".split())  # how long, seldom how much
SHORT = 3  # letters of what is measured; fewer are a word cut off
_JOINED = re.compile(r"\s*\(?(?:(?:in|on|by|since|as of|en|im|am|nel|em|в|عام)\s+)?")


@dataclass(slots=True)
class _Figure:
    """One figure, and who tells it."""

    passage: Passage
    note: Note
    when: str
    voices: set[str] = field(default_factory=set)


def measured(passages: Sequence[Passage], figures: Notes, dates: Notes) -> tuple[Measured, ...]:
    """Return the figures of a story that say what they measure, each once.

    Those that most publishers tell come first, then those with a unit, then as they were told.
    """
    found: dict[tuple[object, ...], _Figure] = {}
    for passage in passages:
        if passage.alone:
            for key, figure in _figures_in(passage, figures, dates):
                found.setdefault(key, figure).voices.add(passage.voice)
    best = sorted(found.values(), key=lambda one: (-len(one.voices), not one.note.value["unit"]))
    return tuple(map(_measured, best[:SHOWN]))


def _measured(figure: _Figure) -> Measured:
    value, span = figure.note.value, figure.note.span or figure.passage.span
    return Measured(
        of=str(value["of"]),
        unit=str(value["unit"] or ""),
        value=float(str(value["value"])),
        when=figure.when,
        publishers=len(figure.voices),
        claim=claim_of(figure.passage, span),
    )


def _figures_in(
    passage: Passage, figures: Notes, dates: Notes
) -> Iterator[tuple[tuple[object, ...], _Figure]]:
    days = [note for note in dates.get(passage.article.id, ()) if within(note, passage)]
    for note in figures.get(passage.article.id, ()):
        if within(note, passage) and _says_something(note.value):
            of = tuple(word[:STEM] for word in words(str(note.value["of"])))
            when = _when(note, days, passage.article.text)
            yield (of, note.value["unit"], note.value["value"], when), _Figure(passage, note, when)


def _says_something(value: Mapping[str, object]) -> bool:
    """Say whether a figure names what it measures, and is more than a handful or a while."""
    large = value["unit"] or float(str(value["value"])) >= FEW
    return bool(large) and len(str(value["of"])) >= SHORT and value["unit"] not in SPANS


def _when(note: Note, days: Sequence[Note], text: str) -> str:
    """Return the date that stands right behind a figure: $31 million in 2018."""
    end = note.span.end if note.span else 0
    joined = _JOINED.match(text, end)
    after = joined.end() if joined else end
    return next(
        (str(day.value["date"]) for day in days if day.span and day.span.start == after), ""
    )
