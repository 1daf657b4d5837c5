"""The language of an answer: as the person set it, else as they chose here, else the browser's."""

from __future__ import annotations

from urllib.parse import parse_qs, parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tidings.i18n import ENGLISH, LOCALES, Locale, locale_of, preferred
from tidings.serve.accounts.authentication import FEEDS, is_for_programs
from tidings.serve.accounts.visitor import SAFE_METHODS, visitor_of

__all__ = ["ChooseLanguage", "in_others", "locale_for"]

COOKIE = "tidings-language"
A_YEAR = 365 * 86_400  # seconds for which a visitor's choice is kept


def locale_for(scope: Scope) -> Locale:
    """Return the language of the answer to a request."""
    path = scope["path"]
    if not is_for_programs(path):
        return locale_of(_said(scope) or _of_browser(scope))
    return locale_of((_said(scope) if _is_feed(path) else "") or ENGLISH)


def _said(scope: Scope) -> str:
    """Return the language that a person set or an address names, "" for none."""
    person = visitor_of(scope).person
    own = person.settings.get("language") if person else ""
    return str(own) if own in LOCALES else chosen(scope)


def _of_browser(scope: Scope) -> str:
    kept = HTTPConnection(scope).cookies.get(COOKIE)
    asked = Headers(scope=scope).get("accept-language", "")
    return kept if kept in LOCALES else preferred(asked)


def _is_feed(path: str) -> bool:
    """Say whether people read what is answered here, though a program asks for it."""
    return path.endswith(FEEDS) and not path.startswith("/api/")


def chosen(scope: Scope) -> str:
    """Return the language that an address names by its ?lang=, "" for none that we speak."""
    query: bytes = scope["query_string"]
    if b"lang=" not in query:
        return ""
    code = parse_qs(query.decode("latin-1")).get("lang", [""])[-1]
    return code if code in LOCALES else ""


def in_others(scope: Scope) -> str:
    """Return where the page that is asked for stands in the language whose code follows."""
    if scope["method"] not in SAFE_METHODS:
        return "/?lang="
    query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    kept = urlencode([(name, value) for name, value in query if name != "lang"])
    return f"{quote(scope['path'])}?{kept}{'&' if kept else ''}lang="


class ChooseLanguage:
    """Keeps a choice of language in a cookie, and tells caches that pages differ by it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; what is no page is left alone."""
        if scope["type"] != "http" or is_for_programs(scope["path"]):
            await self.app(scope, receive, send)
            return
        code = chosen(scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.add_vary_header("Accept-Language, Cookie")
                    if code:
                        headers.append("set-cookie", _kept(code))
            await send(message)

        await self.app(scope, receive, sent)


def _kept(code: str) -> str:
    return f"{COOKIE}={code}; Max-Age={A_YEAR}; Path=/; SameSite=Lax; HttpOnly"
