"""Politeness to one host: a pause between requests, few at once, none while it says to wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

__all__ = ["Pace"]

REMEMBERED_HOSTS = 4096
SLOWEST = 30.0  # seconds; a crawl delay beyond it would stop a site's articles altogether


class Pace:
    """Keeps to each host's pace. Belongs to one event loop; hosts are named as in Host headers."""

    def __init__(self, *, gap: float, at_once: int) -> None:
        self._gap = gap  # seconds between the starts of two requests to a host
        self._at_once = at_once
        self._turns: dict[str, _Turns] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for this host's next free moment and hold one of its places."""
        turns = self._turns_of(host)
        turns.users += 1
        try:
            async with turns.places:
                await turns.next()
                yield
        finally:
            turns.users -= 1

    def slow_down(self, host: str, gap: float) -> None:
        """Ask a host less often, as its robots.txt wishes; never more often than the rest."""
        turns = self._turns_of(host)
        turns.gap = max(self._gap, min(gap, SLOWEST))
        turns.next_start = max(turns.next_start, time.monotonic() + turns.gap)

    def _turns_of(self, host: str) -> _Turns:
        turns = self._turns.get(host)
        if turns is None:
            self._forget_idle()
            turns = self._turns[host] = _Turns(self._gap, self._at_once)
        return turns

    def _forget_idle(self) -> None:
        """Drop hosts that nobody has asked for in a while, so that a long crawl stays small."""
        if len(self._turns) >= REMEMBERED_HOSTS:
            before = time.monotonic() - SLOWEST
            self._turns = {
                host: turns
                for host, turns in self._turns.items()
                if turns.users or turns.next_start > before
            }


class _Turns:
    """One host's places and its next free moment."""

    def __init__(self, gap: float, at_once: int) -> None:
        self.places = asyncio.Semaphore(at_once)
        self.gap = gap
        self.next_start = 0.0  # monotonic seconds
        self.users = 0  # that hold a place or wait for one

    async def next(self) -> None:
        now = time.monotonic()
        start = max(now, self.next_start)
        self.next_start = start + self.gap
        if start > now:
            await asyncio.sleep(start - now)
