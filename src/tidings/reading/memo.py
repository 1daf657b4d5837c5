"""Views that were computed for one reader, kept for the next until the library changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

__all__ = ["Memory"]

T = TypeVar("T")


class Memory:
    """The latest `limit` results by key, all of one stamp: another stamp forgets them."""

    def __init__(self, *, limit: int = 1_000) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._stamp: Hashable = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T], *, stamp: Hashable) -> T:
        """Return what was made for the key under this stamp, or make and keep it."""
        with self._lock:
            if stamp != self._stamp:
                self._kept.clear()
                self._stamp = stamp
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: T = self._kept[key]
                return kept
        made = make()
        with self._lock:
            if stamp == self._stamp:
                self._kept[key] = made
                if len(self._kept) > self._limit:
                    self._kept.popitem(last=False)
        return made
