"""Authentication of every request: finds out who asks, and refuses who should log in first."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from tidings.errors import TidingsError
from tidings.i18n import phrase
from tidings.intake.pushing import CALLBACK
from tidings.people.keys import form_token, is_due
from tidings.serve.accounts.visitor import ANYONE, LOGIN_NEEDED, SAFE_METHODS, Visitor
from tidings.serve.guard import Problem
from tidings.types import KeyKind

if TYPE_CHECKING:
    from tidings.config import Config
    from tidings.news import News
    from tidings.types import Clock

__all__ = [
    "FEEDS",
    "MCP",
    "METRICS",
    "Authentication",
    "cookie_name",
    "is_encrypted",
    "is_for_programs",
]

OPEN = frozenset(
    {"/login", "/favicon.ico", "/robots.txt", "/healthz"}
    | {"/manifest.webmanifest", "/worker.js", "/offline"}
)
OPEN_UNDER = ("/static/", "/join/", "/login/", "/shared/", "/icon/", CALLBACK)
FEEDS = (".atom", ".json", ".ics")
MCP = "/mcp"
METRICS = "/metrics"
PRIVATE_FEED = re.compile(r"/feeds/([\w-]{1,64})(\.atom|\.json|\.ics)")
NO_FEED = phrase("There is no feed at this address: it was taken back, or is cut off.")
BAD_TOKEN = "This token is unknown, was taken back, or is too old."  # noqa: S105


class Authentication:
    """Puts the visitor into the scope of each request; answers those who must log in first."""

    def __init__(
        self, app: ASGIApp, *, news: News, config: Config, clock: Clock, problem: Problem
    ) -> None:
        self.app = app
        self._people = news.people
        self._config = config
        self._clock = clock
        self._problem = problem

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find the visitor and pass the request on, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request, now = Request(scope), self._clock()
        private = PRIVATE_FEED.fullmatch(scope["path"])
        if private:
            await self._open_feed(private, scope, receive, send, now)
            return
        try:
            visitor = scope["visitor"] = self._visitor(request, now)
        except TidingsError as error:
            await self._problem(request, 503, str(error))(scope, receive, send)
            return
        refusal = self._refusal(request, visitor)
        if refusal:
            answer = self._problem(request, 401, refusal)
            answer.headers["Cache-Control"] = "no-store"
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)
        if visitor.key and is_due(visitor.key, now):
            await run_in_threadpool(self._people.keys.use, visitor.key, now=now)

    async def _open_feed(
        self, asked: re.Match[str], scope: Scope, receive: Receive, send: Send, now: datetime
    ) -> None:
        """Answer a private address with the feed that it is of, as its person sees it."""
        found = self._people.feeds.open(asked[1], now=now)
        if found is None or scope["method"] not in SAFE_METHODS:
            await self._problem(Request(scope), 404, NO_FEED)(scope, receive, send)
            return
        person, key = found
        path, _, query = key.name.partition("?")
        inner = {
            **scope,
            "path": unquote(path) + asked[2],
            "raw_path": (path + asked[2]).encode(),
            "query_string": query.encode(),
            "visitor": Visitor(person=person, by="token", key=key),
        }
        await self.app(inner, receive, send)
        if is_due(key, now):
            await run_in_threadpool(self._people.keys.use, key, now=now)

    def _visitor(self, request: Request, now: datetime) -> Visitor:
        path = request.url.path
        if path.startswith("/static/"):
            return ANYONE
        bearer = _bearer(request)
        if bearer and is_for_programs(path):
            found = self._people.keys.find(bearer, KeyKind.TOKEN, now=now)
            return Visitor(person=found[0], by="token", key=found[1]) if found else ANYONE
        secret = request.cookies.get(cookie_name(request, self._config), "")
        session = self._people.keys.find(secret, KeyKind.SESSION, now=now)
        if session:
            person, key = session
            return Visitor(person=person, by="session", key=key, token=form_token(secret))
        accounts = self._people.accounts
        if self._config.is_private and not accounts.guarded:
            return Visitor(person=accounts.owner, by="alone")
        return ANYONE

    def _refusal(self, request: Request, visitor: Visitor) -> str:
        path = request.url.path
        if visitor.person or path in OPEN or path.startswith(OPEN_UNDER):
            return ""
        if is_for_programs(path) and _bearer(request):
            return BAD_TOKEN
        if self._config.public and request.method in SAFE_METHODS:
            return ""
        return LOGIN_NEEDED


def is_for_programs(path: str) -> bool:
    """Say whether programs ask here, with a token, and get no page for an answer."""
    return path.startswith("/api/") or path in (MCP, METRICS) or path.endswith(FEEDS)


def _bearer(request: Request) -> str:
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


def is_encrypted(request: Request, config: Config) -> bool:
    """Say whether a browser asks by https, of us or of what stands before us."""
    if request.url.scheme == "https":
        return True
    said = request.headers.get("host", "").lower()
    return bool(said) and config.base_url.lower().rstrip("/") == f"https://{said}"


def cookie_name(request: Request, config: Config) -> str:
    """Return what our cookie is called: by https no other host and no plain page can set it."""
    return "__Host-tidings" if is_encrypted(request, config) else "tidings"
