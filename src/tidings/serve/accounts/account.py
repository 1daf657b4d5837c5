"""A person's own page: name, password, reader apps, sessions, tokens, looks."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from tidings.errors import UsageError
from tidings.i18n import LOCALES, phrase
from tidings.serve.accounts.devices import device
from tidings.serve.accounts.login import NO_STORE
from tidings.serve.accounts.passkeys import passkey_host, passkey_origin
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.forms import Form
from tidings.serve.parameters import Name, Number
from tidings.serve.render.looks import LOOKS
from tidings.serve.site import Site, SiteDep
from tidings.types import KeyKind, Person, Role, Scope

__all__ = ["router"]

SAID = {
    "looks": phrase("Your choice is kept."),
    "name": phrase("Your name is changed. Reader apps know you by it: make their password anew."),
    "password": phrase("Your password is changed. All your other sessions have ended."),
    "ended": phrase("Ended. Whoever used it has to log in again."),
    "token": phrase("Taken back. Whatever used it gets in no more."),
    "passkey": phrase("The passkey is kept: log in with it from now on."),
    "nopasskey": phrase("The passkey lets nobody in any more."),
    "nologin": phrase("This login lets nobody in any more."),
    "apps": phrase("No reader app gets in any more."),
}
DAYS = (30, 90, 365)  # for which a token may hold, beside for good


router = APIRouter(prefix="/settings", default_response_class=HTMLResponse, include_in_schema=False)


@router.get("")
@needs(Role.READER)
def settings(site: SiteDep, request: Request, me: CurrentPerson, done: Name = "") -> Response:
    """All that a person can choose for themselves."""
    return _settings(site, request, me, said=SAID.get(done, ""))


def _settings(site: Site, request: Request, me: Person, **context: object) -> Response:
    keys, passkeys = site.news.people.keys, site.news.people.passkeys
    host = passkey_host(site, request) if me.password else ""
    told = {"said": "", "wrong": "", "made": "", "token_made": ""} | context
    return site.page(
        "settings.html",
        status=400 if told["wrong"] else 200,
        headers=NO_STORE,
        person=me,
        looks=LOOKS,
        base=site.base(request),
        sessions=keys.of(me.id, KeyKind.SESSION),
        tokens=keys.of(me.id, KeyKind.TOKEN),
        apps=keys.of(me.id, KeyKind.PASSWORD, KeyKind.APP),
        passkeys=passkeys.of(me.id),
        passkey=passkeys.offer(me, host=host, now=site.clock()) if host else "",
        logins=site.news.people.logins.of(me.id),
        providers=site.news.people.logins.providers,
        scopes=tuple(Scope),
        days=DAYS,
        **told,
    )


@router.post("/looks")
@needs(Role.READER)
def set_looks(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Keep how the pages should look."""
    said = {name: form.text(name) for name in LOOKS}
    chosen = {name: value for name, value in said.items() if value in LOOKS[name]}
    language = form.text("language")
    if "language" in form and language in ("", *LOCALES):
        chosen["language"] = language
    site.news.people.accounts.set_settings(me, **chosen)
    return _done("looks")


@router.post("/name")
@needs(Role.READER)
def set_name(site: SiteDep, request: Request, me: CurrentPerson, form: Form) -> Response:
    """Take another name."""
    try:
        site.news.people.accounts.rename(me, form.text("name"))
    except UsageError as error:
        return _settings(site, request, me, wrong=str(error))
    return _done("name")


@router.post("/password")
@needs(Role.READER)
def set_password(site: SiteDep, request: Request, me: CurrentPerson, form: Form) -> Response:
    """Take another password: the present one is asked for, and all other sessions end."""
    present, password, again = form.texts("present", "password", "again")
    accounts = site.news.people.accounts
    try:
        accounts.check_password(me, present, now=site.clock())
        if password != again:
            raise UsageError("the two new passwords are not the same: enter them again")
        accounts.set_password(me, password, keep=site.me.key.id if site.me.key else 0)
    except UsageError as error:
        return _settings(site, request, me, wrong=str(error))
    return _done("password")


@router.post("/apps")
@needs(Role.READER)
def make_app_password(site: SiteDep, request: Request, me: CurrentPerson, form: Form) -> Response:
    """Make a password for reader apps and show it, this once."""
    made = site.news.people.keys.make_password(me, now=site.clock())
    return _settings(site, request, me, made=made)


@router.post("/apps/remove")
@needs(Role.READER)
def remove_app_password(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Let no reader app in any more."""
    site.news.people.keys.remove_password(me)
    return _done("apps")


@router.post("/tokens")
@needs(Role.READER)
def make_token(site: SiteDep, request: Request, me: CurrentPerson, form: Form) -> Response:
    """Make a token for a program and show it, this once."""
    scopes = [Scope(one) for one in form.get("scope", []) if one in tuple(Scope)]
    days = form.text("days")
    name = form.text("name").strip() or "a program"
    try:
        token = site.news.people.keys.make_token(
            me, name, scopes, now=site.clock(), days=int(days) if days in map(str, DAYS) else 0
        )
    except UsageError as error:
        return _settings(site, request, me, wrong=str(error))
    return _settings(site, request, me, token_made=token)


@router.post("/tokens/{key}/remove")
@needs(Role.READER)
def remove_token(site: SiteDep, me: CurrentPerson, key: Number, form: Form) -> Response:
    """Take a token back."""
    site.news.people.keys.remove(me.id, key, KeyKind.TOKEN)
    return _done("token")


@router.post("/sessions/{key}/end")
@needs(Role.READER)
def end_session(site: SiteDep, me: CurrentPerson, key: Number, form: Form) -> Response:
    """End a session, here or elsewhere."""
    site.news.people.keys.remove(me.id, key, KeyKind.SESSION)
    return _done("ended")


@router.post("/sessions/end")
@needs(Role.READER)
def end_other_sessions(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """End all sessions but this one."""
    if site.me.key is None:
        raise HTTPException(404)
    site.news.people.keys.remove_others(me.id, KeyKind.SESSION, keep=site.me.key.id)
    return _done("ended")


@router.post("/passkeys")
@needs(Role.READER)
def add_passkey(site: SiteDep, request: Request, me: CurrentPerson, form: Form) -> Response:
    """Keep the passkey that a device made."""
    answer, name = form.texts("answer", "name")
    try:
        site.news.people.passkeys.add(
            me,
            answer,
            name=name.strip() or device(request.headers.get("user-agent", "")),
            host=passkey_host(site, request),
            origin=passkey_origin(site, request),
            now=site.clock(),
        )
    except UsageError as error:
        return _settings(site, request, me, wrong=str(error))
    return _done("passkey")


@router.post("/passkeys/remove")
@needs(Role.READER)
def remove_passkey(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Let a passkey in no more."""
    site.news.people.passkeys.remove(me.id, form.text("id"))
    return _done("nopasskey")


@router.post("/logins/remove")
@needs(Role.READER)
def remove_login(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Let another server's word for a person in no more."""
    issuer, subject = form.texts("issuer", "subject")
    site.news.people.logins.remove(me.id, issuer, subject)
    return _done("nologin")


def _done(what: str) -> Response:
    return RedirectResponse(f"/settings?done={what}", 303)
