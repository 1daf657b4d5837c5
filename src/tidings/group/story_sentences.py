"""The sentences of one story so far, indexed by their terms: how much of a new one they cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tidings.group.sentence_terms import GRAIN, Saying, Term

__all__ = ["Holding", "StorySentences"]

Floats = npt.NDArray[np.floating]

SENTENCES = 1_500  # of a story are remembered: the first ones of some fifty articles
HOLDERS = 48  # sentences with a number that are looked through
LIKELY = 12  # sentences that share most with one: the others can add little
TOGETHER = 3  # earlier sentences whose facts one later sentence may bring together
SHARE = 0.1  # of what a sentence says: an earlier one that gives less is no place to look
COMMON = 2  # terms beside a number that show that it counts the same


@dataclass(frozen=True, slots=True)
class Holding:
    """How much of a sentence earlier ones hold, and which."""

    nearest: float  # the share of what it says that one earlier sentence says
    together: float  # and that up to three of them say
    places: tuple[Saying, ...]  # these, the nearest first
    missing: tuple[str, ...]  # its terms that none of them holds


class StorySentences:
    """The sentences of a story that came before, the oldest ones where there are too many."""

    def __init__(self) -> None:
        self._sayings: list[Saying] = []
        self._stems: dict[str, int] = {}  # each stem's number
        self._told: list[int] = []  # the stems of all sentences, by their numbers …
        self._rows: list[int] = []  # … and which sentence each stands in
        self._numbers: dict[str, list[Saying]] = defaultdict(list)  # those that state a number

    def __len__(self) -> int:
        return len(self._sayings)

    def add(self, sayings: Iterable[Saying]) -> None:
        """Remember these sentences."""
        for saying in sayings:
            if not saying.terms or len(self._sayings) >= SENTENCES:
                continue
            for name, term in saying.terms.items():
                self._told.append(self._stems.setdefault(term.stem, len(self._stems)))
                if term.kind == "number" and len(self._numbers[name]) < HOLDERS:
                    self._numbers[name].append(saying)
            self._rows += [len(self._sayings)] * len(saying.terms)
            self._sayings.append(saying)

    def holds(self, term: Term) -> bool:
        """Say whether any sentence holds a term, or another form of it."""
        return term.stem in self._stems

    def tells(self, number: str, saying: Saying) -> bool:
        """Say whether a sentence that has something in common with this one holds a number."""
        return any(
            len(other.terms.keys() & saying.terms.keys()) > COMMON
            for other in self._numbers.get(number, ())
        )

    def find(
        self, sayings: Sequence[Saying], *, without: Sequence[Collection[str]]
    ) -> list[Holding]:
        """Say of each sentence, `without` some of its terms, how much the earlier ones hold."""
        told = [
            {name: term for name, term in saying.terms.items() if name not in left_out}
            for saying, left_out in zip(sayings, without, strict=True)
        ]
        stems = {t.stem: 0 for terms in told for t in terms.values()}
        if not stems or not self._sayings:
            return [Holding(0.0, 0.0, (), tuple(terms)) for terms in told]
        columns = {stem: n for n, stem in enumerate(stems)}
        pad = (0,) * max(map(len, told))
        places = np.array(
            [[*(columns[t.stem] for t in terms.values()), *pad[len(terms) :]] for terms in told]
        )
        weights = np.array(
            [[*(t.weight for t in terms.values()), *pad[len(terms) :]] for terms in told],
            np.float32,
        )
        found = _gathered(places, weights, self._holding(columns))
        return [self._explained(*one) for one in zip(told, *found, strict=True)]

    def _holding(self, columns: Mapping[str, int]) -> Floats:
        """Return 1 where a sentence (row) holds a stem (column)."""
        wanted = np.full(len(self._stems), -1)
        for stem, column in columns.items():
            if stem in self._stems:
                wanted[self._stems[stem]] = column
        told = wanted[self._told]
        held = np.zeros((len(self._sayings), len(columns)), np.float32)
        held[np.array(self._rows)[told >= 0], told[told >= 0]] = 1
        return held

    def _explained(
        self, terms: Iterable[str], places: Floats, shares: Floats, left: Floats
    ) -> Holding:
        found = [n for n in places.tolist() if n >= 0]
        told = shares.tolist()
        return Holding(
            nearest=told[0],
            together=told[-1],
            places=tuple(self._sayings[int(n)] for n in found),
            missing=tuple(t for t, kept in zip(terms, left.tolist(), strict=False) if kept),
        )


def _gathered(
    places: npt.NDArray[np.int64], weights: Floats, held: Floats
) -> tuple[npt.NDArray[np.int64], Floats, Floats]:
    """Find up to three sentences that together hold most of each of ours, one after the other.

    `places`, `weights` (ours, terms): the columns of each one's terms and what these weigh, with
    zeros at the end; `held` (theirs, columns). Returns the rows found (-1: none), the share that
    is told up to each, and the weights that nobody holds.
    """
    count = len(places)
    likely = _likely(places, weights, held)
    holding = held[likely[:, :, None], places[:, None, :]]  # (ours, likely, terms)
    totals = np.maximum(weights.sum(axis=1), 1 / GRAIN)
    left = weights.copy()
    rows = np.arange(count)
    found = np.full((count, TOGETHER), -1)
    shares = np.zeros((count, TOGETHER))
    going = np.ones(count, bool)
    for step in range(TOGETHER):
        gains = (holding @ left[:, :, None])[:, :, 0]
        best = gains.argmax(axis=1)
        going &= gains[rows, best] >= SHARE * totals
        found[going, step] = likely[going, best[going]]
        left[going] *= 1 - holding[going, best[going]]
        shares[:, step] = (totals - left.sum(axis=1)) / totals
    return found, shares, left


def _likely(places: npt.NDArray[np.int64], weights: Floats, held: Floats) -> npt.NDArray[np.int64]:
    """Return the rows of those that share most with each of ours, ascending: the first of two."""
    ours = np.zeros((len(places), held.shape[1]), np.float32)
    np.add.at(ours, (np.arange(len(places))[:, None], places), weights)
    theirs = len(held)
    if theirs <= LIKELY:
        return np.broadcast_to(np.arange(theirs), (len(places), theirs))
    scores = (ours @ held.T * GRAIN).astype(np.int64) * theirs - np.arange(theirs)
    return np.sort(np.argpartition(-scores, LIKELY, axis=1)[:, :LIKELY], axis=1)
