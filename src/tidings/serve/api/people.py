"""The people of a library by the JSON API, for its owners: roles, invitations, removing."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field
from starlette.requests import Request

from tidings.errors import NotFoundError
from tidings.serve.accounts.visitor import needs
from tidings.serve.api.links import LinkOut
from tidings.serve.api.models import Out, Wanted
from tidings.serve.api.routing import api_router
from tidings.serve.parameters import Number
from tidings.serve.site import Site, SiteDep
from tidings.types import Person, Role

__all__ = ["router"]

router = api_router("/api/people", "people")


class PersonOut(Out):
    """A person, and what they may do."""

    id: int
    name: str
    role: Role
    created_at: datetime


class PersonList(Out):
    """Everyone, the owner first."""

    people: tuple[PersonOut, ...]


class InvitationOut(Out):
    """An invitation that holds; its link, only who has it knows."""

    id: int
    role: Role
    name: str
    created_at: datetime
    expires_at: datetime


class InvitationList(Out):
    """All invitations that hold, the latest first."""

    invitations: tuple[InvitationOut, ...]


class InvitationRequest(Wanted):
    """What whoever is invited may do, and for whom it is meant."""

    role: Role
    name: Annotated[str, Field(max_length=200)] = ""


class RoleRequest(Wanted):
    """Another role."""

    role: Role


@router.get("")
@needs(Role.OWNER)
def people(site: SiteDep) -> PersonList:
    """Everyone."""
    found = site.news.people.accounts.all()
    return PersonList(people=tuple(map(PersonOut.model_validate, found)))


@router.get("/invitations")
@needs(Role.OWNER)
def invitations(site: SiteDep) -> InvitationList:
    """The invitations that hold."""
    found = site.news.people.invitations.all(now=site.clock())
    return InvitationList(invitations=tuple(map(InvitationOut.model_validate, found)))


@router.post("/invitations", status_code=201)
@needs(Role.OWNER)
def invite(site: SiteDep, request: Request, wanted: InvitationRequest) -> LinkOut:
    """Make a link by which one person can join; it is told this once."""
    made = site.news.people.invitations
    secret = made.make(wanted.role, name=wanted.name, now=site.clock())
    return LinkOut(link=f"{site.base(request)}/join/{secret}")


@router.post("/invitations/{number}/remove")
@needs(Role.OWNER)
def take_back(site: SiteDep, number: Number) -> InvitationList:
    """Let an invitation hold no longer; returns those that are left."""
    site.news.people.invitations.take_back(number)
    return invitations(site)


@router.post("/{person}/role")
@needs(Role.OWNER)
def set_role(site: SiteDep, person: Number, wanted: RoleRequest) -> PersonOut:
    """Give a person another role."""
    found = site.news.people.accounts.set_role(_found(site, person), wanted.role)
    return PersonOut.model_validate(found)


@router.post("/{person}/remove")
@needs(Role.OWNER)
def remove(site: SiteDep, person: Number) -> PersonList:
    """Remove a person and all that is theirs; returns who is left."""
    site.news.people.accounts.remove(_found(site, person))
    return people(site)


def _found(site: Site, number: int) -> Person:
    found = site.news.people.accounts.get(number)
    if found is None:
        raise NotFoundError("this person is not here any more")
    return found
