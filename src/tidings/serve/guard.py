"""What stands before every route: from where one may ask, and the headers of every answer.

It keeps out other web sites in the reader's own browser: names that were made to point here (DNS
rebinding), foreign forms and scripts (CSRF), frames (clickjacking). See decisions/0051. Who asks
is found out behind it, by the door.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tidings.urls import is_ip

__all__ = [
    "SECURITY_HEADERS",
    "Apps",
    "Guard",
    "is_our_host",
    "is_our_page",
    "new_token",
    "our_hosts",
]

MAX_BODY = 1024 * 1024  # bytes; the longest form holds a list of 4,000 feeds to choose from
MAX_FILE = 32 * MAX_BODY  # of what another reader exported: thousands of saved articles in full
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = frozenset({"localhost"})

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "img-src 'self'; manifest-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # under "no-referrer" browsers put `Origin: null` on forms
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

Problem = Callable[[Request, int, str], Response]


@dataclass(frozen=True, slots=True)
class Apps:
    """Paths for other programs, and how many bytes a request to them may hold."""

    are_at: Callable[[str], bool]
    max_body: int
    takes_file: Callable[[str], bool] = lambda path: False  # ours, and more may be sent there


NO_APPS = Apps(lambda path: False, MAX_BODY)


class Guard:
    """Refuses what is not addressed to us or not sent by our pages; adds the headers."""

    def __init__(
        self, app: ASGIApp, *, hosts: frozenset[str], problem: Problem, apps: Apps = NO_APPS
    ) -> None:
        """`apps` are paths that see no cookie: any site may ask there, and send as much at once."""
        self.app = app
        self.hosts = hosts
        self.problem = problem
        self.apps = apps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is refused; pass on the rest, its body bounded, its headers added."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            answer = self.problem(Request(scope), *refusal)
            await answer(scope, receive, send_guarded)
        else:
            await self.app(scope, _bounded(receive, self._limit(scope)), send_guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if not is_our_host(headers.get("host", ""), self.hosts):
            return 400, (
                "This address is not one that Tidings answers to. If it should be, "
                "set base_url to it in the configuration and start again."
            )
        asks_as_page = scope["method"] not in SAFE_METHODS and not self.apps.are_at(scope["path"])
        if asks_as_page and not is_our_page(headers):
            return 403, "This request came from another site, so nothing was changed."
        limit = self._limit(scope)
        if _length(headers) > limit:
            return 413, f"This is more than the {limit // 1024} KiB that a form may hold."
        return None

    def _limit(self, scope: Scope) -> int:
        if self.apps.takes_file(scope["path"]):
            return MAX_FILE
        return self.apps.max_body if self.apps.are_at(scope["path"]) else MAX_BODY


def our_hosts(host: str, base_url: str) -> frozenset[str]:
    """Return the names that we answer to, lower case: loopback, the configured, the public one."""
    return LOOPBACK | {name.lower() for name in (host, urlsplit(base_url).hostname or "") if name}


def is_our_host(host: str, hosts: frozenset[str]) -> bool:
    """Say whether a Host header names us. An IP address always does: it can't be rebound."""
    try:
        parts = urlsplit(f"//{host}")
        name, _ = (parts.hostname or "").removesuffix("."), parts.port
    except ValueError:
        return False
    if parts.netloc != host or "@" in host or not name:
        return False
    return name in hosts or is_ip(name)


def is_our_page(headers: Headers) -> bool:
    """Say whether a browser sent this from a page of ours, or no browser sent it at all.

    Browsers say Sec-Fetch-Site wherever the connection is trustworthy, and Origin elsewhere.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or origin.lower().partition("://")[2] == headers.get("host", "").lower()


def new_token() -> str:
    """Return what our forms carry back, so that no other site can make one up."""
    return secrets.token_urlsafe(24)


def _length(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


def _bounded(receive: Receive, limit: int) -> Receive:
    """Stop reading a body that says nothing of its length once it is too long."""
    total = 0

    async def receive_bounded() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > limit:
            raise HTTPException(413, "This is more than a form may hold.")
        return message

    return receive_bounded
