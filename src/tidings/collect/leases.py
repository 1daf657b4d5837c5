"""What becomes of an agreement with a hub. Pure, but for the words that nobody can guess."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from tidings.collect.messages import Response
from tidings.collect.websub import hub_of
from tidings.i18n import phrase
from tidings.types import Feed, Push, PushState, Source

__all__ = ["SHORTEST", "after_look", "agreed", "asked", "eased", "failed", "refused"]

EASED = timedelta(hours=6)  # between polls while a hub sends: hubs lose things, and go away
PATIENCE = timedelta(hours=1)  # for a hub to ask back
RETRIES = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
SHORTEST = timedelta(hours=1)  # between two askings, whatever lease a hub gives
LONGEST = timedelta(days=90)
USUAL = timedelta(days=10)  # where a hub doesn't say
MISSED = 2  # polls in a row: one may have been a moment before what the hub was about to send


def after_look(
    known: Push | None, source: Source, reply: Response, feed: Feed, *, new: int, now: datetime
) -> Push | None:
    """Return what is agreed after a poll: the hub may be another, or not have sent what is new."""
    hub, topic = hub_of(reply, feed)
    if not hub or source.kind != "feed":
        return None
    if known is None or (known.hub, known.topic) != (hub, topic):
        return Push(
            source=source.id, hub=hub, topic=topic, url=reply.url, due_at=now,
            token=secrets.token_urlsafe(24), secret=secrets.token_urlsafe(32),
        )  # fmt: skip
    push = replace(known, url=reply.url)
    bound = push.sends(now) and push.since and source.polled_at and push.since < source.polled_at
    if not (new and bound):
        return push
    if push.missed + 1 < MISSED:
        return replace(push, missed=push.missed + 1)
    return failed(push, phrase("its hub did not send what is new"), now=now)


def eased(source: Source, push: Push | None, *, now: datetime) -> Source:
    """Return a source that is polled seldom while its hub sends."""
    if push is None or source.error or not push.sends(now) or source.next_poll_at is None:
        return source
    return replace(source, next_poll_at=max(source.next_poll_at, now + EASED))


def asked(push: Push, *, now: datetime) -> Push:
    """Return what is agreed once the hub is asked: it has some time to ask back."""
    return replace(push, state=PushState.ASKED, due_at=now + PATIENCE)


def agreed(push: Push, lease: float | None, *, now: datetime) -> Push:
    """Return what is agreed once the hub asked back; `lease` in seconds. Renewed in time."""
    given = timedelta(seconds=min(lease, LONGEST.total_seconds())) if lease else USUAL
    since = push.since if push.sends(now) else now
    return replace(
        push, state=PushState.ACTIVE, since=since, until=now + given, failures=0, missed=0,
        error="", due_at=now + max(given * 0.8, SHORTEST),
    )  # fmt: skip


def failed(push: Push, error: str, *, now: datetime) -> Push:
    """Return what is agreed after trouble: nothing, and the hub is asked again later."""
    wait = RETRIES[min(push.failures, len(RETRIES) - 1)]
    return replace(
        push, state=PushState.FAILED, since=None, until=None, missed=0,
        failures=push.failures + 1, error=error, due_at=now + wait,
    )  # fmt: skip


def refused(push: Push, reason: str, *, now: datetime) -> Push:
    """Return what is agreed with a hub that said no."""
    error = phrase(f"its hub refused: {reason}") if reason else phrase("its hub refused")
    return replace(failed(push, error, now=now), due_at=now + RETRIES[-1])
