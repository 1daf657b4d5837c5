"""Figures: numbers of a text with their unit and what they measure, so that texts can be compared.

`value` is a plain number in `unit`: an ISO 4217 currency, "%", "people", a metric measure (miles
are told in km, acres in ha) or None for a count of other things. `of` are the words of the text
that say what is measured, "" where none are plain. A range gives a note for each end. Years, dates,
scores, telephone and model numbers are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tidings.enrich.dates import dated
from tidings.enrich.figures.objects import counted
from tidings.enrich.figures.things import measured
from tidings.enrich.figures.words import (
    ABOUT,
    CURRENCIES,
    DECIMAL_COMMA,
    LONG_SCALE,
    MEASURES,
    PERCENT,
    PERCENT_BEFORE,
    SCALES,
    SYMBOLS,
    TO,
)
from tidings.reference.numberwords import SPELLED
from tidings.types import Article, Note, Novelty, Span

__all__ = ["VERSION", "note_figures"]

VERSION = 4
READ_CHARS = 60_000  # of a text: ten thousand words; longer ones are lists
YEARS = range(1900, 2100)  # what four bare digits mean before a noun: the 1995 tax returns
OLDEST = 120  # years of a person
MANY = 1e5  # a scale from which a number without a unit counts what its clause is about
SHARE = 24  # characters before a number, where it may be told of how many
LONGEST = 20  # characters of a number; longer ones identify something
SURE, COUNTED, BARE = 0.95, 0.8, 0.7  # with a unit, a count of things, without its object

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
_OTHER_DIGIT = re.compile("[\u0660-\u066c\u06f0-\u06f9]")  # and marks: those that _DIGITS knows
_NUMBER = re.compile(
    r"(?<![\w.,:/#№@+])(?<![^\W\d]-)"
    r"\d+(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?(?![\d:/@])"
)
_WORD = re.compile(r"[^\W\d_]+")
_GAP = r"[-\u00a0\u202f ]?"


def _any(phrases: Iterable[str]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"[-\u00a0 ]") for phrase in ordered)


_SCALE = re.compile(rf"{_GAP}({_any(SCALES)})(?!\w)\.?")
_MILLION = re.compile(r"([mb])(?!\w)")  # of money alone: elsewhere m is a metre
_UNIT = (
    rf"(?:{_GAP}(?:de |di |d['’])?(?:u\.?s\.? |us[- ]|swiss |british )?"
    rf"(?:(?P<money>{_any(CURRENCIES)})~|(?P<sign>{_any(SYMBOLS)})~"
    rf"|(?P<percent>{_any(PERCENT)})~|(?P<measure>{_any(MEASURES)})~))(?P<dot>\.(?=\s))?"
)
_WHOLE = re.compile(_UNIT.replace("~", r"(?!\w)"))
_SUFFIXED = re.compile(_UNIT.replace("~", r"(?:['’]?\w{1,6})?(?!\w)"))  # 3 milyar dolardı
_SHORT = frozenset("proc тыс руб".split())  # a dot behind these ends no sentence
_BEFORE = re.compile(rf"(?:(?P<sign>{_any(SYMBOLS)}) ?|\b(?P<code>usd|eur|gbp|chf|cad|aud) )$")
_PERCENT_BEFORE = re.compile(rf"(?<!\w)(?:{'|'.join(PERCENT_BEFORE)})$")
_JOINED = re.compile(r"\d[-–]\d")
_AGE = re.compile(r"[- ]old\b")
_NAMED = re.compile(r"[^\W\d_a-z][\w'’.-]+\)?\s?,\s$")  # a word with a capital, and a comma
_FEW = {word for known in SPELLED.values() for word, value in known.items() if value < 10}
_SHARE = re.compile(rf"(?i)(?<!\w)(?:[1-9]|{_any(_FEW)}) (?:in|out of|sur|von|de cada|su|из) $")
_ABOUT = re.compile(rf"(?<!\w)(?:{_any(ABOUT)})[ \u00a0]+(?:an? )?$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands: its span, and what it is in its unit ("" for a count of things)."""

    start: int
    end: int
    value: float
    unit: str = ""
    scale: float = 1.0
    beside: tuple[int, int] = (0, 0)  # what it measures stands around this: the whole range
    of: str = ""
    confidence: float = SURE


