"""What makes two wordings say two things: a figure, a denial, a name; and what is but a slip.

Pure, and for any language: no names of people, places or publishers are known here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from tidings.reference.numberwords import SPELLED
from tidings.text import fold

__all__ = [
    "DENIALS",
    "capitals_name",
    "digits",
    "one_letter_apart",
    "other_numbers",
    "spells_more",
]

SPELLING = 5  # letters of a name, of which one may differ and it is still the same name
READ_CHARS = 2000  # of a text show how it uses capitals
CAPITALS = 0.25  # English, French, Spanish, Russian text: .10-.18 of words; German: .33

_DIGITS = re.compile(r"\d+")
_AFTER_SMALL = re.compile(r"[^\W\d_] ([^\W\d_])")

# Words that turn a sentence into its opposite: each language's plain "not", "no" and "never".
DENIALS = frozenset(
    fold(
        "not no never nor cannot without nicht kein keine nie niemals ne pas jamais aucun aucune "
        "sans nunca jamás sin não nem sem mai nessun nessuna senza niet geen nooit inte aldrig "
        "ikke aldri не нет ни никогда нельзя لا لن لم ليس غير 不 没 未 無"
    ).split()
)
_SPELLED = [{fold(word): n for word, n in known.items()} for known in SPELLED.values()]
_NUMBER_WORDS = frozenset().union(*_SPELLED)


def capitals_name(text: str) -> bool:
    """Say whether capitals mark names in this text: not in German, nor in capitals throughout."""
    inner = _AFTER_SMALL.findall(text[:READ_CHARS])
    capitals = len([letter for letter in inner if letter.isupper()])
    return capitals < CAPITALS * len(inner)


def digits(spoken: Iterable[str]) -> set[str]:
    """Return the digits of each word that holds some."""
    return {"".join(_DIGITS.findall(word)) for word in spoken if _DIGITS.search(word)}


def other_numbers(gone: Collection[str], come: Collection[str]) -> bool:
    """Say whether words that took the place of others tell other numbers: 12 and "fifteen".

    Spelled numbers are held against others of their language alone: "once" is eleven in one only.
    """
    written = digits(gone), digits(come)
    told = [pair for pair in zip(_numbers(gone), _numbers(come), strict=True) if pair != written]
    if any(ours == theirs for ours, theirs in told):
        return False
    return written[0] != written[1] or any(ours and theirs for ours, theirs in told)


def spells_more(come: Collection[str], gone: Collection[str], known: Collection[str]) -> bool:
    """Say whether `come` spells a number in place of one that is `gone` and not `known`."""
    if not any(word in _NUMBER_WORDS or "-" in word for word in come):
        return False
    told = zip(*map(_numbers, (come, gone, known)), strict=True)
    return any(theirs - old and ours for theirs, ours, old in told)


def _numbers(spoken: Collection[str]) -> list[set[str]]:
    """Return the numbers that folded words tell in digits or spell, read in each language."""
    written = digits(spoken)
    return [written | _spelled(spoken, known) for known in _SPELLED]


def _spelled(spoken: Collection[str], known: Mapping[str, int]) -> set[str]:
    parts = (word.split("-") for word in spoken)  # thirty-two
    return {str(sum(known[p] for p in word)) for word in parts if all(p in known for p in word)}


def one_letter_apart(a: str, b: str) -> bool:
    """Say whether two names are one letter apart, and not the first: Defence, Defense."""
    if a[0] != b[0] or min(len(a), len(b)) < SPELLING or abs(len(a) - len(b)) > 1:
        return False
    same = (x == y for x, y in zip(a, b, strict=False))
    head = next((place for place, equal in enumerate(same) if not equal), min(len(a), len(b)))
    return a[head + 1 :] == b[head + 1 :] or a[head:] == b[head + 1 :] or a[head + 1 :] == b[head:]
