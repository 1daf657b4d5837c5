"""What makes the pages an app: manifest, service worker, the page shown without a network."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse, Response

from tidings.people import Desk
from tidings.serve.accounts.visitor import ANYONE, CurrentPerson, needs
from tidings.serve.forms import Fields, Form
from tidings.serve.site import Site, SiteDep
from tidings.types import ItemState, Role

__all__ = ["router"]

SHELL = ("tidings.css", "print.css", "tidings.js", "offline.js", "tidings.svg", "icon-192.png")
MARKS = 2_000  # taken at once: more than anyone sets between two connections
BROKEN = f"This takes up to {MARKS} marks, each with its kind, story, value and time."
PAPER = "#fbfaf7"  # as in the style sheet

router = APIRouter(include_in_schema=False)


@router.get("/manifest.webmanifest")
@needs(None)
def manifest(site: SiteDep) -> Response:
    """What a phone or desktop installs."""
    return JSONResponse(_manifest(site), media_type="application/manifest+json")


def _manifest(site: Site) -> dict[str, Any]:
    def icon(name: str, sizes: str, purpose: str = "any") -> dict[str, str]:
        kind = site.assets.by_path[site.assets.paths[name]].content_type
        return {"src": site.assets.url(name), "sizes": sizes, "type": kind, "purpose": purpose}

    gettext = site.locale.gettext
    places = (
        (gettext("River"), "/river"),
        (gettext("Saved"), "/river?show=saved"),
        (gettext("Wrap-Up"), "/wrap-up"),
    )
    return {
        "id": "/",
        "lang": site.locale.code,
        "dir": site.locale.direction,
        "name": "Tidings",
        "short_name": "Tidings",
        "description": gettext("Each event once, told by all who report it."),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["news"],
        "icons": [
            icon("tidings.svg", "any"),
            icon("icon-192.png", "192x192"),
            icon("icon-512.png", "512x512"),
            icon("icon-maskable.png", "512x512", "maskable"),
        ],
        "shortcuts": [{"name": name, "url": url} for name, url in places],
    }


@router.get("/worker.js")
@needs(None)
def worker(site: SiteDep) -> Response:
    """The service worker, which has to stand above all that it looks after.

    It begins with what it keeps at once: any change to these files makes it another worker.
    """
    asset = site.assets.by_path[site.assets.paths["worker.js"]]
    files = ["/offline", *map(site.assets.url, SHELL)]
    body = f"const FILES = {json.dumps(files)};\n".encode() + asset.body
    return Response(body, media_type=asset.content_type)


@router.get("/offline")
@needs(None)
def offline(site: SiteDep) -> Response:
    """What is shown in place of a page that can't be had: the same for everybody."""
    answer = replace(site, me=ANYONE, remembered=None).page("offline.html")
    del answer.headers["Tidings-Reader"]  # a page of nobody would take everything with it
    return answer


@router.post("/offline/marks")
@needs(Role.READER)
def take_marks(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Set the marks that were made without a network; one that is set already stays as it is."""
    desk = site.news.people.desk(me.id)
    for kind, story, value, seen in _marks(form):
        items = desk.of_story(story) or []  # none: gone meanwhile
        if kind == "save":
            _save(desk, items, on=value == "1")
        else:
            then = [one.item.number for one in items if one.item.at <= seen]
            desk.mark(then, read=value == "1")
    return Response(status_code=204)


def _marks(form: Fields) -> list[tuple[str, str, str, datetime]]:
    """Return each mark: its kind, story and value, and of when the page was on which it was set."""
    fields = [form.get(name, []) for name in ("kind", "story", "on", "seen")]
    try:
        marks = list(zip(*fields, strict=True))
        times = [datetime.fromtimestamp(int(seen), UTC) for *_, seen in marks]
    except (ValueError, OverflowError, OSError):
        raise HTTPException(400, BROKEN) from None
    if len(marks) > MARKS or {kind for kind, *_ in marks} - {"mark", "save"}:
        raise HTTPException(400, BROKEN)
    return [(*mark[:3], time) for mark, time in zip(marks, times, strict=True)]


def _save(desk: Desk, items: list[ItemState], *, on: bool) -> None:
    """Save a story by its newest article, unless it is saved already; or save none of it."""
    if on and any(one.saved for one in items):
        return
    desk.save([one.item.number for one in (items[:1] if on else items)], saved=on)
