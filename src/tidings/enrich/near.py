"""How much of a sentence an earlier one already said, and whether it says something else.

Two sentences that share nine words of ten are mostly one sentence, edited. But "12 dead" and
"15 dead" are two pieces of news: a number that the earlier sentence lacks, a name put in the
place of another, or a "not" set or struck out makes the sentence new, however alike the rest is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tidings.text import fold, word_spans, words

__all__ = ["Likeness", "Wording", "capitals_name", "compare", "tells", "wording"]

_DIGITS = re.compile(r"\d+")
_AFTER_SMALL = re.compile(r"[^\W\d_] ([^\W\d_])")
CAPITALS = 0.25  # English, French, Spanish, Russian text: .10-.18 of words; German: .33
RUN = 4  # words in a row that hardly two writers choose alike
SPELLING = 5  # letters from which one letter may differ and it is still the same name

# Words that turn a sentence into its opposite: each language's plain "not", "no" and "never".
_DENIALS = frozenset(
    fold(
        "not no never nor cannot without nicht kein keine nie niemals ne pas jamais aucun aucune "
        "sans nunca jamás sin não nem sem mai nessun nessuna senza niet geen nooit inte aldrig "
        "ikke aldri не нет ни никогда нельзя لا لن لم ليس غير 不 没 未 無"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence made ready for comparison."""

    words: tuple[str, ...]
    names: frozenset[str]  # folded words that stand with a capital inside the sentence


def wording(text: str) -> Wording:
    """Make a sentence ready for comparison."""
    inner = word_spans(text)[1:]
    names = frozenset(fold(word) for word, _, _ in inner if word[0].isupper())
    return Wording(words=tuple(words(text)), names=names)


def capitals_name(text: str) -> bool:
    """Say whether capitals mark names in this text: not in German, nor in capitals throughout."""
    inner = _AFTER_SMALL.findall(text)
    capitals = len([letter for letter in inner if letter.isupper()])
    return capitals < CAPITALS * len(inner)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a sentence compares with an earlier one."""

    covered: int  # bit n: the sentence's word n stands in the earlier one, in the same order
    runs: int  # the same, but only words within a run of RUN or more
    differs: bool  # a number, a name or a denial is another one


def compare(new: Wording, old: Wording, *, names: bool) -> Likeness:
    """Compare a sentence with an earlier one, word by word. `names`: capitals mark names.

    What the old sentence says beyond the new one takes nothing away: a quotation cut short was
    published before.
    """
    if new.words == old.words:
        everything = (1 << len(new.words)) - 1
        return Likeness(covered=everything, runs=everything, differs=False)
    covered, runs, differs = 0, 0, False
    matcher = SequenceMatcher(None, old.words, new.words, autojunk=False)
    for kind, i, j, start, end in matcher.get_opcodes():
        if kind == "equal":
            covered |= _bits(start, end)
            runs |= _bits(start, end) if end - start >= RUN else 0
        else:
            gone, come = old.words[i:j], new.words[start:end]
            differs = differs or _fact_differs(gone, come, old, new, names=names)
    return Likeness(covered=covered, runs=runs, differs=differs)


def tells(new: Wording, covered: int, *, names: bool) -> bool:
    """Say whether the words that nothing covers hold a number, a name or a denial."""
    open_words = {word for place, word in enumerate(new.words) if not covered >> place & 1}
    named = bool(open_words & new.names) if names else False
    return named or bool(_numbers(open_words)) or bool(open_words & _DENIALS)


def _bits(start: int, end: int) -> int:
    return (1 << end) - (1 << start)


def _fact_differs(
    gone: Sequence[str], come: Sequence[str], old: Wording, new: Wording, *, names: bool
) -> bool:
    if _numbers(come) - _numbers(old.words):
        return True
    if gone and come and _DENIALS.intersection(come) != _DENIALS.intersection(gone):
        return True
    if not names:
        return False
    lost = [word for word in gone if word in old.names and word not in new.words]
    found = [word for word in come if word in new.names and word not in old.words]
    return bool(lost) and any(not _alike(word, lost) for word in found)


def _numbers(spoken: Iterable[str]) -> set[str]:
    return {"".join(_DIGITS.findall(word)) for word in spoken} - {""}


def _alike(word: str, others: Sequence[str]) -> bool:
    """Say whether a name is one of the others in another spelling: Defence, Defense."""
    return any(_one_letter_apart(word, other) for other in others)


def _one_letter_apart(a: str, b: str) -> bool:
    if a[0] != b[0] or min(len(a), len(b)) < SPELLING or abs(len(a) - len(b)) > 1:
        return False
    same = (x == y for x, y in zip(a, b, strict=False))
    head = next((place for place, equal in enumerate(same) if not equal), min(len(a), len(b)))
    return a[head + 1 :] == b[head + 1 :] or a[head:] == b[head + 1 :] or a[head + 1 :] == b[head:]
