"""The rules of dates in one language: patterns, and the words at which each may begin.

A pattern is only tried where its first word stands, so that a text without dates costs no more than
the finding of its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tidings.enrich.dates.words import SPEECH, Speech

__all__ = ["Grammar", "Rule", "grammar"]

_SPACE = r"[ \u00a0\u202f\n]+"
_YEAR = r"(?P<y>1[5-9]\d\d|20\d\d|21\d\d)(?![\d%]|[.,:/]\d)"
_DAY = r"(?P<d>[0-3]?\d)"
_MONTH_FIRST = frozenset(
    {"en"}
)  # 3/4/2025 is in March; with a dot or a hyphen day first as elsewhere
_MONTH_CAPITAL = frozenset({"en", "de"})
_GLUED = {"ar": "وفبل"}  # and, so, in, for: written with the next word
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of date is written. `absolute`: it needs no day of publication."""

    kind: str
    pattern: re.Pattern[str]
    absolute: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Grammar:
    """One language, ready to read with."""

    starts: Mapping[str, tuple[Rule, ...]]  # by the first word
    digits: tuple[Rule, ...]
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)  # Monday is 0
    days: Mapping[str, int] = field(default_factory=dict)  # yesterday: -1
    units: Mapping[str, str] = field(default_factory=dict)
    duals: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    firsts: Mapping[str, int] = field(default_factory=dict)
    relations: Mapping[str, int] = field(default_factory=dict)  # last: -1, this: 0, next: 1
    few: frozenset[str] = frozenset()
    many: frozenset[str] = frozenset()
    dating: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    past_or_future: re.Pattern[str] | None = None  # future where its group matched
    month_first: bool = False
    month_capital: bool = False
    glued: str = ""


@lru_cache(maxsize=32)
def grammar(language: str) -> Grammar:
    """Return the grammar of a language (ISO 639-1); of an unknown one only dates in figures."""
    speech = SPEECH.get(language[:2].lower())
    if speech is None:
        return Grammar(starts={}, digits=tuple(_in_figures()))
    return _compiled(speech, language[:2].lower())


def _in_figures() -> Iterator[Rule]:
    year, month, day = r"(?P<y>\d{4})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
    yield _rule("numeric", rf"(?<![\d./-]){year}(?P<sep>[-/.]){month}(?P=sep){day}(?![\d/-]|\.\d)")
    yield _rule("numeric", rf"(?<![\d./-]){day}(?P<sep>[-/.]){month}(?P=sep){year}(?![\d/-]|\.\d)")


def _rule(kind: str, pattern: str, *, absolute: bool = True) -> Rule:
    return Rule(kind, re.compile(pattern), absolute)


def _groups(table: str) -> list[list[str]]:
    return [[word.replace("_", " ") for word in group.split()] for group in table.split("|")]


def _numbered(table: str, first: int = 0) -> dict[str, int]:
    return {word: n for n, group in enumerate(_groups(table), first) for word in group}


