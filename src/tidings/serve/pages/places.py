"""Where the news is set: pages of places, a map of the day or of a search, and the same as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Self

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.requests import Request

from tidings.entities import PlaceView, full_name
from tidings.serve.accounts.visitor import needs
from tidings.serve.api.models import ErrorOut, Out
from tidings.serve.forms import Form
from tidings.serve.maps import CLOSER, Frame, lands_of, map_of, rows_of
from tidings.serve.pages.subscribe import ITEMS, Format, article_items, feed_answer
from tidings.serve.parameters import Id, Limit, Name, Words
from tidings.serve.site import FeedLinks, Site, SiteDep
from tidings.types import Pin, Place, Role, Story

__all__ = ["api", "pages"]

LISTED = 100
North = Annotated[float, Query(ge=-90, le=90)]  # degrees
East = Annotated[float, Query(ge=-720, le=720)]
Scale = Annotated[float, Query(ge=1, le=10_000)]  # units of the drawing for a degree
OF_DAY = 100  # stories of the front page that its map shows, and articles of a search

pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
api = APIRouter(prefix="/api", tags=["read"], responses={"4XX": {"model": ErrorOut}})


@pages.get("/places")
def places_page(site: SiteDep, q: Words = "") -> Response:
    """The places that most stories are set in, or whose names hold the words."""
    return site.page("places.html", q=q, found=site.news.places.find(q, limit=LISTED))


@pages.get("/map")
def map_page(site: SiteDep, q: Words = "", tag: Name = "") -> Response:
    """Where the stories of the front page are set, those of a tag, or what a search finds."""
    pins = _asked(site, q=q, tag=tag)
    found, rows = map_of(site.news, pins), rows_of(site.news, pins)
    return site.page("day_map.html", q=q, tag=tag, found=found, rows=rows)


@pages.get("/map/land")
def land(site: SiteDep, north: North, east: East, scale: Scale, across: Scale) -> Response:
    """The outlines of a part of the earth, for who looks closer: each land's code and its path."""
    frame = Frame(round(north, 2), round(east, 2), scale, across)
    found = [(one.land, one.path) for one in lands_of(frame, reach=CLOSER)]
    return JSONResponse(found, headers={"Cache-Control": "public, max-age=86400"})


@pages.get("/place/{place_id}")
def place_page(site: SiteDep, place_id: Id) -> Response:
    """One place: the stories that are set there, what lies in it or near it."""
    view = _view(site, place_id)
    around = (*view.within, *(pin for pin, _ in view.near), *site.news.places.of(view.place))
    pins = {pin.place.id: pin for pin in around}
    return site.page(
        "place.html",
        view=view,
        place=view.place,
        shown=map_of(site.news, list(pins.values())),
        feed=FeedLinks(f"Tidings: {full_name(view.place)}", f"/place/{view.place.id}/feed"),
    )


@pages.get("/place/{place_id}/feed.{format}")
def place_feed(site: SiteDep, request: Request, place_id: Id, format: Format) -> Response:
    """The newest articles that name a place or what lies within it."""
    view, base = _view(site, place_id), site.base(request)
    links = FeedLinks(f"Tidings: {full_name(view.place)}", f"/place/{view.place.id}/feed")
    newest = site.news.latest(query=f"place:{view.place.id}", limit=ITEMS)
    items = article_items(site, newest, base)
    return feed_answer(format, base, f"/place/{view.place.id}", links, items)


@pages.get("/place/{place_id}/correct")
@needs(Role.MEMBER)
def correct_page(
    site: SiteDep, place_id: Id, story: Name, name: Name, find: Words = "", wrong: Words = ""
) -> Response:
    """Choose what a name means that was taken for this place."""
    place = _view(site, place_id).place
    offered = [one for one in site.news.places.meanings(find or name) if one.id != place.id]
    return site.page(
        "place_correct.html",
        status=400 if wrong else 200,
        place=place, story=story, name=name, find=find, offered=offered, wrong=wrong,
    )  # fmt: skip


@pages.post("/place/{place_id}/correct")
def correct(site: SiteDep, place_id: Id, form: Form) -> Response:
    """Say that a name means another place, or none, in one story or everywhere; or undo that."""
    story, kept = form.text("story"), site.news.places
    if form.text("undo"):
        kept.undo(form.number("undo"))
        return RedirectResponse("/corrections/places", 303)
    kept.correct(
        story,
        form.text("name"),
        place_id,
        form.text("to"),
        everywhere=form.text("where") == "everywhere",
        by=site.me.called,
    )
    return RedirectResponse(f"/story/{story}#where", 303)


