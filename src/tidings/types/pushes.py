"""What is agreed with hubs, so that they send what is new instead of being asked (WebSub)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Push", "PushState"]


class PushState(StrEnum):
    """How it stands between a hub and us."""

    NAMED = "named"  # a feed names it; it was not asked yet
    ASKED = "asked"  # it was asked, and has to ask back
    ACTIVE = "active"  # it sends what is new
    FAILED = "failed"  # it is polled as ever, and the hub asked again later


@dataclass(frozen=True, kw_only=True, slots=True)
class Push:
    """A source whose feed names a hub, and what was agreed with it."""

    source: str
    hub: str  # the address that subscribes us
    topic: str  # what the feed calls itself: hubs know it by that
    url: str  # where the feed stands: the ids of its entries rest on it
    token: str  # the part of our address that only the hub knows
    secret: str  # with which it signs what it sends
    state: PushState = PushState.NAMED
    since: datetime | None = None  # when it began to send
    until: datetime | None = None  # when the lease ends
    due_at: datetime  # when the hub is asked, or asked again
    pushed_at: datetime | None = None  # when it last sent something
    failures: int = 0  # in a row
    missed: int = 0  # polls in a row that found what had not been sent
    error: str = ""

    def sends(self, now: datetime) -> bool:
        """Say whether the hub is bound to send what is new."""
        agreed = self.state in (PushState.ACTIVE, PushState.ASKED)
        return agreed and self.until is not None and now < self.until
