"""Too many tries: counted in memory, for as many names and addresses as we care to remember."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

from tidings.errors import TooManyError

__all__ = ["Throttle"]

KEPT = 10_000  # of those who tried, how many are remembered; the one longest ago is forgotten


class Throttle:
    """At most `limit` tries within `window`, each by a key. Safe for several threads."""

    def __init__(self, limit: int, window: timedelta) -> None:
        self._limit = limit
        self._window = window
        self._lock = threading.Lock()
        self._tries: OrderedDict[str, deque[datetime]] = OrderedDict()

    def count(self, key: str, now: datetime) -> None:
        """Count a try before it is made; raises TooManyError saying how long to wait."""
        with self._lock:
            tries = self._tries.setdefault(key, deque())
            self._tries.move_to_end(key)
            if len(self._tries) > KEPT:
                self._tries.popitem(last=False)
            while tries and tries[0] <= now - self._window:
                tries.popleft()
            if len(tries) >= self._limit:
                raise TooManyError(tries[0] + self._window - now)
            tries.append(now)

    def forget(self, key: str) -> None:
        """Forget the tries of a key: the last one was good."""
        with self._lock:
            self._tries.pop(key, None)
