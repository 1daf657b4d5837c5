"""What sites ask of crawlers: their robots.txt, read once a day, obeyed for what we crawl."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable

from protego import Protego

from tidings.collect.messages import Request, Response
from tidings.errors import FetchError
from tidings.urls import Address

__all__ = ["Robots", "Rules", "read_rules"]

TOKEN = "Tidings"  # noqa: S105  (the name that robots.txt files would call us by)
READ_BYTES = 500 * 1024  # RFC 9309 asks for at least this much
FRESH_SECONDS = 86_400.0  # RFC 9309: not longer than a day
RETRY_SECONDS = 600.0  # when it could not be read
REMEMBERED_SITES = 2048

_AGENT_LINE = re.compile(r"^[ \t]*user[- ]?agent[ \t]*[: \t][ \t]*([^\r\n#]*)", re.I | re.M)


class Rules:
    """The rules of one site. None of them: everything is allowed."""

    def __init__(self, parsed: Protego | None) -> None:
        self._parsed = parsed

    def allow(self, url: str, agent: str = TOKEN) -> bool:
        """Say whether this address may be crawled."""
        return self._parsed is None or self._parsed.can_fetch(url, agent)

    @property
    def delay(self) -> float | None:
        """The seconds that the site wants between two requests, where it says so."""
        return None if self._parsed is None else self._parsed.crawl_delay(TOKEN)


def read_rules(body: bytes, agent: str = TOKEN) -> Rules:
    """Parse a robots.txt of whatever bytes. Never raises.

    Groups for other agents are put together first: a file that names ten thousand agents before
    ten thousand rules would else be multiplied out, to a hundred million rules.
    """
    text = body[:READ_BYTES].decode("utf-8-sig", "replace").replace("\0", "")

    def common_name(line: re.Match[str]) -> str:
        name = line[1].strip().lower()
        is_ours = "*" in name or name in agent.lower()
        return line[0] if is_ours else "user-agent: -"

    return Rules(Protego.parse(_AGENT_LINE.sub(common_name, text)))


class Robots:
    """The rules of every site that was asked for lately."""

    def __init__(
        self,
        get: Callable[[Request], Awaitable[Response]],
        slow_down: Callable[[str, float], None],
    ) -> None:
        self._get = get
        self._slow_down = slow_down
        self._known: dict[str, tuple[Rules | FetchError, float]] = {}  # with monotonic expiry
        self._locks: dict[str, asyncio.Lock] = {}

    async def check(self, address: Address) -> None:
        """Raise FetchError where the site's robots.txt keeps us out, or can't be read."""
        site = f"{address.scheme}://{address.authority}"
        lock = self._locks.setdefault(site, asyncio.Lock())
        async with lock:
            found, expiry = self._known.get(site, (None, 0.0))
            if found is None or expiry < time.monotonic():
                found = await self._look_up(site, address.authority)
        self._locks.pop(site, None)
        if isinstance(found, FetchError):
            raise FetchError(str(found))
        if not found.allow(address.url):
            raise FetchError(f"{address.host}'s robots.txt asks not to fetch this page")

    async def _look_up(self, site: str, host: str) -> Rules | FetchError:
        found: Rules | FetchError
        try:
            found = await self._read(f"{site}/robots.txt")
        except FetchError as exc:
            found = exc
        else:
            if found.delay:
                self._slow_down(host, found.delay)
        fresh = RETRY_SECONDS if isinstance(found, FetchError) else FRESH_SECONDS
        if len(self._known) >= REMEMBERED_SITES:
            del self._known[next(iter(self._known))]
        self._known[site] = (found, time.monotonic() + fresh)
        return found

    async def _read(self, url: str) -> Rules:
        """RFC 9309: what is not there allows all, what can't be read now allows nothing."""
        response = await self._get(Request(url=url, kind="file", asked=True))
        if response.ok:
            return await asyncio.to_thread(read_rules, response.body)
        if response.status == 429 or response.status >= 500:
            raise FetchError(f"{url} can't be read now (answered {response.status}): try later")
        return Rules(None)
