"""Speakers by the name that the article's named entities give them, so that each has one name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tidings.text import fold
from tidings.types import Article, Note

__all__ = ["called_by_names"]

PERSONAL = frozenset(
    "he she il elle él ella er lui lei ele ela hij zij он она on ona هو هي".split()
)


def called_by_names(
    article: Article, quotes: Iterable[Note], names: Sequence[Note]
) -> tuple[Note, ...]:
    """Return an article's quotes with `speaker_name` as its names have it, where they know him.

    Where a script has no capitals, the quotes' own rules find no name: then it is the one person,
    or the organisation, that the words for the speaker name.
    """
    forms: dict[str, tuple[str, str]] = {}
    for note in names:
        if note.span:
            known = (str(note.value["type"]), str(note.value["name"]))
            forms.setdefault(fold(article.text[note.span.start : note.span.end]), known)
            forms.setdefault(fold(known[1]), known)
    return tuple(_called(quote, forms) for quote in quotes)


def _called(quote: Note, forms: dict[str, tuple[str, str]]) -> Note:
    name, speaker = quote.value["speaker_name"], str(quote.value["speaker"])
    if name:
        kind, called = forms.get(fold(str(name)), ("", ""))
        if kind == "organisation" and (spokesman := _holder(fold(speaker), called, forms)):
            called = spokesman
        if forms and speaker.lower() in PERSONAL and kind != "person":  # no town is "he"
            return replace(quote, value={**quote.value, "speaker_name": None})
    else:
        called = _within(fold(speaker), forms) if speaker.lower() == speaker.upper() else ""
    return replace(quote, value={**quote.value, "speaker_name": called}) if called else quote


def _holder(speaker: str, organisation: str, forms: dict[str, tuple[str, str]]) -> str:
    """Return the one person whom the words for a speaker end on: a spokesman for X, Ann Roe."""
    ends = {n for form, (kind, n) in forms.items() if kind == "person" and speaker.endswith(form)}
    own = fold(organisation)
    return ends.pop() if len(ends) == 1 and not own.endswith(fold(next(iter(ends)))) else ""


def _within(speaker: str, forms: dict[str, tuple[str, str]]) -> str:
    """Return who is named in the words for a speaker: a person, or what the words begin with."""
    padded = f" {speaker} "
    persons = {n for form, (kind, n) in forms.items() if kind == "person" and f" {form} " in padded}
    if persons:
        return persons.pop() if len(persons) == 1 else ""
    first = [
        form
        for form, (kind, _) in forms.items()
        if kind == "organisation" and padded.startswith(f" {form} ")
    ]
    return forms[max(first, key=len)][1] if first else ""
