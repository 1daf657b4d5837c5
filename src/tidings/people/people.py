"""The facade of what is a person's own; each part is an attribute, in a file of its own."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from datetime import datetime

from tidings.config import Config
from tidings.people.accounts import Accounts
from tidings.people.desk import Desk
from tidings.people.feeds import FeedAddresses
from tidings.people.invitations import Invitations
from tidings.people.keys import Keys
from tidings.people.logins import Logins
from tidings.people.passkeys import Passkeys
from tidings.people.shares import Shares
from tidings.people.watching import Watching
from tidings.reading import Opened
from tidings.reading.choices import Choices
from tidings.storage import Store
from tidings.types import Writer

__all__ = ["People"]

AT_HAND = 256  # people whose openings are held in memory


class People:
    """What people have here of their own. Safe for several threads at once."""

    def __init__(
        self, store: Store, *, now: Callable[[], datetime], config: Config | None = None
    ) -> None:
        self._store = store
        self._now = now
        self._lock = threading.Lock()
        self._choices = Choices(store, config or Config())
        self._remembers = (config or Config()).remember_opened
        self.accounts = Accounts(store)
        self.keys = Keys(store)
        self.feeds = FeedAddresses(store, self.keys)
        self.shares = Shares(store, self.keys)
        self.passkeys = Passkeys(store)
        self.invitations = Invitations(store, self.accounts)
        self.logins = Logins(store, config or Config(), self.accounts, self.invitations)
        self._opened: OrderedDict[int, Opened] = OrderedDict()
        self.watching = Watching(store, config=config or Config(), now=now, desk=self.desk)
        self._versions: defaultdict[int, int] = defaultdict(int)

    def version(self, person: int) -> int:
        """Return what is another one whenever a page may say something else to this person alone.

        It counts what this process changed; no page is kept for more than a minute anyway.
        """
        return self._versions[person]

    def changed(self, person: int) -> None:
        """Say that something of a person's own is another: what they have read, chosen, saved."""
        with self._lock:
            self._versions[person] += 1

    def desk(self, person: int) -> Desk:
        """Return what a person follows, reads and keeps."""
        return Desk(
            self._store, person, now=self._now, changed=self.changed, written=self._written,
            opened=self.opened(person) if self._remembers else None,
        )  # fmt: skip

    def _written(self, person: int) -> bool:
        return self._choices.writer(self.accounts.get(person)) is not Writer.OFF

    def opened(self, person: int) -> Opened:
        """Return what a person has opened."""
        with self._lock:
            found = self._opened.setdefault(person, Opened(self._store, person))
            self._opened.move_to_end(person)
            surplus = len(self._opened) > AT_HAND
            oldest = self._opened.popitem(last=False)[1] if surplus else None
        if oldest:
            oldest.save()
        return found

    def close(self) -> None:
        """Write what is not yet written."""
        for opened in self._opened.values():
            opened.save()
        self.logins.close()
        self.watching.close()
