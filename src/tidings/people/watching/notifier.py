"""Sends notifications: by mail through the owner's server, by webhook, ntfy, Apprise.

Addresses of the web are asked through the guarded client: nothing goes to a private network
that the owner did not name.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from tidings.collect.messages import Post
from tidings.collect.web import LazyWeb
from tidings.config import Config
from tidings.errors import FetchError, TidingsError, UsageError
from tidings.people.watching.notifications import (
    Notification,
    apprise_of,
    mail_of,
    ntfy_of,
    webhook_of,
)
from tidings.types import Channel, ChannelKind
from tidings.urls import is_loopback, parse

__all__ = ["DeliveryError", "Notifier"]

SMTP_SECONDS = 20.0  # for one step of a conversation
LONGEST = 2_000  # characters of an address
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
GONE = 410
EMPTY = 204  # of Apprise's API: nothing is configured for the key


class DeliveryError(TidingsError):
    """A notification was not delivered. `gone`: its receiver wants no others; `wait`: seconds."""

    def __init__(self, message: str, *, gone: bool = False, wait: float = 0.0) -> None:
        super().__init__(message)
        self.gone = gone
        self.wait = wait


class Notifier:
    """Sends over each kind of channel. Usable from any thread; close it when done."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._web = LazyWeb(config)

    @property
    def has_mail(self) -> bool:
        """Whether the owner named a mail server."""
        return bool(self._config.mail_server)

    @property
    def sender(self) -> str:
        """The address from which mail is sent."""
        return self._config.mail_from

    @property
    def base(self) -> str:
        """Our own address, for links; no slash at its end."""
        host = self._config.host
        here = f"http://{f'[{host}]' if ':' in host else host}:{self._config.port}"
        return self._config.base_url.rstrip("/") or here

    def checked(self, kind: ChannelKind, address: str) -> str:
        """Return an address as it is kept; raises UsageError saying what is wrong with it."""
        address = address.strip()
        if kind is not ChannelKind.MAIL:
            return self._checked_url(address)
        if not self.has_mail:
            raise UsageError("No mail is sent from here: the owner names a server in the settings.")
        if len(address) > 254 or not _MAIL.fullmatch(address):
            raise UsageError("This is no mail address: enter one like ann@example.org")
        return address

    def _checked_url(self, address: str) -> str:
        from tidings.collect.guard import Guard

        if len(address) > LONGEST or not address.isprintable():
            raise UsageError("This is no web address: enter one like https://example.org/hook")
        found = parse(address)
        try:
            Guard(self._config.allow_networks).check(found)
        except FetchError as error:
            raise UsageError(f"This address can't be used: {error}") from error
        return found.url

    def send(self, channel: Channel, notification: Notification) -> None:
        """Send a notification; raises DeliveryError."""
        if channel.kind is ChannelKind.MAIL:
            self.mail(mail_of(notification, sender=self.sender, to=channel.address))
        elif channel.kind is ChannelKind.NTFY:
            self._post(channel, *ntfy_of(notification, token=channel.secret))
        elif channel.kind is ChannelKind.APPRISE:
            self._post(channel, *apprise_of(notification))
        else:
            now = datetime.now(UTC)  # receivers refuse what is signed at another time than theirs
            self._post(channel, *webhook_of(notification, secret=channel.secret, now=now))

    def _post(self, channel: Channel, body: bytes, headers: dict[str, str]) -> None:
        try:
            answer = self._web.post(Post(url=channel.address, body=body, headers=headers))
        except FetchError as error:
            raise DeliveryError(str(error)) from error
        if not 200 <= answer.status < 300:
            said = f"{parse(channel.address).host} answered {answer.status}"
            raise DeliveryError(said, gone=answer.status == GONE, wait=answer.retry_after or 0.0)
        if channel.kind is ChannelKind.APPRISE and answer.status == EMPTY:
            raise DeliveryError(f"{parse(channel.address).host} has nobody to tell by this key")

    def mail(self, message: EmailMessage) -> None:
        """Send an e-mail; raises DeliveryError."""
        try:
            self._talk(lambda server: server.send_message(message))
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise DeliveryError(f"the mail server did not take it: {_words(error)}") from error

    def _talk(self, say: Callable[[smtplib.SMTP], object]) -> None:
        """Open a conversation with the owner's mail server: encrypted, but on this machine."""
        at = urlsplit(self._config.mail_server)
        host, tls = at.hostname or "", ssl.create_default_context()
        if at.scheme == "smtps":
            opened: smtplib.SMTP = smtplib.SMTP_SSL(
                host, at.port or 465, timeout=SMTP_SECONDS, context=tls
            )
        else:
            opened = smtplib.SMTP(host, at.port or 587, timeout=SMTP_SECONDS)
        with opened as server:
            if at.scheme != "smtps" and not is_loopback(host):
                server.starttls(context=tls)
            if at.username:
                server.login(unquote(at.username), unquote(at.password or ""))
            say(server)

    def close(self) -> None:
        """Close every connection."""
        self._web.close()


def _words(error: Exception) -> str:
    """Return what a mail server said, without the addresses and codes around it."""
    said = getattr(error, "smtp_error", b"") or str(error)
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:200]