def _any(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases as whole words, the longest first; never, where none is."""
    ordered = sorted(phrases, key=len, reverse=True)
    if not ordered:
        return r"(?!)"
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", _SPACE) for p in ordered) + r")(?!\w)"


def _unit_words(table: str) -> dict[str, str]:
    names = ("day", "week", "month", "year")
    return {word: name for name, group in zip(names, _groups(table), strict=True) for word in group}


def _compiled(speech: Speech, language: str) -> Grammar:
    relations = {
        word: way
        for way, words in ((-1, speech.last), (0, speech.this), (1, speech.next))
        for word in _groups(words)[0]
    }
    parts = _Parts(speech, relations)
    starts: dict[str, list[Rule]] = {}
    digits = [*_in_figures()]
    for rule, firsts in parts.rules():
        for first in dict.fromkeys(map(_first_word, firsts)):
            starts.setdefault(first, []).append(rule)
    digits += parts.digit_rules()
    days = _numbered(speech.days, -2)  # "next" and "tomorrow" are dates themselves
    ahead = [word for word in _groups(speech.future)[0] if word not in {*relations, *days}]
    coming = f"(?:{speech.coming})" if speech.coming else "(?!)"
    words = {name: frozenset(_groups(getattr(speech, name))[0]) for name in _SETS}
    return Grammar(
        starts={word: tuple(rules) for word, rules in starts.items()},
        digits=tuple(digits),
        months=_numbered(speech.months, 1),
        weekdays=_numbered(speech.weekdays),
        days=days,
        units=_unit_words(speech.units) | dict.fromkeys(_groups(speech.hours)[0], "hour"),
        duals=_unit_words(speech.duals),
        counts=_numbered(speech.counts, 1),
        firsts=_numbered(speech.firsts, 1),
        relations=relations,
        past_or_future=re.compile(
            rf"(?<!\w)(?:(?P<future>{_any(ahead)}|{coming}(?!\w))|(?:{speech.past})(?!\w))"
        ),
        month_first=language in _MONTH_FIRST,
        month_capital=language in _MONTH_CAPITAL,
        glued=_GLUED.get(language, ""),
        **words,
    )


_SETS = ("few", "many", "dating", "dated", "proper", "named")


def _first_word(phrase: str) -> str:
    match = _WORD.match(phrase)
    return match.group() if match else phrase


class _Parts:
    """The pieces of a language's patterns, and the rules that they make."""

    def __init__(self, speech: Speech, relations: Iterable[str]) -> None:
        self.words: Callable[[str], list[str]] = lambda name: [
            word for group in _groups(getattr(speech, name)) for word in group
        ]
        self.relations = list(relations)
        self.rel = _any(self.relations)
        self.before = rf"(?:(?P<rel>{self.rel}){_SPACE})?"
        self.after = rf"(?:{_SPACE}(?P<post>{self.rel}))?"
        self.month = rf"(?P<m>{_any(self.words('months'))})"
        of = [re.escape(word) for word in self.words("of")]
        self.of = rf"(?:(?:{_SPACE})?(?:{'|'.join(of) or '(?!)'})(?!\w))?"
        self.of_year = rf"\.?,?{self.of}{_SPACE}{_YEAR}"
        years = _any(_groups(speech.units)[3])
        self.in_year = rf"(?:{self.of}{_SPACE}(?P<in>{self.rel}){_SPACE}{years})?"
        ordinal = "|".join(re.escape(word) for word in self.words("ordinal")) or r"(?!)"
        self.ordinal = rf"(?:{ordinal})?"
        self.counted = (
            rf"(?:(?P<n>\d{{1,3}}|{_any([*self.words('counts'), *self.words('few')])}){_SPACE})"
        )
        self.unit = rf"(?P<u>{_any([*self.words('units'), *self.words('hours')])})"
        self.amount = rf"(?:{self.counted}?{self.unit}|(?P<dual>{_any(self.words('duals'))}))"
        self.part = rf"(?:{_SPACE}{_any(self.words('parts'))})?"
        between = rf"-|{_SPACE}(?:(?:{'|'.join(of) or '(?!)'}){_SPACE})?"
        self.around = rf"(?:{_any(self.words('around'))}(?:{between}))?"
        joins = "|".join(re.escape(word) for word in self.words("joins")) or r"(?!)"
        self.more_days = (
            rf"(?:(?:[-–]|{_SPACE}(?:{joins})(?:{_SPACE})?)\d{{1,2}}{self.ordinal}(?!\d))?"
        )

    def rules(self) -> Iterator[tuple[Rule, list[str]]]:
        """Yield each rule with the phrases that it may begin with."""
        words, relative = self.words, self.relations
        around, counts = words("around"), [*words("counts"), *words("few")]
        amounts = [*counts, *words("units"), *words("duals"), *words("hours")]
        yield (
            _rule("month year", self.around + self.month + self.of_year),
            [*around, *words("months")],
        )
        yield (
            _rule(
                "day",
                rf"{self.month}\.?{_SPACE}{_DAY}{self.ordinal}(?![\w%$€£]|[.,:]\d)"
                rf"{self.more_days}(?:(?:,(?:{_SPACE})?|{_SPACE}){_YEAR})?{self.in_year}",
            ),
            words("months"),
        )
        month = rf"{self.around}{self.before}{self.month}{self.after}{self.in_year}"
        yield _rule("month", month, absolute=False), [*around, *relative, *words("months")]
        named = _any(words("months"))
        full = rf"\d{{1,2}}{self.ordinal}{self.of}{_SPACE}{named}|{named}{_SPACE}\d"
        weekday = (
            rf"{self.around}{self.before}(?P<w>{_any(words('weekdays'))}){self.after}{self.part}"
            rf"(?!,?{_SPACE}(?:(?:the|den|dem|le|el){_SPACE})?(?:{full}))"  # it is a part of that
        )
        yield _rule("weekday", weekday, absolute=False), [*around, *relative, *words("weekdays")]
        day = rf"(?P<day>{_any(words('days'))}){self.part}"
        yield _rule("day word", day, absolute=False), words("days")
        unit = _any([*words("units"), *words("parts")])
        bare = rf"(?P<v>{_any(words('units'))}){_SPACE}(?P<post>{self.rel})"
        span = rf"{self.around}(?:(?P<rel>{self.rel}){_SPACE}(?P<u>{unit})|{bare})"
        yield _rule("span", span, absolute=False), [*around, *relative, *words("units")]
        for kind, after in (("ago", "ago_after"), ("earlier", "earlier"), ("later", "later")):
            pattern = rf"{self.amount}{_SPACE}{_any(words(after))}"
            yield _rule(kind, pattern, absolute=kind != "ago"), amounts
        before = rf"{_any(words('ago_before'))}{_SPACE}{self.amount}"
        yield _rule("ago", before, absolute=False), words("ago_before")
        ahead = rf"{_any(words('ahead'))}{_SPACE}{self.amount}"
        yield _rule("ahead", ahead, absolute=False), words("ahead")
        yield from self._quarters()

    def _quarters(self) -> Iterator[tuple[Rule, list[str]]]:
        first, quarter = rf"(?P<q>{_any(self.words('firsts'))})", _any(self.words("quarter"))
        whole = rf"(?P<rel>{self.rel}){_SPACE}{_any(self.words('units'))}"
        of = rf"(?:{self.of}(?:{_SPACE}(?:the|le|la|عام|العام)(?!\w))?{_SPACE}(?:{_YEAR}|{whole}))?"
        yield _rule("quarter", rf"{first}{_SPACE}{quarter}{of}"), self.words("firsts")
        yield _rule("quarter", rf"{quarter}{_SPACE}{first}{of}"), self.words("quarter")
        short = rf"q(?P<q>[1-4])(?:{_SPACE}{_YEAR}|(?P<rel>(?!)))?(?!\w)"
        yield _rule("quarter", short), ["q1", "q2", "q3", "q4"]

    def digit_rules(self) -> Iterator[Rule]:
        """Yield the rules of what begins with a digit, those of `_in_figures` left out."""
        day = rf"(?<![\d.,:/-]){_DAY}{self.ordinal}{self.more_days}"
        yield _rule("day", rf"{day}{self.of}{_SPACE}{self.month}(?:{self.of_year})?{self.in_year}")
        for kind, after in (("ago", "ago_after"), ("earlier", "earlier"), ("later", "later")):
            pattern = rf"(?<![\d.,:]){self.amount}{_SPACE}{_any(self.words(after))}"
            yield _rule(kind, pattern, absolute=kind != "ago")
        first, quarter = rf"(?P<q>{_any(self.words('firsts'))})", _any(self.words("quarter"))
        turned = rf"{_YEAR}{_SPACE}{_any(self.words('dated'))}{_SPACE}{first}{_SPACE}{quarter}"
        yield _rule("quarter", turned)  # 2027 yılının ilk çeyreği
        if "s" in self.words("decade"):
            yield _rule("decade", r"(?P<y>(?:1[5-9]|20)\d0)['’]?s(?!\w)")
        yield _rule(
            "year", rf"(?<![\d.,:/$€£#-]){_YEAR}(?:[-–/](?P<to>\d{{2}}|\d{{4}})(?!\d))?(?!\w)"
        )