@pages.get("/corrections/places")
def corrections_page(site: SiteDep) -> Response:
    """What persons said of places that is in force."""
    return site.page("place_corrections.html", corrections=site.news.places.corrections())


def _view(site: Site, place_id: str) -> PlaceView:
    view = site.news.places.get(place_id)
    if view is None:
        raise HTTPException(404, "The news names no such place.")
    return view


def _asked(
    site: Site, *, story: str = "", thread: str = "", q: str = "", tag: str = ""
) -> Sequence[Pin]:
    """Return the places of a story, of a thread, of what a search finds, or of the front page."""
    places = site.news.places
    if story:
        return places.of_story(story)
    if thread:
        view = site.news.thread(thread)
        if view is None:
            raise HTTPException(404, "No thread holds this story: it stands alone.")
        return places.of_stories(view.thread.stories)
    if q.strip():
        found = site.news.search(q, limit=OF_DAY)
        return places.of_articles([hit.article.id for hit in found.hits])
    cards = site.news.front(tag=tag, limit=OF_DAY)
    return places.of_stories([card.story.id for card in cards])


class PlaceRow(Out):
    """A place on earth. `kind` is continent, country, part (a state or province), county, town."""

    id: str
    kind: str
    name: str
    full_name: str
    lat: float
    lon: float
    country: str
    part: str

    @classmethod
    def of(cls, place: Place, **more: Any) -> Self:
        """Return what the API says of a place."""
        return cls(
            id=place.id,
            kind=place.kind,
            name=place.name,
            full_name=full_name(place),
            lat=place.north,
            lon=place.east,
            country=place.country,
            part=place.part,
            **more,
        )


class PlaceFound(PlaceRow):
    """A place, and in how many stories it is named."""

    stories: int


class PlaceList(Out):
    """Places, those of most stories first."""

    places: tuple[PlaceFound, ...]


class NearRow(PlaceRow):
    """A place near another one."""

    km: float


class PlaceOut(PlaceRow):
    """A place: the ids of the stories set there, the latest first, what lies in it or near it."""

    stories: tuple[str, ...]
    within: tuple[PlaceRow, ...]
    near: tuple[NearRow, ...]


class Feature(Out):
    """A place as GeoJSON has it; `properties` hold its name, how often it is named, and where."""

    type: str = "Feature"
    id: str
    geometry: dict[str, Any]
    properties: dict[str, Any]

    @classmethod
    def of(cls, pin: Pin) -> Feature:
        """Return what the API says of a place on a map."""
        place, first = pin.place, pin.first
        return cls(
            id=place.id,
            geometry={"type": "Point", "coordinates": [place.east, place.north]},
            properties={
                "name": full_name(place),
                "kind": place.kind,
                "country": place.country,
                "part": place.part,
                "mentions": pin.times,
                "articles": pin.articles,
                "stories": pin.stories,
                "first": {
                    "article": first.article,
                    "start": first.span.start,
                    "end": first.span.end,
                },
            },
        )


class FeatureCollection(Out):
    """Places as GeoJSON (RFC 7946)."""

    type: str = "FeatureCollection"
    features: tuple[Feature, ...]


@api.get("/map")
def map_json(
    site: SiteDep, story: Name = "", thread: Name = "", q: Words = "", tag: Name = ""
) -> FeatureCollection:
    """Where a story, a thread, what a search finds, or the front page is set, as GeoJSON."""
    pins = _asked(site, story=story, thread=thread, q=q, tag=tag)
    return FeatureCollection(features=tuple(map(Feature.of, pins)))


@api.get("/places")
def places(site: SiteDep, q: Words = "", limit: Limit = 50) -> PlaceList:
    """The places that most stories are set in; with `q`, those whose names hold the words."""
    found = site.news.places.find(q, limit=limit)
    return PlaceList(places=tuple(PlaceFound.of(place, stories=n) for place, n in found))


@api.get("/places/{place_id}")
def place(site: SiteDep, place_id: Id) -> PlaceOut:
    """One place, its stories, and what lies in it or near it."""
    view = _view(site, place_id)
    return PlaceOut.of(
        view.place,
        stories=_ids(view.stories),
        within=tuple(PlaceRow.of(pin.place) for pin in view.within),
        near=tuple(NearRow.of(pin.place, km=round(km, 1)) for pin, km in view.near),
    )


def _ids(stories: Sequence[Story]) -> tuple[str, ...]:
    return tuple(story.id for story in stories)
