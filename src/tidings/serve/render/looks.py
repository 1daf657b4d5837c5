"""How a person wants the pages to look: each choice an attribute of the page, obeyed by the CSS."""

from __future__ import annotations

from collections.abc import Mapping

from tidings.types import Json

__all__ = ["LOOKS", "looks_of"]

LOOKS: dict[str, tuple[str, ...]] = {
    "theme": ("system", "light", "dark"),
    "size": ("medium", "small", "large", "largest"),
    "width": ("medium", "narrow", "wide"),
    "font": ("serif", "sans"),
    "pictures": ("shown", "hidden"),
    "list": ("full", "titles"),
}
"""Each choice with its values, the first of which is meant where nothing is said."""


def looks_of(settings: Mapping[str, Json]) -> dict[str, str]:
    """Return every choice with its value; what is unknown is as if nothing were said."""
    return {
        name: said if isinstance(said := settings.get(name), str) and said in values else values[0]
        for name, values in LOOKS.items()
    }
