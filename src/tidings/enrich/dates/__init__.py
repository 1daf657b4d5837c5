"""Dates: what a text says of time, resolved by when it was published.

A note's span leaves out the preposition: "on *Wednesday*", "since *2011*". `date` is as exact as
`precision` says and no more: 2026-11-18 (day), 2026-W47 (week), 2026-11 (month; a quarter is known
by its first month), 2026 (year; a decade by its first). Clock times are not noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from tidings.enrich.dates.grammar import Rule, grammar
from tidings.enrich.dates.meaning import Reading, When, resolve
from tidings.types import Article, Note, Novelty, Span

__all__ = ["VERSION", "dated", "note_dates"]

VERSION = 4
READ_CHARS = 60_000  # of a text: ten thousand words; longer ones are lists
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

_TOKEN = re.compile(r"\w+")
_OTHER_DIGIT = re.compile("[\u0660-\u0669\u06f0-\u06f9]")  # those that DIGITS knows


def note_dates(article: Article, novelty: Novelty) -> tuple[Note, ...]:
    """Return the dates of an article's text in order; each value holds `date` and `precision`.

    Relative ones count from when it was published; without that only absolute ones are noted.
    A text in a language that `words` doesn't have gives only dates in figures.
    """
    return tuple(
        Note(
            article=article.id,
            name="dates",
            version=VERSION,
            value={"date": _iso(when), "precision": when.precision},
            span=Span(start=start, end=end),
            confidence=when.confidence,
        )
        for start, end, when in dated(article)
    )


def dated(article: Article) -> tuple[tuple[int, int, When], ...]:
    """Return where an article's text speaks of time, and what is meant, in order."""
    published = article.time.date() if article.time else None
    return _read(article.text[:READ_CHARS], article.language or "en", published)


@lru_cache(maxsize=1)  # dates and figures of an article are asked for one after the other
def _read(text: str, language: str, published: date | None) -> tuple[tuple[int, int, When], ...]:
    return tuple(_found(Reading(text, _lowered(text), grammar(language), published)))


def _lowered(text: str) -> str:
    """Lower case and plain digits, without the change of length that the capital İ makes."""
    low = text.lower()
    low = low if len(low) == len(text) else "".join(c.lower()[0] for c in text)
    return low.translate(DIGITS) if _OTHER_DIGIT.search(low) else low  # 50 times as fast to look


def _iso(when: When) -> str:
    if when.precision == "week":
        year, week, _ = when.first.isocalendar()
        return f"{year}-W{week:02}"
    day = when.first.isoformat()
    return day[: {"day": 10, "month": 7, "quarter": 7}.get(when.precision, 4)]


def _found(reading: Reading) -> Iterator[tuple[int, int, When]]:
    past = 0
    for start, rules in _places(reading):
        if start < past:
            continue
        for match, rule in _matches(rules, reading.low, start):
            when = resolve(rule, match, reading)
            if when is not None:
                if when.absolute:
                    reading.told = when
                past = match.end()
                yield start, past, when
                break


def _places(reading: Reading) -> Iterator[tuple[int, tuple[Rule, ...]]]:
    """Yield where a date may begin, and the rules that may read it."""
    starts, digits = reading.grammar.starts, reading.grammar.digits
    for match in _TOKEN.finditer(reading.low):
        word = match.group()
        if word[0].isdecimal():
            yield match.start(), (*digits, *starts.get(word, ()))
        elif word in starts:
            yield match.start(), starts[word]
        elif word[0] in reading.grammar.glued and word[1:] in starts:
            yield match.start() + 1, starts[word[1:]]


def _matches(rules: tuple[Rule, ...], low: str, start: int) -> list[tuple[re.Match[str], Rule]]:
    """Return what the rules read here, the longest first."""
    found = [(m, rule) for rule in rules if (m := rule.pattern.match(low, start))]
    return sorted(found, key=lambda pair: -pair[0].end()) if len(found) > 1 else found
