"""What a date means once it is read: its first day, how exact it is and how sure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tidings.enrich.dates.grammar import Grammar, Rule

__all__ = ["Reading", "When", "resolve"]

YEARS = range(1500, 2200)  # what four digits may mean as a year
COUNTED = frozenset(
    "people soldiers troops men women children euros dollars pounds tons homes".split()
)
VAGUE = {"day": 3, "week": 21}  # days back that "days ago" and "weeks ago" mean, about
SOON, LONG_PAST = timedelta(days=92), timedelta(days=180)  # a day nearer ahead than behind
NEARER = 0.6  # of another year's distance: without a year a day is of this one, or far nearer

# How sure each kind of reading is: a full date; one of no year; of "last" and "ago"; by the tense;
# a bare year; counted from another date; an uncertain handful; of 3/4/2025, whose order is a guess.
FULL, YEARLESS, RELATIVE, TENSE, BARE = 0.99, 0.85, 0.9, 0.8, 0.9
TOLD, HANDFUL, ORDER = 0.7, 0.5, 0.6

_CLAUSE_END = re.compile(r"[.!?]\s|[\n。؟;]|,\s(?:but|mais|pero|aber|ma|mas|но)\s")
_RELATIVE = re.compile(r"[.!?]\s|[\n。؟;]|\s(?:that|which)\s")
_LAST_WORD = re.compile(r"(\w+)['’]?[ \u00a0(-]?(?:the |la |el |le |l['’]|den |der |dem )?$")
_TOKEN = re.compile(r"\w+")
_OF_IT = re.compile(r"\b(?:an?|the|its|his|her|their|our) $")  # English alone puts days before
_FOLLOWING = re.compile(r" ([a-z]+)")


@dataclass(frozen=True, slots=True)
class When:
    """A date: its first day; day, week, month, quarter, year or decade; how sure, 0 to 1."""

    first: date
    precision: str
    confidence: float
    absolute: bool = False  # by itself, so that "two years later" may count from it


@dataclass(slots=True)
class Reading:
    """One pass over a text; `told` is the last date that stood there by itself."""

    text: str
    low: str  # of the same length
    grammar: Grammar
    published: date | None
    told: When | None = None


def resolve(rule: Rule, match: re.Match[str], reading: Reading) -> When | None:
    """Return the date that a rule's match means where it stands; None where it is none."""
    if reading.published is None and not rule.absolute:
        return None
    if _is_name(match, reading):
        return None
    try:
        return _RESOLVE[rule.kind](match, reading)
    except (ValueError, OverflowError):  # 31 June; the year 12,000
        return None


def _is_name(match: re.Match[str], reading: Reading) -> bool:
    """Say whether it is a part of a name: 17 February Street, Black Friday, Theresa May."""
    low, known = reading.low, reading.grammar
    after = _TOKEN.search(low, match.end(), match.end() + 24)
    if after and after.group() in known.proper and reading.text[after.start()].isupper():
        return True
    before = _word_before(low, match.start())
    if before in known.named:
        return True
    beside = (low[max(0, match.start() - 1) : match.start()], low[match.end() : match.end() + 1])
    return beside[0] in tuple("@#№/$€£") or beside[1] == "%"


def _word_before(low: str, start: int) -> str:
    """Return the word before on the same line; only a space or an apostrophe may part them."""
    head = low[max(0, start - 24) : start]
    match = _LAST_WORD.search(head)
    return match[1] if match else ""


def _numeric(match: re.Match[str], reading: Reading) -> When | None:
    year, sure = int(match["y"]), FULL
    day, month = int(match["d"]), int(match["m"])
    if match["sep"] == "/" and match.start("d") < match.start("y"):
        if reading.grammar.month_first and month <= 12 and day <= 12:
            day, month, sure = month, day, ORDER
        elif month > 12:
            day, month = month, day
    return When(date(year, month, day), "day", sure, absolute=True) if year in YEARS else None


def _day(match: re.Match[str], reading: Reading) -> When | None:
    month, day = reading.grammar.months[_key(match["m"])], int(match["d"])
    if match["y"]:
        return When(date(int(match["y"]), month, day), "day", FULL, absolute=True)
    if reading.published is None:
        return None
    if match["in"]:
        year = reading.published.year + reading.grammar.relations[_key(match["in"])]
        return When(date(year, month, day), "day", RELATIVE, absolute=True)
    ahead = None if _describes(match, reading) else _speaks_ahead(match, reading)
    found = _yearless(month, day, reading.published, ahead)
    return When(found, "day", YEARLESS, absolute=True) if found else None


def _describes(match: re.Match[str], reading: Reading) -> bool:
    """Say whether a day stands before what it is of: "a June 16 hearing", which no verb places."""
    after = _FOLLOWING.match(reading.text, match.end())
    dates = after is not None and after[1] in reading.grammar.dating
    if after is None or dates or match.start("m") > match.start():
        return False
    return _OF_IT.search(reading.low[max(0, match.start() - 8) : match.start()]) is not None


