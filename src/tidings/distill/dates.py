"""Moments in the words of a page: machine dates, written dates, ages such as "2 hours ago".

Every function returns an aware datetime in UTC or None; none raises on bad text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from tidings.reference.timewords import (
    AGO_AFTER,
    AGO_BEFORE,
    COUNTS,
    DAY_WORDS,
    DUALS,
    LABELS,
    MERIDIEM,
    MONTHS,
    UNITS,
    WEEKDAYS,
    ZONES,
)
from tidings.text import fold

__all__ = [
    "date_in_url",
    "may_be_moment",
    "moments_among",
    "parse_age",
    "parse_date",
    "parse_moment",
    "sane",
]

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web there were no pages
_LATEST_AHEAD = timedelta(hours=24)  # a clock may be a zone wrong, not a day
_LONGEST_AGE = 60  # characters of a line that is only an age
_LONGEST_LINE = 90  # characters of a line with an age and names
_LONGEST_DATE = 120


def sane(moment: datetime | None, now: datetime) -> datetime | None:
    """Return the moment unless no page can have it: before the web, or over a day ahead."""
    if moment is None or not _EARLIEST <= moment <= now + _LATEST_AHEAD:
        return None
    return moment


# --- ages -------------------------------------------------------------------------------------


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "|".join(re.escape(w) for w in sorted(map(fold, words), key=len, reverse=True))


_UNIT = {fold(word): seconds for seconds, words in UNITS.items() for word in words.split()}
_DUAL = {fold(word): seconds for word, seconds in DUALS.items()}
_COUNT = {fold(word): count for word, count in COUNTS.items()}
_DAY = {fold(word): days for word, days in DAY_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NUMERIC = re.compile(r"\d\s?[/.-]\s?\d+\s?[/.-]\s?\d|\d\s?[a-zа-яё]\b|\d{8}|\d{4}-\d{4}")


def _telling(phrases: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase: a line without it doesn't hold the phrase."""
    return frozenset(max(_WORD.findall(fold(phrase)), key=len) for phrase in phrases)


_DAY_WORDS = _telling(DAY_WORDS)
_AGO_WORDS = _telling((*AGO_BEFORE, *AGO_AFTER))
_UNIT_WORDS = _telling((*_UNIT, *DUALS))
_SPELLED = _DAY_WORDS.union(_telling(word for words in MONTHS.values() for word in words.split()))
_COUNTED = _SPELLED.union(word for word in _UNIT_WORDS if len(word) > 1)
_UNSPACED_WORD = re.compile(  # of time, in scripts that part no words
    "|".join(sorted({w for w in map(fold, (*_UNIT, *_DUAL, *_DAY)) if _UNSPACED.search(w)}))
    + "|[月월]"
)
_CLOCK = r"(?P<hour>[01]?\d|2[0-4])\s?[:.h]\s?(?P<minute>[0-5]\d)?(?::(?P<second>[0-5]\d))?"
_LABEL = re.compile(rf"^(?:{_any(LABELS)})\b\s*(?:[:：]\s*)?(?:on\s|le\s|am\s|el\s|em\s)?\s*")
_STEP = (
    rf"(?:(?P<count>\d{{1,3}}|(?:{_any(COUNTS)})(?:\s|(?<=['’])))?\s*(?P<unit>{_any(_UNIT)})\.?)"
)
_STEPS = re.compile(_STEP)
_AGE = re.compile(
    rf"(?P<before>(?:{_any(AGO_BEFORE)})\b\s*)?"
    rf"(?P<steps>(?:{_STEP.replace('?P<count>', '').replace('?P<unit>', '')}"
    rf"[\s,]*(?:(?:and|et|und|y|e|i|og|en|och)\s)?){{1,2}})"
    rf"(?P<after>\s*(?:{_any(AGO_AFTER)}))?"
)
_BARE_STEPS = re.compile(r"\d{1,3}\s?\D")
_DAY_AT = re.compile(
    rf"(?P<day>{_any(_DAY)})(?:\s*,)?(?:\s+(?:at|um|a|a las|alle|as|в|o|om|kl\.?|às))?"
    rf"(?:\s*{_CLOCK}\s*(?P<half>[ap]\.?m\.?|uhr)?)?"
)


