"""The earlier sentences that an article may repeat, made ready to be looked through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from tidings.enrich.near import Likeness, Wording, compare, tells, wording
from tidings.enrich.sketch import SHINGLE
from tidings.types import Sighting

__all__ = ["PARTLY", "SAME", "Earlier", "Finding"]

SAME = 0.8  # of a sentence's words stand in an earlier one: it is that sentence, edited
PARTLY = 0.5  # of its words: it goes with the sentences beside it
NOTHING = Likeness(covered=0, runs=0, differs=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the earlier sentences say about one of ours."""

    words: int
    share: float = 0.0  # of its words that earlier ones cover, 0 to 1
    differs: bool = False  # but a number, a name or a denial is another one
    first_seen: str = ""  # the earliest article that holds it; "" where none does
    seen: int = 0  # how many earlier articles hold it
    own: int = 0  # of these, the same publisher's

    @property
    def same(self) -> bool:
        """True when the sentence was published before, exactly or nearly."""
        return self.share >= SAME and not self.differs


class Earlier:
    """Sightings by their wording, and the shingles by which these are found. Oldest first."""

    def __init__(self, sightings: Iterable[Sighting], *, names: bool, publisher: str) -> None:
        self._names = names  # capitals mark names in the article that will be looked at
        self._publisher = publisher
        grouped: dict[str, list[Sighting]] = defaultdict(list)
        for sighting in sightings:
            grouped[sighting.text].append(sighting)
        self._sightings = list(grouped.values())
        self._wordings = [wording(text) for text in grouped]
        self._by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, known in enumerate(self._wordings):
            for shingle in _shingles(known.words):
                self._by_shingle[shingle].append(number)

    def find(self, text: str) -> Finding:
        """Say how much of a sentence was published before, and where."""
        ours = wording(text)
        total = len(ours.words)
        near = {n: compare(ours, self._wordings[n], names=self._names) for n in self._near(ours)}
        same = [n for n, like in near.items() if _same(like, total)]
        if same:
            return self._finding(total, same, 1.0)
        joined = reduce(or_, (like.runs for like in near.values()), 0)
        if joined.bit_count() >= SAME * total and not tells(ours, joined, names=self._names):
            parts = [n for n, like in near.items() if like.runs]
            return self._finding(total, parts, joined.bit_count() / total)
        best = max(near.values(), key=lambda like: like.covered.bit_count(), default=NOTHING)
        return Finding(total, best.covered.bit_count() / max(total, 1), best.differs)

    def _near(self, ours: Wording) -> list[int]:
        """Return the wordings that share a shingle and half the words of the shorter one."""
        vocabulary = set(ours.words)
        numbers = {n for s in _shingles(ours.words) for n in self._by_shingle.get(s, ())}
        return [n for n in sorted(numbers) if _overlap(vocabulary, self._wordings[n]) >= PARTLY]

    def _finding(self, words: int, numbers: Iterable[int], share: float) -> Finding:
        held = [s for n in numbers for s in self._sightings[n]]
        seen = {s.article for s in held}
        own = {s.article for s in held if s.publisher == self._publisher != ""}
        return Finding(words, share, False, held[0].article, len(seen), len(own))


def _shingles(spoken: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Return the runs of words that find a sentence again; a short one is its own."""
    if len(spoken) < SHINGLE:
        return (spoken,)
    return zip(*(spoken[place:] for place in range(SHINGLE)), strict=False)


def _overlap(vocabulary: set[str], known: Wording) -> float:
    theirs = set(known.words)
    return len(vocabulary & theirs) / max(1, min(len(vocabulary), len(theirs)))


def _same(like: Likeness, total: int) -> bool:
    return like.covered.bit_count() >= SAME * total and not like.differs
