"""What a story's sentences say in figures and dates, each as something to compare. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tidings.reference.stopwords import stop_words
from tidings.text import fold, word_spans, words
from tidings.types import Claim, Line, Note, Span
from tidings.wording import DENIALS
from tidings.write.passages import STEM, Passage

__all__ = [
    "Notes",
    "Said",
    "alike",
    "claim_of",
    "is_toll",
    "near",
    "said_in",
    "same_value",
    "within",
]

Notes = Mapping[str, Sequence[Note]]  # by article

BACKGROUND = timedelta(days=30)  # a date so far from the article's own tells of something else
PLAIN = 100  # below it a whole number is exact, unless it says "about"
FEW = 4  # words that say something: a sentence of fewer has no surroundings
BESIDE = 4  # words after a "not" and around a day that say what it is of
GOES_BACK = 0.75  # of the likeness of two sentences, one of which speaks of earlier times, too
LEEWAY = 0.10  # of a value that rounding may take away or add
NEAR = 1.5  # times another value: counts of one thing are seldom further apart

# Letters, then a digit: "about 20", "more than 100"; numbers that are spelled are told exactly.
_HEDGED = re.compile(r"[^\W\d_][^\d]* \D?\d")
_ABOUT = re.compile(
    r"(?i)(?:about|around|nearly|almost|roughly|some|approximately|environ|près|rund|etwa|fast"
    r"|unos|unas|casi|около|почти)\b"
)
_CLAUSE = re.compile(r"[,;:،؛]\s")
_LEAST = re.compile(
    r"(?i)(?:at least|more than|over|au moins|plus de|mindestens|mehr als|al menos|más de)\b"
)

# What was expected, is required or was once is not what is.
_OTHERWISE = frozenset(
    fold(
        "expected expectations forecast forecasts consensus predicted required requires needed "
        "minimum maximum threshold target goal planned previous previously formerly average season "
        "attendu attendus prévu prévus précédent moyenne saison erwartet erwartete prognose zuvor "
        "esperado esperados previsto previstos anterior media temporada ожидалось прогноз ранее "
        "сезон المتوقع السابق"
    ).split()
)

# "Twelve persons" and "twelve people" count the same; soldiers and children are fewer.
_ANYBODY = frozenset(
    fold(
        "people person persons others menschen personen personnes personas persone pessoas "
        "человек людей osób osoby kişi kişinin شخص شخصا أشخاص mensen personer henkilöä ihmistä"
    ).split()
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A figure or a date of a passage: what it is of, its value, and its surroundings."""

    passage: Passage
    claim: Claim
    kind: str  # "figure", "date" or "denial": of a sentence, whether it denies
    about: str
    key: tuple[str, ...]  # equal where the same kind of thing is told
    value: float | str
    step: float = 0.0  # how finely a number is told: 1,200 by hundreds
    hedged: bool = False  # "about", "more than"
    least: bool = False  # "at least", "more than": any higher number agrees, but for tolls
    counts: bool = False  # a count, which may rise while something goes on
    context: frozenset[str] = frozenset()  # stems of the sentence's words
    beside: frozenset[str] = frozenset()  # those next to a day
    names: frozenset[str] = frozenset()  # those of them that are written with a capital
    background: frozenset[str] = frozenset()  # dates in the sentence that are not of these days
    otherwise: bool = False  # it was expected, is required or was once


def said_in(passages: Sequence[Passage], figures: Notes, dates: Notes) -> list[Said]:
    """Return the figures, days and denials of whole sentences; what one tells twice is left out."""
    found = []
    for passage in passages:
        if not passage.alone:
            continue
        inside = _inside(dates, passage)
        context, background = _context(passage), frozenset(_background(passage, inside))
        said = [
            *_figures(passage, _inside(figures, passage), context, background),
            *_days(passage, inside, context, background),
            *_assertion(passage, context, background),
        ]
        times = Counter((one.kind, one.key) for one in said)
        found += [one for one in said if times[one.kind, one.key] == 1]
    return found