def parse_age(text: str, now: datetime) -> datetime | None:
    """Return the moment that an age means, counted from `now`: "2 hours ago", "hier", "3h".

    The whole text must be the age; words around it make it prose, which gives None.
    """
    if len(text) > _LONGEST_AGE:
        return None
    folded = _LABEL.sub("", fold(text.strip().strip("()[]•·|–—- ")))
    if match := _DAY_AT.fullmatch(folded):
        return _day_at(match, now)
    if folded in _DUAL or folded.partition(" ")[2] in _DUAL:
        seconds = _DUAL.get(folded) or _DUAL[folded.partition(" ")[2]]
        return now - timedelta(seconds=seconds)
    match = _AGE.fullmatch(folded)
    if match is None or not (match["before"] or match["after"] or _BARE_STEPS.match(folded)):
        return None
    return now - timedelta(seconds=_seconds(match["steps"]))


def parse_moment(text: str, now: datetime, *, language: str = "") -> datetime | None:
    """Return the moment that a line of a page means: an age, a full date, or a day of this year.

    The whole text must be it. A day without a year is the last such day that is not ahead.
    """
    if age := parse_age(text, now):
        return age
    if len(text) > _LONGEST_AGE or not _DIGIT.search(text) or not may_be_moment(text):
        return None
    if _ISO.fullmatch(text.strip()):
        return sane(parse_date(text), now)
    folded = _LABEL.sub("", fold(text.strip()))
    if match := _YEARLESS.fullmatch(folded):
        month, day = _MONTH[match["m1"] or match["m2"]], int(match["d1"] or match["d2"])
        moment = _with_time(now.year, month, day, folded)
        return _year_before(moment) if moment and moment > now + timedelta(days=1) else moment
    rest = _DATE_WORDS.sub(" ", folded)
    return None if _WORD.search(rest) else sane(parse_date(folded, language=language), now)


def _year_before(moment: datetime) -> datetime | None:
    try:
        return moment.replace(year=moment.year - 1)
    except ValueError:  # 29 February
        return None


def may_be_moment(text: str) -> bool:
    """Say whether a short line may hold an age or a date; a quick no for most."""
    return len(text) <= _LONGEST_LINE and _may_be_moment(fold(text))


def moments_among(texts: Iterable[str]) -> list[str]:
    """Return those of some lines that may hold an age or a date, each once.

    As `may_be_moment` says of each, but quick: most lines have no digit and none of the few words
    of time that all of them together have.
    """
    short = [text for text in dict.fromkeys(texts) if len(text) <= _LONGEST_LINE]
    folded = fold("\n".join(short))
    spelled = (_DAY_WORDS | _AGO_WORDS).intersection(_WORD.findall(folded))
    unspaced = not folded.isascii() and _UNSPACED_WORD.search(folded) is not None
    lines = zip(short, folded.split("\n"), strict=False)
    return [
        text
        for text, line in lines
        if (unspaced or _DIGIT.search(line) or any(word in line for word in spelled))
        and _may_be_moment(line)
    ]


def _may_be_moment(folded: str) -> bool:
    if not _DIGIT.search(folded):
        return _spells_moment(folded)
    if _NUMERIC.search(folded) or not _COUNTED.isdisjoint(_WORD.findall(folded)):
        return True
    return not folded.isascii() and _UNSPACED_WORD.search(folded) is not None


def _spells_moment(folded: str) -> bool:
    """Say whether a text without digits may hold an age or a date."""
    said = _WORD.findall(folded)
    if not _AGO_WORDS.isdisjoint(said) and not _UNIT_WORDS.isdisjoint(said):
        return True
    return not _DAY_WORDS.isdisjoint(said) or (
        not folded.isascii() and _UNSPACED_WORD.search(folded) is not None
    )


def _seconds(steps: str) -> int:
    found = list(_STEPS.finditer(steps))
    counted = [step for step in found if step["count"]] or found[:1]
    return sum(_count_of(step["count"]) * _UNIT[step["unit"]] for step in counted)


def _count_of(count: str | None) -> int:
    word = (count or "1").strip()
    return _COUNT.get(word) or int(word)


def _day_at(match: re.Match[str], now: datetime) -> datetime | None:
    day = now - timedelta(days=_DAY[match["day"]])
    clock = _clock(match, match["half"] or "")
    return day.replace(hour=clock[0], minute=clock[1], second=0, microsecond=0) if clock else day


# --- dates ------------------------------------------------------------------------------------

