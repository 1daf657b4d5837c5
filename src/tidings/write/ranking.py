"""How much each sentence of a story deserves to stand in its summary."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tidings.reference.stopwords import stop_words
from tidings.text import fold
from tidings.types import Statement
from tidings.write.passages import Passage, terms

__all__ = ["RESTATED", "Ranking", "pick", "rank", "witnesses"]

Matrix = NDArray[np.float32]

_CONFIRMED = 0.40  # cosine from which two sentences tell the same fact
_CONFIRMED_BY_NUMBERS = 0.22  # the same, where all numbers agree
_SAID = 0.35  # cosine to a chosen sentence from which a passage would say it again; 0.25-0.5 swept
_SHARED = 0.5  # of the telling terms of the shorter: from there on it says the same again
_REPETITION = 0.6  # what a passage loses for its nearness to what is chosen; 0.4-1.2 swept
RESTATED = 0.56  # of a passage, held by another in other words: to say it again; .45-.6 swept
_NEAR_COPY = 0.85  # from here on it is one text, slightly edited: no second voice


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranking:
    """Figures about the passages of a story, by their index."""

    score: Matrix  # (n,) what a passage is worth alone, about 0 to 1
    similar: Matrix  # (n, n) cosines; 0 on the diagonal
    shared: Matrix  # (n, n) the share of the telling terms of the shorter that both have
    restated: Matrix  # (n, n) how much of one the other tells in other words, 0 to 1; symmetric


def rank(
    passages: Sequence[Passage], statements: Mapping[str, Sequence[Statement]] | None = None
) -> Ranking:
    """Weigh passages by what other voices say too, by their titles' terms and by their place.

    `statements` by article id says which sentences say in other words what earlier ones said.
    """
    vectors, titles = _vectors(passages)
    similar = vectors @ vectors.T
    np.fill_diagonal(similar, 0.0)
    voices = np.unique([p.voice for p in passages], return_inverse=True)[1]
    foreign = (voices[:, None] != voices[None, :]) & (similar < _NEAR_COPY)
    across = np.where(foreign, similar, np.float32(0.0))
    place = np.array([1.0 / (1.0 + p.order / 2) for p in passages], np.float32)
    parts = (  # weights swept on held-out outlets, flat around here: decisions/0032
        (0.4, _scaled(vectors @ _centroid(vectors, voices))),
        (0.2, _scaled(_support(across, voices))),
        (0.3, _scaled(vectors @ titles)),
        (0.2, place),
    )
    score = sum((weight * part for weight, part in parts), np.zeros(len(passages), np.float32))
    return Ranking(
        score=score,
        similar=similar,
        shared=_shared(passages),
        restated=_restated(passages, statements or {}),
    )


def _shared(passages: Sequence[Passage]) -> Matrix:
    """Return for each two passages the share of the shorter's terms, but stop words, in both.

    Every term counts alike: those that all of a story say are what is said twice.
    """
    statements = [_telling(passage) for passage in passages]
    index = {term: column for column, term in enumerate({t for terms in statements for t in terms})}
    held = np.zeros((len(passages), len(index)), np.float32)
    for row, found in enumerate(statements):
        held[row, [index[term] for term in found]] = 1.0
    count = np.maximum(held.sum(axis=1), 1.0)
    return np.asarray(held @ held.T / np.minimum(count[:, None], count[None, :]), np.float32)


def _telling(passage: Passage) -> list[str]:
    silent = _silent(passage.article.language)
    return [term for term in passage.terms if term not in silent]


@cache
def _silent(language: str) -> frozenset[str]:
    return frozenset(stem for word in stop_words(language) for stem in terms(word))


def _restated(passages: Sequence[Passage], statements: Mapping[str, Sequence[Statement]]) -> Matrix:
    """Return how much of one of two passages the other tells, as far as `statements` says."""
    held = np.zeros((len(passages), len(passages)), np.float32)
    rows = {(p.article.id, p.span.end): row for row, p in enumerate(passages)}
    for article, judged in statements.items():
        for statement in judged:
            row = rows.get((article, statement.end))
            for place in statement.restates if row is not None else ():
                column = rows.get((place.article, place.end))
                if column is not None:
                    held[row, column] = held[column, row] = statement.held
    return held


def _vectors(passages: Sequence[Passage]) -> tuple[Matrix, Matrix]:
    """Return the passages' unit vectors (n, terms) and that of their articles' titles (terms,).

    A term of one passage alone only lengthens its vector: it needs no column.
    """
    spread = Counter(chain.from_iterable(passage.terms for passage in passages))
    rarity = {term: math.log(1 + len(passages) / n) for term, n in spread.items()}
    index = {term: column for column, term in enumerate(t for t, n in spread.items() if n > 1)}
    weights = np.array([rarity[term] for term in index], np.float32)
    vectors = np.zeros((len(passages), len(index)), np.float32)
    for row, passage in enumerate(passages):
        columns = [index[term] for term in passage.terms if term in index]
        length = math.hypot(*[rarity[term] for term in passage.terms]) or 1.0
        vectors[row, columns] = weights[columns] / length
    titles = np.zeros(len(index), np.float32)
    for title in {passage.article.title for passage in passages}:
        titles[[index[term] for term in terms(fold(title)) if term in index]] += 1.0
    return vectors, _unit(titles * weights)


def _unit(vectors: Matrix) -> Matrix:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), np.float32)


def _scaled(values: Matrix) -> Matrix:
    top = float(values.max(initial=0.0))
    return values / np.float32(top) if top > 0 else values


def _centroid(vectors: Matrix, voices: NDArray[np.intp]) -> Matrix:
    """Return the direction of the story, in which every voice weighs the same."""
    share = 1.0 / np.bincount(voices)[voices]
    return _unit(share.astype(np.float32) @ vectors)


def _support(across: Matrix, voices: NDArray[np.intp]) -> Matrix:
    """Return for each passage its nearest sentence in each other voice, summed."""
    support = np.zeros(len(across), np.float32)
    for voice in range(int(voices.max()) + 1):
        support += across[:, voices == voice].max(axis=1)
    return support


def pick(pool: Sequence[int], ranking: Ranking, count: int) -> list[int]:
    """Return the best candidates, each as far as possible from those taken before it."""
    chosen: list[int] = []
    near = np.zeros(len(ranking.score), np.float32)  # to the nearest that is taken
    left = np.array(pool)
    while len(chosen) < count and len(left):
        best = left[np.argmax(ranking.score[left] - _REPETITION * near[left])]
        chosen.append(int(best))
        near = np.maximum(near, ranking.similar[best])
        left = left[(near[left] < _SAID) & (ranking.restated[best, left] < RESTATED)]
        left = left[ranking.shared[best, left] < _SHARED]
        left = left[left != best]
    return chosen


def witnesses(index: int, passages: Sequence[Passage], ranking: Ranking) -> tuple[int, ...]:
    """Return the passages of other voices that tell the same, one a voice, the nearest first.

    One that lacks a number which this passage states does not confirm it. Across languages words
    say little: there, two numbers or more must be the same.
    """
    passage = passages[index]
    best: dict[str, int] = {}
    nearness = np.maximum(ranking.similar[index], ranking.restated[index])
    for other in np.argsort(-nearness, kind="stable"):
        witness = passages[other]
        if witness.voice != passage.voice and passage.numbers <= witness.numbers:
            foreign = witness.article.language != passage.article.language
            likeness = float(ranking.similar[index, other])
            enough = _CONFIRMED_BY_NUMBERS if passage.numbers else _CONFIRMED
            restated = bool(ranking.restated[index, other] >= RESTATED)
            alike = (restated or enough <= likeness) and likeness < _NEAR_COPY
            if alike or (foreign and len(passage.numbers) > 1):
                best.setdefault(witness.voice, int(other))
    return tuple(best.values())
