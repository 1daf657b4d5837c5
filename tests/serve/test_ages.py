from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.serve.ages import age, date, day, exact

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


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
    assert age(NOW - ago, NOW) == said


def test_no_moment_has_no_age() -> None:
    assert age(None, NOW) == exact(None) == ""


def test_dates() -> None:
    assert exact(NOW) == "22 November 2026, 12:00 UTC"
    assert date(NOW) == "Sunday, 22 November 2026"
    assert day(NOW, NOW) == "22 November"


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_every_moment_has_words(moment: datetime, now: datetime) -> None:
    assert age(moment, now)
    assert exact(moment).endswith("UTC")
