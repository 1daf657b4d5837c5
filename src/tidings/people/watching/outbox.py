"""Messages that wait are sent, again and again until they are delivered or given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tidings.people.language import locale_of_person
from tidings.people.watching.alerts import alert_rows
from tidings.people.watching.notifications import AlertLine, Notification
from tidings.people.watching.notifier import DeliveryError, Notifier
from tidings.storage import Store
from tidings.types import Alert, Channel, Message

__all__ = ["Delivered", "deliver"]

AT_ONCE = 8
ROUND = 64  # messages that are sent in one round
LEASE = timedelta(minutes=5)  # for which nobody else sends them
AGAIN = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 600)
)  # after each try that failed; the example of the Standard Webhooks scheme, without its seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivered:
    """What a round came to."""

    sent: int = 0
    failed: int = 0


Delivery = tuple[Message, Channel, Notification]


def deliver(store: Store, notifier: Notifier, *, now: Callable[[], datetime]) -> Delivered:
    """Send what is due. Each channel's messages one after the other, the oldest first."""
    taken = store.watching.outbox.take(now(), until=now() + LEASE, limit=ROUND)
    due = [one for message in taken if (one := _delivery(store, notifier, message))]
    if not due:
        return Delivered()
    with ThreadPoolExecutor(min(AT_ONCE, len(due))) as pool:
        errors = list(pool.map(lambda one: _send(notifier, one), due))
    for (message, channel, _), error in zip(due, errors, strict=True):
        _note(store, message, channel, error, now())
    failed = sum(error is not None for error in errors)
    return Delivered(sent=len(due) - failed, failed=failed)


def _delivery(store: Store, notifier: Notifier, message: Message) -> Delivery | None:
    channel = store.watching.channels.get(message.person, message.channel)
    alerts = store.watching.alerts.get(message.person, message.alerts)
    lines = _lines(store, alerts, notifier.base)
    if channel is None or not lines:  # taken back, or its articles are gone
        store.watching.outbox.remove(message.id)
        return None
    notification = Notification(
        id=message.id,
        at=message.at,
        alerts=lines,
        more=message.more,
        url=f"{notifier.base}/alerts",
        language=locale_of_person(store, message.person).code,
    )
    return message, channel, notification


def _lines(store: Store, alerts: Sequence[Alert], base: str) -> tuple[AlertLine, ...]:
    """Return what alerts say; those whose articles are gone are left out."""
    return tuple(
        AlertLine(
            headline=row.article.heading,
            publisher=row.article.publisher,
            url=f"{base}/story/{row.story}" if row.story else f"{base}/article/{row.article.id}",
            origin=row.alert.origin,
            story=row.story,
            article=row.article.id,
        )
        for row in alert_rows(store, alerts)
    )


def _send(notifier: Notifier, delivery: Delivery) -> DeliveryError | None:
    _, channel, notification = delivery
    try:
        notifier.send(channel, notification)
    except DeliveryError as error:
        return error
    return None


def _note(
    store: Store, message: Message, channel: Channel, error: DeliveryError | None, now: datetime
) -> None:
    """Keep how it went: delivered, to be tried again, or given up and the channel paused."""
    outbox, channels = store.watching.outbox, store.watching.channels
    with store.transaction(private=True):
        channel = channels.get(channel.person, channel.number) or channel
        if error is None:
            outbox.remove(message.id)
            channels.save(replace(channel, sent_at=now, error=""))
        elif error.gone or message.tries > len(AGAIN):
            outbox.remove(message.id)
            channels.save(replace(channel, paused=True, error=str(error)))
        else:
            wait = max(AGAIN[message.tries - 1], timedelta(seconds=min(error.wait, 86_400)))
            outbox.save(replace(message, due_at=now + wait))
            channels.save(replace(channel, error=str(error)))
