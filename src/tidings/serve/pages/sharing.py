"""A story shared by link: whoever has the link reads it, and nothing else of the library."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from tidings.serve.accounts.login import NO_STORE
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.forms import Form
from tidings.serve.parameters import Id, Number
from tidings.serve.render.citations import cited_sentences
from tidings.serve.site import SiteDep
from tidings.types import Role

__all__ = ["router"]

UNLISTED = NO_STORE | {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.post("/story/{story_id}/share")
@needs(Role.READER)
def share(site: SiteDep, request: Request, story_id: Id, me: CurrentPerson, form: Form) -> Response:
    """Make a link to a story that anyone can follow, and show it, this once."""
    view = site.news.story(story_id)
    if view is None:
        raise HTTPException(404)
    secret = site.news.people.shares.make(me, view.story.id, now=site.clock())
    link = f"{site.base(request)}/shared/{secret}"
    return site.page("share.html", headers=NO_STORE, story=view.story, link=link)


@router.get("/shared/{secret}")
@needs(None)
def shared(site: SiteDep, secret: Id) -> Response:
    """The story of a link, with nothing of whose link it is or who reads it."""
    view = site.news.story(site.news.people.shares.find(secret, now=site.clock()))
    if view is None:
        raise HTTPException(404)
    return site.page(
        "shared.html",
        headers=UNLISTED,
        view=view,
        headline=view.summary.headline or view.story.headline,
        summary=cited_sentences(site.editor.shown(view)),
    )


@router.get("/settings/shared")
@needs(Role.READER)
def links(site: SiteDep, me: CurrentPerson) -> Response:
    """All links that a person made."""
    made = [(key, site.news.story(key.name)) for key in site.news.people.shares.of(me)]
    return site.page("shares.html", headers=NO_STORE, made=made)


@router.post("/settings/shared/{key}/remove")
@needs(Role.READER)
def take_back(site: SiteDep, key: Number, me: CurrentPerson, form: Form) -> Response:
    """Let a link lead nowhere any more."""
    site.news.people.shares.take_back(me, key)
    return RedirectResponse("/settings/shared", 303)
