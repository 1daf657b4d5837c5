"""The library's named entities and places: who is who, where news is set, corrections of both."""

from tidings.entities.entities import (
    CHANGES,
    Entities,
    EntityView,
    Marked,
    in_follow_the_money,
)
from tidings.entities.places import Places, PlaceView, full_name, home_said

__all__ = [
    "CHANGES",
    "Entities",
    "EntityView",
    "Marked",
    "PlaceView",
    "Places",
    "full_name",
    "home_said",
    "in_follow_the_money",
]
