"""The pages by which a person says no: choose, be told what will happen, do it, undo it."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.errors import ConflictError
from tidings.serve.accounts.visitor import needs
from tidings.serve.api.correction_models import MAX_ITEMS, MAX_NAME, MAX_NOTE, Kind
from tidings.serve.forms import Form
from tidings.serve.parameters import Id, Words
from tidings.serve.render.phrases import path_part
from tidings.serve.site import Site, SiteDep
from tidings.types import Role, Story
from tidings.views import StoryView

__all__ = ["router"]

PER_PAGE = 50
OFFERED = 30  # stories to merge with or to move to

Item = Annotated[str, Query(max_length=200)]
Items = Annotated[list[Item], Query(max_length=MAX_ITEMS)]
Number = Annotated[int, Query(ge=0, le=1 << 53)]
Headline = Annotated[str, Query(max_length=300)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/story/{story_id}/correct")
@needs(Role.MEMBER)
def choose(site: SiteDep, story_id: Id, article: Item = "", find: Words = "") -> Response:
    """Where a person says what is wrong with a story. Changes nothing."""
    view = site.news.story(story_id)
    if view is None:
        raise HTTPException(404)
    return site.page(
        "correct.html", view=view, chosen=article, find=find, offered=_offered(site, view, find)
    )


def _offered(site: Site, view: StoryView, find: str) -> list[Story]:
    """Return other stories to choose from: those found, else the near ones and the front page."""
    if find.strip():
        ids = dict.fromkeys(hit.story for hit in site.news.search(find, limit=OFFERED).hits)
        found = [told.story for id in ids if id and (told := site.news.story(id))]
    else:
        found = [card.story for card in (*view.related, *site.news.front(limit=OFFERED))]
    others = {story.id: story for story in found if story.id != view.story.id}
    return list(others.values())[:OFFERED]


@router.get("/corrections/new")
@needs(Role.MEMBER)
def confirm(
    site: SiteDep,
    kind: Kind,
    item: Items = [],  # noqa: B006 the framework copies it
    story: Item = "",
    other: Item = "",
    headline: Headline = "",
) -> Response:
    """What a correction will do, and the button that does it. Changes nothing."""
    items = _items(kind, story, item, other)
    try:
        told = site.news.correct(kind, items, headline=headline, dry=True)
    except ConflictError as error:
        return _conflict(site, error)
    return site.page(
        "confirm.html",
        told=told,
        kind=kind,
        items=items,
        headline=headline,
        back=f"/story/{path_part(story)}" if story else f"/article/{path_part(items[0])}",
    )


def _items(kind: str, story: str, items: list[str], other: str) -> list[str]:
    """Return the ids in the order in which a correction takes them; 400 where there is none."""
    first = [story] if story and kind != "move" else []
    last = [other] if other and kind in ("move", "merge", "apart", "together") else []
    if not (first or items):
        raise HTTPException(400, "Nothing was chosen. Go back and tick what is meant.")
    return [*first, *items, *last]


@router.post("/corrections")
def correct(site: SiteDep, form: Form) -> Response:
    """Make a correction, and show the story as it is then."""
    kind = form.text("kind")
    items = form.get("item", [])[:MAX_ITEMS]
    texts = {name: form.text(name) for name in ("headline", "by", "note")}
    if kind not in get_args(Kind):
        raise HTTPException(400, "This form does not say what to do. Go back and try again.")
    try:
        done = site.news.correct(
            kind, items, headline=texts["headline"],
            by=site.me.called or texts["by"][:MAX_NAME], note=texts["note"][:MAX_NOTE],
        )  # fmt: skip
    except ConflictError as error:
        return _conflict(site, error)
    return RedirectResponse(f"/story/{done.story}?done={done.correction.id}", 303)


@router.get("/corrections")
def history(site: SiteDep, before: Number = 0) -> Response:
    """All that was corrected: who, when, what, and whether it is in force."""
    found = site.news.corrections(limit=PER_PAGE + 1, before=before)
    return site.page("corrections.html", corrections=found[:PER_PAGE], more=len(found) > PER_PAGE)


@router.get("/corrections/{number}/undo")
@needs(Role.MEMBER)
def confirm_undo(site: SiteDep, number: int) -> Response:
    """What undoing a correction will do, and the button that does it."""
    try:
        told = site.news.undo(_positive(number), dry=True)
    except ConflictError as error:
        return _conflict(site, error)
    return site.page("undo.html", told=told, done=False)


@router.post("/corrections/{number}/undo")
def undo(site: SiteDep, number: int, form: Form) -> Response:
    """Undo a correction, and say what came of it."""
    try:
        told = site.news.undo(_positive(number))
    except ConflictError as error:
        return _conflict(site, error)
    return site.page("undo.html", told=told, done=True)


def _positive(number: int) -> int:
    if not 0 < number < 1 << 53:
        raise HTTPException(404)
    return number


def _conflict(site: Site, error: ConflictError) -> Response:
    """Say which earlier corrections stand in the way, each with the way to undo it."""
    return site.page("conflict.html", status=409, numbers=error.numbers, message=str(error))
