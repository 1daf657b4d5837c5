"""The moderators' page: what waits, what was reported, what was done and can be undone."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.comments import Moderation
from tidings.i18n import phrase
from tidings.serve.accounts.login import NO_STORE
from tidings.serve.accounts.visitor import needs
from tidings.serve.forms import Form
from tidings.serve.pages.comment_previews import subjects_of
from tidings.serve.pages.comments import Before, talking
from tidings.serve.parameters import Name, Number
from tidings.serve.site import Site, SiteDep
from tidings.types import ActKind, Role

__all__ = ["ACTS", "as_moderator", "router"]

ACTS = (ActKind.RESTORE, ActKind.HIDE, ActKind.REMOVE)
SAID = {
    "restore": phrase("The comment is shown."),
    "hide": phrase("The comment is hidden: its writer and moderators still see it."),
    "remove": phrase("The comment is removed; answers to it stay."),
    "undo": "Undone.",
    "right": phrase("Changed, from now on."),
}
LISTED = 50

router = APIRouter(prefix="/comments", default_response_class=HTMLResponse, include_in_schema=False)


def as_moderator(site: Site) -> Moderation:
    """Return what moderators work with; 403 where who asks is none."""
    moderation = talking(site).news.comments.moderation
    if not moderation.may(site.me.person):
        raise HTTPException(403, "This is for moderators. The owner makes people moderators.")
    return moderation


@router.get("/moderation")
@needs(Role.READER)
def queue(site: SiteDep, before: Before = 0, done: Name = "") -> Response:
    """What a moderator should look at, and what was done."""
    moderation = as_moderator(site)
    queued, acts = moderation.queue(), moderation.acts(before=before, limit=LISTED)
    comments = [one.comment for one in queued] + [comment for _, comment in acts]
    others = [p for p in site.news.people.accounts.all() if p.role is not Role.OWNER]
    return site.page(
        "moderation.html",
        headers=NO_STORE,
        queue=queued,
        acts=acts,
        subjects=subjects_of(site, comments),
        people=others if site.me.may(Role.OWNER) else (),
        moderators={person.id for person in moderation.moderators()},
        older=acts[-1][0].id if len(acts) == LISTED else 0,
        said=SAID.get(done, ""),
    )


@router.post("/moderators")
@needs(Role.OWNER)
def set_moderator(site: SiteDep, form: Form) -> Response:
    """Let a person moderate, or no longer."""
    moderation = as_moderator(site)
    person = site.news.people.accounts.get(form.number("person"))
    if person is None:
        raise HTTPException(404, "This person is not here any more.")
    moderation.set_moderator(person, on=form.text("on") == "1")
    return _done("right")


@router.post("/acts/{number}/undo")
@needs(Role.READER)
def undo(site: SiteDep, number: Number, form: Form) -> Response:
    """Make a comment what it was before something was done to it."""
    as_moderator(site).undo(number)
    return _done("undo")


@router.post("/{number}/moderate")
@needs(Role.READER)
def moderate(site: SiteDep, number: Number, form: Form) -> Response:
    """Show, hide or remove a comment."""
    does, note = form.texts("do", "note")
    moderation = as_moderator(site)
    if does not in ACTS:
        raise HTTPException(400, "Choose what to do: restore, hide or remove.")
    moderation.act(number, ActKind(does), by=_name(site), note=note)
    return _done(does)


def _name(site: Site) -> str:
    return site.me.person.name if site.me.person else ""


def _done(what: str) -> Response:
    return RedirectResponse(f"/comments/moderation?done={what}", 303)
