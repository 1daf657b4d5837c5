"""Who reads and who moderates comments, by the JSON API: muting, what waits, moderators."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import HTTPException
from pydantic import Field

from tidings.errors import NotFoundError
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.api.comments import DoubtOut
from tidings.serve.api.models import Out, Wanted
from tidings.serve.api.routing import api_router
from tidings.serve.pages.comments import talking
from tidings.serve.pages.moderation import as_moderator
from tidings.serve.site import Site, SiteDep
from tidings.types import CommentState, Person, Role

__all__ = ["router"]

router = api_router("/api/comments", "comments")


class NameList(Out):
    """People, by their names."""

    names: tuple[str, ...]


class NameRequest(Wanted):
    """A person, by their name: to do it, or with `on` false to do it no more."""

    name: Annotated[str, Field(max_length=200)]
    on: bool = True


class ReportOut(Out):
    """Why somebody asked a moderator to look."""

    by: str
    why: str


class WaitingOut(Out):
    """A comment that a moderator should look at."""

    id: int
    article: str
    by: str
    state: CommentState
    text: str
    written_at: datetime
    doubts: tuple[DoubtOut, ...]
    reports: tuple[ReportOut, ...]


class WaitingList(Out):
    """What waits and what was reported, the oldest first."""

    waiting: tuple[WaitingOut, ...]


class UnseenOut(Out):
    """How much was said to a person that they have not seen."""

    unseen: int


@router.post("/seen")
@needs(Role.READER)
def seen(site: SiteDep, me: CurrentPerson) -> UnseenOut:
    """Say that you have seen what was said to you."""
    kept = talking(site).news.comments
    kept.see(me)
    site.news.people.changed(me.id)
    return UnseenOut(unseen=kept.unseen(me))


@router.get("/muted")
@needs(Role.READER)
def muted(site: SiteDep, me: CurrentPerson) -> NameList:
    """Those whom you don't read."""
    return NameList(names=tuple(one.name for one in talking(site).news.comments.muted(me)))


@router.post("/muted")
@needs(Role.READER)
def mute(site: SiteDep, me: CurrentPerson, wanted: NameRequest) -> NameList:
    """Read no more of what somebody says, or read it again; returns all whom you don't read."""
    other = _named(site, wanted.name)
    talking(site).news.comments.mute(me, other.id, on=wanted.on)
    site.news.people.changed(me.id)
    return muted(site, me)


@router.get("/waiting")
@needs(Role.READER)
def waiting(site: SiteDep) -> WaitingList:
    """What waits and what was reported; for moderators."""
    if not talking(site).news.comments.moderation.may(site.me.person):
        raise HTTPException(404)
    return WaitingList(
        waiting=tuple(
            WaitingOut(
                id=one.comment.id,
                article=one.comment.article,
                by=one.name,
                state=one.comment.state,
                text=one.comment.text,
                written_at=one.comment.written_at,
                doubts=tuple(map(DoubtOut.model_validate, one.comment.because)),
                reports=tuple(ReportOut(by=by, why=told.why) for by, told in one.reports),
            )
            for one in as_moderator(site).queue()
        )
    )


@router.get("/moderators")
@needs(Role.OWNER)
def moderators(site: SiteDep) -> NameList:
    """Those who were made moderators."""
    return NameList(names=tuple(one.name for one in as_moderator(site).moderators()))


@router.post("/moderators")
@needs(Role.OWNER)
def set_moderator(site: SiteDep, wanted: NameRequest) -> NameList:
    """Let a person moderate, or no longer; returns all who do."""
    as_moderator(site).set_moderator(_named(site, wanted.name), on=wanted.on)
    return moderators(site)


def _named(site: Site, name: str) -> Person:
    found = site.news.store.people.named(name.strip())
    if found is None:
        raise NotFoundError("this person is not here any more")
    return found