def _yearless(month: int, day: int, today: date, ahead: bool | None) -> date | None:
    """Return the last such day, or the next one: as the tense says, else the one of this year."""
    days = [
        date(year, month, day)
        for year in range(today.year - 8, today.year + 9)  # eight: the 29th of February
        if (day, month) != (29, 2) or _leap(year)
    ]
    last = max((found for found in days if found <= today), default=None)
    coming = min((found for found in days if found >= today), default=None)
    if ahead is not None or last is None or coming is None:
        return coming if ahead else last
    behind, before = today - last, coming - today
    soon = before <= SOON and behind >= LONG_PAST
    return coming if soon or (coming.year == today.year and behind > NEARER * before) else last


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_year(match: re.Match[str], reading: Reading) -> When | None:
    if _word_before(reading.low, match.start()).isdecimal():  # 31 June 2020
        return None
    first = date(int(match["y"]), reading.grammar.months[_key(match["m"])], 1)
    return When(first, "month", FULL, absolute=True)


def _month(match: re.Match[str], reading: Reading) -> When | None:
    """A month alone: it needs a word before it that dates, and a capital where months have one."""
    today, way = reading.published, _relation(match, reading)
    if today is None or _is_small(match.start("m"), reading):
        return None
    if match["in"]:
        way = reading.grammar.relations[_key(match["in"])]
        first = date(today.year + way, reading.grammar.months[_key(match["m"])], 1)
        return When(first, "month", RELATIVE, absolute=True)
    if way is None and not _is_dated(match, reading):
        return None
    month = reading.grammar.months[_key(match["m"])]
    year = today.year
    if way == 0:
        pass
    elif way == 1 or (way is None and _speaks_ahead(match, reading)):
        year += month < today.month + (way == 1)
    else:
        year -= month > today.month - (way == -1)
    return When(date(year, month, 1), "month", YEARLESS, absolute=True)


def _is_dated(match: re.Match[str], reading: Reading) -> bool:
    """Say whether a word beside a bare month makes it one: in May, ekim ayında."""
    after = _TOKEN.match(reading.low, match.end() + 1)
    behind = after is not None and after.group() in reading.grammar.dated
    return behind or _word_before(reading.low, match.start()) in reading.grammar.dating


def _is_small(start: int, reading: Reading) -> bool:
    """Say whether a name of a month has a small letter where the language writes a capital."""
    return reading.grammar.month_capital and not reading.text[start].isupper()


def _weekday(match: re.Match[str], reading: Reading) -> When | None:
    today, way = reading.published, _relation(match, reading)
    if today is None:
        return None
    back = (today.weekday() - reading.grammar.weekdays[_key(match["w"])]) % 7  # 0: today
    if way == 0:
        return When(today - timedelta(back - 7 * (back > today.weekday())), "day", RELATIVE)
    if way == -1:
        return When(today - timedelta(back or 7), "day", RELATIVE)
    if way == 1:
        return When(today + timedelta(7 - back), "day", RELATIVE)
    if _speaks_ahead(match, reading):
        return When(today + timedelta((7 - back) % 7), "day", TENSE)
    return When(today - timedelta(back), "day", RELATIVE)


def _day_word(match: re.Match[str], reading: Reading) -> When | None:
    if reading.published is None or reading.text[slice(*match.span())].isupper():  # USA TODAY
        return None
    if _word_before(reading.low, match.start()) in ("of", "not"):  # the leaders of tomorrow
        return None
    days = reading.grammar.days[_key(match["day"])]
    return When(reading.published + timedelta(days), "day", RELATIVE)


def _span(match: re.Match[str], reading: Reading) -> When | None:
    """Last week, this month, next year; last night and this morning, too."""
    today, way = reading.published, _relation(match, reading)
    word = _key(match["u"] or match["v"])
    unit = reading.grammar.units.get(word, "part")
    if today is None or way is None or word in reading.grammar.many or unit in ("day", "hour"):
        return None
    if unit == "part":
        return When(today + timedelta(way), "day", RELATIVE) if way < 1 else None
    return _moved(today, way, unit, RELATIVE)


def _ago(match: re.Match[str], reading: Reading) -> When | None:
    count, unit = _amount(match, reading)
    return _counted(reading.published, -1, count, unit)


def _ahead(match: re.Match[str], reading: Reading) -> When | None:
    """In two weeks: only where the sentence speaks of what is to come."""
    count, unit = _amount(match, reading)
    if count is None or not _speaks_ahead(match, reading):
        return None
    return _counted(reading.published, 1, count, unit)


def _later(match: re.Match[str], reading: Reading) -> When | None:
    return _from_told(match, reading, 1)


def _earlier(match: re.Match[str], reading: Reading) -> When | None:
    return _from_told(match, reading, -1)


