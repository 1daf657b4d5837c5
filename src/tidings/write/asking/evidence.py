"""Passages of articles held against a question: what each shares with it, in figures. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tidings.types import Span
from tidings.write.asking.answer_kind import AnswerKind, fits
from tidings.write.asking.indexed import Told
from tidings.write.asking.question import Asked
from tidings.write.standalone import is_furniture, looks_back

__all__ = ["SIGNALS", "UNKNOWN", "Candidate", "Found", "weigh"]

Floats = npt.NDArray[np.float64]

SIGNALS = (
    "sentence",  # the share of the question, by how rare its words are, that the sentence holds
    "passage",  # that it holds with its neighbours
    "titled",  # and with the title
    "article",  # that the whole article holds
    "names",  # the share of its names that the passage or the title holds
    "pairs",  # of its words that stand side by side
    "lacking",  # the rarest word that passage and title lack, beside the rarest of all
    "words",  # how the full-text search weighs the article, beside the best
    "meaning",  # cosine of question and article
    "fresh",  # 1 on the day it was asked, falling to 0
    "inside",  # it came out when the question says
    "outside",  # it did not
    "early",  # it stands early in the article
    "short",  # the sentence is too short to say much
)
UNKNOWN = 0.86  # cosine of question and article where there is no encoder: of those that answer
ABROAD, LEADS = 3, 3  # articles in other languages that may answer, and sentences of each
NEAR_ABROAD = 0.78  # from which cosine; of 12 that had nothing to say 8 were below
ASIDE = 3.0  # what it costs to tell of years ago, where what was asked for counts 1
FITTING = 0.1  # of the question that a sentence may lack for having what is asked for
_FRESH = 10.0  # days in which "fresh" falls to 1/e
_EARLY = 10.0  # sentences, likewise
_SHORT = 8  # words
_OF = {name: place for place, name in enumerate(SIGNALS)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """An article that may answer, and how it was found."""

    told: Told
    words: float = 0.0  # 0 to 1
    meaning: float = UNKNOWN

    def is_abroad(self, language: str) -> bool:
        """Say whether the article is in another language than this one."""
        return bool(language) and self.told.article.language not in ("", language)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A sentence that may answer, with its neighbours. `row` is its place among the signals."""

    told: Told
    number: int  # of the sentence
    row: int

    @property
    def sentence(self) -> Span:
        """Where it stands in its article's text."""
        return self.told.spans[self.number]

    def foremost(self, asked: Asked, rarity: Mapping[str, float], phrase: str = "") -> Span:
        """Return the passage's sentence that answers best: it holds a phrase, where one is given,

        most of the question, and the kind of thing that is asked for.
        """
        return self.told.spans[self._foremost(asked, rarity, phrase)]

    def begins_with(self, asked: Asked, rarity: Mapping[str, float]) -> float:
        """Return how near to the start of that sentence its first word of the question is: 0 to 1.

        What a sentence is about stands at its beginning, in most languages.
        """
        said = self.told.said[self._foremost(asked, rarity)].split()
        wanted = set(asked.stems)
        return next(
            (1 - place / len(said) for place, stem in enumerate(said) if stem in wanted), 0.0
        )

    def _foremost(self, asked: Asked, rarity: Mapping[str, float], phrase: str = "") -> int:
        held = self.told.masks(asked.stems)
        weights = [rarity.get(stem, 1.0) for stem in asked.stems]
        total = sum(weights) or 1.0

        def worth(number: int) -> tuple[bool, float, bool]:
            share = sum(w for bit, w in enumerate(weights) if held[number] >> bit & 1) / total
            spoken = bool(phrase.strip()) and phrase in self.told.said[number]
            fitting = FITTING * self._fits(number, asked) if share else 0.0
            return spoken, share + fitting, number == self.number

        return max(self.around, key=worth)

    def fits(self, asked: Asked, rarity: Mapping[str, float]) -> float:
        """Return 1 where that sentence has what is asked for, less where it is beside the point."""
        return self._fits(self._foremost(asked, rarity), asked)

    def _fits(self, number: int, asked: Asked) -> float:
        """Return 1 for a sentence with what is asked for, less ASIDE where it is beside the point.

        That is what it tells of years ago, unless the question is of a time, and a caption.
        """
        span, article = self.told.spans[number], self.told.article
        text = article.text[span.start : span.end]
        fit = fits(asked.kind, text, article.text, asked.question)
        past = asked.kind is not AnswerKind.TIME and not looks_back(
            asked.question.text, asked.question.asked_at
        )
        aside = is_furniture(text, article.time) or (past and looks_back(text, article.time))
        return fit - ASIDE * aside

    @property
    def around(self) -> range:
        """The numbers of the sentences of the passage."""
        return range(max(0, self.number - 1), min(len(self.told.spans), self.number + 2))

    @property
    def passage(self) -> Span:
        """Where the passage stands: from the start of its first sentence to the end of its last."""
        spans = self.told.spans
        return Span(start=spans[self.around[0]].start, end=spans[self.around[-1]].end)

    def holds(self, phrase: str) -> bool:
        """Say whether a sentence of the passage holds a phrase, as `told.phrase` makes it."""
        return any(phrase in self.told.said[number] for number in self.around)


