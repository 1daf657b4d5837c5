"""What a person says of names and places, by the JSON API: said, listed, undone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from tidings.entities import CHANGES
from tidings.serve.api.models import Out, Wanted
from tidings.serve.api.routing import api_router
from tidings.serve.parameters import Number
from tidings.serve.site import SiteDep
from tidings.types import PlaceCorrection

__all__ = ["router"]

Address = Annotated[str, Field(min_length=1, max_length=200)]

router = api_router("/api/corrections", "correct")


class NameRequest(Wanted):
    """What to say of a person, an organisation, a place or another thing that the news names."""

    entity: Address
    do: Annotated[
        Literal["same", "apart", "other", "rename"],
        Field(
            description="`same`: it is the entity `value`; `apart`: the spelling `value` is "
            "somebody else's; `other`: the story `value` means another one of its name; `rename`: "
            "it is called `value`."
        ),
    ]
    value: Annotated[str, Field(min_length=1, max_length=500)]


class NameCorrectionOut(Out):
    """What a person said of an entity."""

    id: int
    kind: str
    entity: str
    says: str
    by: str
    at: datetime
    undone_at: datetime | None


class PlaceRequest(Wanted):
    """What a name means that was taken for a place: another place, or with an empty `to` none."""

    story: Annotated[str, Field(min_length=1, max_length=200, description="Where it is so.")]
    name: Address
    place: Address
    to: Annotated[
        str, Field(max_length=500, description='Its id, or words such as "Tripoli, Lebanon".')
    ] = ""
    everywhere: Annotated[bool, Field(description="In all stories, not in this one alone.")] = False


class PlaceCorrectionOut(Out):
    """What a person said of a name that was taken for a place."""

    id: int
    name: str
    place: str
    to: Annotated[str, Field(description="The id of what it means; empty: no place.")]
    everywhere: bool
    says: str
    by: str
    at: datetime
    undone_at: datetime | None

    @classmethod
    def of(cls, one: PlaceCorrection) -> PlaceCorrectionOut:
        """Return what the API says of it."""
        return cls(
            id=one.id, name=one.name, place=one.place, to=one.to.id if one.to else "",
            everywhere=not one.articles, says=one.says, by=one.by, at=one.at,
            undone_at=one.undone_at,
        )  # fmt: skip


class PlaceCorrections(Out):
    """What persons said of places that is in force, the latest first."""

    corrections: tuple[PlaceCorrectionOut, ...]


@router.post("/names", status_code=201)
def say_of_name(site: SiteDep, wanted: NameRequest) -> NameCorrectionOut:
    """Say that two are one, that a spelling is somebody else's, or how one is called."""
    said = CHANGES[wanted.do](site.news.entities, wanted.entity, wanted.value, by=site.me.called)
    return NameCorrectionOut.model_validate(said)


@router.post("/names/{number}/undo")
def undo_of_name(site: SiteDep, number: Number) -> NameCorrectionOut:
    """Take back what was said of a name."""
    return NameCorrectionOut.model_validate(site.news.entities.undo(number))


@router.get("/places")
def said_of_places(site: SiteDep) -> PlaceCorrections:
    """What persons said of places that is in force, the latest first."""
    found = site.news.places.corrections()
    return PlaceCorrections(corrections=tuple(map(PlaceCorrectionOut.of, found)))


@router.post("/places", status_code=201)
def say_of_place(site: SiteDep, wanted: PlaceRequest) -> PlaceCorrectionOut:
    """Say that a name means another place, or none, in one story or everywhere."""
    said = site.news.places.correct(
        wanted.story, wanted.name, wanted.place, wanted.to,
        everywhere=wanted.everywhere, by=site.me.called,
    )  # fmt: skip
    return PlaceCorrectionOut.of(said)


@router.post("/places/{number}/undo")
def undo_of_place(site: SiteDep, number: Number) -> PlaceCorrectionOut:
    """Take names for what they were taken for before."""
    return PlaceCorrectionOut.of(site.news.places.undo(number))
