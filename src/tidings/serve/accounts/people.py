"""The owner's page of people: who there is, what they may do, inviting, removing."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from tidings.errors import UsageError
from tidings.i18n import phrase
from tidings.serve.accounts.login import NO_STORE
from tidings.serve.accounts.visitor import needs
from tidings.serve.forms import Fields, Form
from tidings.serve.parameters import Name, Number
from tidings.serve.site import Site, SiteDep
from tidings.types import Person, Role

__all__ = ["router"]

SAID = {
    "role": phrase("The role is changed, from now on."),
    "remove": phrase("Removed, with all that was theirs."),
    "invitation": phrase("Taken back. The link leads nowhere now."),
}


router = APIRouter(prefix="/people", default_response_class=HTMLResponse, include_in_schema=False)


@router.get("")
@needs(Role.OWNER)
def people(site: SiteDep, done: Name = "") -> Response:
    """Everyone, and the invitations that hold."""
    return _people(site, said=SAID.get(done, ""))


def _people(site: Site, **context: object) -> Response:
    told = {"said": "", "wrong": "", "link": ""} | context
    found = site.news.people
    return site.page(
        "people.html",
        status=400 if told["wrong"] else 200,
        headers=NO_STORE,
        people=found.accounts.all(),
        guarded=found.accounts.guarded,
        invitations=found.invitations.all(now=site.clock()),
        roles=tuple(Role),
        **told,
    )


@router.post("/invite")
@needs(Role.OWNER)
def invite(site: SiteDep, request: Request, form: Form) -> Response:
    """Make a link by which one person can join, and show it, this once."""
    role = _role(form)
    name = form.text("name")
    try:
        secret = site.news.people.invitations.make(role, name=name, now=site.clock())
    except UsageError:
        wrong = phrase("Give yourself a password first: once there are others, everyone logs in.")
        return _people(site, wrong=wrong)
    return _people(site, link=f"{site.base(request)}/join/{secret}")


@router.post("/invitations/{number}/remove")
@needs(Role.OWNER)
def take_back(site: SiteDep, number: Number, form: Form) -> Response:
    """Let an invitation hold no longer."""
    site.news.people.invitations.take_back(number)
    return _done("invitation")


@router.post("/{person}/role")
@needs(Role.OWNER)
def set_role(site: SiteDep, person: Number, form: Form) -> Response:
    """Give a person another role."""
    site.news.people.accounts.set_role(_found(site, person), _role(form))
    return _done("role")


@router.get("/{person}/remove")
@needs(Role.OWNER)
def remove_form(site: SiteDep, person: Number) -> Response:
    """Ask before a person is removed."""
    return site.page("remove_person.html", headers=NO_STORE, person=_found(site, person))


@router.post("/{person}/remove")
@needs(Role.OWNER)
def remove(site: SiteDep, person: Number, form: Form) -> Response:
    """Remove a person and all that is theirs."""
    site.news.people.accounts.remove(_found(site, person))
    return _done("remove")


def _found(site: Site, person: int) -> Person:
    found = site.news.people.accounts.get(person)
    if found is None:
        raise HTTPException(404)
    return found


def _role(form: Fields) -> Role:
    said = form.text("role")
    if said not in tuple(Role):
        raise HTTPException(400, "Choose a role: owner, member or reader.")
    return Role(said)


def _done(what: str) -> Response:
    return RedirectResponse(f"/people?done={what}", 303)
