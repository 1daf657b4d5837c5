"""Routes of the reader apps' APIs: beside the pages, with logins of their own, never a cookie."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tidings.config import Config
from tidings.errors import GoneError, TidingsError
from tidings.news import News
from tidings.serve.reader.asking import Asking, BadRequestError, one_slash, read_asking
from tidings.serve.reader.call import as_json, as_text
from tidings.serve.reader.fever import fever
from tidings.serve.reader.google import google
from tidings.serve.reader.miniflux import miniflux
from tidings.serve.reader.server import Server
from tidings.types import Clock

__all__ = ["PLACES", "ReaderApps", "app_refusal", "is_for_reader_apps"]

AT_ONCE = 4  # calls worked on at a time, each with a connection to the library of its own
GZIP_FROM, GZIP_LEVEL = 1_000, 4  # bytes; of 9

Protocol = Callable[[Server, Asking, str], Response | None]

PLACES: tuple[tuple[str, Protocol], ...] = (
    ("/api/greader.php", google),
    ("/api/fever.php", fever),
    ("/plugins/fever", fever),
    ("/fever.php", fever),
    ("/fever", fever),
    ("/v1", miniflux),
    ("/accounts/ClientLogin", google),
    ("/reader", google),
)
"""Under which paths each protocol is found: FreshRSS's, Tiny Tiny RSS's, Miniflux's, Google's."""

ROOTED = ("/accounts/ClientLogin", "/reader")  # whose place is part of the protocol's own paths
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Auth-Token",
    "Access-Control-Max-Age": "3600",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Apps that are web pages may ask: what lets in is a token that no browser sends by itself."""

log = logging.getLogger(__name__)


def is_for_reader_apps(path: str) -> bool:
    """Say whether a path is one where reader apps ask."""
    return _place(one_slash(path)) is not None


def app_refusal(path: str, text: str, status: int) -> Response | None:
    """Return an error as the app that asked there reads it; None where no reader apps ask."""
    place = _place(one_slash(path))
    return _said(place[1], text, status) if place else None


def _place(path: str) -> tuple[str, Protocol] | None:
    for place, protocol in PLACES:
        if path == place or path.startswith(f"{place}/"):
            return place, protocol
    return None


class ReaderApps:
    """Answers reader apps; passes all else on."""

    def __init__(
        self, app: ASGIApp, *, news: News, config: Config, clock: Clock, version: str
    ) -> None:
        self.app = app
        self._server = Server(news=news, clock=clock, version=version)
        self._config = config
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="reader")
        self._answers = GZipMiddleware(self._answer, GZIP_FROM, GZIP_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a reader app."""
        if scope["type"] == "http" and is_for_reader_apps(scope["path"]):
            await self._answers(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.method == "OPTIONS":
            answer = Response(status_code=204)
        else:
            answer = await self._worked_out(request)
        for name, value in CORS.items():
            answer.headers.setdefault(name, value)
        answer.headers.setdefault("Cache-Control", "no-store")
        await answer(scope, receive, send)

    async def _worked_out(self, request: Request) -> Response:
        base = (self._config.base_url or str(request.base_url)).rstrip("/")
        place, protocol = _place(one_slash(request.scope["path"])) or PLACES[0]
        try:
            asking = await read_asking(request, base)
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._call, asking, place, protocol)
        except BadRequestError as error:
            return _said(protocol, str(error), error.status)
        except HTTPException as error:  # more than a body may hold
            return _said(protocol, error.detail, error.status_code)
        except ClientDisconnect:
            return Response(status_code=400)

    def _call(self, asking: Asking, place: str, protocol: Protocol) -> Response:
        path = asking.path if place in ROOTED else asking.path.removeprefix(place)
        while path.startswith("/api/greader.php"):  # some apps add to an address what it holds
            path = path.removeprefix("/api/greader.php")
        try:
            try:
                answer = protocol(self._server, asking, path)
            except GoneError:  # who asks was removed meanwhile: asked anew, they are turned away
                answer = protocol(self._server, asking, path)
        except TidingsError as error:
            return _said(protocol, str(error), 503)
        if answer is None:
            return _said(protocol, "there is nothing at this address", 404)
        return answer


def _said(protocol: Protocol, text: str, status: int) -> Response:
    """Answer with an error in the form that the app reads."""
    if protocol is miniflux:
        return as_json({"error_message": text}, status)
    if protocol is fever:
        return as_json({"api_version": 3, "auth": 0, "error": text}, status)
    return as_text(text, status)
