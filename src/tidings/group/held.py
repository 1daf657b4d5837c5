"""What a story holds so far: its sentences, found by what they say."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest

from tidings.group.sayings import Saying

__all__ = ["Held", "Holding"]

SENTENCES = 1_500  # of a story are remembered: the first ones of some fifty articles
HOLDERS = 48  # sentences of a story; a term in more of them does not tell them apart
LIKELY = 12  # sentences that share most with one: the others can add little
TOGETHER = 3  # earlier sentences whose facts one later sentence may bring together
SHARE = 0.1  # of what a sentence says: an earlier one that gives less is no place to look
COMMON = 2  # terms beside a number that show that it counts the same
BUCKET = 4  # letters by which words of one stem are found
FORMS = 64  # words of one beginning that are looked through
STEM = 0.55  # of the longer of two words that both begin with


@dataclass(frozen=True, slots=True)
class Holding:
    """How much of a sentence earlier ones hold, and which."""

    nearest: float  # the share of what it says that one earlier sentence says
    together: float  # and that up to three of them say
    places: tuple[Saying, ...]  # these, the nearest first
    missing: tuple[str, ...]  # its terms that none of them holds


class Held:
    """The sentences of a story that came before, the oldest ones where there are too many."""

    def __init__(self) -> None:
        self._sayings: list[Saying] = []
        self._holders: dict[str, list[int]] = {}  # by term
        self._stems: dict[str, list[str]] = defaultdict(list)  # terms by their first letters

    def __len__(self) -> int:
        return len(self._sayings)

    def add(self, sayings: Iterable[Saying]) -> None:
        """Remember these sentences."""
        for saying in sayings:
            if not saying.terms or len(self._sayings) >= SENTENCES:
                continue
            for term in saying.terms:
                if term not in self._holders:
                    self._learn(term)
                self._holders[term].append(len(self._sayings))
            self._sayings.append(saying)

    def _learn(self, term: str) -> None:
        self._holders[term] = []
        stems = self._stems[term[:BUCKET]]
        if len(stems) < FORMS and _has_stem(term):
            stems.append(term)

    def holds(self, term: str) -> bool:
        """Say whether any sentence holds a term, or another form of it."""
        return bool(self._forms(term))

    def tells(self, number: str, saying: Saying) -> bool:
        """Say whether a sentence that has something in common with this one holds a number."""
        return any(
            len(self._sayings[n].terms.keys() & saying.terms.keys()) > COMMON
            for n in self._holders.get(number, ())[:HOLDERS]
        )

    def find(self, saying: Saying, *, without: Iterable[str] = ()) -> Holding:
        """Say how much of a sentence, `without` some of its terms, the earlier ones hold."""
        left_out = frozenset(without)
        weights = {t: found.weight for t, found in saying.terms.items() if t not in left_out}
        forms = {term: self._forms(term) for term in weights}
        said: dict[str, list[str]] = defaultdict(list)  # our terms, by every form of theirs
        for term, others in forms.items():
            for other in others:
                said[other].append(term)
        shared = {n: self._shared(n, said) for n in self._likely(weights, forms)}
        total = sum(weights.values())
        found: set[str] = set()
        shares: list[float] = []
        places: list[int] = []
        while len(places) < TOGETHER and shared:
            gains = {n: _sum(weights, terms - found) for n, terms in shared.items()}
            best = max(gains, key=lambda n: (gains[n], -n))
            if gains[best] < SHARE * total:
                break
            found |= shared[best]
            places.append(best)
            shares.append(_sum(weights, found) / total)
        return Holding(
            nearest=shares[0] if shares else 0.0,
            together=shares[-1] if shares else 0.0,
            places=tuple(self._sayings[n] for n in places),
            missing=tuple(term for term in weights if term not in found),
        )

    def _likely(
        self, weights: Mapping[str, float], forms: Mapping[str, Sequence[str]]
    ) -> list[int]:
        """Return the sentences that share most with one, by the terms that tell them apart."""
        scores: dict[int, float] = defaultdict(float)
        for term, weight in weights.items():
            for number in {n for form in forms[term] for n in self._holders[form][:HOLDERS]}:
                scores[number] += weight
        return nlargest(LIKELY, scores, key=lambda n: (scores[n], -n))

    def _shared(self, number: int, said: Mapping[str, Sequence[str]]) -> set[str]:
        held = self._sayings[number].terms.keys()
        return {term for form in said.keys() & held for term in said[form]}

    def _forms(self, term: str) -> list[str]:
        """Return the forms of a term that some sentence holds."""
        found = [term] if term in self._holders else []
        if _has_stem(term):
            others = self._stems.get(term[:BUCKET], ())
            found += [other for other in others if other != term and _one_stem(term, other)]
        return found


@lru_cache(maxsize=1 << 15)  # the vocabulary of news
def _has_stem(term: str) -> bool:
    return len(term) >= BUCKET and not any(c.isdigit() for c in term)


def _one_stem(a: str, b: str) -> bool:
    """Say whether two words begin alike for long enough to be forms of one."""
    alike = math.ceil(STEM * max(len(a), len(b)))
    return a[:alike] == b[:alike]


def _sum(weights: Mapping[str, float], terms: Iterable[str]) -> float:
    return math.fsum(weights[term] for term in terms)  # in whatever order
