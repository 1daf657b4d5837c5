"""“This is wrong” by the JSON API: what was written, keeping what of it is wrong, the cases."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import HTTPException, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from tidings.serve.accounts.login import NO_STORE
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.api.models import Out
from tidings.serve.api.routing import api_router
from tidings.serve.parameters import Limit, Number, Words, whole_number
from tidings.serve.site import Site, SiteDep
from tidings.types import About, Person, Role, WrongCase, WrongKind

__all__ = ["Length", "Minutes", "Number", "Scope", "admit", "router"]

LONGEST = 2_000  # characters of what was written, by its name, and of a person's words
MOST = 60  # sentences of a page that can be chosen from

Scope = Literal["article", "story", "thread", "search"]
Length = Literal["short", "medium", "long"]
Minutes = Annotated[int, Query(ge=1, le=60)]
Before = Annotated[int, Query(ge=0, lt=1 << 53)]


def _unkept(response: Response) -> None:
    """Let no answer be kept: cases are no part of what the library's pages are made of."""
    response.headers.update(NO_STORE)


router = api_router("/api/wrong", "wrong", before=_unkept)


class EvidenceOut(Out):
    """A passage that something rests on. Offsets count code points of the article's text."""

    article: str
    url: str
    publisher: str
    start: int
    end: int
    text: str


class ShownOut(Out):
    """A sentence, or a finding, as a page shows it."""

    text: str
    evidence: tuple[EvidenceOut, ...]


class ShownList(Out):
    """What was written; `sentences` are counted from 0."""

    sentences: tuple[ShownOut, ...]


class AboutOut(Out):
    """What was written, and how."""

    kind: WrongKind
    what: str
    of: str
    length: str
    minutes: int


class CaseOut(Out):
    """What somebody called wrong, with the passages that it rested on."""

    id: int
    about: AboutOut
    shown: tuple[ShownOut, ...]
    words: str
    by: str
    at: datetime
    versions: dict[str, str]
    settled: bool


class CaseList(Out):
    """Cases, newest first."""

    cases: tuple[CaseOut, ...]
    next: int | None = Field(description="The `before` of older ones.")


class WrongIn(BaseModel):
    """What is wrong."""

    model_config = ConfigDict(extra="forbid")
    kind: WrongKind
    what: Annotated[str, Field(max_length=LONGEST)] = Field(
        default="", description="An id, words of a search, a question, a day; by the kind."
    )
    of: Scope = Field(default="story", description="Of a summary.")
    length: Length = Field(default="medium", description="Of a summary.")
    minutes: Annotated[int, Field(ge=1, le=60)] = Field(default=5, description="Of a wrap-up.")
    sentences: Annotated[tuple[int, ...], Field(max_length=MOST)] = Field(
        default=(), description="Which, from 0; all without."
    )
    words: Annotated[str, Field(max_length=LONGEST)] = ""


class SettledIn(BaseModel):
    """Whether a case is settled."""

    model_config = ConfigDict(extra="forbid")
    settled: bool = True


@router.get("")
@needs(Role.READER)
def written(
    site: SiteDep, me: CurrentPerson, kind: WrongKind, what: Words = "", of: Scope = "story",
    length: Length = "medium", minutes: Minutes = 5,
) -> ShownList:  # fmt: skip
    """What was written, sentence by sentence, each with what it rests on."""
    about = About(kind=kind, what=what, of=of, length=length, minutes=minutes)
    admit(site, me, about)
    shown = site.news.wrong.shown(about, person=me)
    return ShownList(sentences=tuple(map(ShownOut.model_validate, shown)))


@router.post("", status_code=201)
@needs(Role.READER)
def report(site: SiteDep, me: CurrentPerson, wanted: WrongIn) -> CaseOut:
    """Keep what is wrong. It is written again as it is now, never taken from the request."""
    about = About(
        kind=wanted.kind,
        what=wanted.what,
        of=wanted.of,
        length=wanted.length,
        minutes=wanted.minutes,
    )
    admit(site, me, about)
    case = site.news.wrong.report(
        about, wanted.sentences, words=wanted.words, person=me, by=site.me.called
    )
    return CaseOut.model_validate(case)


@router.get("/cases")
@needs(Role.OWNER)
def cases(site: SiteDep, before: Before = 0, limit: Limit = 50) -> CaseList:
    """What people called wrong; for owners."""
    found: tuple[WrongCase, ...] = tuple(site.news.wrong.cases(before=before, limit=limit))
    shown = tuple(map(CaseOut.model_validate, found))
    return CaseList(cases=shown, next=shown[-1].id if len(shown) == limit else None)


@router.post("/cases/{number}/settle", status_code=204)
@needs(Role.OWNER)
def settle(site: SiteDep, number: Number, wanted: SettledIn) -> None:
    """Mark a case settled, or open again; for owners."""
    site.news.wrong.settle(number, settled=wanted.settled)


@router.post("/cases/{number}/remove", status_code=204)
@needs(Role.OWNER)
def remove(site: SiteDep, number: Number) -> None:
    """Forget a case; for owners."""
    site.news.wrong.remove(number)


def admit(site: Site, me: Person, about: About) -> None:
    """Refuse what can't be, and what of a held comment is not this person's to see."""
    if about.kind is WrongKind.WRAP_UP and about.what:
        try:
            date.fromisoformat(about.what)
        except ValueError as error:
            raise HTTPException(404) from error
    if about.kind is not WrongKind.MODERATION:
        return
    number = whole_number(about.what)
    comment = {} if number is None else site.news.store.comments.get([number])
    writer = next((one.person for one in comment.values()), None)
    if not (writer == me.id or site.news.comments.moderation.may(me)):
        raise HTTPException(404)
