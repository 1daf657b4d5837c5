"""What a store keeps of what is watched for people. None of it is a change of the news."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from tidings.types import Alert, Channel, Done, Item, Message, Rule, SavedSearch

__all__ = ["Alerts", "Outbox", "Owned", "RuleLog", "Watching"]

T = TypeVar("T")


class Owned(Protocol[T]):
    """Things that belong to a person, each with a number that is never given twice."""

    def of(self, person: int) -> list[T]:
        """Return a person's, the oldest first."""
        ...

    def everyones(self) -> list[T]:
        """Return all that there are, by person."""
        ...

    def get(self, person: int, number: int) -> T | None: ...
    def add(self, one: T) -> T:
        """Keep a new one; return it with its number."""
        ...

    def save(self, one: T) -> None:
        """Keep what has changed; one that is gone stays so, and what is counted stays as it is."""
        ...

    def remove(self, person: int, number: int) -> None: ...


class RuleLog(Protocol):
    """What rules did."""

    def add(self, done: Sequence[Done]) -> None:
        """Keep and count what was done; of each rule the latest is kept."""
        ...

    def of(self, rule: int, *, limit: int) -> list[Done]:
        """Return the latest, newest first."""
        ...

    def known(self, rule: int, items: Collection[int]) -> set[int]:
        """Return which of these items a rule has dealt with."""
        ...

    def clear(self, rule: int) -> None: ...


class Alerts(Protocol):
    """What people were told of."""

    def add(self, alert: Alert) -> Alert:
        """Keep an alert, or return the one of the same item; of each person the latest are kept."""
        ...

    def has_told(self, person: int, article: str) -> bool:
        """Say whether a person was told of the story of this article."""
        ...

    def of(self, person: int, *, limit: int, before: int = 1 << 62) -> list[Alert]:
        """Return the latest, newest first."""
        ...

    def get(self, person: int, numbers: Sequence[int]) -> list[Alert]: ...
    def unseen(self, person: int) -> int: ...
    def see(self, person: int, through: int) -> None: ...
    def withdraw(self, rule: int) -> None:
        """Forget what a rule told of that nobody saw."""
        ...


class Outbox(Protocol):
    """Messages on their way."""

    def save(self, message: Message) -> None: ...
    def unsent(self, channel: int) -> Message | None:
        """Return the message of a channel that was not tried yet."""
        ...

    def take(self, now: datetime, *, until: datetime, limit: int) -> list[Message]:
        """Return messages that are due, and make them due again at `until`: nobody else has them.

        Of each channel only the oldest; those of channels that are paused or not confirmed wait.
        """
        ...

    def waiting(self, channel: int) -> int: ...
    def remove(self, message: str) -> None: ...


class Watching(Protocol):
    """All of it."""

    @property
    def searches(self) -> Owned[SavedSearch]: ...
    @property
    def rules(self) -> Owned[Rule]: ...
    @property
    def channels(self) -> Owned[Channel]: ...
    @property
    def log(self) -> RuleLog: ...
    @property
    def alerts(self) -> Alerts: ...
    @property
    def outbox(self) -> Outbox: ...
    def through(self) -> int:
        """Return the number of the last item that was looked at for everyone."""
        ...

    def set_through(self, number: int) -> None: ...
    def judged(self, *, above: int, limit: int) -> list[Item]:
        """Return the next items whose level is judged, oldest first, up to one not noted yet."""
        ...

    def found(self, search: int, items: int) -> None:
        """Count items that a saved search has found."""
        ...

    def look(self, search: int, newest: int) -> None:
        """Keep that a saved search was looked at."""
        ...
