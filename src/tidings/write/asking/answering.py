"""From what was found to an answer: the best passages, the likeliest choice, and if they answer.

Pure: articles in, an answer in their own words out. Nothing is ever said that they don't say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from tidings.text import fold
from tidings.types import Answer, Cited, Span
from tidings.write.asking.choosing import Known, support
from tidings.write.asking.evidence import SIGNALS, UNKNOWN, Candidate, Found, weigh
from tidings.write.asking.indexed import phrase
from tidings.write.asking.model import again, chances, judged, likely
from tidings.write.asking.question import Asked
from tidings.write.standalone import leans_back, trim_dateline

__all__ = ["CITED", "DOUBTS", "Likeness", "Material", "Study", "answer", "doubts", "study"]

Floats = npt.NDArray[np.float64]
Likeness = Callable[[Sequence[str]], Floats]  # of texts to the question: their cosines, (texts,)

CITED = 5
READ_AGAIN = 10  # passages whose meaning is compared: each costs some 13 ms
READ_ABROAD = 0.1  # the chance at which a passage that shares no word is read all the same
EACH = 2  # passages of one article
BAR = 0.5
MEANT = 0.815  # cosine across languages: 11 of 21 answered by hand have it, 0 of 12 others
STEEP = 100.0  # how fast the chance grows there: .73 at .825
OWN_LANGUAGE = 0.7  # how much, in log odds, for being in the language of the question
ABOUT = 0.5  # how much for being about what is asked: its sentence begins with it
FITS = 1.0  # how much for having the kind of thing that is asked for
CHOSEN = 3.0  # how much a passage gains, in log odds, for holding a choice that is sure

DOUBTS = (
    "chance",  # of the best passage
    "second",  # of the one after it
    "log_odds",  # of the best
    "meaning",  # of the nearest of the best passages
    *(f"best_{name}" for name in ("titled", "names", "lacking", "words", "fresh", "outside")),
    "choice",  # the chance of the likeliest choice
    "spoken",  # of the best passage that holds it
    "found",  # any choice is held by a passage among the best
)
_BEST = [SIGNALS.index(d.removeprefix("best_")) for d in DOUBTS if d.startswith("best_")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """A question, what was found for it, and what the library at large knows."""

    asked: Asked
    found: Sequence[Found]
    rarity: Mapping[str, float]  # of each stem of question and choices
    known: Sequence[Known] = ()  # of each choice
    likeness: Likeness | None = None  # None without an encoder


@dataclass(frozen=True, kw_only=True, slots=True)
class Study:
    """What a question and the articles make of each other, before it is judged."""

    material: Material
    best: tuple[Candidate, ...]  # passages, those most likely to answer first
    signals: Floats  # (best, SIGNALS)
    meaning: Floats  # (best,)
    chances: Floats  # (best,)
    abroad: Floats  # (best,) the chance to answer in another language, by meaning alone
    support: Floats  # (choices, CHOICE_SIGNALS)
    holding: npt.NDArray[np.bool_]  # (best, choices)


def answer(study: Study) -> Answer:
    """Return what the passages answer; with too little in them, that they don't."""
    if not study.best:
        chances = tuple(1 / len(study.support) for _ in study.support)
        return Answer(answered=False, choice=0 if chances else None, chances=chances)
    denied = study.material.asked.denied
    choices = likely(study.support, denied=denied) if len(study.support) else np.zeros(0)
    chance = judged(doubts(study, choices), choices=bool(len(choices)))
    chance = max(chance, float(study.abroad.max(initial=0.0)))
    order = _order(study, choices)
    choice = int(np.argmax(choices)) if len(choices) else None
    cites = tuple(islice(_each_once(_cited(study, place, choice) for place in order), CITED))
    answered = chance >= BAR
    return Answer(
        answered=answered,
        text=_answer_text(cites[0]) if answered else "",
        chance=chance,
        choice=choice,
        chances=tuple(float(c) for c in choices),
        cites=cites,
    )


def _answer_text(cited: Cited) -> str:
    """Return the sentence that answers, with those before it that it can't do without."""
    words, article = cited.words, cited.article
    if leans_back(words, fold(words), article.language):
        words = article.text[cited.passage.start : cited.sentence.end]
    return words[trim_dateline(words) :]