def note_figures(article: Article, novelty: Novelty) -> tuple[Note, ...]:
    """Return the figures of an article's text in order; values hold `value`, `unit` and `of`.

    The span takes in "about" and "at least", and the currency. `article.language` says whether
    1.250 is a thousand.
    """
    text = article.text[:READ_CHARS]
    dates = [(start, end) for start, end, _ in dated(article)]
    numbers = _free(_numbers(text, article.language), dates)
    found = _with_objects(text, _ranged(text, numbers), article.language or "en")
    return tuple(
        Note(
            article=article.id,
            name="figures",
            version=VERSION,
            value={"value": _plain(figure.value), "unit": figure.unit or None, "of": figure.of},
            span=Span(start=figure.start, end=figure.end),
            confidence=figure.confidence,
        )
        for figure in found
    )


def _is_age(text: str, figure: Figure) -> bool:
    """Say whether a number stands behind a name, between commas: Ann Roe, 16, was killed."""
    closed = text[figure.end : figure.end + 2].lstrip().startswith(",")
    return closed and _NAMED.search(text, max(0, figure.start - 24), figure.start) is not None


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else float(f"{value:.10g}")


def _free(figures: Iterator[Figure], taken: list[tuple[int, int]]) -> Iterator[Figure]:
    """Leave out what is part of a date. Both stand in order."""
    at = 0
    for figure in figures:
        while at < len(taken) and taken[at][1] <= figure.start:
            at += 1
        if at == len(taken) or taken[at][0] >= figure.end:
            yield figure


def _numbers(text: str, language: str) -> Iterator[Figure]:
    """Yield the numbers of a text with their scales and units, in order."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower()[0] for c in text)
    if _OTHER_DIGIT.search(low):
        low = low.translate(_DIGITS)
    language = language[:2] or "en"
    past = 0
    for start, end, value in sorted([*_in_digits(low, language), *_spelled(low, language)]):
        if start >= past:
            figure = _whole(low, start, end, value, language)
            past = figure.end
            yield figure


def _in_digits(low: str, language: str) -> Iterator[tuple[int, int, float]]:
    for match in _NUMBER.finditer(low):
        said = match.group()
        if language == "en" and " " in said:  # no English thousands
            said = said.split(" ")[0]
        if len(said) <= LONGEST:
            yield match.start(), match.start() + len(said), _value(said, language)


def _value(said: str, language: str) -> float:
    """Return what a number in digits is: 1.250,5 and 1,250.5 and 1 250,5 are one."""
    bare = re.sub(r"['’\u00a0\u202f ]", "", said)
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return float(bare)
    decimal = marks[-1] if len(set(marks)) == 2 else ""
    if len(marks) == 1:
        whole, _, rest = bare.partition(marks[0])
        thousands = "." if language in DECIMAL_COMMA else ","
        if marks[0] != thousands or len(rest) != 3 or not 0 < len(whole.lstrip("0")) <= 3:
            decimal = marks[0]
    plain = "".join("." if mark == decimal else "" if mark in ".," else mark for mark in bare)
    return float(plain) if plain.count(".") <= 1 else float(plain.replace(".", ""))


def _spelled(low: str, language: str) -> Iterator[tuple[int, int, float]]:
    """Yield the numbers told in words: twelve, thirty-two, two (hundred)."""
    known = SPELLED.get(language)
    if known is None:
        return
    words = [m for m in _WORD.finditer(low) if m.group() in known]
    at = 0
    while at < len(words):
        first, value = words[at], known[words[at].group()]
        end, at = first.end(), at + 1
        if value % 10 == 0 and value >= 20 and at < len(words):
            unit = known[words[at].group()]
            if unit < 10 and low[end : words[at].start()] in ("-", " "):
                value, end, at = value + unit, words[at].end(), at + 1
        if value > 1 or _SCALE.match(low, end):
            yield first.start(), end, float(value)


def _whole(low: str, start: int, end: int, value: float, language: str) -> Figure:
    """Take in the scale and the unit that stand around a number, and "about" before it."""
    unit, scale = "", 1.0
    units = _SUFFIXED if language == "tr" else _WHOLE
    head = low[max(0, start - 16) : start]
    if match := _BEFORE.search(head):
        unit = SYMBOLS[match["sign"]] if match["sign"] else match["code"].upper()
        start -= len(match.group())
        if match := _MILLION.match(low, end):
            scale, end = (1e6 if match[1] == "m" else 1e9), match.end()
    while match := _SCALE.match(low, end):
        scale, end = scale * _scale(match[1], language), match.end(1)
    if not unit and (match := units.match(low, end)):
        unit, factor = _unit(match)
        value, end = value * factor, _end(match)
    elif scale > 1 and not unit and (match := units.match(low, end + 1)) and low[end] == ".":
        unit, end = _unit(match)[0], _end(match)  # 300 Mio. Euro
    elif not unit and (match := _PERCENT_BEFORE.search(head)):
        unit, start = "%", start - len(match.group())
    if match := _ABOUT.search(low, max(0, start - 24), start):
        start = match.start()
    return Figure(start, end, value * scale, unit, scale, (start, end))


def _end(match: re.Match[str]) -> int:
    """Return where a unit ends: with its dot, where that is an abbreviation's."""
    word = match["percent"] or match["money"]
    return match.end() if word in _SHORT or not match["dot"] else match.start("dot")


