"""Our own style sheet, scripts and icons, read once, under names that change with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

__all__ = ["Asset", "Assets", "load_assets"]

TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
}


SHEETS = (
    *("base", "frame", "controls", "lists", "editor", "story", "article", "drawn", "comments"),
    *("sources", "forms", "pages", "wide", "river"),
)
"""The style sheet by its parts, which are sent as one: what stands later counts more."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    body: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by the name they are served under, and that name by their own."""

    by_path: Mapping[str, Asset]
    paths: Mapping[str, str]

    def url(self, name: str) -> str:
        """Return where a file is served: the address changes whenever the file does."""
        return f"/static/{self.paths[name]}"


def load_assets() -> Assets:
    """Read the package's static files. Nothing else can ever be served as one."""
    static = files("tidings.serve").joinpath("static")
    sheets = (static.joinpath("sheets", f"{name}.css").read_bytes() for name in SHEETS)
    found = {file.name: file.read_bytes() for file in static.iterdir() if file.is_file()}
    by_path, paths = {}, {}
    for name, body in {**found, "tidings.css": b"\n".join(sheets)}.items():
        stem, _, kind = name.rpartition(".")
        if kind in TYPES:
            path = f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{kind}"
            by_path[path] = Asset(body, TYPES[kind])
            paths[name] = path
    return Assets(by_path, paths)
