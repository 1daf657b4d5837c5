"""Places put on a map: which frame holds them, where the dots and their names go. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tidings.serve.maps.shapes import around, clipped, outlines
from tidings.types import Pin

__all__ = ["CLOSER", "GRAIN", "HEIGHT", "WIDTH", "Dot", "Frame", "Land", "Map", "drawn", "lands_of"]

Point = tuple[float, float]  # east and north, in degrees
Box = tuple[float, float, float, float]  # left, top, right, bottom

WIDTH, HEIGHT = 960, 640  # units of the drawing
ROOM = 0.78  # of the frame that the places may fill: their names need the rest
CLOSEST = 5.0  # degrees of latitude that a frame holds at least: the outlines are no finer
WIDEST = 82.0  # degrees north and south that are drawn
GRAIN = 2  # units that a step of an outline measures
REACH = 0.5  # of the towns' extent: so far off a country is taken into the frame with them
FILLED = 0.25  # of a country's extent: with less, a map of all of it would show one dot
BIG = 30.0  # degrees: of a wider country only the middle counts for the frame
SMALLEST, LARGEST = 8.0, 26.0  # radius of a dot
LETTERS = 34.0  # height of a name on a narrow screen; on others it is smaller
BROAD = 0.62  # of the height that a letter is wide, in the broadest of the usual fonts
NAMED = 14  # places whose names are written
GLOBE = 250.0  # degrees: what is wider is shown as the whole world
LONELY = 100.0  # degrees without a place: with a narrower gap they lie all around the globe
ATLANTIC = 11.0  # the middle of a map of the world, which is cut in the Bering Strait
FLAT = 0.3  # cosine of the latitude above which a frame is not stretched any more
TINY = 2  # steps: islands of less are not drawn
NEAR = 30.0  # units between two dots of which one is shown for both: 11 pixels on a phone
CLOSER = 2.0  # screens across and down that are drawn at once for who looks closer


@dataclass(frozen=True, kw_only=True, slots=True)
class Land:
    """A country's outline in the drawing, in GRAIN units; `told`: it is one of the places."""

    land: str
    path: str
    told: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """A place in the drawing. Its name stands at `at`, where there is room for it."""

    pin: Pin
    x: int
    y: int
    radius: int  # 0 for a country, which is its land
    name: str = ""  # as it is written; "" where there is no room
    at: tuple[int, int] = (0, 0)
    anchor: str = "start"  # SVG's text-anchor
    within: bool = False  # too near to a larger one, which is shown for both
    more: int = 0  # others that it is shown for


