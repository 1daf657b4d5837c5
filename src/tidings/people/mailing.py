"""The daily wrap-up by mail: at a person's hour, of a folder or of all, since the last one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid

from tidings.errors import UsageError
from tidings.people.language import locale_of_person
from tidings.people.people import People
from tidings.people.watching.notifications import plain
from tidings.people.watching.notifier import DeliveryError
from tidings.reading.editor import Editor
from tidings.storage import Store
from tidings.types import Channel, ChannelKind, Person, WrapUp, Writer
from tidings.write.letter import letter

__all__ = ["Mailing", "Posting"]

SETTING = "wrap_up_by_mail"
A_DAY = timedelta(days=1)
BACK = timedelta(days=7)  # what is older is no news to who had no mail for long
AGAIN = timedelta(minutes=30)  # after a mail server took nothing
MINUTES = 5  # of reading


@dataclass(frozen=True, kw_only=True, slots=True)
class Posting:
    """When a person gets the wrap-up by mail, and of what."""

    channel: int
    hour: int  # UTC
    folder: int  # of their own; 0: all
    sent_at: str  # RFC 3339; the next one tells what came since
    tried_at: str = ""  # in vain

    def due(self, now: datetime) -> bool:
        """Say whether it is time: once a day, from the hour on."""
        told = datetime.fromisoformat(self.sent_at) >= _latest(self.hour, now)
        tried = self.tried_at and now - datetime.fromisoformat(self.tried_at) < AGAIN
        return not told and not tried

    def since(self, now: datetime) -> datetime:
        """Return from when on it tells: nothing comes twice."""
        return max(datetime.fromisoformat(self.sent_at), now - BACK)


def _latest(hour: int, now: datetime) -> datetime:
    """Return when it was this hour last."""
    today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today <= now else today - A_DAY


class Mailing:
    """Who gets the wrap-up by mail, and sending it."""

    def __init__(
        self, store: Store, people: People, editor: Editor, *, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._people = people
        self._editor = editor
        self._now = now

    def channels(self, person: Person) -> list[Channel]:
        """Return the mail addresses to which it can go."""
        mine = self._people.watching.channels(person.id).all()
        return [one for one in mine if one.kind is ChannelKind.MAIL and one.confirmed]

    def of(self, person: Person) -> Posting | None:
        """Return when a person gets it; None: not by mail."""
        kept = person.settings.get(SETTING)
        return Posting(**kept) if isinstance(kept, dict) else None

    def start(self, person: Person, *, channel: int, hour: int, folder: int = 0) -> None:
        """Send it every day from the next such hour (UTC) on; raises UsageError."""
        if channel not in {one.number for one in self.channels(person)}:
            raise UsageError("Choose a mail address of yours that is confirmed.")
        if not 0 <= hour < 24 or (
            folder and self._people.desk(person.id).sources_in(folder) is None
        ):
            raise UsageError("Choose an hour of the day, and a folder of yours or all of them.")
        since = _latest(hour, self._now().astimezone(UTC)).isoformat()
        self._keep(person, Posting(channel=channel, hour=hour, folder=folder, sent_at=since))

    def stop(self, person: Person) -> None:
        """Send it no more."""
        self._people.accounts.set_settings(person, **{SETTING: None})
        self._people.changed(person.id)

    def _keep(self, person: Person, posting: Posting) -> None:
        self._people.accounts.set_settings(person, **{SETTING: asdict(posting)})
        self._people.changed(person.id)

    def send(self) -> int:
        """Send what is due; return how many letters were."""
        now = self._now().astimezone(UTC)
        return sum(
            self._send(person, posting, now)
            for person in self._people.accounts.all()
            if (posting := self.of(person)) and posting.due(now)
        )

    def _send(self, person: Person, posting: Posting, now: datetime) -> bool:
        channel = self._store.watching.channels.get(person.id, posting.channel)
        if channel is None:
            self.stop(person)
            return False
        if channel.paused or self._editor.of(person).writer is Writer.OFF:
            return False
        found = self._told(person, posting, now)
        if found is None or not (found.happened or found.changed):
            self._keep(person, replace(posting, sent_at=now.isoformat()))
            return False
        try:
            self._people.watching.notifier.mail(self._message(person, channel, found))
        except DeliveryError as error:
            self._store.watching.channels.save(replace(channel, error=str(error)))
            self._keep(person, replace(posting, tried_at=now.isoformat()))
            return False
        self._keep(person, replace(posting, sent_at=now.isoformat(), tried_at=""))
        return True

    def _told(self, person: Person, posting: Posting, now: datetime) -> WrapUp | None:
        """Return what there is to tell, in the words of the sources: no text leaves for a mail."""
        sources = None
        if posting.folder:
            sources = self._people.desk(person.id).sources_in(posting.folder)
            if sources is None:  # the folder is gone
                return None
        return self._editor.of(None).wrap_up(
            since=posting.since(now), until=now, minutes=MINUTES, sources=sources
        )

    def _message(self, person: Person, channel: Channel, found: WrapUp) -> EmailMessage:
        notifier = self._people.watching.notifier
        locale = locale_of_person(self._store, person.id)
        written = letter(found, base=notifier.base, locale=locale)
        message = EmailMessage(policy=SMTP)
        message["Subject"] = plain(written.title)
        message["From"], message["To"] = notifier.sender, channel.address
        message["Date"] = found.until
        message["Message-ID"] = make_msgid(domain=notifier.sender.rpartition("@")[2].rstrip(">"))
        message["Auto-Submitted"] = "auto-generated"
        where_to_end = f"{notifier.base}/wrap-up#by-mail"
        less = locale.gettext("To get this no more: %(url)s", url=where_to_end)
        message.set_content(f"{written.text}\n{less}\n")
        where = f'lang="{locale.code}" dir="{locale.direction}"'
        message.add_alternative(f"<div {where}>{written.html}<p>{less}</p></div>", subtype="html")
        return message