def _scale(word: str, language: str) -> float:
    if language in LONG_SCALE and word in ("billion", "billions", "billionen"):
        return 1e12
    return SCALES[word]


def _unit(match: re.Match[str]) -> tuple[str, float]:
    """Return the unit that stands after a number, and how many of it one is."""
    if match["money"]:
        return CURRENCIES[match["money"]], 1.0
    if match["sign"]:
        return SYMBOLS[match["sign"]], 1.0
    if match["percent"]:
        return "%", 1.0
    return MEASURES[re.sub(r"[-\u00a0]", " ", match["measure"])]


def _ranged(text: str, figures: Iterator[Figure]) -> Iterator[Figure]:
    """Give the first end of a range the unit and the scale of the second: 5 to 10 percent."""
    before: Figure | None = None
    for figure in figures:
        if before:
            between = text[before.end : figure.start].lower()
            if between in TO and not before.unit and before.scale == 1:
                beside = (before.start, figure.end)
                value = before.value * figure.scale
                before = replace(before, unit=figure.unit, value=value, beside=beside)
                figure = replace(figure, beside=beside)
            yield before
        before = figure
    if before:
        yield before


def _with_objects(text: str, figures: Iterator[Figure], language: str) -> Iterator[Figure]:
    """Add what each figure measures; a bare number that counts nothing plain is left out."""
    for figure in figures:
        if _AGE.match(text, figure.end):
            continue
        if figure.unit:
            of = measured(text, *figure.beside, figure.unit, language)
            yield replace(figure, of=of, confidence=SURE if of else BARE)
            continue
        if figure.value < OLDEST and _is_age(text, figure):
            continue
        if _JOINED.search(text, max(0, figure.start - 2), figure.end + 2):
            continue  # a score, a telephone number
        if _SHARE.search(text, max(0, figure.start - SHARE), figure.start):
            continue  # nine in ten homes: no ten homes
        if figure.value in YEARS and text[figure.start : figure.end].isdecimal():
            continue
        found = counted(text, figure.start, figure.end, language)
        if found:
            unit, of, end = found
            yield replace(figure, unit=unit, of=of, end=end, confidence=COUNTED)
        elif figure.scale >= MANY and (of := measured(text, *figure.beside, "", language)):
            yield replace(figure, of=of, confidence=BARE)  # the jobless rose to 2.9 million
