"""Many sources at once: the starter catalogue, and actions on several chosen ones."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.reference.catalogue import catalogue
from tidings.serve.accounts.visitor import CurrentPerson, needs
from tidings.serve.forms import Form
from tidings.serve.pages.manage import ACTIONS, MAX_FOLDER
from tidings.serve.render.phrases import language_name
from tidings.serve.site import SiteDep
from tidings.types import Role

__all__ = ["router"]

Code = Annotated[str, Query(max_length=8)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/sources/catalogue")
@needs(Role.MEMBER)
def listed(site: SiteDep, country: Code = "", language: Code = "") -> Response:
    """Well-known feeds to choose from, by country or language."""
    every = catalogue()
    shown = [
        one for one in every if country in ("", one.country) and language in ("", one.language)
    ]
    return site.page(
        "catalogue.html",
        shown=sorted(shown, key=lambda one: site.locale.country(one.country)),
        known={view.source.url for view in site.news.sources()},
        country=country,
        language=language,
        countries=sorted({one.country for one in every}, key=site.locale.country),
        languages=sorted({one.language for one in every}, key=language_name),
    )


@router.post("/sources/several")
def do(site: SiteDep, me: CurrentPerson, form: Form) -> Response:
    """Do the same to all sources that are ticked; ask before they are removed."""
    action = form.text("do")
    chosen = [
        view for id in dict.fromkeys(form.get("source", [])) if (view := site.news.source(id))
    ]
    if not chosen:
        raise HTTPException(400, "Nothing was ticked. Go back and tick some sources.")
    if action == "ask":
        return site.page("remove_several.html", chosen=chosen)
    ids = [view.source.id for view in chosen]
    for id in ids:
        if action == "remove":
            site.news.remove(id, articles="articles" in form)
        elif action == "move":
            folder = form.text("folder").strip()[:MAX_FOLDER]
            site.news.people.desk(me.id).follow(id, folder=folder)
        elif action in ACTIONS:
            ACTIONS[action][0](site.news, id)
        else:
            raise HTTPException(400, "This can't be done to sources.")
    return RedirectResponse(f"/sources?done={action}", 303)
