"""The facade of what is a person's own; each part is an attribute, in a file of its own."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from tidings.people.desk import Desk
from tidings.storage import Store

__all__ = ["People"]


class People:
    """What people have here of their own. Safe for several threads at once."""

    def __init__(self, store: Store, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._lock = threading.Lock()
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
        return Desk(self._store, person, now=self._now, changed=self.changed)

    def close(self) -> None:
        """Write what is not yet written."""
