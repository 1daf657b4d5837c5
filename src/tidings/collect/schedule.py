"""When to poll a source again, and how it is doing. Pure: the clock is an argument."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import Literal

from tidings.collect.bot_wall import is_wall
from tidings.collect.messages import Response
from tidings.i18n import phrase
from tidings.types import Failure, Source, utc

__all__ = [
    "Outcome",
    "after_poll",
    "health",
    "is_due",
    "outcome_of",
    "seems_offline",
    "status_error",
]

SHORTEST = 300.0  # seconds between polls; publishers begin to refuse readers that come oftener
LONGEST = 86_400.0
FIRST_RETRY = 600.0  # after a failure; doubled with each further one
JITTER = 0.1  # of the delay, so that sources added together drift apart
POLLS_PER_ENTRY = 2.0  # half an entry's usual distance: its age at discovery is a quarter of it
SLOWER = 1.25  # an interval's growth at each poll that brought nothing
RECENT = 20  # entries whose times say how often a source publishes now
CONFIRMATIONS = 3  # polls in a row that must be sent to the same new address
SILENT = timedelta(days=7)  # quiet for this long is worth telling

BLOCKED = frozenset({401, 402, 403, 407, 451})
BUSY = frozenset({429, 503})


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What one poll of a source came to."""

    status: Literal["fetched", "unchanged", "failed"]
    new: int = 0  # entries that were not there before
    times: tuple[datetime, ...] = ()  # of the entries that the source shows, in any order
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""
    wait: float = 0.0  # seconds that the publisher asks us to stay away
    error: str = ""  # plain words, when it failed
    busy: bool = False  # it asked us to come later: no failure of the source
    gone: bool = False
    offline: bool = False  # it is our own network that fails: nothing was learned


def outcome_of(
    reply: Response | Failure,
    *,
    new: int = 0,
    times: Iterable[datetime | None] = (),
    ttl: float | None = None,
    error: str = "",
) -> Outcome:
    """Turn a reply and what was found in it into an outcome.

    `times` and `ttl` (seconds) are the feed's; `error` says why its body could not be used.
    """
    if isinstance(reply, Failure):
        return Outcome(status="failed", error=reply.error, offline=reply.stage == "offline")
    if error or not (reply.ok or reply.unchanged):
        walled = is_wall(reply)
        return Outcome(
            status="failed",
            error=status_error(reply.status, walled=walled) if walled or not error else error,
            wait=reply.retry_after or 0.0,
            busy=not walled and reply.retry_after is not None and reply.status in BUSY,
            gone=reply.status == 410,
        )
    return Outcome(
        status="unchanged" if reply.unchanged else "fetched",
        new=new,
        times=tuple(utc(time) for time in times if time is not None),
        etag=reply.etag,
        last_modified=reply.last_modified,
        moved_to=reply.moved_to,
        wait=max(_sane(reply.fresh_for), _sane(reply.retry_after), _sane(ttl)),
    )


def after_poll(source: Source, outcome: Outcome, *, now: datetime) -> Source:
    """Return the source as a poll leaves it: its validators, its health, its next poll."""
    if outcome.status == "failed":
        polled = _after_failure(source, outcome)
    else:
        polled = _after_success(source, outcome, now)
    due = _next_poll(polled, outcome, now)
    return replace(polled, polled_at=now, next_poll_at=due)


def is_due(source: Source, *, now: datetime) -> bool:
    """Say whether a source is to be polled now.

    A poll planned for further ahead than we ever plan was planned by a clock that ran wrong.
    """
    if source.paused or source.gone:
        return False
    due = source.next_poll_at
    return due is None or due <= now or due > now + timedelta(seconds=LONGEST * (1 + JITTER))


def health(source: Source, *, now: datetime) -> str:
    """Say in plain words how a source is doing, for people."""
    if source.gone:
        return phrase("gone: its publisher took it down for good")
    if source.paused:
        return phrase("paused")
    if source.error:
        often = phrase(f"{source.error}, {source.failures} times in a row")
        return often if source.failures > 1 else source.error
    if source.kind == "mail":
        return phrase("filled from files")
    if source.polled_at is None:
        return phrase("not polled yet")
    if source.moved_to:
        return phrase(f"moving to {source.moved_to}")
    quiet = now - (source.changed_at or source.added_at)
    return phrase(f"silent for {quiet.days} days") if quiet >= SILENT else phrase("fine")


