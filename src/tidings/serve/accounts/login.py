"""Logging in and out, and joining by an invitation."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.requests import Request

from tidings.errors import LoginError, NotFoundError, TooManyError, UsageError
from tidings.people.keys import LONGEST
from tidings.serve.accounts.authentication import cookie_name, is_encrypted
from tidings.serve.accounts.passkeys import passkey_host, passkey_origin
from tidings.serve.accounts.visitor import LOGIN_NEEDED, needs
from tidings.serve.forms import Form
from tidings.serve.parameters import Id, Words
from tidings.serve.site import Site, SiteDep
from tidings.types import KeyKind, Person, Role
from tidings.urls import is_ip, is_loopback

__all__ = ["address_of", "log_in", "login_form_page", "login_page", "router", "safe_path"]

NO_STORE = {"Cache-Control": "no-store"}

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def login_page(request: Request) -> Response:
    """Return the way to the login, and from there back to the page that was asked for.

    A script is told plainly: it would take being led elsewhere for a mark that was set.
    """
    if request.headers.get("sec-fetch-mode", "navigate") != "navigate":
        return PlainTextResponse(f"{LOGIN_NEEDED}\n", 401, headers=NO_STORE)
    if request.method == "POST":
        url = urlsplit(request.headers.get("referer", ""))
        path, asked = url.path, url.query
    else:
        path, asked = quote(request.url.path), request.url.query
    back = safe_path(f"{path}?{asked}" if asked else path)
    query = "" if back == "/" else f"?{urlencode({'next': back})}"
    return RedirectResponse(f"/login{query}", 303, headers=NO_STORE)


def safe_path(text: str) -> str:
    """Return a path of ours, "/" where the text leads anywhere else."""
    within = text.startswith("/") and not text.startswith(("//", "/\\")) and len(text) <= 2_000
    return text if within and text.isascii() and text.isprintable() and "\\" not in text else "/"


@router.get("/login")
@needs(None)
def login_form(site: SiteDep, request: Request, next: Words = "/") -> Response:
    """Where a name and a password are entered."""
    if site.me.person:
        return RedirectResponse(safe_path(next), 303, headers=NO_STORE)
    return login_form_page(site, request, safe_path(next))


def login_form_page(
    site: Site, request: Request, back: str, *, name: str = "", wrong: UsageError | None = None
) -> Response:
    """Return the page of the login, saying what was wrong."""
    status = 429 if isinstance(wrong, TooManyError) else 403 if wrong else 200
    host = passkey_host(site, request)
    return site.page(
        "login.html",
        status=status,
        headers=NO_STORE,
        back=back,
        name=name,
        wrong=wrong,
        can=site.news.people.accounts.guarded,
        providers=site.news.people.logins.providers,
        passkey=site.news.people.passkeys.ask(host=host, now=site.clock()) if host else "",
    )


@router.post("/login")
@needs(None)
def login(site: SiteDep, request: Request, form: Form) -> Response:
    """Let in who knows their password."""
    name, password, back = form.texts("name", "password", "next")
    address = address_of(request)
    try:
        person = site.news.people.accounts.login(name, password, address=address, now=site.clock())
    except (LoginError, TooManyError) as error:
        return login_form_page(site, request, safe_path(back), name=name[:100], wrong=error)
    return log_in(site, request, person, safe_path(back))


@router.post("/login/passkey")
@needs(None)
def login_by_passkey(site: SiteDep, request: Request, form: Form) -> Response:
    """Let in who holds a passkey."""
    answer, back = form.texts("answer", "next")
    try:
        person = site.news.people.passkeys.login(
            answer,
            host=passkey_host(site, request),
            origin=passkey_origin(site, request),
            now=site.clock(),
        )
    except LoginError as error:
        return login_form_page(site, request, safe_path(back), wrong=error)
    return log_in(site, request, person, safe_path(back))


def address_of(request: Request) -> str:
    """Return from where a request comes: from what a proxy on this machine says, else its peer."""
    peer = request.client.host if request.client else ""
    last = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return last if is_loopback(peer) and is_ip(last) else peer


def log_in(site: Site, request: Request, person: Person, back: str) -> Response:
    """Begin a session for a person who proved who they are; the one they came with ends."""
    keys, agent = site.news.people.keys, request.headers.get("user-agent", "")
    if site.me.key and site.me.by == "session" and site.me.person:
        keys.remove(site.me.person.id, site.me.key.id, KeyKind.SESSION)
    answer = RedirectResponse(back, 303, headers=NO_STORE)
    answer.set_cookie(
        cookie_name(request, site.config),
        keys.start_session(person, agent=agent, now=site.clock()),
        max_age=int(LONGEST.total_seconds()),  # it ends earlier where it is not used
        secure=is_encrypted(request, site.config),
        httponly=True,
        samesite="lax",
    )
    return answer


@router.post("/logout")
@needs(Role.READER)
def logout(site: SiteDep, request: Request, form: Form) -> Response:
    """End this session."""
    me = site.me
    if me.person and me.key and me.by == "session":
        site.news.people.keys.remove(me.person.id, me.key.id, KeyKind.SESSION)
    answer = RedirectResponse("/login", 303, headers=NO_STORE)
    name = cookie_name(request, site.config)
    secure = is_encrypted(request, site.config)
    answer.delete_cookie(name, secure=secure, httponly=True, samesite="lax")
    return answer


@router.get("/join/{secret}")
@needs(None)
def join_form(site: SiteDep, secret: Id) -> Response:
    """Where someone who was invited chooses a name and a password."""
    invitation = site.news.people.invitations.find(secret, now=site.clock())
    return _join_form(site, secret, name=invitation.name)


def _join_form(site: Site, secret: str, *, name: str, wrong: UsageError | None = None) -> Response:
    status = 400 if wrong else 200
    return site.page(
        "join.html",
        status=status,
        headers=NO_STORE,
        secret=secret,
        name=name,
        wrong=wrong,
        providers=site.news.people.logins.providers,
    )


@router.post("/join/{secret}")
@needs(None)
def join(site: SiteDep, request: Request, secret: Id, form: Form) -> Response:
    """Add who was invited, and log them in."""
    name, password, again = form.texts("name", "password", "again")
    invitations, now = site.news.people.invitations, site.clock()
    try:
        invitations.find(secret, now=now)
        if password != again:
            raise UsageError("the two passwords are not the same: enter them again")
        person = invitations.join(secret, name=name, password=password, now=now)
    except NotFoundError as gone:  # used up: perhaps by this very form, sent twice
        try:
            address = address_of(request)
            person = site.news.people.accounts.login(name, password, address=address, now=now)
        except (LoginError, TooManyError):
            raise gone from None
    except UsageError as error:
        return _join_form(site, secret, name=name[:100], wrong=error)
    return log_in(site, request, person, "/")