def within(note: Note, passage: Passage) -> bool:
    """Say whether a note of the passage's article stands in the passage."""
    span = note.span
    return bool(span and passage.span.start <= span.start and span.end <= passage.span.end)


def _inside(notes: Notes, passage: Passage) -> list[Note]:
    return [note for note in notes.get(passage.article.id, ()) if within(note, passage)]


def _context(passage: Passage) -> frozenset[str]:
    stop = stop_words(passage.article.language or "en")
    return frozenset(
        word[:STEM]
        for word in words(passage.text)
        if word not in stop and not any(c.isdigit() for c in word)
    )


def _background(passage: Passage, dates: Sequence[Note]) -> Iterator[str]:
    time = passage.article.time
    for note in dates:
        told = str(note.value["date"])
        if time is None or not _of_these_days(told, time.date()):
            yield told


def _of_these_days(told: str, today: date) -> bool:
    if len(told) == len("2026-11-18"):
        return abs(date.fromisoformat(told) - today) <= BACKGROUND
    if "W" in told:
        return abs(date.fromisocalendar(int(told[:4]), int(told[6:]), 1) - today) <= BACKGROUND
    return today.isoformat().startswith(told)


def claim_of(passage: Passage, span: Span) -> Claim:
    """Return what stands at a span of a passage's article, with its sentence."""
    text = passage.article.text
    line = Line(
        article=passage.article.id, span=passage.span, text=passage.text, voice=passage.voice
    )
    return Claim(value=text[span.start : span.end], mark=span, line=line, at=passage.article.time)


def _figures(
    passage: Passage, notes: Sequence[Note], context: frozenset[str], background: frozenset[str]
) -> Iterator[Said]:
    for note in notes:
        of, unit = str(note.value["of"]), str(note.value["unit"] or "")
        key = _stems(of)
        if note.span is None or not key:
            continue
        claim = claim_of(passage, note.span)
        value = float(note.value["value"])  # type: ignore[arg-type]  # a number, by the annotator
        hedged = bool(_HEDGED.match(claim.value) or _ABOUT.match(claim.value))
        yield Said(
            passage=passage,
            claim=claim,
            kind="figure",
            about=of,
            key=(passage.article.language, unit, *key),
            value=value,
            step=_step(value, hedged=hedged),
            hedged=hedged,
            least=not is_toll(unit, key) and bool(_LEAST.match(claim.value)),
            counts=unit in ("", "people"),
            otherwise=not _OTHERWISE.isdisjoint(words(_clause(passage, note.span))),
            context=context,
            names=frozenset()
            if is_toll(unit, key) and key[0] == "people"
            else _names(passage) & context,
            background=background,
        )


def _clause(passage: Passage, span: Span) -> str:
    """Return what stands around a figure, from comma to comma."""
    text = passage.article.text
    before = _CLAUSE.split(text[passage.span.start : span.start])[-1]
    return before + _CLAUSE.split(text[span.start : passage.span.end])[0]


def _names(passage: Passage) -> frozenset[str]:
    return frozenset(
        fold(word)[:STEM] for word, _, _ in word_spans(passage.text) if word[:1].isupper()
    )


def is_toll(unit: str, of: Sequence[str]) -> bool:
    """Say whether a figure counts people and says what befell them: not people at large."""
    return unit == "people" and len(of) > 1


def _stems(of: str) -> tuple[str, ...]:
    return tuple("people" if word in _ANYBODY else word[:STEM] for word in words(of))


def _days(
    passage: Passage, notes: Sequence[Note], context: frozenset[str], background: frozenset[str]
) -> Iterator[Said]:
    for note in notes:
        if note.span and note.value["precision"] == "day":
            yield Said(
                passage=passage,
                claim=claim_of(passage, note.span),
                kind="date",
                about="",
                key=(passage.article.language,),
                value=str(note.value["date"]),
                context=context - set(_stems(claim_of(passage, note.span).value)),
                beside=_beside(passage, note.span),
            )


def _beside(passage: Passage, span: Span) -> frozenset[str]:
    """Return the stems of the words next to a day, where what happened then is told."""
    text, stop = passage.article.text, stop_words(passage.article.language or "en")
    before = words(text[passage.span.start : span.start])[-BESIDE:]
    after = words(text[span.end : passage.span.end])[:BESIDE]
    return frozenset(word[:STEM] for word in (*before, *after) if word not in stop)


