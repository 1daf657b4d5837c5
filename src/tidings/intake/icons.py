"""The icons of sites: fetched by the server, kept in the library, shown by reader apps from here.

So no publisher learns who reads, and an app's list of feeds costs them nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from tidings.collect.icon import MAX_ICON, icon_links, image_type
from tidings.collect.messages import Fetcher, Kind, Request
from tidings.errors import FetchError
from tidings.storage import Store
from tidings.types import Clock, Icon, Source
from tidings.urls import join

__all__ = ["Icons"]

AT_ONCE = 10  # sources looked after in a round; each takes two requests or three
GOOD_FOR = timedelta(days=30)
AGAIN = timedelta(days=7)  # where there was none


class Icons:
    """The icons of a library's sources."""

    def __init__(self, store: Store, *, web: Callable[[], Fetcher], now: Clock) -> None:
        self._store = store
        self._web = web
        self._now = now

    def tend(self, *, stop: Callable[[], bool] = lambda: False) -> int:
        """Look for icons that are missing or old; return for how many sources."""
        now, count = self._now(), 0
        wanted = self._store.icons.wanted(good=now - GOOD_FOR, none=now - AGAIN, limit=AT_ONCE)
        for source in filter(None, map(self._store.sources.get, wanted)):
            if stop():
                break
            self._store.icons.save(self._found(source))
            count += 1
        return count

    def _found(self, source: Source) -> Icon:
        for url in self._links(source):
            body = self._got(url, "image")[: MAX_ICON + 1]
            kind = image_type(body)
            if kind and len(body) <= MAX_ICON:
                name = hashlib.sha256(body).hexdigest()[:32]
                return Icon(
                    source=source.id, name=name, type=kind, body=body, fetched_at=self._now()
                )
        return Icon(source=source.id, fetched_at=self._now())

    def _links(self, source: Source) -> list[str]:
        home = source.home or join(source.url, "/")
        return icon_links(self._got(home, "page"), home)

    def _got(self, url: str, kind: Kind) -> bytes:
        try:
            answer = self._web().fetch(Request(url=url, kind=kind))
        except FetchError:
            return b""
        return answer.body if answer.ok else b""

    def of(self, *sources: str) -> dict[str, Icon]:
        """Return the icons that there are of these sources."""
        return self._store.icons.of(sources)

    def names(self) -> dict[str, str]:
        """Return the name of each source's icon, by source; those without one are left out."""
        return self._store.icons.names()

    def named(self, name: str) -> Icon | None:
        """Return an icon by its name."""
        return self._store.icons.named(name)
