"""Days to come as a page, as iCalendar and as JSON; the days of a story as its timeline."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from tests.entities.test_places import tell
from tests.serve.conftest import client_over
from tests.serve.fake_news import NOW
from tidings.config import Config
from tidings.i18n import locale_of
from tidings.news import News
from tidings.reading import DayAhead, Planned
from tidings.serve.render.ical import calendar
from tidings.types import Claim, Line, Span, Story
from tidings.workers.local import Inline

# The clock of these pages stands at NOW; the articles came out on 14 March 2026.
AHEAD = {
    "1": ("s1", "The council votes on 3 December 2026 on the harbour."),
    "2": (
        "s1",
        "The old council met at the quay on 2 March 2026. "
        "The people of the town elected it in December 2021.",
    ),
    "3": ("s2", "The council votes on 3 December 2026 on the harbour."),
    "4": ("s2", "The ferry sails again on 24 December 2026; its dock opened on 10 March 2026."),
    "5": ("s3", "A bridge opens on 24 December 2031."),
}


def library() -> News:
    news = News.open("sqlite://", config=Config(encoder="none"), pool=Inline())
    for id, (story, text) in AHEAD.items():
        tell(news, id, story, text)
    news.enrich(only="facts")
    return news


@pytest.fixture(scope="module")
def told() -> News:
    return library()


@pytest.fixture(scope="module")
def pages(told: News) -> TestClient:
    return client_over(told)


def test_the_days_ahead_stand_in_order_and_the_same_words_once(told: News) -> None:
    days = told.days_ahead(NOW.date(), date(2040, 1, 1))
    assert [(day.date.isoformat(), len(day.planned)) for day in days] == [
        ("2026-12-03", 1),
        ("2026-12-24", 1),
        ("2031-12-24", 1),
    ]
    first = days[0].planned[0].claim
    assert (first.value, first.line.article) == ("3 December 2026", "1")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["2026-12-03", "2026-12-24"]),
        ({"since": "2026-12-04"}, ["2026-12-24"]),
        ({"until": "2026-12-04"}, ["2026-12-03"]),
        ({"q": "Ferry sails"}, ["2026-12-24"]),
        ({"q": "xyzzy"}, []),
        ({"since": "2031-01-01"}, ["2031-12-24"]),
        ({"since": "9999-12-31"}, []),
        ({"show": "followed"}, ["2026-12-03", "2026-12-24"]),
        ({"since": "2026-03-01", "until": "2026-03-20"}, []),  # what was told afterwards
    ],
)
def test_the_api(pages: TestClient, asked: dict[str, str], found: list[str]) -> None:
    days = pages.get("/api/calendar", params=asked).json()["days"]
    assert [day["date"] for day in days] == found


def test_the_page_leads_to_the_sentence_and_the_story(pages: TestClient) -> None:
    page = pages.get("/calendar").text
    for part in (
        "Thursday, 3 December 2026", '<mark>3 December 2026</mark>', 'href="/story/s1"',
        'href="/article/1#s0-', 'href="/calendar/feed.ics"',
    ):  # fmt: skip
        assert part in page
    assert "2031" not in page
    assert "speaks of no day" in pages.get("/calendar?since=2028-01-01").text
    assert pages.get("/calendar?since=yesterday").status_code == 400


@pytest.mark.parametrize("path", ["/calendar.ics", "/calendar/feed.ics"])
def test_other_calendars_subscribe(pages: TestClient, path: str) -> None:
    answer = pages.get(path)
    assert answer.headers["content-type"].startswith("text/calendar")
    kept = Calendar.from_ical(answer.content)
    events = list(kept.walk("VEVENT"))
    assert [event["dtstart"].dt.isoformat() for event in events] == ["2026-12-03", "2026-12-24"]
    assert len({str(event["uid"]) for event in events}) == 2
    assert str(events[0]["url"]).endswith("/story/s1")
    assert "votes on 3 December" in str(events[0]["description"])
    assert events[0]["dtstamp"].dt == datetime(2026, 3, 14, 13, tzinfo=UTC)
    assert pages.get(path).content == answer.content
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_other_calendars_are_told_in_the_language_that_is_asked_for(pages: TestClient) -> None:
    kept = Calendar.from_ical(pages.get("/calendar/feed.ics?lang=de").content)
    assert str(kept["x-wr-calname"]) == "Tidings: Kommende Tage"
    assert str(kept["prodid"]).endswith("//DE")
    assert {event["summary"].params["language"] for event in kept.walk("VEVENT")} == {"en"}
    assert "Tidings: Days to come" in pages.get("/calendar/feed.ics").text


@pytest.mark.parametrize(
    "text",
    [
        "a\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        "nul\x00 and \x1b[31m",
        "lone \ud800",
        '\u2028 ; , \\ : "',
        "é" * 900,
    ],
)  # fmt: skip
def test_no_text_breaks_a_calendar(text: str) -> None:
    line = Line(article="a", span=Span(start=0, end=1), text=text, voice=text)
    claim = Claim(value="", mark=Span(start=0, end=1), line=line, at=NOW)
    planned = Planned(date=NOW.date(), claim=claim, story=Story(id="s", headline=text))
    written = calendar(
        [DayAhead(date=NOW.date(), planned=(planned,))],
        base="http://a",
        title=text,
        locale=locale_of("en"),
    )
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert str(event["uid"]) == "2026-11-22-s@tidings"
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))


def test_a_private_address_opens_it_without_a_login() -> None:
    news = library()
    accounts = news.people.accounts
    secret = news.people.feeds.make(accounts.owner, "/calendar/feed?q=ferry", now=NOW)
    accounts.set_password(accounts.owner, "correct horse")
    web = client_over(news)
    assert web.get("/calendar/feed.ics").status_code == 401
    private = web.get(f"/feeds/{secret}.ics")
    assert [e["dtstart"].dt.day for e in Calendar.from_ical(private.content).walk("VEVENT")] == [24]
    assert web.get("/feeds/xyz.ics").status_code == 404


def test_a_story_of_three_days_has_a_timeline(pages: TestClient) -> None:
    page = pages.get("/story/s1").text
    told = re.findall(r'<time datetime="([^"]+)">([^<]+)</time>\s*<div[^>]*><a class="said"', page)
    assert told == [
        ("2021-12", "December 2021"), ("2026-03-02", "2 March"), ("2026-12-03", "3 December")
    ]  # fmt: skip
    assert 'class="timeline"' not in pages.get("/story/s3").text