def study(material: Material) -> Study:
    """Hold the articles against the question, sentence by sentence."""
    asked, likeness = material.asked, material.likeness
    candidates, signals = weigh(asked, material.found, material.rarity)
    first = chances(signals)
    shares = signals[:, SIGNALS.index("passage")] > 0
    rows = _spread_out(candidates, np.where(shares, first, READ_ABROAD))
    best = tuple(candidates[row] for row in rows)
    meaning = np.full(len(best), UNKNOWN)
    if likeness and best:
        meaning = likeness([_shown(one) for one in best])
    abroad = _abroad(material, best, meaning)
    choices = asked.question.choices
    held = [[one.holds(phrase(choice)) for choice in choices] for one in best]
    return Study(
        material=material,
        best=best,
        signals=signals[rows],
        meaning=meaning,
        chances=np.maximum(again(signals[rows], meaning), abroad),
        abroad=abroad,
        support=support(asked, candidates, first, material.known, material.rarity),
        holding=np.array(held, np.bool_).reshape(len(best), len(choices)),
    )


def doubts(study: Study, choices: Floats) -> list[float]:
    """Return what speaks for and against the library answering at all, as DOUBTS names it."""
    ranked = np.sort(study.chances)[::-1]
    top = int(np.argmax(study.chances))
    chance = float(ranked[0])
    values = [
        chance,
        float(ranked[1]) if len(ranked) > 1 else 0.0,
        float(np.log(chance + 1e-6)),
        float(study.meaning.max(initial=0.0)),
        *study.signals[top, _BEST],
    ]
    if not len(choices):
        return [*values, 0.0, 0.0, 0.0]
    chosen = int(np.argmax(choices))
    spoken = study.chances * study.holding[:, chosen]
    return [*values, float(choices[chosen]), float(spoken.max()), float(study.holding.any())]


def _abroad(material: Material, best: Sequence[Candidate], meaning: Floats) -> Floats:
    """Return the chance of each passage to answer a question in another language, (best,).

    Words say nothing there, so it takes an article and a sentence that mean the same.
    """
    near = {one.told.article.id: one.meaning for one in material.found}
    language = material.asked.question.language
    abroad = {f.told.article.id for f in material.found if f.is_abroad(language)}
    if material.likeness is None or material.asked.question.choices:
        return np.zeros(len(best))
    ids = [one.told.article.id for one in best]
    means = (np.array([near[id] for id in ids]) + meaning) / 2
    foreign = np.array([id in abroad for id in ids], np.float64)
    return np.asarray(foreign / (1.0 + np.exp(-(means - MEANT) * STEEP)))


def _shown(one: Candidate) -> str:
    text, span = one.told.article.text, one.sentence
    return f"{one.told.article.title}\n{text[span.start : span.end]}"


def _spread_out(candidates: Sequence[Candidate], chances: Floats) -> list[int]:
    """Return the best passages that don't overlap, of each article EACH at most, no copies."""
    chosen: list[int] = []
    said: set[str] = set()
    taken: dict[str, list[int]] = {}
    for row in np.argsort(-chances, kind="stable"):
        one = candidates[row]
        numbers = taken.setdefault(one.told.article.id, [])
        words = one.told.said[one.number]
        if words in said:
            continue
        if len(numbers) < EACH and all(abs(one.number - n) > 1 for n in numbers):
            said.add(words)
            numbers.append(one.number)
            chosen.append(int(row))
            if len(chosen) == READ_AGAIN:
                break
    return chosen


def _order(study: Study, choices: Floats) -> list[int]:
    """Return the places of the best passages: the likely first, those that hold a choice before.

    Of what is told alike, what begins with the thing asked about comes first, and what stands in
    the asker's language.
    """
    asked, rarity = study.material.asked, study.material.rarity
    kept = np.clip(study.chances, 1e-6, 1 - 1e-6)
    language = asked.question.language
    same = np.array([one.told.article.language == language for one in study.best], np.float64)
    about = np.array([one.begins_with(asked, rarity) for one in study.best], np.float64)
    fits = np.array([one.fits(asked, rarity) for one in study.best], np.float64)
    odds = np.log(kept / (1 - kept)) + OWN_LANGUAGE * same + ABOUT * about + FITS * fits
    if len(choices):
        odds = odds + CHOSEN * (study.holding @ choices)
    return [int(place) for place in np.argsort(-odds, kind="stable")]


def _each_once(cites: Iterable[Cited]) -> Iterator[Cited]:
    """Yield what is cited but for sentences that a better passage has shown."""
    shown: set[tuple[str, Span]] = set()
    for cited in cites:
        if (key := (cited.article.id, cited.sentence)) not in shown:
            shown.add(key)
            yield cited


def _cited(study: Study, place: int, choice: int | None) -> Cited:
    one, material = study.best[place], study.material
    chosen = "" if choice is None else phrase(material.asked.question.choices[choice])
    return Cited(
        article=one.told.article,
        passage=one.passage,
        sentence=one.foremost(material.asked, material.rarity, chosen),
        chance=float(study.chances[place]),
    )
