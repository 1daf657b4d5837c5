"""Ages and dates as pages write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.distill.dates import date_in_url, parse_age, parse_date, parse_moment, sane

NOW = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("2 hours ago", 2 * HOUR),
        ("an hour ago", HOUR),
        ("two hours ago", 2 * HOUR),
        ("3h", 3 * HOUR),
        ("16h ago", 16 * HOUR),
        ("5 min ago", timedelta(minutes=5)),
        ("1h 20m ago", timedelta(minutes=80)),
        ("1 hour and 5 minutes ago", timedelta(minutes=65)),
        ("Updated 2 hours ago", 2 * HOUR),
        ("3d", 3 * DAY),
        ("2w", 14 * DAY),
        ("yesterday", DAY),
        ("just now", timedelta()),
        ("il y a 2 heures", 2 * HOUR),
        ("il y a une heure", HOUR),
        ("hier", DAY),
        ("vor 3 Stunden", 3 * HOUR),
        ("vor einer Stunde", HOUR),
        ("gestern", DAY),
        ("hace 2 horas", 2 * HOUR),
        ("há 2 horas", 2 * HOUR),
        ("un'ora fa", HOUR),
        ("2 uur geleden", 2 * HOUR),
        ("for 3 timer siden", 3 * HOUR),
        ("12 godz. temu", 12 * HOUR),
        ("2 часа назад", 2 * HOUR),
        ("час назад", HOUR),
        ("2 gün önce", 2 * DAY),
        ("πριν από 2 ώρες", 2 * HOUR),
        ("منذ 3 ساعات", 3 * HOUR),
        ("منذ ٣ ساعات", 3 * HOUR),
        ("منذ ساعتين", 2 * HOUR),
        ("قبل ساعة", HOUR),
        ("לפני 3 שעות", 3 * HOUR),
        ("לפני שעתיים", 2 * HOUR),
        ("3小时前", 3 * HOUR),
        ("2時間前", 2 * HOUR),
        ("5분 전", timedelta(minutes=5)),
        ("2 giờ trước", 2 * HOUR),
    ],
)
def test_ages(text: str, age: timedelta) -> None:
    assert parse_age(text, NOW) == NOW - age


@pytest.mark.parametrize(
    "text",
    ["", "day", "hora", "A man", "May 5", "2 hours later", "Sunday", "Trade", "In 2 hours, rain"],
)
def test_what_is_no_age(text: str) -> None:
    assert parse_age(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-06-03T14:30:00+02:00", datetime(2025, 6, 3, 12, 30)),
        ("2025-06-03T14:30:00.123Z", datetime(2025, 6, 3, 14, 30)),
        ("2025-06-03 14:30", datetime(2025, 6, 3, 14, 30)),
        ("2021-11-01T10:52:50+0100", datetime(2021, 11, 1, 9, 52, 50)),
        ("20250603", datetime(2025, 6, 3)),
        ("1748952000", datetime(2025, 6, 3, 12)),
        ("1748952000123", datetime(2025, 6, 3, 12)),
        ("Tue, 03 Jun 2025 14:30:00 -0500", datetime(2025, 6, 3, 19, 30)),
        ("June 3, 2025 2:30 pm EDT", datetime(2025, 6, 3, 18, 30)),
        ("3 juin 2025 à 14h30", datetime(2025, 6, 3, 14, 30)),
        ("3. Juni 2025, 14:30 Uhr", datetime(2025, 6, 3, 14, 30)),
        ("3 de junio de 2025", datetime(2025, 6, 3)),
        ("3 июня 2025 г., 10:15 МСК", datetime(2025, 6, 3, 7, 15)),
        ("3 يونيو 2025", datetime(2025, 6, 3)),
        ("2025年6月3日 14:30", datetime(2025, 6, 3, 14, 30)),
        ("2025년 6월 3일 오후 2:30", datetime(2025, 6, 3, 14, 30)),
        ("03.06.2025 - 18:00", datetime(2025, 6, 3, 18)),
        ("6/13/2025", datetime(2025, 6, 13)),
        ("03/06/2025", datetime(2025, 6, 3)),
    ],
)
def test_dates(text: str, expected: datetime) -> None:
    assert parse_date(text) == expected.replace(tzinfo=UTC)


def test_the_language_decides_the_order_of_day_and_month() -> None:
    assert parse_date("03/06/2025", language="en-US") == datetime(2025, 3, 6, tzinfo=UTC)
    assert parse_date("03/06/2025", language="fr") == datetime(2025, 6, 3, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "99 June 2025", "2025-13-45", "soon", "2025-06-03T24:00:00Z"])
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jun 3", datetime(2025, 6, 3)),
        ("June 30", datetime(2024, 6, 30)),
        ("mardi 3 juin 2025", datetime(2025, 6, 3)),
        ("Published: June 3, 2025", datetime(2025, 6, 3)),
        ("2025-06-03T10:00:00Z", datetime(2025, 6, 3, 10)),
    ],
)
def test_lines_that_are_a_moment(text: str, expected: datetime) -> None:
    assert parse_moment(text, NOW) == expected.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["5 June protest", "Budget of 2025", "In March 2025 they won 3 seats"]
)
def test_lines_that_hold_more_than_a_moment(text: str) -> None:
    assert parse_moment(text, NOW) is None


def test_dates_in_addresses() -> None:
    assert date_in_url("https://a.example/2025/06/03/x") == datetime(2025, 6, 3, tzinfo=UTC)
    assert date_in_url("https://a.example/x-20250603.html") == datetime(2025, 6, 3, tzinfo=UTC)
    assert date_in_url("https://a.example/123456789") is None


def test_dates_ahead_are_not_believed() -> None:
    assert sane(NOW + timedelta(days=3), NOW) is None
    assert sane(datetime(1970, 1, 1, tzinfo=UTC), NOW) is None
    assert sane(NOW + HOUR, NOW) == NOW + HOUR


@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    for moment in (parse_age(text, NOW), parse_date(text), parse_moment(text, NOW)):
        assert moment is None or moment.tzinfo is UTC
