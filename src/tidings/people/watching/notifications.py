"""What a notification says, and how each kind of channel writes it down. Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

import orjson

from tidings.i18n import ENGLISH, locale_of

__all__ = ["AlertLine", "Notification", "apprise_of", "mail_of", "ntfy_of", "plain", "webhook_of"]

LONGEST = 300  # characters of a headline
SUBJECT = 150  # characters of a subject


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertLine:
    """One alert, as it is read."""

    headline: str
    publisher: str
    url: str  # our page
    origin: str  # the rule or saved search that asked for it
    story: str = ""
    article: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Notification:
    """Alerts that are sent together."""

    id: str  # the same at every try
    at: datetime
    alerts: Sequence[AlertLine]
    more: int = 0  # further alerts, for which there was no room
    url: str = ""  # of the list in the app
    language: str = ENGLISH  # of whom it is for


def plain(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line, without what controls a terminal, a header or a direction."""
    line = " ".join(text.split())
    return "".join(c for c in line if c.isprintable())[:longest]


def mail_of(notification: Notification, *, sender: str, to: str) -> EmailMessage:
    """Write a notification as an e-mail."""
    count = len(notification.alerts) + notification.more
    first, locale = notification.alerts[0].headline, locale_of(notification.language)
    more = locale.gettext("Alerts: %(number)s. %(headline)s", number=count, headline=first)
    subject = first if count == 1 else more
    message = EmailMessage(policy=SMTP)
    message["Subject"] = plain(subject, SUBJECT)
    message["From"] = sender
    message["To"] = to
    message["Date"] = notification.at
    message["Message-ID"] = f"<{notification.id}@{sender.rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(notification))
    return message


def _text(notification: Notification) -> str:
    gettext = locale_of(notification.language).gettext
    entries = [
        f"{_entry(one, gettext('by “%(origin)s”', origin=plain(one.origin)))}\n"
        for one in notification.alerts
    ]
    rest = notification.more
    more = [gettext("And %(number)s more.", number=rest) + "\n"] if rest else []
    last = gettext("All alerts, and how you are told: %(url)s", url=notification.url)
    return "\n".join([*entries, *more, f"{last}\n"])


def _entry(one: AlertLine, origin: str) -> str:
    return f"{plain(one.headline)}\n{plain(one.publisher)} ({origin})\n{one.url}"


def ntfy_of(notification: Notification, *, token: str) -> tuple[bytes, dict[str, str]]:
    """Write a notification as what ntfy takes: a text, and headers."""
    text, url = _lines(notification)
    headers = {"Content-Type": "text/plain; charset=utf-8", "Title": "Tidings", "Click": url}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return text.encode("utf-8", "replace"), headers


def apprise_of(notification: Notification) -> tuple[bytes, dict[str, str]]:
    """Write a notification as what a server of Apprise's API takes."""
    text, url = _lines(notification)
    body = {"title": "Tidings", "body": f"{text}\n{url}", "type": "info", "format": "text"}
    return orjson.dumps(body), {"Content-Type": "application/json"}


def _lines(notification: Notification) -> tuple[str, str]:
    """Return a line for each alert, and where all of them can be read."""
    lines = [f"{plain(one.headline)} ({plain(one.publisher, 60)})" for one in notification.alerts]
    if notification.more:
        gettext = locale_of(notification.language).gettext
        lines.append(gettext("And %(number)s more.", number=notification.more))
    return "\n".join(lines), notification.alerts[0].url if len(lines) == 1 else notification.url


def webhook_of(
    notification: Notification, *, secret: str, now: datetime
) -> tuple[bytes, dict[str, str]]:
    """Write a notification as a signed event of the Standard Webhooks scheme."""
    body = orjson.dumps(
        {
            "type": "alerts.created",
            "timestamp": notification.at.isoformat(),
            "data": {
                "alerts": [
                    {
                        "headline": plain(one.headline),
                        "publisher": plain(one.publisher),
                        "url": one.url,
                        "by": plain(one.origin),
                        "story": one.story,
                        "article": one.article,
                    }
                    for one in notification.alerts
                ],
                "more": notification.more,
            },
        }
    )
    stamp = str(int(now.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{notification.id}.{stamp}.".encode() + body, hashlib.sha256)
    return body, {
        "Content-Type": "application/json",
        "webhook-id": notification.id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(signed).decode()}",
    }
