"""Which of several answers the passages speak for, in figures. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.text import fold, words
from tidings.write.asking.evidence import UNKNOWN, Candidate
from tidings.write.asking.indexed import phrase
from tidings.write.asking.question import Asked

__all__ = ["CHOICE_SIGNALS", "Known", "support"]

Floats = npt.NDArray[np.float64]

CHOICE_SIGNALS = (
    "spoken",  # the best passage that holds the choice word for word
    "spoken_log",  # all such passages together, of each article the best
    "spoken_sentence",  # the best sentence that holds it
    "partly",  # the best passage, by the share of the choice's own words that it holds
    "partly_log",
    "first",  # of the five best passages how many hold it
    "article",  # the share of its words that the best article holds
    "found",  # how the full-text search weighs the best article that holds it, beside the others
    "late",  # how many articles hold it of late, beside the others
    "burst",  # how many of those that hold it are of late
    "unheard",  # no article holds it
    "repeats",  # the share of its words that the question has already
    "beside",  # how near in a sentence it stands to words of the question
    "all",  # it stands for all the others: the second best of them
    "all_flag",
    "none_flag",
    "true_share",  # it says yes: how much of the question the best passage holds
    "true_flag",
    "meaning",  # cosine of question and choice with the nearest article
    "titled",  # the best passage under a title that holds it
    "rank",  # 1 for the best passage that holds it, falling with its place
    "share",  # of all that passages say for any choice
)
_FIRST = 5
_RANKED = 200
_LEAST = 1e-3
_ALL = frozenset(fold("all both every alle beide tous toutes todos todas ambos tutti все").split())
_NONE = frozenset(fold("none neither keine keines aucun ninguno ninguna nessuno").split())
_REST = frozenset(fold("of the above them these those der oben genannten ci dessus").split())
_TRUE = frozenset(fold("true yes ja wahr richtig vrai oui cierto verdadero si vero да").split())
_FALSE = frozenset(fold("false no nein falsch faux non falso нет").split())
_OF = {name: place for place, name in enumerate(CHOICE_SIGNALS)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the library at large knows of a choice."""

    articles: int = 0  # that hold it
    late: int = 0  # of these, of late
    found: float = 0.0  # weight of the best that holds it and words of the question
    meaning: float = UNKNOWN  # cosine of question and choice with the nearest article


def support(
    asked: Asked,
    candidates: Sequence[Candidate],
    chances: Floats,
    known: Sequence[Known],
    rarity: Mapping[str, float],
) -> Floats:
    """Return (choices, CHOICE_SIGNALS) of a question; `chances` (n,) are the candidates'."""
    choices = asked.question.choices
    if not choices:
        return np.zeros((0, len(CHOICE_SIGNALS)))
    passages = _Passages(asked, candidates, chances)
    common = set.intersection(*(set(phrase(c).split()) for c in choices)) if choices[1:] else set()
    values = np.stack(
        [
            _signals(passages, _stems_of(choice, common.union(asked.stems), rarity), about)
            for choice, about in zip(choices, known, strict=True)
        ]
    )
    for name in ("found", "late"):
        values[:, _OF[name]] /= values[:, _OF[name]].max() or 1.0
    values[:, _OF["share"]] /= values[:, _OF["share"]].sum() or 1.0
    return _stand_ins(choices, values, chances)


class _Passages(NamedTuple):
    """The passages in which choices are looked for, each with the chance that it answers."""

    asked: Asked
    candidates: Sequence[Candidate]
    chances: Floats  # (candidates,)


class _Stems(NamedTuple):
    """A choice as it is looked for."""

    said: str
    all: Sequence[str]
    own: Sequence[str]  # those that neither the question nor every choice has; else all
    weights: Sequence[float]  # of its own, by how rare they are


def _stems_of(choice: str, shared: Collection[str], rarity: Mapping[str, float]) -> _Stems:
    said = phrase(choice)
    stems = list(dict.fromkeys(said.split()))
    own = [stem for stem in stems if stem not in shared] or stems
    return _Stems(said, stems, own, [rarity.get(stem, 1.0) for stem in own])