def seems_offline(outcomes: Sequence[Outcome]) -> bool:
    """Say whether our own network was down for a whole round of polls.

    Then nothing was learned about any source, and nothing should be held against them.
    """
    return bool(outcomes) and all(outcome.offline for outcome in outcomes)


def _after_success(source: Source, outcome: Outcome, now: datetime) -> Source:
    fetched = outcome.status == "fetched"
    source = replace(
        source,
        failures=0,
        error="",
        etag=outcome.etag if fetched else outcome.etag or source.etag,
        last_modified=outcome.last_modified or ("" if fetched else source.last_modified),
        changed_at=now if outcome.new else source.changed_at,
        interval=_interval(source.interval, outcome, now),
    )
    return _after_move(source, outcome.moved_to)


def _after_move(source: Source, moved_to: str) -> Source:
    """Believe a permanent redirect when it was seen often enough; one may be a mistake."""
    if not moved_to or moved_to == source.url:
        return replace(source, moved_to="", moves_seen=0)
    seen = source.moves_seen + 1 if moved_to == source.moved_to else 1
    if seen >= CONFIRMATIONS:
        return replace(source, url=moved_to, moved_to="", moves_seen=0)
    return replace(source, moved_to=moved_to, moves_seen=seen)


def _after_failure(source: Source, outcome: Outcome) -> Source:
    failures = source.failures if outcome.busy else source.failures + 1
    gone = source.gone or outcome.gone
    return replace(source, failures=failures, error=outcome.error, gone=gone)


def _next_poll(source: Source, outcome: Outcome, now: datetime) -> datetime:
    delay = source.interval
    if outcome.status == "failed" and not outcome.busy:
        delay = max(delay, FIRST_RETRY * 2.0 ** min(source.failures - 1, 10))
    delay = min(max(delay, outcome.wait, SHORTEST), LONGEST)
    return now + timedelta(seconds=delay * (1 + JITTER * _share(source.id)))


def _interval(interval: float, outcome: Outcome, now: datetime) -> float:
    """Move towards how often the source publishes; slower while it brings nothing."""
    distance = _usual_distance(outcome.times, now)
    if distance is not None:
        interval = sqrt(_clamp(interval) * _clamp(distance / POLLS_PER_ENTRY))
    elif outcome.new:
        interval /= SLOWER**2
    else:
        interval *= SLOWER
    return _clamp(interval)


def _usual_distance(times: Sequence[datetime], now: datetime) -> float | None:
    """Seconds between entries as of late: their median, or the silence since if that is longer."""
    past = sorted({time for time in times if time <= now}, reverse=True)[:RECENT]
    if len(past) < 3:
        return None
    usual = median((later - earlier).total_seconds() for later, earlier in pairwise(past))
    return max(usual, (now - past[0]).total_seconds() / 2)


def status_error(status: int, *, walled: bool = False) -> str:
    """Say in plain words what an answer without what was asked for means."""
    try:
        answer = f"{status} ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        answer = str(status)
    if walled:
        return phrase(f"blocks us: answered {answer} with a page that wants proof of a person")
    if status in BUSY:
        return phrase(f"asks us to come back later: answered {answer}")
    if status in BLOCKED:
        return phrase(f"blocks us: answered {answer}")
    return phrase(f"answered {answer}")


def _clamp(seconds: float) -> float:
    return min(max(seconds, SHORTEST), LONGEST)


def _sane(seconds: float | None) -> float:
    """What a publisher asks for, as far as it makes sense: no less than nothing, at most a day."""
    return min(seconds, LONGEST) if seconds is not None and seconds > 0 else 0.0


def _share(id: str) -> float:
    """A number from 0 to 1 that is always the same for the same source."""
    return int.from_bytes(hashlib.blake2b(id.encode(), digest_size=4).digest()) / 2**32
