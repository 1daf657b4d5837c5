"""The pages that change something: sources are added, paused, removed. Only ever by POST."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.i18n import phrase
from tidings.serve.accounts.visitor import needs
from tidings.serve.forms import Fields, Form
from tidings.serve.parameters import Id, Name, PageNumber, Words, web_address
from tidings.serve.render.phrases import query_string
from tidings.serve.site import SiteDep
from tidings.types import Role
from tidings.views import Candidate, SourceView

if TYPE_CHECKING:
    from tidings.news import News

__all__ = ["ACTIONS", "router"]

PER_PAGE = 100
MAX_FOLDER = 200  # characters
FINE = (
    "fine",
    "paused",
    "filled from files",
    "not polled yet",
)  # healths that nobody has to look at
KINDS = frozenset({"feed", "sitemap", "page"})  # what a preview offers

ACTIONS: dict[str, tuple[Callable[[News, str], None], str]] = {
    "pause": (lambda news, id: news.pause(id), phrase("Paused. It keeps its articles.")),
    "resume": (lambda news, id: news.resume(id), phrase("Resumed. It is read again from now on.")),
    "poll": (lambda news, id: news.poll_now(id), phrase("It will be read with the next update.")),
}
"""What a button of a source does, and what is said afterwards."""

SAID = {name: said for name, (_, said) in ACTIONS.items()} | {
    "remove": phrase("Removed."),
    "move": phrase("Moved, in your own folders."),
}

Show = Literal["all", "trouble"]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/sources")
def sources(
    site: SiteDep, done: Name = "", page: PageNumber = 1, q: Words = "", show: Show = "all"
) -> Response:
    """All sources, or those that are like the words or not fine, and what can be done with them."""
    every = site.news.sources()
    troubled = [view for view in every if view.health not in FINE]
    views = [view for view in (troubled if show == "trouble" else every) if _is_like(view, q)]
    start = (page - 1) * PER_PAGE
    return site.page(
        "sources.html",
        sources=views[start : start + PER_PAGE],
        total=len(every),
        troubled=len(troubled),
        q=q,
        show=show,
        said=SAID.get(done, ""),
        page=page,
        more=len(views) > start + PER_PAGE,
        path=query_string({"q": q, "show": "" if show == "all" else show, "page": "N"})[:-1],
    )


def _is_like(view: SourceView, words: str) -> bool:
    """Say whether each word stands in a source's name, address or folder."""
    held = " ".join((view.source.title, view.source.url, view.source.folder)).casefold()
    return all(word in held for word in words.casefold().split())


@router.post("/opened/forget")
@needs(Role.READER)
def forget(site: SiteDep, form: Form) -> Response:
    """Forget what was opened."""
    if site.remembered is None:
        raise HTTPException(404)
    site.remembered.forget()
    return RedirectResponse("/about", 303)


@router.get("/sources/add")
@needs(Role.MEMBER)
def add_form(site: SiteDep) -> Response:
    """Where an address is entered."""
    return site.page("add.html", preview=None)


@router.post("/sources/preview")
def preview(site: SiteDep, form: Form) -> Response:
    """What an address holds, to choose from. Nothing is saved yet."""
    found = site.news.preview(web_address(form.text("url")))
    return site.page("add.html", preview=found)


@router.post("/sources/add")
def add(site: SiteDep, form: Form) -> Response:
    """Add what was ticked, and say what came of it."""
    chosen = _ticked(form)
    if not chosen:
        raise HTTPException(400, "Nothing was ticked. Go back and tick what to add.")
    folder = form.text("folder").strip()[:MAX_FOLDER]
    return site.page("added.html", added=site.news.add_candidates(chosen, folder=folder))


@router.get("/sources/{source_id}/remove")
@needs(Role.MEMBER)
def remove_form(site: SiteDep, source_id: Id) -> Response:
    """Ask before a source is removed."""
    view = site.news.source(source_id)
    if view is None:
        raise HTTPException(404)
    return site.page("remove.html", view=view)


@router.post("/sources/{source_id}/remove")
def remove(site: SiteDep, source_id: Id, form: Form) -> Response:
    """Remove a source; its articles stay unless they were ticked."""
    if site.news.source(source_id) is None:
        raise HTTPException(404)
    site.news.remove(source_id, articles="articles" in form)
    return RedirectResponse("/sources?done=remove", 303)


@router.post("/sources/{source_id}/country")
def set_country(site: SiteDep, source_id: Id, form: Form) -> Response:
    """Say where a source is from; an empty field leaves it to be guessed."""
    if site.news.source(source_id) is None:
        raise HTTPException(404)
    country, within = (form.text(name)[:MAX_FOLDER] for name in ("country", "within"))
    site.news.set_country(source_id, country, within)
    return RedirectResponse(f"/source/{source_id}", 303)


@router.post("/sources/{source_id}/{action}")
def act(site: SiteDep, source_id: Id, action: str, form: Form) -> Response:
    """Pause a source, resume it, or read it now."""
    if action not in ACTIONS or site.news.source(source_id) is None:
        raise HTTPException(404)
    ACTIONS[action][0](site.news, source_id)
    return RedirectResponse(f"/sources?done={action}", 303)


def _ticked(form: Fields) -> list[Candidate]:
    """Return the candidates of a preview that were ticked, their addresses checked again."""
    columns = (form.get(name, []) for name in ("kind", "url", "title", "into"))
    offered = list(zip(*columns, strict=False))
    ticked = set(form.numbers("choice"))
    return [
        Candidate(url=web_address(url), kind=kind, title=title, folder=folder[:MAX_FOLDER])
        for number, (kind, url, title, folder) in enumerate(offered)
        if number in ticked and kind in KINDS
    ]
