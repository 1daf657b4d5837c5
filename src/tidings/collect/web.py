"""The web, made when it is first asked: what fetches takes a tenth of a second to import."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tidings.collect.messages import Post, Posted, Request, Response
from tidings.collect.policy import FetchPolicy, user_agent
from tidings.config import Config
from tidings.types import Failure

if TYPE_CHECKING:
    from tidings.collect.fetch import Web

__all__ = ["LazyWeb"]


class LazyWeb:
    """`fetch.Web` by a library's settings. Usable from any thread; close it when done."""

    def __init__(self, config: Config, policy: FetchPolicy | None = None) -> None:
        self._config = config
        self._policy = policy or FetchPolicy()
        self._lock = threading.Lock()
        self._web: Web | None = None

    def fetch(self, request: Request) -> Response:
        """Return the answer, whatever its status. Raises FetchError when there is none."""
        return self._made().fetch(request)

    def fetch_all(self, requests: Iterable[Request]) -> Iterator[Response | Failure]:
        """Yield the answers as they come, in any order; a Failure where there is none."""
        return self._made().fetch_all(requests)

    def post(self, post: Post) -> Posted:
        """Send something, once; return what was answered. Raises FetchError."""
        return self._made().post(post)

    @property
    def answers(self) -> Mapping[tuple[str, str], int]:
        """How many answers there were, by kind of request and class of status."""
        return self._web.answers if self._web else {}

    def close(self) -> None:
        """Close every connection."""
        if self._web:
            self._web.close()

    def _made(self) -> Web:
        from tidings.collect.fetch import Web

        with self._lock:
            if self._web is None:
                policy = replace(self._policy, agent=user_agent(self._config.contact))
                self._web = Web(policy=policy, allow=self._config.allow_networks)
            return self._web
