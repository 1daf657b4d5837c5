"""The river: what a person follows, unread, all or saved, and the marks they set on it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.i18n import phrase
from tidings.people import Desk, mark_shown, river
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.forms import Fields, Form
from tidings.serve.parameters import Name, whole_number
from tidings.serve.render.looks import LOOKS
from tidings.serve.render.phrases import query_string
from tidings.serve.river_query import Below, Chosen, Numbered, Order, Show, asked_of, title_of
from tidings.serve.site import Site, SiteDep
from tidings.storage.desks import Asked
from tidings.storage.query import parse_query
from tidings.types import ItemState, Of, Person, Role, Stream

__all__ = ["router"]

PER_PAGE = 30
MAX_LABEL = 100  # characters
BACK = re.compile(r"/(?:river|story/[0-9a-f]{1,64})(?:\?[!-Z_a-z~]*)?")  # where a form may lead
NOTHING = phrase("Nothing was left to take back.")

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/river")
@needs(Role.READER)
def read_river(
    site: SiteDep,
    me: CurrentPerson,
    choice: Chosen,
    show: Show = "unread",
    order: Order = "newest",
    search: Numbered = 0,
    after: Below = 0,
    done: Name = "",
) -> Response:
    """Stories in the order in which they came."""
    desk = site.news.people.desk(me.id)
    searches = site.news.people.watching.searches(me.id)
    looked_at = searches.look(search) if search else None
    if looked_at and looked_at.fresh:
        site.news.people.changed(me.id)  # the next look is another page
    wanted = replace(choice, q=looked_at.query) if looked_at else choice
    stream, query = wanted.stream(show), wanted.query
    found = river(
        site.news.store,
        desk,
        asked_of(stream, show, order, after),
        limit=PER_PAGE,
        now=site.clock(),
    )
    here = {
        "show": "" if show == "unread" else show,
        **(replace(choice, q="") if looked_at else choice).parameters,
        "search": str(search or ""),
        "order": "" if order == "newest" else order,
    }
    feed = {"show": show, **wanted.parameters, "q": query}
    return site.page(
        "river.html",
        rows=found.rows,
        after=found.after,
        opens=site.remembered is not None,
        first=not after,
        newest=desk.newest(),
        show=show,
        order=order,
        stream=stream,
        to=lambda **other: f"/river{query_string({**here, **other})}",
        searches=searches.all(),
        looked_at=looked_at,
        query=query,
        notes=parse_query(query).notes if query else (),
        title=looked_at.name if looked_at else title_of(desk, stream, show),
        feed_path=f"/river/feed{query_string(feed)}",
        said=_said(done),
        **_beside(site, me, desk),
    )


def _beside(site: Site, me: Person, desk: Desk) -> dict[str, Any]:
    """Return what stands beside the stories: folders, labels, what waits for this person."""
    comments = site.news.comments
    return {
        "shelves": desk.shelves(),
        "labels": desk.labels(),
        "unseen": site.news.people.watching.alerts(me.id).unseen(),
        "said_to_me": comments.unseen(me) if site.talks else 0,
        "to_moderate": comments.moderation.waiting(me) if site.talks else 0,
    }


def _said(done: str) -> str:
    what, _, count = done.partition("-")
    number = whole_number(count)
    if number is None:
        return ""
    if what == "read":
        return (
            phrase(f"{number} marked as read.") if number else phrase("Nothing was unread there.")
        )
    if what == "undone":
        return phrase(f"Taken back: {number} changed.") if number else NOTHING
    return ""


@router.post("/river/mark")
@needs(Role.READER)
def mark(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Mark a story read or unread: all its articles that the person follows."""
    desk, items = _story(site, me.id, form)
    desk.mark([s.item.number for s in items], read=form.text("read") == "1")
    return _back(form)


@router.post("/river/save")
@needs(Role.READER)
def save(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Save a story, by its newest article, or save none of it any more."""
    desk, items = _story(site, me.id, form)
    on = form.text("on") == "1"
    chosen = [s.item.number for s in (items[:1] if on else items)]
    desk.save(chosen, saved=on)
    return _back(form)


@router.post("/river/label")
@needs(Role.READER)
def label(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Put a label on a story, by its newest article, or take it off."""
    desk, items = _story(site, me.id, form)
    name = " ".join(form.text("label").split())
    if not name or len(name) > MAX_LABEL:
        raise HTTPException(400, f"A label has 1 to {MAX_LABEL} characters.")
    on = form.text("on") == "1"
    desk.label([s.item.number for s in (items[:1] if on else items)], name, on=on)
    return _back(form)


@router.post("/river/through")
@needs(Role.READER)
def through(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Mark everything of a stream read up to an item, or the stories shown above it (`above`)."""
    desk = site.news.people.desk(me.id)
    of, _, name = form.text("stream").partition("/")
    number = form.number("through")
    if of not in tuple(Of):
        raise HTTPException(400, "There is no such stream.")
    stream = Stream(Of(of), name)
    if form.text("side") == "above":
        if form.text("order") == "oldest":
            asked = Asked(stream=stream, oldest_first=True, below=number + 1)
        else:
            asked = Asked(stream=stream, above=number - 1)
        count = mark_shown(site.news.store, desk, asked)
    else:
        count = desk.mark_through(stream, number)
    return _back(form, f"read-{count}")


@router.post("/river/undo")
@needs(Role.READER)
def undo(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Take the latest marks back."""
    return _back(form, f"undone-{site.news.people.desk(me.id).undo()}")


@router.post("/river/look")
@needs(Role.READER)
def look(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Show lists of stories with their first lines, or their titles only."""
    if form.text("list") not in LOOKS["list"]:
        raise HTTPException(400, "Stories are listed in no such way.")
    site.news.people.accounts.set_settings(me, list=form.text("list"))
    return _back(form)


@router.get("/keys")
def keys(site: SiteDep) -> Response:
    """What the keyboard does."""
    return site.page("keys.html")


def _story(site: Site, person: int, form: Fields) -> tuple[Desk, list[ItemState]]:
    """Return the desk, and the items by which a story is shown there, newest first."""
    desk = site.news.people.desk(person)
    items = desk.of_story(form.text("story"))
    if items is None:
        raise HTTPException(404, "There is no such story any more.")
    return desk, items


def _back(form: Fields, done: str = "") -> Response:
    """Return to where the form stood, and say what was done."""
    back = form.text("back")
    if not BACK.fullmatch(back):
        back = "/river"
    if done:
        back += ("&" if "?" in back else "?") + f"done={done}"
    return RedirectResponse(back, 303)