def _signals(passages: _Passages, choice: _Stems, known: Known) -> Floats:
    """Return (CHOICE_SIGNALS,) of one choice."""
    asked, candidates, chances = passages
    whole, part, sentence, beside, article = _in_passages(passages, choice)
    spoken = chances * whole
    partly = chances * part
    best = candidates[int(np.argmax(chances))].told.article.id if len(chances) else ""
    first = np.argsort(-chances)[:_FIRST]
    repeated = sum(stem in asked.stems for stem in choice.all) / (len(choice.all) or 1)
    together = _together(spoken, candidates)
    return np.array(
        [
            spoken.max(initial=0.0),
            math.log(_LEAST + together),
            (chances * sentence).max(initial=0.0),
            partly.max(initial=0.0),
            math.log(_LEAST + partly.max(initial=0.0)),
            whole[first].sum() / _FIRST,
            article.get(best, 0.0),
            known.found,
            math.log1p(known.late),
            (known.late + 0.1) / (known.articles + 1.0),
            float(not known.articles),
            repeated,
            (chances * beside).max(initial=0.0),
            *[0.0] * 5,
            known.meaning,
            _titled(choice.own, candidates, chances),
            _rank(whole, chances),
            together,
        ]
    )


def _together(spoken: Floats, candidates: Sequence[Candidate]) -> float:
    best: dict[str, float] = {}
    for place in np.flatnonzero(spoken):
        id = candidates[int(place)].told.article.id
        best[id] = max(best.get(id, 0.0), float(spoken[place]))
    return sum(best.values())


def _titled(own: Sequence[str], candidates: Sequence[Candidate], chances: Floats) -> float:
    held = (
        chance for one, chance in zip(candidates, chances, strict=True) if one.told.title >= {*own}
    )
    return float(max(held, default=0.0))


def _rank(whole: Floats, chances: Floats) -> float:
    holding = np.flatnonzero(whole[np.argsort(-chances, kind="stable")[:_RANKED]])
    return 1.0 / (1.0 + float(holding[0])) if len(holding) else 0.0


def _in_passages(
    passages: _Passages, choice: _Stems
) -> tuple[Floats, Floats, Floats, Floats, dict[str, float]]:
    """Return by candidate: held whole; what part; whole by the sentence; how near; by article."""
    asked, candidates, _ = passages
    said, _, own, weights = choice
    total = sum(weights) or 1.0
    shares: dict[int, float] = {}

    def share(mask: int) -> float:
        if mask not in shares:
            shares[mask] = sum(w for b, w in enumerate(weights) if mask >> b & 1) / total
        return shares[mask]

    holds: dict[str, tuple[set[int], list[int]]] = {}
    articles: dict[str, float] = {}
    whole, part = np.zeros(len(candidates)), np.zeros(len(candidates))
    sentence, beside = np.zeros(len(candidates)), np.zeros(len(candidates))
    for place, candidate in enumerate(candidates):
        told = candidate.told
        id = told.article.id
        if id not in holds:
            masks = told.masks(own)
            holds[id] = set(told.holding(said)), masks
            every = 0
            for mask in masks:
                every |= mask
            articles[id] = share(every)
        exact, masks = holds[id]
        held = 0
        for number in candidate.around:
            held |= masks[number]
            whole[place] += number in exact
        part[place] = share(held)
        if candidate.number in exact:
            sentence[place] = 1.0
            beside[place] = _nearness(told.said[candidate.number], said, asked)
    return np.minimum(whole, 1.0), part, sentence, beside, articles


def _nearness(sentence: str, said: str, asked: Asked) -> float:
    """Return how near the words of the question stand to a choice in a sentence, 0 to 1."""
    at = sentence.index(said)
    before, after = sentence[:at].split(), sentence[at + len(said) :].split()
    near = 0.0
    for side in (before[::-1], after):
        for distance, stem in enumerate(side):
            if stem in asked.stems:
                near += 1.0 / (2.0 + distance)
    return near / (1.0 + near)


def _stand_ins(choices: Sequence[str], values: Floats, chances: Floats) -> Floats:
    """Set the signals of choices that say nothing by themselves: all of these, none, true."""
    support = values[:, _OF["partly"]]
    for place, choice in enumerate(choices):
        told = set(words(choice))
        others = np.delete(support, place)
        if told & _ALL and told <= _ALL | _REST:
            values[place] = 0.0
            values[place, _OF["all_flag"]] = 1.0
            values[place, _OF["all"]] = np.sort(others)[-2] if len(others) > 1 else 0.0
        elif told & _NONE and told <= _NONE | _REST:
            values[place] = 0.0
            values[place, _OF["none_flag"]] = 1.0
        elif told and told <= _TRUE | _FALSE:
            values[place] = 0.0
            if told <= _TRUE:
                values[place, _OF["true_flag"]] = 1.0
                values[place, _OF["true_share"]] = chances.max(initial=0.0)
    return values
