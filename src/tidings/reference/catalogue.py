"""A catalogue to begin with: well-known publishers' own news feeds, by country and language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Listed", "catalogue"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed as the catalogue has it. That it still answers is found out when it is added."""

    country: str  # ISO 3166-1, of its newsroom
    language: str  # ISO 639-1
    title: str
    url: str


@cache
def catalogue() -> tuple[Listed, ...]:
    """Return all of it, by country."""
    text = files("tidings.reference").joinpath("catalogue.tsv").read_text(encoding="utf-8")
    return tuple(Listed(*line.split("\t")) for line in text.splitlines())
