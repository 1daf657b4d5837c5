"""How much of a sentence an earlier one already said, and whether it says something else.

Two sentences that share nine words of ten are mostly one sentence, edited. But "12 dead" and
"15 dead" are two pieces of news: a number that the earlier sentence lacks, a name put in the
place of another, or a "not" set or struck out makes the sentence new, however alike the rest is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from tidings.text import fold, word_spans, words
from tidings.wording import DENIALS, digits, one_letter_apart, other_numbers, spells_more

__all__ = ["PARTLY", "SAME", "Likeness", "Wording", "compare", "tells"]

SAME = 0.8  # of a sentence's words stand in an earlier one: it is that sentence, edited
PARTLY = 0.5  # of its words: it goes with the sentences beside it
EXCERPT = 12  # words; a longer sentence may be a part of the earlier one, a shorter is all of it
RUN = 4  # words in a row that hardly two writers choose alike
PIECE = 3  # words in a row; beside half a sentence that was taken over, so was this
CUT_SHORT = (3, 4)  # letters of a name that is cut short: Aug., Sept., Gov.
SPEAKER = 8  # words at most that say who said it; beside a quotation of as many they are no news

_MARKS = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
_BY_WHOM = re.compile(
    rf"(?<=[,?!\u2014])[{_MARKS}]\s+[^{_MARKS}\d]{{2,80}}(?=[{_MARKS}]|$)"  # "…," she said
    rf"|^[^{_MARKS}\d]{{2,80}}[,:]\s*[{_MARKS}]"  # She said: "…
)


@dataclass(frozen=True)
class Wording:
    """A sentence made ready for comparison."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its folded words, in order."""
        return tuple(words(self.text))

    @cached_property
    def told(self) -> tuple[str, ...]:
        """Its words, but for those that only say whose the quotation is."""
        quoting = any(mark in self.text for mark in _MARKS)
        bare = _BY_WHOM.sub(" ", self.text) if quoting else self.text
        told = self.words if bare == self.text else tuple(words(bare))
        return told if len(told) >= max(SPEAKER, len(self.words) - SPEAKER) else self.words

    @cached_property
    def names(self) -> frozenset[str]:
        """Its folded words that stand with a capital inside the sentence."""
        inner = word_spans(self.text)[1:]
        return frozenset(fold(word) for word, _, _ in inner if word[0].isupper())


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a sentence compares with an earlier one."""

    share: float = 0.0  # of its words that stand in the earlier one, in the same order
    differs: bool = False  # but a number, a name or a denial is another one
    runs: int = 0  # bit n: its word n stands in a run of RUN or more that both have
    pieces: int = 0  # the same, of PIECE or more

    @property
    def same(self) -> bool:
        """True when it is the earlier sentence or a part of it, exactly or lightly edited."""
        return self.share >= SAME and not self.differs


def compare(new: Wording, old: Wording, *, names: bool) -> Likeness:
    """Compare a sentence with an earlier one, word by word. `names`: capitals mark names.

    What the earlier sentence says beyond a long one takes nothing away: a quotation cut short was
    published before, and so was one that has another speaker's tag: "she tweeted on Friday".
    """
    ours, theirs = new.told, old.told
    if ours == theirs:
        whole = _bits(0, len(ours))
        return Likeness(share=1.0, runs=whole, pieces=whole)
    if len(set(ours).intersection(theirs)) < PARTLY * min(len(set(ours)), len(set(theirs))):
        return Likeness()
    changes = SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
    equal = [(start, end) for kind, _, _, start, end in changes if kind == "equal"]
    length = len(ours) if len(ours) >= EXCERPT else max(len(ours), len(theirs))
    share = sum(end - start for start, end in equal) / max(length, 1)
    return Likeness(
        share=share,
        runs=_covered(equal, RUN),
        pieces=_covered(equal, PIECE),
        differs=share >= PARTLY
        and any(
            _says_else(theirs[i:j], ours[start:end], old, new, names=names)
            for n, (kind, i, j, start, end) in enumerate(changes)
            if kind != "equal" and not (kind == "delete" and n in (0, len(changes) - 1))
        ),
    )


def tells(new: Wording, covered: int, *, names: bool) -> bool:
    """Say whether the words that nothing covers hold a number, a name or a denial."""
    left = {word for place, word in enumerate(new.told) if not covered >> place & 1}
    return bool(digits(left) or left & DENIALS or (names and left & new.names))


def _covered(equal: Sequence[tuple[int, int]], least: int) -> int:
    return sum(_bits(start, end) for start, end in equal if end - start >= least)


def _bits(start: int, end: int) -> int:
    return (1 << end) - (1 << start)


def _says_else(
    gone: Sequence[str], come: Sequence[str], old: Wording, new: Wording, *, names: bool
) -> bool:
    if DENIALS.isdisjoint(gone) != DENIALS.isdisjoint(come):
        return True
    numbers = digits(come)
    if numbers and numbers - digits(old.words) and other_numbers(gone, come):
        return True
    if spells_more(come, gone, old.words):
        return True
    return names and _renames(gone, come, old, new)


def _renames(gone: Sequence[str], come: Sequence[str], old: Wording, new: Wording) -> bool:
    """Say whether a name took another's place, unless it is the same in another spelling."""
    lost = [word for word in gone if word in old.names and word not in new.words]
    found = [word for word in come if word in new.names and word not in old.words]
    return bool(lost) and any(not any(_one_name(a, b) for b in lost) for a in found)


def _one_name(a: str, b: str) -> bool:
    """Say whether two words are one name: in another spelling, or cut short: Aug., August."""
    short, long = sorted((a, b), key=len)
    cut = len(short) in CUT_SHORT and len(long) > len(short) + 1 and long.startswith(short)
    return cut or one_letter_apart(a, b)
