"""Logging in by another server: there and back, bound to the browser that set out.

What a browser has to bring back is in a cookie that we signed; nothing is remembered here, so
nobody fills the memory by setting out a million times.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

import msgspec
from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from tidings.errors import LoginError, TooManyError
from tidings.people.openid import Asked, asked
from tidings.serve.accounts.authentication import is_encrypted
from tidings.serve.accounts.login import NO_STORE, address_of, log_in, login_form_page, safe_path
from tidings.serve.accounts.visitor import needs
from tidings.serve.parameters import Id, Name, Words
from tidings.serve.site import Site, SiteDep

__all__ = ["router", "ways_of"]

COOKIE = "tidings-login"
HOLDS = timedelta(minutes=10)  # to log in over there
KEY = secrets.token_bytes(32)  # of this process: after a restart one sets out again
STALE = "This login took too long, or began in another browser. Try again."

router = APIRouter(prefix="/login", default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/with/{provider}")
@needs(None)
def set_out(
    site: SiteDep,
    request: Request,
    provider: Id,
    next: Words = "/",
    join: Name = "",
    add: Name = "",
) -> Response:
    """Send a browser to a provider: to log in, to join by an invitation, or to add a login."""
    logins, now = site.news.people.logins, site.clock()
    way = logins.way(provider)
    adding = add != "" and site.me.person is not None and hmac.compare_digest(add, site.token)
    if join:
        site.news.people.invitations.find(join, now=now)
    said = asked(
        way.provider, back=safe_path(next), invitation=join, now=now,
        person=site.me.person.id if adding and site.me.person else 0,
    )  # fmt: skip
    try:
        logins.count(address_of(request), now=now)
        answer = RedirectResponse(way.way(said, back=_back(site, request, provider)), 303, NO_STORE)
    except (LoginError, TooManyError) as error:
        return login_form_page(site, request, said.back, wrong=error)
    answer.set_cookie(
        COOKIE, _sealed(said), max_age=int(HOLDS.total_seconds()), path="/login/back",
        secure=is_encrypted(request, site.config), httponly=True, samesite="lax",
    )  # fmt: skip
    return answer


@router.get("/back/{provider}")
@needs(None)
def come_back(
    site: SiteDep, request: Request, provider: Id, code: str = "", state: str = "", iss: str = "",
    error: Words = "",
) -> Response:  # fmt: skip
    """Let in who comes back from a provider that knows them."""
    logins = site.news.people.logins
    way = logins.way(provider)
    back = "/"
    try:
        said = _brought(site, request, provider, state)
        back = said.back
        if error or not code:
            raise LoginError(f"{way.provider.name} let nobody in: {error or 'no reason given'}.")
        who = way.identity(said, code, issuer=iss, back=_back(site, request, provider))
        answer = log_in(site, request, logins.admit(who, said, now=site.clock()), back)
    except LoginError as wrong:
        answer = login_form_page(site, request, back, wrong=wrong)
    answer.delete_cookie(COOKIE, path="/login/back")
    return answer


def _brought(site: Site, request: Request, provider: str, state: str) -> Asked:
    """Return what this browser set out with; raises LoginError where it is another's, or old."""
    said = _opened(request.cookies.get(COOKIE, ""), site.clock())
    same = hmac.compare_digest(said.state.encode(), state.encode())
    mine = not said.person or (site.me.person is not None and site.me.person.id == said.person)
    if not (same and mine and said.provider == provider):
        raise LoginError(STALE)
    return said


def ways_of(providers: tuple[str, ...]) -> frozenset[str]:
    """Return the addresses that wait for these providers."""
    return frozenset(f"/login/{way}/{key}" for key in providers for way in ("with", "back"))


def _back(site: Site, request: Request, provider: str) -> str:
    return f"{site.base(request)}/login/back/{provider}"


def _sealed(said: Asked) -> str:
    text = msgspec.json.encode(said)
    return urlsafe_b64encode(hmac.digest(KEY, text, "sha256") + text).decode()


def _opened(cookie: str, now: datetime) -> Asked:
    """Return what a browser brings back; raises LoginError where it is none of ours, or old."""
    try:
        packed = urlsafe_b64decode(cookie.encode())
        seal, text = packed[:32], packed[32:]
        if not hmac.compare_digest(seal, hmac.digest(KEY, text, "sha256")):
            raise LoginError(STALE)
        said = msgspec.json.decode(text, type=Asked)
    except ValueError as error:
        raise LoginError(STALE) from error
    if not 0 <= now.timestamp() - said.at <= HOLDS.total_seconds():
        raise LoginError(STALE)
    return said
