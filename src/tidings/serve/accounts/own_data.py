"""What is a person's own, out and in: their marks and subscriptions as files."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import UploadFile
from starlette.requests import Request

from tidings.errors import UsageError
from tidings.i18n import phrase
from tidings.news import News
from tidings.people.own_data import Taken, mark_all, open_parts, pack
from tidings.serve.accounts.login import NO_STORE
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.reader.asking import BadRequestError
from tidings.serve.reader.following import import_list, to_list
from tidings.serve.render.phrases import count
from tidings.serve.site import Site, SiteDep
from tidings.types import Person, Role

__all__ = ["export_own", "import_own", "router", "said_of"]

router = APIRouter(
    prefix="/settings/data", default_response_class=HTMLResponse, include_in_schema=False
)


def export_own(news: News, person: Person) -> bytes:
    """Return all that is a person's own as a zip."""
    desk = news.people.desk(person.id)
    return pack(news.store, desk, person, subscriptions=to_list(desk))


def import_own(news: News, person: Person, body: bytes) -> tuple[int, Taken]:
    """Follow the feeds and take over the marks of a file; return how many feeds, which marks.

    Raises UsageError where it holds neither.
    """
    parts, desk = open_parts(body), news.people.desk(person.id)
    try:
        feeds = sum(import_list(news, person, desk, one) for one in parts.lists)
    except BadRequestError as error:
        raise UsageError(str(error)) from error
    return feeds, mark_all(desk, parts.marks)


async def _upload(request: Request, site: SiteDep) -> bytes:
    """Return the file of a form of ours; 403 where the form's token is not ours."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise HTTPException(415, "This only takes a file from a form of our own pages.")
    async with request.form(max_files=1, max_fields=4) as form:
        token, file = form.get("token"), form.get("file")
        known = isinstance(token, str) and secrets.compare_digest(
            token.encode(), site.token.encode()
        )
        if not known:
            raise HTTPException(403, "This form is from before you logged in. Reload, try again.")
        if not isinstance(file, UploadFile):
            raise HTTPException(400, "Choose a file first.")
        return await file.read()


@router.get("")
@needs(Role.READER)
def data(site: SiteDep, me: CurrentPerson) -> Response:
    """Forms for taking things in, links for taking them along."""
    return _page(site, me)


@router.get("/subscriptions.opml")
@needs(Role.READER)
def subscriptions(site: SiteDep, me: CurrentPerson) -> Response:
    """What a person follows, with folders."""
    body = to_list(site.news.people.desk(me.id))
    return _file(body, "text/x-opml", "subscriptions.opml")


@router.get("/tidings.zip")
@needs(Role.READER)
def everything(site: SiteDep, me: CurrentPerson) -> Response:
    """All that is a person's own."""
    return _file(export_own(site.news, me), "application/zip", "tidings.zip")


@router.post("")
@needs(Role.READER)
def take_in(site: SiteDep, me: CurrentPerson, file: Annotated[bytes, Depends(_upload)]) -> Response:
    """Follow and mark what a file says."""
    try:
        feeds, marks = import_own(site.news, me, file)
    except UsageError as error:
        return _page(site, me, wrong=str(error))
    return _page(site, me, said=said_of(feeds, marks))


def said_of(feeds: int, marks: Taken) -> str:
    """Say what was taken in."""
    if not feeds and not marks.marked and not marks.absent:
        return phrase("Nothing was found in this file that could be followed or marked.")
    followed, marked = count(feeds, "feed"), count(marks.marked, "article")
    said = [phrase(f"{followed} followed")] if feeds else []
    if marks.marked or marks.absent:
        said.append(phrase(f"the marks of {marked} taken over"))
    if marks.absent:
        said.append(phrase(f"{marks.absent:,} are of articles that are not here"))
    return "; ".join(said)


def _page(site: Site, me: Person, **context: object) -> Response:
    told = {"said": "", "wrong": ""} | context
    status = 400 if told["wrong"] else 200
    number = len(site.news.people.desk(me.id).subscriptions())
    return site.page("data.html", status=status, headers=NO_STORE, following=number, **told)


def _file(body: bytes, kind: str, name: str) -> Response:
    headers = NO_STORE | {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=kind, headers=headers)
