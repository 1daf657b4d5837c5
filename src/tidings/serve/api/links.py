"""Links that lead in without a login, by the JSON API: to one shared story, to one feed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import HTTPException
from pydantic import Field
from starlette.requests import Request

from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.api.models import Out, Wanted
from tidings.serve.api.routing import api_router
from tidings.serve.parameters import Number
from tidings.serve.site import SiteDep
from tidings.types import Role

__all__ = ["router"]

router = api_router("/api/me", "own")


class ShareOut(Out):
    """A story that is shared by a link; what the link is, only who has it knows."""

    number: int
    story: str
    made_at: datetime


class ShareList(Out):
    """All that the person shares, the latest first."""

    shares: tuple[ShareOut, ...]


class ShareRequest(Wanted):
    """A story, by its id."""

    story: Annotated[str, Field(min_length=1, max_length=64)]


class LinkOut(Out):
    """A link, told this once."""

    link: str


class FeedOut(Out):
    """A private address of a feed; the address itself, only who has it knows."""

    number: int
    of: str
    made_at: datetime
    used_at: datetime | None


class FeedList(Out):
    """All private addresses, the latest first."""

    feeds: tuple[FeedOut, ...]


class FeedRequest(Wanted):
    """The path of a feed of ours, without .atom or .json."""

    of: Annotated[str, Field(max_length=2_000, description="Such as /river/feed?show=unread")]


@router.get("/shares")
@needs(Role.READER)
def shares(site: SiteDep, me: CurrentPerson) -> ShareList:
    """The stories that you share."""
    keys = site.news.people.shares.of(me)
    return ShareList(
        shares=tuple(ShareOut(number=k.id, story=k.name, made_at=k.created_at) for k in keys)
    )


@router.post("/shares", status_code=201)
@needs(Role.READER)
def share(site: SiteDep, request: Request, me: CurrentPerson, wanted: ShareRequest) -> LinkOut:
    """Share a story: whoever has the link reads it, and nothing else."""
    story = site.news.store.stories.resolve(wanted.story)
    if not site.news.store.stories.get([story]):
        raise HTTPException(404, "There is no such story.")
    secret = site.news.people.shares.make(me, story, now=site.clock())
    return LinkOut(link=f"{site.base(request)}/shared/{secret}")


@router.post("/shares/{number}/remove")
@needs(Role.READER)
def unshare(site: SiteDep, me: CurrentPerson, number: Number) -> ShareList:
    """Let a link lead nowhere; returns those that are left."""
    site.news.people.shares.take_back(me, number)
    return shares(site, me)


@router.get("/feeds")
@needs(Role.READER)
def feeds(site: SiteDep, me: CurrentPerson) -> FeedList:
    """The private addresses of feeds."""
    keys = site.news.people.feeds.of(me)
    return FeedList(
        feeds=tuple(
            FeedOut(number=k.id, of=k.name, made_at=k.created_at, used_at=k.used_at) for k in keys
        )
    )


@router.post("/feeds", status_code=201)
@needs(Role.READER)
def make_feed(site: SiteDep, request: Request, me: CurrentPerson, wanted: FeedRequest) -> LinkOut:
    """Make a private address of a feed; add .atom or .json (.ics: the calendar's) to it."""
    secret = site.news.people.feeds.make(me, wanted.of, now=site.clock())
    return LinkOut(link=f"{site.base(request)}/feeds/{secret}")


@router.post("/feeds/{number}/remove")
@needs(Role.READER)
def remove_feed(site: SiteDep, me: CurrentPerson, number: Number) -> FeedList:
    """Take an address back; returns those that are left."""
    site.news.people.feeds.remove(me, number)
    return feeds(site, me)
