"""The words of events: what triggers one, who can act without a name, function words.

`triggers.tsv` holds language, type of the PLOVER scheme, frame, and wordings parted by "|", where
"~" stands for up to four words. Frames: "av" who does it and to whom are both told; "aa" several
do it together, or one with another; "a-" who does it is told; "pv" a participle, done to whom
stands before; "nm" a noun, with whom stands after. `actors.tsv` holds those that act by their
trade; a line of `same_trades.tsv`, what one trade is called in the languages. All are ours.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tidings.text import fold

__all__ = ["FUNCTION_WORDS", "FunctionWords", "Trigger", "actors", "trade", "triggers"]


class Trigger(NamedTuple):
    """A wording that tells of an event."""

    type: str
    frame: str
    pattern: re.Pattern[str]  # of text in lower case


class FunctionWords(NamedTuple):
    """The function words of a language that decide what is told."""

    denied: frozenset[str]  # it did not happen
    to_come: frozenset[str]  # it is planned
    unsure: frozenset[str]  # it is only thought of: no event
    be: frozenset[str]  # before a participle
    by: frozenset[str]  # before who did it
    at: frozenset[str]  # before a place or a time, which is nobody
    of: frozenset[str]  # before a name that belongs to what stands before
    both: frozenset[str]
    breaks: frozenset[str]  # begin another clause
    relative: frozenset[str]  # stand for somebody in a clause of their own
    pronouns: frozenset[str]  # stand for somebody who is told elsewhere
    between: frozenset[str] = frozenset()  # may stand between who does it and the verb; none: any
    verb_first: bool = False  # who does it may stand after the verb


def _function_words(*lists: str, verb_first: bool = False) -> FunctionWords:
    """Make a row; the lists in the order of the fields."""
    fields = zip(FunctionWords._fields, lists, strict=False)
    words = {name: frozenset(text.split()) for name, text in fields}
    return FunctionWords(**words, verb_first=verb_first)


FUNCTION_WORDS: Mapping[str, FunctionWords] = {
    "en": _function_words(
        "not never n't denied refused failed without cannot no nobody",
        "will would shall plans planned to expected due intends vowed scheduled next",
        "could may might if whether should would unless can allegedly hypothetically "
        "appeared appears seemed seems",
        "was were is are been being be got", "by",
        "in at from near over during for inside outside around into through since until on about "
        "via against without under among with like than",
        "of to", "and",
        "that which while who whom whose as after before because but when where say said says "
        "although though",
        "who whom which whose",
        "i you he she it we they him her them us me his their its my our your this these those",
        "have has had also will would did does do not never on in at this last late earlier early "
        "yesterday today again then once both all each was were is are been being be may to "
        "publicly refused failed plans expected itself himself herself themselves and",
    ),
    "fr": _function_words(
        "pas jamais n' ne n’a n'a nié aucun sans",
        "va vont doit doivent prévoit prévoient devrait compte sera seront veut",
        "pourrait pourraient si peut-être peut",
        "été est sont fut furent était étaient", "par",
        "à en dans près depuis durant pendant chez vers lors sur", "de du des d'", "et",
        "que qui dont alors après avant parce mais quand où lorsque tandis",
        "qui dont",
        "je tu il elle on nous vous ils elles lui leur",
    ),
    "es": _function_words(
        "no nunca jamás negó sin", "va van prevé prevén planea será serán quiere deberá",
        "podría podrían si quizá puede", "fue fueron es son sido era eran ser", "por",
        "en desde cerca durante hacia", "de del", "y e",
        "que quien mientras tras después antes porque pero cuando donde aunque",
        "quien quienes cuyo",
        "yo tú él ella usted nosotros ellos ellas les",
    ),
    "de": _function_words(
        "nicht nie niemals kein keine keinen ohne", "wird werden will wollen soll sollen plant",
        "könnte könnten ob falls wenn dürfte würde",
        "wurde wurden worden wird werden ist sind war", "von durch",
        "in im am bei aus nahe während seit auf", "der des vom zum", "und",
        "dass der, die, das, während nachdem bevor weil aber als wo obwohl",
        "welcher welche welches dessen deren",
        "ich du er sie es wir ihr ihm ihn ihnen", verb_first=True,
    ),
    "ru": _function_words(
        "не никогда без", "будет будут планирует планируют намерен намерена собирается должен",
        "может могут если бы возможно", "был была было были", "",
        "в во на из около под во_время за у", "", "и",
        "что который которая которые пока после перед но когда где хотя",
        "который которая которые которого которой",
        "я ты он она оно мы вы они его её им ему ей", verb_first=True,
    ),
    "ar": _function_words(
        "لم لن لا ما ليس دون نفى نفت", "سوف المقرر سيتم يعتزم تعتزم", "قد ربما إذا لو يمكن",
        "", "", "في قرب عند منذ خلال داخل أمام", "من", "و",
        "أن إن الذي التي بينما بعد قبل لأن لكن عندما حيث",
        "الذي التي الذين", "هو هي هم", verb_first=True,
    ),
}  # fmt: skip

_WITHIN = r"\s+(?:(?:pas|jamais)\s+)?"  # a denial may stand within: "n'a pas menacé"
_GAP = r"(?:\s+\S+){0,4}?\s+"


_WHOLE = r"(?!\w)"
_ALONE = r"(?!\s+(?:up|off|down|out|over|back)\b)"  # "backed up" is another verb


@cache
def triggers(language: str) -> Mapping[str, Sequence[Trigger]]:
    """Return the triggers of a language by their first word, the longest wording first."""
    found: dict[str, list[tuple[int, Trigger]]] = defaultdict(list)
    for row in _rows("triggers.tsv"):
        spoken, kind, frame, wordings = row
        for wording in wordings.split("|") if spoken == language else ():
            ends = _WHOLE if " " in wording else _WHOLE + _ALONE
            pattern = re.compile(_pattern(wording) + ends)
            found[wording.split()[0]].append((len(wording), Trigger(kind, frame, pattern)))
    return {
        word: [trigger for _, trigger in sorted(those, key=lambda one: -one[0])]
        for word, those in found.items()
    }


def _pattern(wording: str) -> str:
    parts = (re.escape(part.strip()).replace(r"\ ", _WITHIN) for part in wording.split("~"))
    return _GAP.join(parts)


@cache
def actors(language: str) -> re.Pattern[str] | None:
    """Return what finds those that act by their trade, the longest first; None for no list."""
    for spoken, words in _rows("actors.tsv"):
        if spoken == language:
            known = sorted(words.split("|"), key=len, reverse=True)
            return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")
    return None


def trade(name: str) -> str:
    """Return what a trade is called in all languages, by its word in one; "" where it is none."""
    return _trades().get(fold(name), "")


@cache
def _trades() -> Mapping[str, str]:
    rows = (line.split("|") for (line,) in _rows("same_trades.tsv"))
    return {fold(word): words[0] for words in rows for word in words}


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    text = files("tidings.enrich.events").joinpath(name).read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line)
