"""The ways by which a person is told outside the app: added, confirmed, tried, paused."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from tidings.config import Config
from tidings.errors import NotFoundError, UsageError
from tidings.people.language import locale_of_person
from tidings.people.throttle import Throttle
from tidings.people.watching.notifications import AlertLine, Notification
from tidings.people.watching.notifier import DeliveryError, Notifier
from tidings.storage import Store
from tidings.types import Channel, ChannelKind

__all__ = ["Channels", "Limits"]

MOST = 10  # of a person
LONGEST_TOKEN = 200  # characters
SECRET = 32  # bytes; the scheme takes 24 to 64


class Limits:
    """How often things may be tried, by all people together."""

    def __init__(self) -> None:
        self.mails = Throttle(5, timedelta(hours=1))  # to addresses that are not confirmed
        self.codes = Throttle(10, timedelta(hours=1))
        self.tests = Throttle(10, timedelta(hours=1))


class Channels:
    """One person's channels. Cheap to make."""

    def __init__(
        self,
        store: Store,
        person: int,
        *,
        notifier: Notifier,
        config: Config,
        limits: Limits,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._person = person
        self._notifier = notifier
        self._config = config
        self._limits = limits
        self._now = now

    def all(self) -> list[Channel]:
        """Return them, the oldest first."""
        return self._store.watching.channels.of(self._person)

    def get(self, number: int) -> Channel:
        """Return a channel; raises NotFoundError."""
        found = self._store.watching.channels.get(self._person, number)
        if found is None:
            raise NotFoundError("There is no such channel.")
        return found

    def kinds(self) -> tuple[ChannelKind, ...]:
        """Return what can be added: mail only where the owner named a server."""
        return tuple(k for k in ChannelKind if k is not ChannelKind.MAIL or self._notifier.has_mail)

    def add(self, kind: ChannelKind, address: str, *, token: str = "") -> Channel:
        """Add a channel; a mail address is sent a code first. Raises UsageError."""
        address = self._notifier.checked(kind, address)
        if len(self.all()) >= MOST:
            raise UsageError(f"A person has at most {MOST} channels: remove one first.")
        if any((one.kind, one.address) == (kind, address) for one in self.all()):
            raise UsageError("This channel is there already.")
        secret = self._secret(kind, token.strip())
        if kind is ChannelKind.MAIL:
            self._send_code(address, secret)
        return self._store.watching.channels.add(
            Channel(
                person=self._person,
                kind=kind,
                address=address,
                secret=secret,
                confirmed=kind is not ChannelKind.MAIL,
                created_at=self._now(),
            )
        )

    def _secret(self, kind: ChannelKind, token: str) -> str:
        if kind is ChannelKind.MAIL:
            return f"{secrets.randbelow(10**8):08}"
        if kind is ChannelKind.WEBHOOK:
            return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET)).decode()
        if len(token) > LONGEST_TOKEN or not (token.isascii() and token.isprintable()):
            raise UsageError("This is no token of ntfy: copy it anew.")
        return token

    def _send_code(self, address: str, code: str) -> None:
        self._limits.mails.count(f"person {self._person}", self._now())
        self._limits.mails.count(f"address {address.casefold()}", self._now())
        message = EmailMessage(policy=SMTP)
        gettext = locale_of_person(self._store, self._person).gettext
        message["Subject"] = gettext("Tidings: %(code)s confirms this address", code=code)
        message["From"], message["To"] = self._config.mail_from, address
        message["Auto-Submitted"] = "auto-generated"
        url = f"{self._notifier.base}/alerts"
        asked = gettext(
            "Enter the code %(code)s at %(url)s to be told of news here.", code=code, url=url
        )
        other = gettext("If you did not ask for this, do nothing: nothing else will be sent.")
        message.set_content(f"{asked}\n{other}\n")
        try:
            self._notifier.mail(message)
        except DeliveryError as error:
            raise UsageError(f"The code could not be sent: {error}") from error

    def confirm(self, number: int, code: str) -> None:
        """Take a mail address as the person's own; raises UsageError where the code is wrong."""
        channel = self.get(number)
        self._limits.codes.count(f"{self._person}", self._now())
        if channel.confirmed:
            return
        if not hmac.compare_digest(channel.secret.encode(), code.strip().encode()):
            raise UsageError("This is not the code that was sent.")
        self._save(replace(channel, confirmed=True, secret=""))

    def pause(self, number: int, *, paused: bool) -> None:
        """Tell no more this way, or again."""
        self._save(replace(self.get(number), paused=paused, error=""))

    def remove(self, number: int) -> None:
        """Forget a channel, and what waits for it."""
        self.get(number)
        self._store.watching.channels.remove(self._person, number)

    def test(self, number: int) -> None:
        """Send a notification as a test; raises UsageError where it does not arrive."""
        channel = self.get(number)
        if not channel.confirmed:
            raise UsageError("Enter the code that was sent to this address first.")
        self._limits.tests.count(f"{self._person}", self._now())
        url = f"{self._notifier.base}/alerts"
        locale = locale_of_person(self._store, self._person)
        headline, you = locale.gettext("This is a test"), locale.gettext("You")
        line = AlertLine(headline=headline, publisher="Tidings", url=url, origin=you)
        name = f"msg_{secrets.token_hex(16)}"
        notification = Notification(
            id=name, at=self._now(), alerts=(line,), url=url, language=locale.code
        )
        try:
            self._notifier.send(channel, notification)
        except DeliveryError as error:
            raise UsageError(f"It could not be brought: {error}") from error
        self._save(replace(channel, error=""))

    def _save(self, channel: Channel) -> None:
        self._store.watching.channels.save(channel)
