"""A person's choices and belongings, by the JSON API: looks, language; all of it, out and in."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException
from pydantic import AfterValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from tidings.i18n import LOCALES
from tidings.people.own_data import UNREADABLE
from tidings.reading.choices import OWN
from tidings.serve.accounts.own_data import export_own, import_own
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.api.models import ErrorOut, Out, Wanted
from tidings.serve.api.routing import json_only
from tidings.serve.reader.following import to_list
from tidings.serve.render.looks import LOOKS, looks_of
from tidings.serve.site import SiteDep
from tidings.types import Role

__all__ = ["router"]

FILES = ("application/octet-stream", "application/zip", "application/json", "text/x-opml")
ZIP: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/zip": {}}, "description": "All of it."}
}
OPML: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/x-opml": {}}, "description": "What is followed."}
}

router = APIRouter(
    prefix="/api/me",
    tags=["own"],
    responses={"4XX": {"model": ErrorOut}, "5XX": {"model": ErrorOut}},
)


class SettingsOut(Out):
    """What a person chose."""

    name: str
    role: Role
    language: Annotated[str, Field(description="Of the interface; none: as the browser asks.")]
    looks: dict[str, str]
    writer: Annotated[str, Field(description="Empty: as the library has it.")]


class MailOut(Out):
    """The wrap-up by mail: where to, when (UTC), and of which folder; 0: of all."""

    channel: int
    hour: int
    folder: int


class MailRequest(Wanted):
    """A confirmed mail address of yours, by its number among the channels; an hour (UTC)."""

    channel: Annotated[int, Field(ge=1, lt=1 << 53)]
    hour: Annotated[int, Field(ge=0, le=23)]
    folder: Annotated[int, Field(ge=0, lt=1 << 53)] = 0


def _known(looks: dict[str, str]) -> dict[str, str]:
    if any(value not in LOOKS.get(name, ()) for name, value in looks.items()):
        raise ValueError(looks)
    return looks


class SettingsRequest(Wanted):
    """What to choose otherwise; what is left out stays."""

    language: Annotated[str, Field(pattern=f"^({'|'.join(LOCALES)}|)$")] | None = None
    looks: Annotated[dict[str, str], AfterValidator(_known)] = Field(
        default_factory=dict,
        description="; ".join(f"{name}: {', '.join(values)}" for name, values in LOOKS.items()),
    )
    writer: Annotated[str, Field(pattern=f"^({'|'.join(OWN)})$")] | None = None


class TakenOut(Out):
    """What a file brought: feeds followed, articles marked, and those that are not here."""

    feeds: int
    marked: int
    absent: int


@router.get("/settings")
@needs(Role.READER)
def settings(me: CurrentPerson) -> SettingsOut:
    """Who you are, and what you chose."""
    return SettingsOut(
        name=me.name,
        role=me.role,
        language=str(me.settings.get("language") or ""),
        looks=looks_of(me.settings),
        writer=str(me.settings.get("writer") or ""),
    )


@router.post("/settings", dependencies=[Depends(json_only)])
@needs(Role.READER)
def choose(site: SiteDep, me: CurrentPerson, wanted: SettingsRequest) -> SettingsOut:
    """Choose a language of the interface, how the pages look, and who writes for you."""
    chosen = dict(wanted.looks)
    if wanted.language is not None:
        chosen["language"] = wanted.language
    if wanted.writer is not None:
        chosen["writer"] = wanted.writer
    return settings(site.news.people.accounts.set_settings(me, **chosen))


@router.get("/wrap-up")
@needs(Role.READER)
def wrap_up_by_mail(site: SiteDep, me: CurrentPerson) -> MailOut | None:
    """When the wrap-up comes by mail; null: it doesn't."""
    posting = site.news.mailing.of(me)
    return MailOut.model_validate(posting) if posting else None


@router.post("/wrap-up", dependencies=[Depends(json_only)])
@needs(Role.READER)
def mail_wrap_up(site: SiteDep, me: CurrentPerson, wanted: MailRequest) -> MailOut:
    """Send the wrap-up by mail every day."""
    site.news.mailing.start(me, channel=wanted.channel, hour=wanted.hour, folder=wanted.folder)
    return MailOut(**wanted.model_dump())


@router.post("/wrap-up/stop", status_code=204, dependencies=[Depends(json_only)])
@needs(Role.READER)
def stop_wrap_up(site: SiteDep, me: CurrentPerson) -> None:
    """Send it no more."""
    site.news.mailing.stop(me)


@router.post("/opened/forget", status_code=204, dependencies=[Depends(json_only)])
@needs(Role.READER)
def forget_opened(site: SiteDep, me: CurrentPerson) -> None:
    """Forget what you opened: nothing is told as new since then any more."""
    if site.remembered is None:
        raise HTTPException(404)
    site.remembered.forget()


@router.get("/export", response_class=Response, responses=ZIP)
@needs(Role.READER)
def take_out(site: SiteDep, me: CurrentPerson) -> Response:
    """All that is yours, as a zip of JSON Lines and OPML."""
    return Response(export_own(site.news, me), media_type="application/zip")


@router.get("/subscriptions.opml", response_class=Response, responses=OPML)
@needs(Role.READER)
def subscriptions(site: SiteDep, me: CurrentPerson) -> Response:
    """What you follow, with folders."""
    return Response(to_list(site.news.people.desk(me.id)), media_type="text/x-opml")


async def _file(request: Request) -> bytes:
    """Return the file that is the body; 415 for what a foreign page could send unasked."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FILES:
        raise HTTPException(415, "Send the file itself, as application/octet-stream.")
    return await request.body()


@router.post(
    "/import",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in FILES},
        }
    },
)
@needs(Role.READER)
def take_in(site: SiteDep, me: CurrentPerson, file: Annotated[bytes, Depends(_file)]) -> TakenOut:
    """Follow and mark what a file says: OPML, our zip, Miniflux's entries, FreshRSS's export."""
    if not file:
        raise HTTPException(400, UNREADABLE)
    feeds, taken = import_own(site.news, me, file)
    return TakenOut(feeds=feeds, marked=taken.marked, absent=taken.absent)
