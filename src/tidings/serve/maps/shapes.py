"""The outlines of the countries, and what of them lies in a frame. Made by tools/make_shapes.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

__all__ = ["Outline", "around", "clipped", "outlines"]

STEP = 0.01  # degrees: the file counts in these
POLE = -90.0  # the only one with land

Points = NDArray[np.float64]  # (n, 2): east and north in degrees, or right and down in a drawing


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A ring of a country's land. Of several rings those inside others are holes."""

    land: str  # ISO 3166-1 alpha-2; "" for what has none
    points: Points  # the last one joins the first
    west: float
    east: float
    south: float
    north: float


@cache
def outlines() -> tuple[Outline, ...]:
    """Return every ring of land, read once."""
    with files("tidings.serve.maps").joinpath("shapes.npz").open("rb") as file:
        kept = np.load(file, allow_pickle=False)
        deltas, ends, lands = kept["points"], kept["arcs"], kept["lands"]
        ring_arcs, ring_ends = kept["ring_arcs"], kept["rings"]
    arcs = [np.cumsum(arc, axis=0, dtype=np.int32) * STEP for arc in np.split(deltas, ends[:-1])]
    return tuple(
        _outline(str(land, "ascii"), [arcs[a] if a >= 0 else arcs[~a][::-1] for a in ring])
        for land, ring in zip(lands.tolist(), np.split(ring_arcs, ring_ends[:-1]), strict=True)
    )


def _outline(land: str, arcs: list[Points]) -> Outline:
    points = np.concatenate([arc[1:] for arc in arcs])  # each begins where the one before ends
    points[:, 0] = np.unwrap(points[:, 0], period=360)  # over the date line: on beyond 180
    if abs(points[-1, 0] - points[0, 0]) > 180:  # around the pole
        points = np.vstack([points, (points[-1, 0], POLE), (points[0, 0], POLE)])
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return Outline(land, points, float(west), float(east), float(south), float(north))


def clipped(points: Points, low: tuple[float, float], high: tuple[float, float]) -> Points:
    """Return what of a polygon lies between two corners, after Sutherland and Hodgman."""
    for axis in (0, 1):
        points = _cut(points, axis, low[axis], 1.0)
        points = _cut(points, axis, high[axis], -1.0)
    return points


def _cut(points: Points, axis: int, at: float, sign: float) -> Points:
    """Return what of a polygon lies on one side of a line, with points where it crosses it."""
    off = (points[:, axis] - at) * sign
    inside = off >= 0
    if inside.all() or not len(points):
        return points
    following, off_next = np.roll(points, -1, axis=0), np.roll(off, -1)
    crosses = inside != np.roll(inside, -1)
    share = np.divide(off, off - off_next, out=np.zeros_like(off), where=crosses)
    crossing = points + (following - points) * share[:, None]
    both = np.stack([points, crossing], axis=1)
    kept: Points = both[np.stack([inside, crosses], axis=1)]
    return kept


def around(west: float, east: float, south: float, north: float) -> Iterator[tuple[Outline, float]]:
    """Yield the rings that touch a frame, each with the degrees by which it is to be moved east.

    A frame may reach beyond 180 degrees east or west.
    """
    for outline in outlines():
        if outline.north < south or outline.south > north:
            continue
        for turn in (-720.0, -360.0, 0.0, 360.0, 720.0):
            if outline.west + turn <= east and outline.east + turn >= west:
                yield outline, turn
