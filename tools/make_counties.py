"""Make src/tidings/enrich/places/counties.npz: where the counties of the USA lie.

    npm pack us-atlas && tar xzf us-atlas-*.tgz
    python tools/make_counties.py package/counties-10m.json

The package (ISC) carries the Census Bureau's boundaries, which are in the public domain, as
TopoJSON. Kept is the middle of each county's largest piece of land, by its FIPS code. See
docs/decisions/0313.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

TARGET = Path(__file__).parent.parent / "src/tidings/enrich/places/counties.npz"
STEP = 0.01  # degrees

Points = NDArray[np.float64]


def main(source: Path) -> None:
    """Read the package's file and write ours."""
    topology = json.loads(source.read_text("utf-8"))
    scale, move = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + move for arc in topology["arcs"]]
    counties = topology["objects"]["counties"]["geometries"]
    middles = np.array([_middle(county, arcs) for county in counties])
    np.savez_compressed(
        TARGET,
        fips=np.array([county["id"] for county in counties], "S5"),
        middles=np.round(middles / STEP).astype(np.int16),
    )
    print(f"{TARGET}: {len(counties)} counties, {TARGET.stat().st_size} B")


def _middle(county: dict[str, Any], arcs: list[Points]) -> Points:
    """Return the centroid of the largest outline, east and north."""
    pieces = county["arcs"] if county["type"] == "MultiPolygon" else [county["arcs"]]
    found = [
        _centroid(np.concatenate([arcs[a] if a >= 0 else arcs[~a][::-1] for a in piece[0]]))
        for piece in pieces
    ]
    return max(found, key=lambda one: one[0])[1]


def _centroid(points: Points) -> tuple[float, Points]:
    """Return the area of an outline and its centroid."""
    first, points = points[0], points - points[0]  # near 0, where the sums lose nothing
    after = np.roll(points, -1, axis=0)
    cross = points[:, 0] * after[:, 1] - after[:, 0] * points[:, 1]
    area = float(cross.sum()) / 2
    if not area:
        return 0.0, first
    middle: Points = ((points + after) * cross[:, None]).sum(axis=0) / (6 * area) + first
    return abs(area), middle


if __name__ == "__main__":
    main(Path(sys.argv[1]))