_MONTH = {fold(name): number for number, names in MONTHS.items() for name in names.split()}
_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:[T\s_]+(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?:\[[^\]]*\])?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_YMD = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s?[/.年년-]\s?(?P<month>\d{1,2})\s?[/.月월-]\s?(?P<day>\d{1,2})"
)
_DMY = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})\s?[/.-]\s?(?P<second>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})"
)
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?\s*(?:de\s|of\s)?[\s-]*"
    rf"(?P<month>{_any(_MONTH)})\b\.?,?\s*(?:de\s|del\s)?[\s-]*(?P<year>\d{{4}})"
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{_any(_MONTH)})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
)
_YEARLESS = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})\.?\s*(?:de\s)?(?P<m1>{_any(_MONTH)})|(?P<m2>{_any(_MONTH)})\.?\s+(?P<d2>\d{{1,2}}))\b"
    rf"[\s.,]*(?:at|um|a|kl)?\s*(?:\d{{1,2}}[:.h]\d\d\s*(?:[ap]m|uhr)?)?"
)
_DATE_WORDS = re.compile(  # all that a line may hold that is only a date
    rf"\b(?:{_any(_MONTH)}|{_any(ZONES)}|{_any(WEEKDAYS)}|uhr|at|on|um|a|as|de|del|le|el|kl|г"
    r"|[ap]m|h)\b|(?<=\d)(?:st|nd|rd|th|h)|[年月日时時분시년월일]"
)
_TIME = re.compile(
    r"(?<![\d:+-])(?P<hour>[01]?\d|2[0-4])\s?(?:[:.h時时시点]\s?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    r"|(?=\s?[ap]\.?m\b))"
)
_HALF = re.compile(rf"\b([ap])\.?m\b|({_any(MERIDIEM)})")
_ZONE = re.compile(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?\s*$|\b([a-z]{1,4}t|msk|мск|utc|z)\b")


def parse_date(text: str, *, language: str = "") -> datetime | None:
    """Return the moment of a date in a machine's or a person's form, in some twenty languages.

    One without a zone is taken as UTC. `language` decides what 03/04/2025 means: American order
    for "en" and "en-us", day first elsewhere.
    """
    text = text.strip()[:_LONGEST_DATE]
    if match := _ISO.fullmatch(text):
        return _moment(match, match["zone"] or "")
    if match := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(match[1]), UTC)
    folded = fold(text)
    for find in (_written, _numeric):
        if found := find(folded, language):
            year, month, day, end = found
            return _with_time(year, month, day, folded[end:] or folded)
    return None


def _written(folded: str, language: str) -> tuple[int, int, int, int] | None:
    match = _DAY_MONTH.search(folded) or _MONTH_DAY.search(folded)
    if match is None:
        return None
    return int(match["year"]), _MONTH[match["month"]], int(match["day"]), match.end()


def _numeric(folded: str, language: str) -> tuple[int, int, int, int] | None:
    if match := _YMD.search(folded):
        return int(match["year"]), int(match["month"]), int(match["day"]), match.end()
    match = _DMY.search(folded)
    if match is None:
        return None
    day, month = int(match["first"]), int(match["second"])
    american = language.lower() in ("en", "en-us") and "." not in match[0]
    if month > 12 or (american and day <= 12):
        day, month = month, day
    return int(match["year"]), month, day, match.end()


def _with_time(year: int, month: int, day: int, rest: str) -> datetime | None:
    match = _TIME.search(rest)
    half = _HALF.search(rest)
    clock = _clock(match, (half[1] or MERIDIEM.get(half[2], "")) if half else "") if match else None
    hour, minute, second = clock or (0, 0, 0)
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        return moment - _offset(rest[match.end() :]) if match else moment
    except (ValueError, OverflowError):
        return None


def _clock(match: re.Match[str], half: str) -> tuple[int, int, int] | None:
    if match["hour"] is None:
        return None
    hour = int(match["hour"]) % 24
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return hour, int(match["minute"] or 0), int(match["second"] or 0)


def _offset(text: str) -> timedelta:
    match = _ZONE.search(text)
    if match is None:
        return timedelta()
    if match[4]:
        return timedelta(hours=ZONES.get(match[4], 0.0))
    size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return -size if match[1] == "-" else size


def _moment(match: re.Match[str], zone: str) -> datetime | None:
    year, month, day, hour, minute, second = (
        int(match[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")
    )
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(zone))
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(zone: str) -> timezone:
    if not zone or zone[0] not in "+-":
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-size if zone[0] == "-" else size)


_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?([0-2]\d|3[01])(?!\d)")


def date_in_url(url: str) -> datetime | None:
    """Return the day that stands in an address, such as /2025/06/03/, at midnight UTC."""
    match = _URL_DATE.search(url.partition("://")[2])
    if match is None:
        return None
    try:
        return datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC)
    except ValueError:
        return None