def _from_told(match: re.Match[str], reading: Reading, way: int) -> When | None:
    """Count from the last date that stood by itself; from publication for a year earlier."""
    count, unit = _amount(match, reading)
    told = reading.told.first if reading.told else None
    if told is None and way < 0:
        told = reading.published
    if count is None or told is None or unit == "hour":
        return None
    when = _moved(told, way * count, unit, TOLD)
    if reading.told and _EXACT.index(reading.told.precision) < _EXACT.index(when.precision):
        return When(when.first, reading.told.precision, TOLD)
    return when


_EXACT = ("decade", "year", "quarter", "month", "week", "day")


def _counted(today: date | None, way: int, count: int | None, unit: str) -> When | None:
    if today is None:
        return None
    if unit == "hour":
        return When(today, "day", HANDFUL) if count is None or count < 24 else None
    if count is not None:
        return _moved(today, way * count, unit, RELATIVE)
    if unit not in VAGUE:
        return None
    wider = "week" if unit == "day" else "month"
    return When(today + way * timedelta(VAGUE[unit]), wider, HANDFUL)


def _moved(day: date, count: int, unit: str, sure: float) -> When:
    """Return the day, week, month or year that lies so many of them off."""
    if unit in ("day", "week"):
        return When(day + timedelta(count * (7 if unit == "week" else 1)), unit, sure)
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    return When(date(months // 12, months % 12 + 1, 1), unit, sure)


def _amount(match: re.Match[str], reading: Reading) -> tuple[int | None, str]:
    """Return how many of what; None for an uncertain handful."""
    known = reading.grammar
    if match["dual"]:
        return 2, known.duals[_key(match["dual"])]
    unit = known.units[_key(match["u"])]
    word = _key(match["n"] or "")
    if word.isdecimal():
        return int(word), unit
    if word in known.few or (not word and _key(match["u"]) in known.many):
        return None, unit
    return known.counts.get(word, 1 if word else None), unit


def _quarter(match: re.Match[str], reading: Reading) -> When | None:
    today, word = reading.published, _key(match["q"])
    number = int(word) if word.isdecimal() else reading.grammar.firsts[word]
    month = 3 * number - 2
    if match["y"]:
        return When(date(int(match["y"]), month, 1), "quarter", FULL, absolute=True)
    if today is None:
        return None
    way = _relation(match, reading)
    year = today.year + (way or 0)
    if way is None and month > today.month and not _speaks_ahead(match, reading):
        year -= 1
    return When(date(year, month, 1), "quarter", TENSE, absolute=True)


def _year(match: re.Match[str], reading: Reading) -> When | None:
    """Four digits: a year where a word beside them dates, where they are a range or in brackets."""
    year, low, end = int(match["y"]), reading.low, match.end()
    after = _TOKEN.match(low, end + 1)
    before = _word_before(low, match.start())
    if (
        before not in reading.grammar.dating
        and not match["to"]
        and low[match.start() - 1 : match.start()] != "("
    ) and not (after and after.group() in reading.grammar.dated):
        return None
    if after and before not in ("in", "since") and low[end] == " " and after.group() in COUNTED:
        return None
    if after and before in ("für", "um", "von") and reading.text[after.start()].isupper():
        return None  # für 2000 Menschen
    return When(date(year, 1, 1), "year", BARE, absolute=True)


def _decade(match: re.Match[str], reading: Reading) -> When | None:
    return When(date(int(match["y"]), 1, 1), "decade", BARE)


_RESOLVE: dict[str, Callable[[re.Match[str], Reading], When | None]] = {
    "numeric": _numeric, "day": _day, "month year": _month_year, "month": _month,
    "weekday": _weekday, "day word": _day_word, "span": _span, "ago": _ago, "ahead": _ahead,
    "later": _later, "earlier": _earlier, "quarter": _quarter, "year": _year, "decade": _decade,
}  # fmt: skip


def _key(phrase: str) -> str:
    return " ".join(phrase.split())


def _relation(match: re.Match[str], reading: Reading) -> int | None:
    """Return -1 for last, 0 for this, 1 for next, None where no such word stands by."""
    said = match.groupdict()
    word = said.get("rel") or said.get("post")
    return reading.grammar.relations[_key(word)] if word else None


def _speaks_ahead(match: re.Match[str], reading: Reading) -> bool | None:
    """Say whether the nearest verb of its clause, before it if any, tells what is to come.

    None where no verb says so or the contrary.
    """
    pattern, low = reading.grammar.past_or_future, reading.low
    if pattern is None:
        return None
    start, end = match.span()
    left = max(
        (m.end() for m in _CLAUSE_END.finditer(low, max(0, start - 200), start)),
        default=max(0, start - 200),
    )
    verbs = list(pattern.finditer(low, left, start))
    if verbs:
        return verbs[-1]["future"] is not None
    stop = _RELATIVE.search(low, end, end + 200)
    verb = pattern.search(low, end, stop.start() if stop else end + 200)
    return verb["future"] is not None if verb else None
