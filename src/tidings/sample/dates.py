"""Days as a newspaper says them, in the sample's languages."""

from __future__ import annotations

from datetime import date, datetime, timedelta

__all__ = ["age", "ago", "day", "month_day", "weekday"]

_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def age(text: str) -> timedelta:
    """Read an age such as "40m", "3h" or "364d"."""
    return timedelta(**{_UNITS[text[-1]]: float(text[:-1])})


def weekday(when: date, language: str) -> str:
    """Return "Tuesday", "mardi", "الثلاثاء"."""
    return _WEEKDAYS[language].split()[when.weekday()]


def month_day(when: date, language: str) -> str:
    """Return "3 November", "1er novembre", "3 نوفمبر"."""
    number = "1er" if language == "fr" and when.day == 1 else str(when.day)
    return f"{number} {_MONTHS[language].split()[when.month - 1]}"


def day(when: date, language: str) -> str:
    """Return the weekday and the full date."""
    comma = "،" if language == "ar" else "," if language == "en" else ""
    return f"{weekday(when, language)}{comma} {month_day(when, language)} {when.year}"


def ago(then: datetime, now: datetime) -> str:
    """Return "40 minutes ago", "1 hour ago", "3 days ago", rounded down as sites do."""
    seconds = int((now - then).total_seconds())
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if count := seconds // size:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