@dataclass(frozen=True, kw_only=True, slots=True)
class Map:
    """A drawing of WIDTH by `height` units below `top`, and its places, the most told first."""

    frame: Frame
    top: int
    height: int
    lands: tuple[Land, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the earth: its middle in degrees, the units of a degree north and of one east."""

    north: float
    east: float
    scale: float
    across: float

    def put(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where (east, north) in degrees lie in the drawing: right and down."""
        right = (points[:, 0] - self.east) * self.across + WIDTH / 2
        down = (self.north - points[:, 1]) * self.scale + HEIGHT / 2
        return np.stack([right, down], axis=1)


def _framed(north: float, east: float, scale: float) -> Frame:
    return Frame(north, east, scale, scale * max(FLAT, math.cos(math.radians(north))))


WORLD = _framed(20.0, ATLANTIC, WIDTH / 360 / math.cos(math.radians(20.0)))
INHABITED = (round(HEIGHT / 2 - 63 * WORLD.scale), round(140 * WORLD.scale))  # 83 N to 57 S


def drawn(pins: Sequence[Pin]) -> Map | None:
    """Draw a map of places; None where they are fewer than two and so tell nothing."""
    pins = [pin for pin in pins if pin.place.kind != "continent"]
    if len(pins) < 2:
        return None
    frame = _frame_of(pins)
    told = frozenset(pin.place.country for pin in pins if pin.place.kind == "country")
    top, height = INHABITED if frame is WORLD else (0, HEIGHT)
    return Map(
        frame=frame,
        top=top,
        height=height,
        lands=lands_of(frame, told),
        dots=tuple(_named(_gathered(list(_dots(frame, pins))))),
    )


def _frame_of(pins: Sequence[Pin]) -> Frame:
    """Return the frame that shows the towns and parts and, where there is but one, the countries.

    Rounded, so that maps of the same places share one drawing of the land.
    """
    near = [pin for pin in pins if pin.place.kind != "country"]
    shown = near if len(near) > 1 else pins
    middle = _middle([pin.place.east for pin in shown])
    corners = [corner for pin in shown for corner in _corners(pin, middle)]
    if shown is near:
        corners += _beside(corners, [_at(pin, middle) for pin in pins])
        corners += _land_around(corners, pins, middle)
    (west, south), (east, north) = np.min(corners, axis=0), np.max(corners, axis=0)
    high = float(np.clip((south + north) / 2, -60, 65))
    narrow = max(FLAT, math.cos(math.radians(high)))
    closest = HEIGHT / CLOSEST
    scale = min(
        WIDTH * ROOM / max(1e-6, (east - west) * narrow),
        HEIGHT * ROOM / max(1e-6, north - south),
        closest,
    )
    if WIDTH / (scale * narrow) > GLOBE:
        return WORLD
    step = 2 ** (math.floor(4 * math.log2(scale)) / 4)
    return _framed(round(high, 1), round((west + east) / 2, 1), step)


def _beside(corners: Sequence[Point], others: Sequence[Point]) -> list[Point]:
    """Return those of other points that lie among the corners of a frame or not far off."""
    low, high = np.min(corners, axis=0), np.max(corners, axis=0)
    reach = max(CLOSEST, REACH * float((high - low).max()))
    return [p for p in others if (low - reach <= p).all() and (p <= high + reach).all()]


def _land_around(corners: Sequence[Point], pins: Sequence[Pin], middle: float) -> list[Point]:
    """Return the corners of the one country in which all lies, where its places fill much of it."""
    named = [pin for pin in pins if pin.place.kind == "country"]
    if len({pin.place.country for pin in pins}) > 1 or not named:
        return []
    land = _corners(named[0], middle)
    filled = np.ptp(np.array(corners), axis=0).max()
    return land if filled >= FILLED * np.ptp(np.array(land), axis=0).max() else []


def _middle(easts: Sequence[float]) -> float:
    """Return the longitude around which places lie: opposite to the widest gap between them."""
    ordered = np.sort(np.asarray(easts) % 360)
    gaps = np.diff(ordered, append=ordered[0] + 360)
    widest = int(gaps.argmax())
    if gaps[widest] < LONELY:
        return ATLANTIC
    return float((ordered[widest] + gaps[widest] / 2 + 180) % 360)


def _at(pin: Pin, middle: float) -> Point:
    return _turned(pin.place.east, middle), pin.place.north


def _corners(pin: Pin, middle: float) -> list[Point]:
    """Return what of a place should be in the frame: of a country that is not too wide, all."""
    place = pin.place
    east, _ = _at(pin, middle)
    if place.kind == "country":
        lands = [o for o in outlines() if o.land == place.country]
        land = max(lands, key=lambda o: (o.east - o.west) * (o.north - o.south), default=None)
        if land and land.east - land.west < BIG:
            shift = east - place.east
            return [(land.west + shift, land.south), (land.east + shift, land.north)]
    return [(east, place.north)]


def _turned(east: float, middle: float) -> float:
    """Return a longitude as it is counted around another one: 179 W is 181 E beside 170 E."""
    return east - 360 * round((east - middle) / 360)


@lru_cache(maxsize=128)
def lands_of(
    frame: Frame, told: frozenset[str] = frozenset(), reach: float = 1.0
) -> tuple[Land, ...]:
    """Return the land in `reach` times the width and height of a frame, in steps of GRAIN units."""
    right, down = WIDTH / 2 * (reach - 1) + GRAIN * 2, HEIGHT / 2 * (reach - 1) + GRAIN * 2
    low, high = (-right, -down), (WIDTH + right, HEIGHT + down)
    wide, tall = reach * WIDTH / 2 / frame.across, reach * HEIGHT / 2 / frame.scale
    south, north = max(-WIDEST, frame.north - tall), min(WIDEST, frame.north + tall)
    paths: dict[str, list[str]] = {}
    for outline, turn in around(frame.east - wide, frame.east + wide, south, north):
        points = frame.put(outline.points + np.array([turn, 0.0]))
        path = _path(clipped(points, low, high))
        if path:
            paths.setdefault(outline.land, []).append(path)
    return tuple(
        Land(land=land, path="".join(paths[land]), told=land in told)
        for land in sorted(paths, key=lambda land: land in told)  # those told lie on top
    )


def _path(points: NDArray[np.float64]) -> str:
    """Return a ring as SVG writes it, without points that fall together."""
    whole = np.round(points / GRAIN).astype(int)
    moved = np.diff(whole, axis=0)
    kept = moved[(moved != 0).any(axis=1)]
    if len(kept) < 2 or np.ptp(whole, axis=0).max() < TINY:
        return ""
    line = " ".join(f"{right} {down}" for right, down in kept.tolist())
    return f"M{whole[0, 0]} {whole[0, 1]}l{line}z"


def _dots(frame: Frame, pins: Sequence[Pin]) -> Iterator[Dot]:
    most = max(pin.times for pin in pins)
    for pin in pins:
        place = pin.place
        at = frame.put(np.array([[_turned(place.east, frame.east), place.north]]))[0]
        x, y = (round(unit) for unit in at.tolist())
        if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
            continue
        size = max(SMALLEST, LARGEST * math.sqrt(pin.times / most))
        yield Dot(pin=pin, x=x, y=y, radius=0 if place.kind == "country" else round(size))


def _gathered(dots: Sequence[Dot]) -> list[Dot]:
    """Return the dots, those that lie too near to a larger one shown by it. Lands stay."""
    shown: list[Dot] = []
    by: dict[str, str] = {}  # a place, and that by which it is shown
    for dot in sorted((dot for dot in dots if dot.radius), key=lambda dot: -dot.radius):
        near = next((one for one in shown if _distance(dot, one) < NEAR), None)
        if near:
            by[dot.pin.place.id] = near.pin.place.id
        else:
            shown.append(dot)
    more = Counter(by.values())
    return [replace(d, within=d.pin.place.id in by, more=more[d.pin.place.id]) for d in dots]


def _distance(one: Dot, other: Dot) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def _named(dots: Sequence[Dot]) -> Iterator[Dot]:
    """Yield the dots with their names, as far as these don't lie on one another. Towns go first."""
    taken = [_round(dot) for dot in dots if dot.radius and not dot.within]
    room = NAMED
    for dot in sorted(dots, key=lambda d: d.radius == 0):
        for anchor, right, down in _sides(dot) if room and not dot.within else ():
            box = _box(dot, anchor, right, down)
            if _inside(box) and not any(_touch(box, other) for other in taken):
                taken.append(box)
                room -= 1
                at = (dot.x + right, dot.y + down)
                dot = replace(dot, name=dot.pin.place.name, at=at, anchor=anchor)
                break
        yield dot


def _round(dot: Dot) -> Box:
    return dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius


def _sides(dot: Dot) -> tuple[tuple[str, int, int], ...]:
    middle, gap = round(LETTERS / 3), dot.radius + 6
    if not dot.radius:
        return (("middle", 0, middle),)
    above, below = -gap, gap + round(0.75 * LETTERS)
    return (
        ("start", gap, middle),
        ("end", -gap, middle),
        ("middle", 0, above),
        ("middle", 0, below),
    )


def _box(dot: Dot, anchor: str, right: int, down: int) -> Box:
    wide = BROAD * LETTERS * (len(dot.pin.place.name) + (4 if dot.more else 0))
    x = dot.x + right - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    y = dot.y + down
    return x, y - 0.8 * LETTERS, x + wide, y + 0.2 * LETTERS


def _inside(box: Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= HEIGHT


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