def weigh(
    asked: Asked, found: Sequence[Found], rarity: Mapping[str, float]
) -> tuple[list[Candidate], Floats]:
    """Return every sentence that shares something with the question, and (n, SIGNALS) of them.

    Of the nearest articles in other languages the first sentences are there whatever they share.
    """
    abroad = _abroad(asked, found)
    weights = [rarity.get(stem, 1.0) for stem in asked.stems]
    measure = _Measure(asked, weights)
    candidates: list[Candidate] = []
    rows: list[list[float]] = []
    for one in found:
        for number, values in measure.article(one, leads=LEADS * (one in abroad)):
            candidates.append(Candidate(told=one.told, number=number, row=len(rows)))
            rows.append(values)
    return candidates, np.array(rows).reshape(len(rows), len(SIGNALS))


def _abroad(asked: Asked, found: Sequence[Found]) -> list[Found]:
    """Return the articles that mean what the question does in another language, the nearest."""
    language = asked.question.language
    others = [f for f in found if f.is_abroad(language) and NEAR_ABROAD <= f.meaning != UNKNOWN]
    return sorted(others, key=lambda one: -one.meaning)[:ABROAD]


class _Measure:
    """What of one question stands where."""

    def __init__(self, asked: Asked, weights: Sequence[float]) -> None:
        self._asked = asked
        self._weights = weights
        self._total = sum(weights) or 1.0
        self._rarest = max(weights, default=1.0)
        self._shares: dict[int, float] = {}
        self._names = sum(1 << n for n, stem in enumerate(asked.stems) if stem in asked.names)

    def article(self, found: Found, *, leads: int) -> list[tuple[int, list[float]]]:
        """Return the numbers of the sentences that count, each with its signals.

        The `leads`, its first so many, do whatever they share with the question.
        """
        told, stems = found.told, self._asked.stems
        masks = told.masks(stems)
        title = sum(1 << n for n, stem in enumerate(stems) if stem in told.title)
        whole = title
        for mask in masks:
            whole |= mask
        same = [self.share(whole), found.words, found.meaning, *self._time(told)]
        rows = []
        for number in range(len(masks)):
            mask = masks[number]
            around = mask
            for beside in (number - 1, number + 1):
                if 0 <= beside < len(masks):
                    around |= masks[beside]
            if around or number < leads:
                rows.append((number, self._row(told, number, mask, around, around | title, same)))
        return rows

    def _row(
        self, told: Told, number: int, mask: int, around: int, titled: int, same: list[float]
    ) -> list[float]:
        article, words, meaning, fresh, inside, outside = same
        named = self._names
        return [
            self.share(mask),
            self.share(around),
            self.share(titled),
            article,
            (titled & named).bit_count() / named.bit_count() if named else 0.0,
            self._pairs(told, number),
            self._lacking(titled),
            words,
            meaning,
            fresh,
            inside,
            outside,
            math.exp(-number / _EARLY),
            float(told.said[number].count(" ") - 1 < _SHORT),
        ]

    def share(self, mask: int) -> float:
        """Return the share of the question that these bits are, by rarity."""
        known = self._shares.get(mask)
        if known is None:
            held = sum(w for bit, w in enumerate(self._weights) if mask >> bit & 1)
            known = self._shares[mask] = held / self._total
        return known

    def _lacking(self, mask: int) -> float:
        missing = [w for bit, w in enumerate(self._weights) if not mask >> bit & 1]
        return max(missing, default=0.0) / self._rarest

    def _pairs(self, told: Told, number: int) -> float:
        pairs = self._asked.pairs
        said = told.said[number]
        return sum(pair in said for pair in pairs) / len(pairs) if pairs else 0.0

    def _time(self, told: Told) -> tuple[float, float, float]:
        at, asked_at = told.article.time, self._asked.question.asked_at
        if at is None:
            return 0.0, 0.0, 0.0
        days = max(0.0, (asked_at - at).total_seconds() / 86_400) if asked_at else math.inf
        window = self._asked.window
        inside = window is not None and window[0] <= at.date() <= window[1]
        return math.exp(-days / _FRESH), float(inside), float(window is not None and not inside)
