"""Facts that only one publisher of a story reports: sentences with its own figure, name or day.

Strict on purpose: what another publisher has in any wording near to it is not listed. Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidings.text import fold, words
from tidings.types import Article, Claim, Note
from tidings.write.claims import Notes, claim_of, within
from tidings.write.passages import Passage, numbers, voice_of

__all__ = ["alone"]

EACH = 3  # sentences of a publisher
IN_ALL = 12
SHORT = 5  # letters of a name; what is shorter is mostly short for something: U.K.
_PARTY = re.compile(r"\w-")  # R-Ky
_PARTS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Voice:
    """What a publisher's articles hold, in any sentence."""

    words: frozenset[str]
    numbers: frozenset[str]
    days: frozenset[str]


def alone(
    passages: Sequence[Passage],
    articles: Sequence[Article],
    *,
    figures: Notes,
    dates: Notes,
    names: Notes,
) -> tuple[Claim, ...]:
    """Return sentences with something that no other publisher has at all, in their order.

    `passages` are of the `articles`. Of each publisher those with figures come first, then those
    with names, then days; a few of each.
    """
    voices = _voices(articles, dates)
    publishers = {word for name in voices for word in _parts(name)}
    found: defaultdict[str, list[tuple[int, int, int, Claim]]] = defaultdict(list)
    for place, passage in enumerate(passages):
        if not passage.alone:
            continue
        others = [voice for name, voice in voices.items() if name != passage.voice]
        own = min(_own(passage, others, publishers, figures, dates, names), default=None)
        if own:
            claim = claim_of(passage, own[2].span or passage.span)
            found[passage.voice].append((own[0], passage.order, place, claim))
    best = (one for told in found.values() for one in sorted(told, key=lambda o: o[:3])[:EACH])
    return tuple(claim for *_, claim in sorted(best, key=lambda one: one[2]))[:IN_ALL]


def _own(
    passage: Passage,
    others: Sequence[_Voice],
    publishers: set[str],
    figures: Notes,
    dates: Notes,
    names: Notes,
) -> Iterator[tuple[int, int, Note]]:
    """Yield what a passage has and none of the others: how much it says, where it stands."""
    for rank, notes, lack in (
        (0, figures, _lack_figure),
        (1, names, _lack_name),
        (2, dates, _lack_day),
    ):
        for note in notes.get(passage.article.id, ()):
            if note.span and within(note, passage) and lack(note, passage, others, publishers):
                yield rank, note.span.start, note


def _lack_figure(
    note: Note, passage: Passage, others: Sequence[_Voice], publishers: set[str]
) -> bool:
    said = numbers(_text(note, passage)) or frozenset(words(_text(note, passage))[:1])
    return all(said.isdisjoint(voice.numbers | voice.words) for voice in others)


def _lack_name(
    note: Note, passage: Passage, others: Sequence[_Voice], publishers: set[str]
) -> bool:
    said, whole = _parts(_text(note, passage)), _parts(str(note.value["name"]))
    letters = "".join(said)
    short = letters.isascii() and len(letters) < SHORT
    if note.value["type"] == "other" or short or _PARTY.match(_text(note, passage)):
        return False
    last = {said[-1], whole[-1]} if said and whole else set()
    return publishers.isdisjoint(said) and all(last.isdisjoint(voice.words) for voice in others)


def _lack_day(note: Note, passage: Passage, others: Sequence[_Voice], publishers: set[str]) -> bool:
    named = any(c.isdecimal() for c in _text(note, passage))  # not: Thursday, last week
    day = str(note.value["date"])
    return (
        named
        and note.value["precision"] in ("day", "month")
        and all(not any(known.startswith(day) for known in voice.days) for voice in others)
    )


def _text(note: Note, passage: Passage) -> str:
    span = note.span
    return passage.article.text[span.start : span.end] if span else ""


def _parts(name: str) -> list[str]:
    return [part for part in _PARTS.split(fold(name)) if part]


def _voices(articles: Sequence[Article], dates: Notes) -> dict[str, _Voice]:
    """Return what each publisher has, in whole articles: also what it took over word for word."""
    said: defaultdict[str, set[str]] = defaultdict(set)
    counted: defaultdict[str, set[str]] = defaultdict(set)
    told: defaultdict[str, set[str]] = defaultdict(set)
    for article in articles:
        name, text = voice_of(article), article.beginning.text
        said[name].update(_parts(f"{article.title}\n{text}"))
        counted[name].update(numbers(text))
        told[name].update(str(note.value["date"]) for note in dates.get(article.id, ()))
    return {
        name: _Voice(frozenset(said[name]), frozenset(counted[name]), frozenset(told[name]))
        for name in said
    }
