"""When to poll again, and what is said about a source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.collect.messages import Request, Response
from tidings.collect.schedule import (
    LONGEST,
    SHORTEST,
    Outcome,
    after_poll,
    health,
    is_due,
    outcome_of,
    seems_offline,
)
from tidings.types import Failure, Source

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOURCE = Source(id="s", url="http://a.example/feed", kind="feed", added_at=NOW)
FAILED = Outcome(status="failed", error="answered 404 (not found)")
FETCHED = Outcome(status="fetched", new=1)
MOVED = replace(FETCHED, moved_to="http://b.example/feed")


def reply(status: int = 200, **parts: object) -> Response:
    request = Request(url=SOURCE.url, kind="feed")
    return Response(request=request, url=SOURCE.url, status=status, fetched_at=NOW, **parts)  # type: ignore[arg-type]


def polls(source: Source, *outcomes: Outcome, now: datetime = NOW) -> Source:
    for outcome in outcomes:
        source = after_poll(source, outcome, now=now)
        now = source.next_poll_at or now
    return source


def delay(source: Source) -> float:
    assert source.next_poll_at is not None
    assert source.polled_at is not None
    return (source.next_poll_at - source.polled_at).total_seconds()


def every(hours: float, count: int = 20) -> tuple[datetime, ...]:
    return tuple(NOW - timedelta(hours=hours * number) for number in range(count))


@pytest.mark.parametrize(
    ("hours", "low", "high"),
    [(0.01, 300, 400), (1, 1700, 2100), (4, 7000, 8200), (24, 42000, 49000), (1000, 86400, 95100)],
)
def test_follows_how_often_the_source_publishes(hours: float, low: float, high: float) -> None:
    outcome = Outcome(status="fetched", new=1, times=every(hours))
    source = SOURCE
    for _ in range(12):
        source = after_poll(source, outcome, now=NOW)
    assert low <= delay(source) <= high


def test_an_unchanged_source_is_asked_ever_less() -> None:
    quiet = Outcome(status="unchanged")
    delays = [delay(polls(SOURCE, *[quiet] * count)) for count in range(1, 20)]
    assert delays == sorted(delays)
    assert 86_400 <= delays[-1] <= 1.1 * 86_400


def test_a_lively_source_without_times_is_asked_more() -> None:
    assert delay(polls(SOURCE, *[FETCHED] * 10)) < 400


def test_a_source_fallen_silent_is_asked_less() -> None:
    old = tuple(time - timedelta(days=30) for time in every(1))
    assert delay(polls(SOURCE, *[Outcome(status="fetched", times=old)] * 6)) > 80_000


def test_entries_from_the_future_teach_nothing() -> None:
    ahead = tuple(NOW + timedelta(minutes=number) for number in range(1, 20))
    assert polls(SOURCE, Outcome(status="fetched", new=1, times=ahead)).interval > 2000


@pytest.mark.parametrize(
    ("parts", "low"),
    [
        ({"fresh_for": 7200.0}, 7200),
        ({"fresh_for": 1e12}, 86_400),
        ({"ttl": 14_400.0}, 14_400),
        ({"ttl": 1e99}, 86_400),
        ({"ttl": float("nan")}, 0),
        ({"ttl": -1.0}, 0),
        ({"ttl": 7200.0, "fresh_for": 9000.0}, 9000),
    ],
)
def test_the_publishers_wish_is_a_lower_bound(parts: dict[str, float], low: float) -> None:
    ttl = parts.pop("ttl", None)
    outcome = outcome_of(reply(**parts), new=1, times=every(0.05), ttl=ttl)
    source = polls(SOURCE, *[outcome] * 6)
    assert max(low, 300) <= delay(source) <= max(low * 1.1, 1000)


def test_failures_back_off_and_say_why() -> None:
    delays = [delay(polls(SOURCE, *[FAILED] * count)) for count in range(1, 12)]
    assert delays == sorted(delays)
    assert delays[-1] <= LONGEST * 1.1
    failed = polls(SOURCE, FAILED, FAILED, FAILED)
    assert failed.error == "answered 404 (not found)"
    assert health(failed, now=NOW) == "answered 404 (not found), 3 times in a row"
    assert health(polls(SOURCE, FAILED), now=NOW) == failed.error
    well = after_poll(failed, FETCHED, now=NOW)
    assert (well.failures, well.error) == (0, "")


@pytest.mark.parametrize("status", [429, 503])
def test_being_asked_to_wait_is_no_failure(status: int) -> None:
    outcome = outcome_of(reply(status, retry_after=7200.0))
    source = polls(SOURCE, outcome, outcome)
    assert source.failures == 0
    assert str(status) in source.error
    assert 7200 <= delay(source) <= 7920


def test_gone_is_for_good() -> None:
    gone = polls(SOURCE, outcome_of(reply(410)))
    assert gone.gone
    assert not is_due(gone, now=NOW + timedelta(days=400))
    assert health(gone, now=NOW).startswith("gone")


def test_a_move_is_believed_the_third_time() -> None:
    assert polls(SOURCE, MOVED, MOVED).url == SOURCE.url
    assert health(polls(SOURCE, MOVED), now=NOW) == "moving to http://b.example/feed"
    moved = polls(SOURCE, MOVED, replace(MOVED, status="unchanged", new=0), MOVED)
    assert (moved.url, moved.moved_to, moved.id) == ("http://b.example/feed", "", SOURCE.id)


@pytest.mark.parametrize(
    "between", [FETCHED, replace(MOVED, moved_to="http://c.example/"), replace(MOVED, moved_to="")]
)
def test_a_move_that_wavers_is_not_believed(between: Outcome) -> None:
    assert polls(SOURCE, MOVED, MOVED, between, MOVED, MOVED).url == SOURCE.url


def test_a_move_to_something_else_is_a_failure() -> None:
    parked = outcome_of(reply(moved_to="http://parked.example/"), error="is no feed")
    assert polls(SOURCE, *[parked] * 5).url == SOURCE.url


def test_validators_are_kept_and_replaced() -> None:
    first = after_poll(SOURCE, outcome_of(reply(etag='"a"', last_modified="then")), now=NOW)
    assert (first.etag, first.last_modified) == ('"a"', "then")
    for later, etag in [
        (outcome_of(reply(304)), '"a"'),
        (outcome_of(reply(304, etag='"b"')), '"b"'),
        (outcome_of(reply(200)), ""),
        (FAILED, '"a"'),
    ]:
        assert after_poll(first, later, now=NOW).etag == etag


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "not polled yet"),
        ({"paused": True, "error": "x"}, "paused"),
        ({"polled_at": NOW, "changed_at": NOW}, "fine"),
        ({"polled_at": NOW, "changed_at": NOW - timedelta(days=9)}, "silent for 9 days"),
        ({"polled_at": NOW, "added_at": NOW - timedelta(days=8)}, "silent for 8 days"),
    ],
)
def test_health(changes: dict[str, object], words: str) -> None:
    assert health(replace(SOURCE, **changes), now=NOW) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (403, "blocks us: answered 403 (forbidden)"),
        (404, "answered 404 (not found)"),
        (429, "asks us to come back later: answered 429 (too many requests)"),
        (799, "answered 799"),
        (204, "answered 204 (no content)"),
    ],
)
def test_statuses_in_plain_words(status: int, words: str) -> None:
    assert outcome_of(reply(status)).error == words


def test_our_own_network_is_told_from_theirs() -> None:
    lost = outcome_of(Failure(id="s", stage="offline", error="is the network up?"))
    dead = outcome_of(Failure(id="s", stage="collect", error="a.example does not exist"))
    assert seems_offline([lost, lost])
    assert not seems_offline([lost, dead])
    assert not seems_offline([])


@pytest.mark.parametrize("jump", [timedelta(days=365), timedelta(days=-365), timedelta(hours=1)])
def test_a_clock_that_jumps_stops_nothing(jump: timedelta) -> None:
    source = after_poll(SOURCE, FETCHED, now=NOW)
    later = NOW + jump
    polled = after_poll(source, FETCHED, now=later)
    assert is_due(source, now=later + timedelta(days=1, hours=3))
    assert is_due(polled, now=later) is False
    if abs(jump) > timedelta(days=2):
        assert is_due(source, now=later)


def test_a_paused_source_rests() -> None:
    assert is_due(SOURCE, now=NOW)
    assert not is_due(replace(SOURCE, paused=True), now=NOW)


def test_sources_added_together_drift_apart() -> None:
    times = {
        after_poll(replace(SOURCE, id=str(n)), FETCHED, now=NOW).next_poll_at for n in range(99)
    }
    assert len(times) == 99


OUTCOMES = st.builds(
    Outcome,
    status=st.sampled_from(["fetched", "unchanged", "failed"]),
    new=st.integers(0, 5),
    times=st.lists(st.datetimes(timezones=st.just(UTC)), max_size=30).map(tuple),
    moved_to=st.sampled_from(["", "http://b.example/"]),
    wait=st.floats(0, 1e12),
    busy=st.booleans(),
)


@given(st.lists(OUTCOMES, max_size=30))
def test_the_next_poll_is_never_too_soon_nor_never(outcomes: list[Outcome]) -> None:
    source, now = SOURCE, NOW
    for outcome in outcomes:
        source = after_poll(source, outcome, now=now)
        assert SHORTEST <= delay(source) <= LONGEST * 1.1
        assert delay(source) >= min(outcome.wait, LONGEST)
        now = source.next_poll_at or now
