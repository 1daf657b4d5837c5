"""The ways by which a person is told, by the JSON API: added, confirmed, tried, paused, removed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.api.models import Out, Wanted
from tidings.serve.api.routing import api_router
from tidings.serve.parameters import Number
from tidings.serve.site import SiteDep
from tidings.types import ChannelKind, Role

__all__ = ["router"]


router = api_router("/api/channels", "watch")


class ChannelOut(Out):
    """A way by which a person is told."""

    number: int
    kind: ChannelKind
    address: str
    confirmed: bool
    paused: bool
    error: str
    sent_at: datetime | None


class ChannelMade(ChannelOut):
    """A new one; a webhook's secret, by which what comes is known to be ours, is told this once."""

    secret: str


class ChannelList(Out):
    """All channels."""

    channels: tuple[ChannelOut, ...]


class ChannelRequest(Wanted):
    """A new way."""

    kind: ChannelKind
    address: Annotated[str, Field(max_length=2_000, description="Of the web, or of mail.")]
    token: Annotated[str, Field(max_length=200, description="That ntfy asks for, if any.")] = ""


class CodeRequest(Wanted):
    """The code that was sent to a mail address."""

    code: Annotated[str, Field(max_length=100)]


@router.get("")
@needs(Role.READER)
def channels(site: SiteDep, me: CurrentPerson) -> ChannelList:
    """The ways by which you are told, without their secrets."""
    mine = site.news.people.watching.channels(me.id).all()
    return ChannelList(channels=tuple(map(ChannelOut.model_validate, mine)))


@router.post("", status_code=201)
@needs(Role.READER)
def add(site: SiteDep, me: CurrentPerson, wanted: ChannelRequest) -> ChannelMade:
    """Add a way to be told; one by mail holds once the code that is sent there was entered."""
    mine = site.news.people.watching.channels(me.id)
    made = mine.add(wanted.kind, wanted.address, token=wanted.token)
    told = made.secret if made.kind is ChannelKind.WEBHOOK else ""
    return ChannelMade(**ChannelOut.model_validate(made).model_dump(), secret=told)


@router.post("/{number}/confirm")
@needs(Role.READER)
def confirm(site: SiteDep, me: CurrentPerson, number: Number, wanted: CodeRequest) -> ChannelOut:
    """Take a mail address as your own."""
    mine = site.news.people.watching.channels(me.id)
    mine.confirm(number, wanted.code)
    return ChannelOut.model_validate(mine.get(number))


@router.post("/{number}/remove")
@needs(Role.READER)
def remove(site: SiteDep, me: CurrentPerson, number: Number) -> ChannelList:
    """Remove a way; returns those that are left."""
    site.news.people.watching.channels(me.id).remove(number)
    return channels(site, me)


@router.post("/{number}/{action}")
@needs(Role.READER)
def act(
    site: SiteDep, me: CurrentPerson, number: Number, action: Literal["test", "pause", "resume"]
) -> ChannelOut:
    """Try a way, pause it, resume it."""
    mine = site.news.people.watching.channels(me.id)
    if action == "test":
        mine.test(number)
    else:
        mine.pause(number, paused=action == "pause")
    return ChannelOut.model_validate(mine.get(number))
