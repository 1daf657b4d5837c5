"""One language of the interface: its texts, plurals, numbers and dates."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from tidings.i18n.catalogues import Texts, read_texts
from tidings.i18n.patterns import Patterns

if TYPE_CHECKING:
    from babel import Locale as Cldr

__all__ = ["ENGLISH", "LOCALES", "Locale", "locale_of", "phrase", "preferred"]

LOCALES = {
    "en": "English",
    "fr": "Français",
    "ar": "العربية",
    "es": "Español",
    "de": "Deutsch",
    "ru": "Русский",
}
"""The languages of the interface, by ISO 639-1 code, each as its speakers call it."""

ENGLISH = "en"
DATES_AS = {"en": "en_GB"}  # day before month, as everywhere else
LONGEST_HEADER = 500  # characters of Accept-Language that are looked at
JUST_NOW = timedelta(minutes=1)
DAYS_IN_WORDS = 7  # after a week a date says more than a count of days
UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60))  # seconds

Date = date | datetime
Unit = Literal["day", "hour", "minute"]


def phrase(text: str) -> str:
    """Return the text: it goes into the catalogues, to be `translated` later."""
    return text


def preferred(header: str, among: Container[str] = LOCALES) -> str:
    """Return the first of an Accept-Language header's languages that is among these, "" if none."""
    asked = []
    for place, part in enumerate(header[:LONGEST_HEADER].split(",")):
        tag, _, weight = part.partition(";")
        try:
            quality = float(weight.partition("=")[2]) if weight.strip() else 1.0
        except ValueError:
            continue
        asked.append((-quality, place, tag.strip().lower().partition("-")[0]))
    return next((code for less, _, code in sorted(asked) if less < 0 and code in among), "")


@cache
def locale_of(code: str) -> Locale:
    """Return one of `LOCALES`; English for any other code."""
    return Locale(code if code in LOCALES else ENGLISH)


class Locale:
    """A language of the interface. Texts are named by what they are in English."""

    def __init__(self, code: str) -> None:
        self.code = code

    def gettext(self, text: str, /, **values: object) -> str:
        """Return a text with its %(name)s filled in."""
        return self.texts.gettext(text) % values

    def ngettext(self, one: str, more: str, number: int, /, **values: object) -> str:
        """Return a text in the form that a number asks for: %(num)s is the number itself."""
        said = self.texts.ngettext(one, more, number)
        return said % {"num": self.number(number), **values}

    def count(self, number: int, noun: str, plural: str = "") -> str:
        """Return "1 article", "2,345 articles"."""
        return self.ngettext(f"%(num)s {noun}", f"%(num)s {plural or noun + 's'}", number)

    def translated(self, english: str) -> str:
        """Return in this language what was said in English: an error, a reason, a `phrase`.

        Texts from outside stay within it as they are; what no catalogue knows stays English.
        """
        return english if self.code == ENGLISH else self._patterns.translated(english)

    def number(self, number: int) -> str:
        """Return a whole number, its thousands set apart."""
        return str(number) if -1000 < number < 1000 else _number(number, self.code)

    def age(self, moment: datetime | None, now: datetime) -> str:
        """Return "2 hours ago", "in 5 minutes" or, beyond a week, the date; "" for None."""
        if moment is None:
            return ""
        gap = abs(now - moment)
        if gap < JUST_NOW:
            return self.gettext("just now")
        if gap >= timedelta(days=DAYS_IN_WORDS):
            return self.day(moment, now)
        return _lasting(*_rounded(gap), self.code, -1 if moment < now else 1)

    def later(self, moment: datetime, than: datetime) -> str:
        """Return how long after another a moment was: "2 hours later", "at once"."""
        gap = moment - than
        if gap < JUST_NOW:
            return self.gettext("at once")
        return self.gettext("%(time)s later", time=_lasting(*_rounded(gap), self.code, 0))

    def day(self, moment: Date, now: Date) -> str:
        """Return the date, with its year where it is not this one: "3 March", "3 March 2025"."""
        form = "MMMMd" if moment.year == now.year else "long"
        return _date(moment.year, moment.month, moment.day, form, self.code)

    def dated(self, moment: Date) -> str:
        """Return the date with its year: "3 March 2025"."""
        return _date(moment.year, moment.month, moment.day, "long", self.code)

    def month(self, moment: Date) -> str:
        """Return the month with its year: "March 2025"."""
        return _date(moment.year, moment.month, 1, "yMMMM", self.code)

    def iso_day(self, iso: str, now: datetime) -> str:
        """Return a day, week, month or year that is written in ISO 8601, as exact as it is."""
        year, week, number = iso.partition("-W")
        if week:
            first = datetime.fromisocalendar(int(year), int(number), 1)
            return self.gettext("week of %(date)s", date=self.day(first, now))
        if "-" not in iso:
            return iso
        day = datetime.fromisoformat(iso if iso.count("-") == 2 else f"{iso}-01")
        return self.day(day, now) if iso.count("-") == 2 else self.month(day)

    def date(self, moment: Date) -> str:
        """Return the date in full: "Sunday, 22 November 2026"."""
        return _date(moment.year, moment.month, moment.day, "full", self.code)

    def exact(self, moment: datetime | None) -> str:
        """Return the moment to the minute: "22 November 2026, 03:05 UTC"; "" for None."""
        if moment is None:
            return ""
        date = _date(moment.year, moment.month, moment.day, "long", self.code)
        return self.gettext("%(date)s, %(time)s UTC", date=date, time=f"{moment:%H:%M}")

    def country(self, code: str) -> str:
        """Return what a country is called, or its code where nobody knows."""
        return str(self.cldr.territories.get(code, code))

    def language(self, code: str) -> str:
        """Return what a language is called, or its code where nobody knows."""
        return str(self.cldr.languages.get(code, code))

    @property
    def direction(self) -> str:
        """ "ltr" or "rtl"."""
        return self.cldr.text_direction

    @cached_property
    def cldr(self) -> Cldr:
        """What Unicode's CLDR knows of it."""
        return _cldr(self.code)

    @cached_property
    def texts(self) -> Texts:
        """Its catalogue, read when it is first asked for."""
        return read_texts(self.code)

    @cached_property
    def _patterns(self) -> Patterns:
        return Patterns(self.texts)


def _rounded(gap: timedelta) -> tuple[int, str]:
    seconds = int(gap.total_seconds())
    return next((seconds // each, unit) for unit, each in UNITS if seconds >= each)


@cache
def _cldr(code: str) -> Cldr:
    from babel import Locale as Cldr  # takes 30 ms: only who needs one pays for it

    return Cldr.parse(DATES_AS.get(code, code))


@lru_cache(maxsize=4_096)
def _number(number: int, code: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_cldr(code))


@lru_cache(maxsize=1_024)
def _lasting(count: int, unit: Unit, code: str, way: int) -> str:
    """Return so many days, hours or minutes: ago (way -1), to come (1), or simply so long (0)."""
    from babel.dates import format_timedelta

    length = timedelta(**{f"{unit}s": count}) * (way or 1)
    return format_timedelta(
        length, granularity=unit, threshold=1, add_direction=way != 0, locale=_cldr(code)
    )


@lru_cache(maxsize=4_096)
def _date(year: int, month: int, day: int, form: str, code: str) -> str:
    from babel.dates import format_date, format_skeleton

    moment = datetime(year, month, day)
    if form in ("MMMMd", "yMMMM"):
        return format_skeleton(form, moment, locale=_cldr(code))
    return format_date(moment, form, locale=_cldr(code))
