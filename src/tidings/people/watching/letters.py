"""What a message says, and how each way of telling writes it down. Pure."""

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

__all__ = ["Letter", "Told", "apprise_of", "mail_of", "ntfy_of", "plain", "webhook_of"]

LONGEST = 300  # characters of a headline
SUBJECT = 150  # characters of a subject


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One alert, ready to be read."""

    headline: str
    publisher: str
    url: str  # our page
    origin: str  # the rule or saved search that asked for it
    story: str = ""
    article: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """What is told at once."""

    id: str  # the same at every try
    at: datetime
    told: Sequence[Told]
    more: int = 0  # further alerts, for which there was no room
    url: str = ""  # of the list in the app
    language: str = ENGLISH  # of whom it is for


def plain(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line, without what controls a terminal, a header or a direction."""
    line = " ".join(text.split())
    return "".join(c for c in line if c.isprintable())[:longest]


def mail_of(letter: Letter, *, sender: str, to: str) -> EmailMessage:
    """Write a letter as an e-mail."""
    count = len(letter.told) + letter.more
    first, locale = letter.told[0].headline, locale_of(letter.language)
    more = locale.gettext("Alerts: %(number)s. %(headline)s", number=count, headline=first)
    subject = first if count == 1 else more
    message = EmailMessage(policy=SMTP)
    message["Subject"] = plain(subject, SUBJECT)
    message["From"] = sender
    message["To"] = to
    message["Date"] = letter.at
    message["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(letter))
    return message


def _text(letter: Letter) -> str:
    gettext = locale_of(letter.language).gettext
    entries = [
        f"{_entry(one, gettext('by “%(origin)s”', origin=plain(one.origin)))}\n"
        for one in letter.told
    ]
    more = [gettext("And %(number)s more.", number=letter.more) + "\n"] if letter.more else []
    last = gettext("All alerts, and how you are told: %(url)s", url=letter.url)
    return "\n".join([*entries, *more, f"{last}\n"])


def _entry(one: Told, origin: str) -> str:
    return f"{plain(one.headline)}\n{plain(one.publisher)} ({origin})\n{one.url}"


def ntfy_of(letter: Letter, *, token: str) -> tuple[bytes, dict[str, str]]:
    """Write a letter as what ntfy takes: a text, and headers."""
    text, url = _lines(letter)
    headers = {"Content-Type": "text/plain; charset=utf-8", "Title": "Tidings", "Click": url}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return text.encode("utf-8", "replace"), headers


def apprise_of(letter: Letter) -> tuple[bytes, dict[str, str]]:
    """Write a letter as what a server of Apprise's API takes."""
    text, url = _lines(letter)
    body = {"title": "Tidings", "body": f"{text}\n{url}", "type": "info", "format": "text"}
    return orjson.dumps(body), {"Content-Type": "application/json"}


def _lines(letter: Letter) -> tuple[str, str]:
    """Return a line for each alert, and where all of them can be read."""
    lines = [f"{plain(one.headline)} ({plain(one.publisher, 60)})" for one in letter.told]
    if letter.more:
        lines.append(locale_of(letter.language).gettext("And %(number)s more.", number=letter.more))
    return "\n".join(lines), letter.told[0].url if len(lines) == 1 else letter.url


def webhook_of(letter: Letter, *, secret: str, now: datetime) -> tuple[bytes, dict[str, str]]:
    """Write a letter as a signed event of the Standard Webhooks scheme."""
    body = orjson.dumps(
        {
            "type": "alerts.created",
            "timestamp": letter.at.isoformat(),
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
                    for one in letter.told
                ],
                "more": letter.more,
            },
        }
    )
    stamp = str(int(now.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{letter.id}.{stamp}.".encode() + body, hashlib.sha256)
    return body, {
        "Content-Type": "application/json",
        "webhook-id": letter.id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(signed).decode()}",
    }
