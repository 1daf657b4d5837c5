"""What a person was told of: in the app, and on its way through their channels."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tidings.storage import Store
from tidings.types import Alert, Article, Channel, ItemState, Message, Shows

__all__ = ["AlertRow", "Alerts", "alert_rows"]

GAP = timedelta(minutes=5)  # between two messages through a channel: what comes meanwhile waits
ROOM = 20  # alerts that a message lists; of more it only says how many


class Alerts:
    """One person's alerts. Cheap to make."""

    def __init__(self, store: Store, person: int, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._person = person
        self._now = now

    def latest(self, *, limit: int = 50, before: int = 1 << 62) -> list[Alert]:
        """Return the latest, newest first; `before`: only those with a lower number."""
        return self._store.watching.alerts.of(self._person, limit=limit, before=before)

    def unseen(self) -> int:
        """Return how many were not seen."""
        return self._store.watching.alerts.unseen(self._person)

    def see(self, through: int) -> None:
        """Keep that all up to one were seen."""
        self._store.watching.alerts.see(self._person, through)

    def tell(
        self,
        items: Sequence[ItemState],
        levels: Mapping[str, int],
        *,
        origin: str,
        rule: int = 0,
        channels: Sequence[int] = (),
    ) -> int:
        """Tell of these items; of a story told before only what adds something material to it."""
        told = 0
        for state in sorted(items, key=lambda state: state.item.number):
            item = state.item
            anew = levels.get(item.article, 0) >= Shows.STORIES
            if anew or not self._store.watching.alerts.has_told(self._person, item.article):
                alert = self._store.watching.alerts.add(
                    Alert(
                        person=self._person,
                        item=item.number,
                        article=item.article,
                        at=self._now(),
                        origin=origin,
                        rule=rule,
                    )
                )
                self._send(alert, channels)
                told += 1
        return told

    def _send(self, alert: Alert, channels: Sequence[int]) -> None:
        for number in channels:
            channel = self._store.watching.channels.get(self._person, number)
            if channel and channel.confirmed and not channel.paused:
                self._store.watching.outbox.save(self._with(alert, channel))

    def _with(self, alert: Alert, channel: Channel) -> Message:
        """Return the channel's next message with an alert in it."""
        now = self._now()
        message = self._store.watching.outbox.unsent(channel.number)
        if message is None:
            due = max(now, channel.sent_at + GAP) if channel.sent_at else now
            return Message(
                id=f"msg_{secrets.token_hex(16)}",
                person=self._person,
                channel=channel.number,
                alerts=(alert.number,),
                at=now,
                due_at=due,
            )
        if alert.number in message.alerts:
            return message
        if len(message.alerts) >= ROOM:
            return replace(message, more=message.more + 1)
        return replace(message, alerts=(*message.alerts, alert.number))


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertRow:
    """An alert with what it is about."""

    alert: Alert
    article: Article
    story: str = ""  # "": the article is in none


def alert_rows(store: Store, alerts: Sequence[Alert]) -> tuple[AlertRow, ...]:
    """Return alerts with their articles; those whose article is gone are left out."""
    ids = [alert.article for alert in alerts]
    articles = store.articles.get(ids)
    stories = {id: story for id, (story, _, _) in store.stories.membership(ids).items()}
    return tuple(
        AlertRow(
            alert=alert,
            article=articles[alert.article],
            story=stories.get(alert.article, ""),
        )
        for alert in alerts
        if alert.article in articles
    )
