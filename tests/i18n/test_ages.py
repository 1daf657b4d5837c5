from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.i18n import LOCALES, locale_of

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ENGLISH = locale_of("en")


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=-30), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=6, hours=23), "6 days ago"),
        (timedelta(days=7), "15 November"),
        (timedelta(days=400), "18 October 2025"),
        (timedelta(hours=-2), "in 2 hours"),
        (timedelta(days=-30), "22 December"),
    ],
)
def test_age(ago: timedelta, said: str) -> None:
    assert ENGLISH.age(NOW - ago, NOW) == said


@pytest.mark.parametrize(
    ("code", "ages", "date"),
    [
        ("fr", ("il y a 1 heure", "il y a 2 jours", "dans 5 minutes"), "dimanche 22 novembre 2026"),
        ("ar", ("قبل ساعة واحدة", "قبل يومين", "خلال 5 دقائق"), "الأحد، 22 نوفمبر 2026"),
        ("es", ("hace 1 hora", "hace 2 días", "dentro de 5 minutos"), None),
        ("de", ("vor 1 Stunde", "vor 2 Tagen", "in 5 Minuten"), "Sonntag, 22. November 2026"),
        ("ru", ("1 час назад", "2 дня назад", "через 5 минут"), None),
    ],
)
def test_ages_and_dates_elsewhere(code: str, ages: tuple[str, ...], date: str | None) -> None:
    gaps = (timedelta(hours=-1), timedelta(days=-2), timedelta(minutes=5))
    locale = locale_of(code)
    assert tuple(locale.age(NOW + gap, NOW) for gap in gaps) == ages
    assert date is None or locale.date(NOW) == date


def test_no_moment_has_no_age() -> None:
    assert ENGLISH.age(None, NOW) == ENGLISH.exact(None) == ""


def test_dates() -> None:
    assert ENGLISH.exact(NOW) == "22 November 2026, 12:00 UTC"
    assert ENGLISH.date(NOW) == "Sunday, 22 November 2026"
    assert ENGLISH.day(NOW, NOW) == "22 November"


@settings(deadline=None)  # the first of a language reads it
@given(
    st.sampled_from(list(LOCALES)),
    st.datetimes(timezones=st.just(UTC)),
    st.datetimes(timezones=st.just(UTC)),
)
def test_every_moment_has_words(code: str, moment: datetime, now: datetime) -> None:
    locale = locale_of(code)
    assert locale.age(moment, now)
    assert locale.later(moment, now)
    assert f"{moment:%H:%M}" in locale.exact(moment)


@pytest.mark.parametrize(
    ("iso", "english", "german"),
    [
        ("2026-03-14", "14 March", "14. März"),
        ("2025-03-14", "14 March 2025", "14. März 2025"),
        ("2019-W51", "week of 16 December 2019", "Woche vom 16. Dezember 2019"),
        ("2019-12", "December 2019", "Dezember 2019"),
        ("2019", "2019", "2019"),
        ("", "", ""),
    ],
)
def test_a_day_of_the_news_is_told_as_exactly_as_it_is_known(
    iso: str, english: str, german: str
) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert [locale_of(code).iso_day(iso, now) for code in ("en", "de")] == [english, german]
