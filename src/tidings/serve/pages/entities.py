"""Who is who: the people, organisations and places of the library, as pages and as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tidings.entities import CHANGES, EntityView
from tidings.serve.api.models import ErrorOut, Out, QuoteOut
from tidings.serve.forms import Form
from tidings.serve.maps import map_of
from tidings.serve.parameters import Id, Limit, Words
from tidings.serve.render.citations import quote_places
from tidings.serve.site import SiteDep
from tidings.types import Entity

__all__ = ["api", "pages"]

LISTED = 100
PLACES = 4  # places on earth that one name is shown to mean
OFFERED = 12  # entities of like name to say "the same" of

Kind = Annotated[
    Literal["", "person", "organisation", "place", "other"],
    Query(description="Only these; all where it is empty."),
]

pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
api = APIRouter(prefix="/api/entities", tags=["read"], responses={"4XX": {"model": ErrorOut}})


@pages.get("/entities")
def entities_page(site: SiteDep, q: Words = "", kind: Kind = "person") -> Response:
    """Those whom the news names most, or whose names hold the words."""
    found = site.news.entities.find(q, kind=kind, limit=LISTED)
    return site.page("entities.html", q=q, kind=kind, found=found)


@pages.get("/entity/{entity_id}")
def entity_page(site: SiteDep, entity_id: Id) -> Response:
    """One person, organisation or place: its stories, and whom and what they name besides."""
    view = site.news.entities.get(entity_id)
    if view is None:
        raise HTTPException(404, "The news names nobody by this address any more.")
    if view.entity.id != entity_id:  # put together by a person, who may yet undo it: no 301
        return RedirectResponse(f"/entity/{view.entity.id}", 302)
    last = view.entity.name.split()[-1]
    like = site.news.entities.find(last, kind=view.entity.kind, limit=OFFERED + 1)
    offered = [one for one in like if one.id != view.entity.id]
    quotes = quote_places(view.quotes)
    pins = site.news.places.of_entity(view.entity.id) if view.entity.kind == "place" else ()
    return site.page(
        "entity.html",
        view=view,
        offered=offered,
        quotes=quotes,
        map=map_of(site.news, pins),
        places=[pin.place for pin in pins[:PLACES]],
    )


@pages.post("/entity/{entity_id}")
def correct(site: SiteDep, entity_id: Id, form: Form) -> Response:
    """Say that two are one, that a spelling is somebody else's, or how one is called; or undo."""
    chosen, value = form.texts("do", "value")
    kept, by = site.news.entities, site.me.called
    if chosen == "undo":
        kept.undo(form.number("value"))
    elif change := CHANGES.get(chosen):
        change(kept, entity_id, value, by=by)
    else:
        raise HTTPException(400, "This form does not say what to do. Go back and try again.")
    return RedirectResponse(f"/entity/{entity_id}", 303)


class EntityRow(Out):
    """A person, organisation, place or other thing that the news names."""

    id: str
    kind: str
    name: str
    stories: int
    articles: int
    last_seen: datetime | None


class EntityList(Out):
    """Entities, those that most stories name first."""

    entities: tuple[EntityRow, ...]


class SpellingOut(Out):
    """A name under which the library knows an entity, and why it is one of its names."""

    name: str
    because: str


class BarOut(Out):
    """How many of its stories began in the day, week or month from `start` on."""

    start: datetime
    stories: int


class BesideOut(EntityRow):
    """An entity that stands in the same stories, and in how many of them."""

    together: int

    @classmethod
    def of(cls, entity: Entity, together: int) -> BesideOut:
        """Return what the API says of an entity beside another."""
        row = EntityRow.model_validate(entity).model_dump()
        return cls(**row, together=together)


class EntityOut(EntityRow):
    """An entity: how it is called and why, its stories over time, whom and what they name."""

    spellings: tuple[SpellingOut, ...]
    forms: dict[str, int]
    unit: str
    over_time: tuple[BarOut, ...]
    latest: tuple[str, ...]
    beside: tuple[BesideOut, ...]
    quotes: tuple[QuoteOut, ...]

    @classmethod
    def of(cls, view: EntityView) -> EntityOut:
        """Return what the API says of an entity."""
        others = (*view.people, *view.organisations, *view.places)
        return cls(
            **EntityRow.model_validate(view.entity).model_dump(),
            spellings=tuple(map(SpellingOut.model_validate, view.spellings)),
            forms=dict(view.forms),
            unit=view.unit,
            over_time=tuple(map(BarOut.model_validate, view.bars)),
            latest=tuple(story.id for story in view.stories),
            beside=tuple(BesideOut.of(one, together) for one, together in others),
            quotes=tuple(map(QuoteOut.of, view.quotes)),
        )


@api.get("")
def entities(site: SiteDep, q: Words = "", kind: Kind = "", limit: Limit = 50) -> EntityList:
    """Those whom the news names most; with `q`, those whose names hold the words."""
    found = site.news.entities.find(q, kind=kind, limit=limit)
    return EntityList(entities=tuple(map(EntityRow.model_validate, found)))


@api.get("/{entity_id}")
def entity(site: SiteDep, entity_id: Id) -> EntityOut:
    """One person, organisation or place; one that was put together with another answers as it."""
    view = site.news.entities.get(entity_id)
    if view is None:
        raise HTTPException(404, "There is no such entity.")
    return EntityOut.of(view)
