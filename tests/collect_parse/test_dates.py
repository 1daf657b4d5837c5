"""Dates of every kind become moments in UTC, and what is no date becomes None."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.collect.feeds.dates import parse_date

# Forms of calendars that name no month or no century: no feed was seen to use them.
UNSUPPORTED = {"-0312", "031231", "03-12-31", "-03-12", "03335", "2003-012-31T10:14:55+00:00"}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Thu, 01 Jan 2004 19:48:21 GMT", datetime(2004, 1, 1, 19, 48, 21)),
        ("Thu, 1 Jan 2026 10:00:00 -0530", datetime(2026, 1, 1, 15, 30)),
        ("2026-02-03T04:05:06.789+02:00", datetime(2026, 2, 3, 2, 5, 6, 789000)),
        ("2026-02-03", datetime(2026, 2, 3)),
        ("Tuesday, 03-Feb-26 04:05:06 CET", datetime(2026, 2, 3, 3, 5, 6)),
        ("February 3, 2026 4:05 pm EST", datetime(2026, 2, 3, 21, 5)),
        ("Di, 03 März 2026 04:05:06 +0100", datetime(2026, 3, 3, 3, 5, 6)),
        ("3 août 2026 12:00", datetime(2026, 8, 3, 12)),
        ("3 de febrero de 2026", datetime(2026, 2, 3)),
        ("Вт, 03 фев 2026 04:05:06 +0300", datetime(2026, 2, 3, 1, 5, 6)),
        ("2026년 02월 03일 13:05:06", datetime(2026, 2, 3, 4, 5, 6)),
        ("2026年2月3日 04:05", datetime(2026, 2, 3, 4, 5)),
        ("Tue, 03 Feb 2026 10:00:00 Europe/Brussels", datetime(2026, 2, 3, 9)),
        ("1770091506", datetime(2026, 2, 3, 4, 5, 6)),
        ("13/02/2026", datetime(2026, 2, 13)),
        ("12:00 AM", None),
        ("31 Feb 2026", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_is_read(text: str, moment: datetime | None) -> None:
    assert parse_date(text) == (moment and moment.replace(tzinfo=UTC))


def test_dates_collected_from_other_readers(shared: Path) -> None:
    vectors = json.loads((shared / "vectors/dates.json").read_text())["vectors"]
    for vector in vectors:
        text = vector["input"]
        if not isinstance(text, str) or text in UNSUPPORTED:
            continue
        moment = parse_date(text)
        if "expected_unix" in vector:
            assert moment is not None, text
            assert moment.timestamp() == vector["expected_unix"], text
        elif vector["property"] == "date_value":
            expected = vector.get("expected_utc")
            found = list(moment.utctimetuple())[:6] if moment else None
            assert found == (expected and expected[:6]), text


@given(st.text(max_size=80) | st.from_regex(r"[0-9]{1,4}[-/. ][A-Za-z0-9]{1,9}[-/. ][0-9:TZ+ ]*"))
def test_nothing_raises_and_all_is_utc(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or moment.utcoffset() == datetime.now(UTC).utcoffset()