def _assertion(
    passage: Passage, context: frozenset[str], background: frozenset[str]
) -> Iterator[Said]:
    """Yield whether the sentence says "not" of something, once; and of what."""
    spoken = word_spans(passage.text)
    folded = [fold(word) for word, _, _ in spoken]
    denials = [n for n, word in enumerate(folded) if _denies(word)]
    if len(denials) > 1:
        return
    at = denials[0] if denials else None
    start, end = spoken[at][1:] if at is not None else (0, 0)
    offset = passage.span.start
    stop = stop_words(passage.article.language or "en")
    after = folded[at + 1 : at + 1 + BESIDE] if at is not None else []
    denied = next((word[:STEM] for word in after if word not in stop), "")
    named = _names(passage) & context
    if at is None or (denied and denied not in named):
        yield Said(
            passage=passage,
            claim=claim_of(passage, Span(start=offset + start, end=offset + end)),
            kind="denial",
            about=denied,
            key=(passage.article.language,),
            value="no" if denied else "",
            context=context - {word[:STEM] for word in folded if _denies(word)},
            names=named,
            background=background,
        )


def _denies(word: str) -> bool:
    return word in DENIALS or word.endswith("n't")


def _step(value: float, *, hedged: bool) -> float:
    """Return how finely a number is told, as far as its last digits show."""
    if value != int(value):
        digits = f"{value:.10g}".partition(".")[2]
        return float(10 ** -len(digits))
    if value < PLAIN and not hedged:
        return 1.0
    bare = str(int(value))
    return float(10 ** (len(bare) - len(bare.rstrip("0"))))


def same_value(one: Said, other: Said) -> bool:
    """Say whether two values are one but for rounding: "some 2,000" and "1,987".

    "On Monday" is one day for all who say so, late on Sunday and early on Monday.
    """
    if one.kind == "date" and one.claim.value.casefold() == other.claim.value.casefold():
        return True
    if isinstance(one.value, str) or isinstance(other.value, str):
        return one.value == other.value
    apart = abs(one.value - other.value)
    if (one.least and one.value <= other.value) or (other.least and other.value <= one.value):
        return True
    step = max(one.step, other.step)
    hedged = one.hedged or other.hedged
    leeway = LEEWAY * max(abs(one.value), abs(other.value))
    return apart <= max(min(step if hedged else step / 2, leeway), 1e-9)


def alike(one: Said, other: Said) -> float:
    """Return how much the surroundings of two claims have in common, 0 to 1.

    It is 0 where each names somebody whom the other does not, and where they tell of other times.
    """
    if min(len(one.context), len(other.context)) < FEW:
        return 0.0
    if one.background != other.background and not _may_go_back(one, other):
        return 0.0
    if one.names - other.context and other.names - one.context:
        return 0.0
    if one.kind == "date" and not (one.beside & other.beside):
        return 0.0
    if _is_named(one) and not (one.names & other.names):
        return 0.0
    shared = len(one.context & other.context)
    less = 1.0 if one.background == other.background else GOES_BACK
    return less * shared / math.sqrt(len(one.context) * len(other.context))


def near(one: Said, other: Said) -> bool:
    """Say whether two figures are close enough to be two counts of one thing."""
    if isinstance(one.value, str) or isinstance(other.value, str):
        return False
    low, high = sorted((abs(one.value), abs(other.value)))
    return high <= NEAR * low and one.otherwise == other.otherwise


def _is_named(one: Said) -> bool:
    """Say whether a figure is of a thing of two words, such as may be told of others, too."""
    return one.kind == "figure" and len(one.key) > 3 and one.key[2] != "people"


def _may_go_back(one: Said, other: Said) -> bool:
    """Say whether only one of two sentences speaks of earlier times, beside an amount of today."""
    toll = is_toll(one.key[1], one.key[2:]) if one.kind == "figure" else True
    return not toll and not (one.background and other.background)
