"""Who asks, and what they may: found before any route runs; a route gets its person as `me`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

import msgspec
from fastapi import Depends, HTTPException
from starlette.requests import Request
from starlette.types import Scope as AsgiScope

from tidings.i18n import phrase
from tidings.types import Key, Person, Role, Scope

__all__ = [
    "ANYONE",
    "LOGIN_NEEDED",
    "CurrentPerson",
    "Visitor",
    "admit",
    "needs",
    "role_needed",
    "visitor_of",
]

RANK = {Role.READER: 1, Role.MEMBER: 2, Role.OWNER: 3}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOGIN_NEEDED = phrase("This needs a login.")

Way = Literal["", "alone", "session", "token"]
F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, kw_only=True, slots=True)
class Visitor:
    """Who asks: a person, and how they came in; nobody in particular without one."""

    person: Person | None = None
    by: Way = ""  # "alone": the one person of a library that nobody else can reach
    key: Key | None = None  # the session or token
    token: str = ""  # what the forms of this session carry back

    def may(self, role: Role | str) -> bool:
        """Say whether this is a person with such a role, or a higher one."""
        return self.person is not None and RANK[self.person.role] >= RANK[Role(role)]

    @property
    def called(self) -> str:
        """The name under which this person does something; "" where nobody had to log in."""
        return self.person.name if self.person and self.by != "alone" else ""

    @property
    def whose(self) -> str:
        """What tells their browser one person's pages from another's, and says nothing of them."""
        if self.person is None:
            return "nobody"
        one = f"{self.person.id} {self.person.created_at.isoformat()}"
        return hashlib.blake2b(one.encode(), digest_size=6).hexdigest()

    @property
    def stamp(self) -> tuple[object, ...]:
        """What is another one where a page may look otherwise for its reader."""
        if self.person is None:
            return ()
        one = self.person
        return one.id, one.name, one.role, msgspec.json.encode(one.settings), self.token


ANYONE = Visitor()


def visitor_of(asked: Request | AsgiScope) -> Visitor:
    """Return who the door found."""
    scope = asked.scope if isinstance(asked, Request) else asked
    found: Visitor = scope.get("visitor", ANYONE)
    return found


async def _person(request: Request) -> Person:
    person = visitor_of(request).person
    if person is None:
        raise HTTPException(401, LOGIN_NEEDED)
    return person


CurrentPerson = Annotated[Person, Depends(_person)]
"""The person who asks; a login is asked for where there is none."""


def needs(role: Role | None) -> Callable[[F], F]:
    """Say which role a route asks for, beneath its `@router` line; None: it admits anyone.

    A route that says nothing asks for a member where it changes something, and to be read for a
    reader, or for nobody in particular where the library is public.
    """

    def mark(route: F) -> F:
        route.__dict__["needs"] = role
        return route

    return mark


def role_needed(route: Callable[..., object], method: str, *, public: bool) -> Role | None:
    """Return the role that a route asks for; None: it admits anyone."""
    said: dict[str, Role | None] = getattr(route, "__dict__", {})
    if "needs" in said:
        return said["needs"]
    if method not in SAFE_METHODS:
        return Role.MEMBER
    return None if public else Role.READER


async def admit(request: Request) -> None:
    """Refuse who may not ask this: 401 where a login would help, 403 where it would not."""
    visitor, method = visitor_of(request), request.method
    public = bool(request.app.state.site.config.public)
    role = role_needed(request.scope["endpoint"], method, public=public)
    if role is None:
        return
    if visitor.person is None:
        raise HTTPException(401, LOGIN_NEEDED)
    if not visitor.may(role):
        raise HTTPException(403, f"This asks for the role “{role}”. Ask the owner for it.")
    if visitor.by == "token" and visitor.key:
        scope = Scope.READ if method in SAFE_METHODS else Scope.WRITE
        if scope not in visitor.key.scopes:
            raise HTTPException(403, f"This token lacks the scope “{scope}”.")
