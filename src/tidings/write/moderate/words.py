"""The words of `words.toml`, folded as comments are."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from tidings.text import fold
from tidings.write.moderate.comment import Table

__all__ = ["listed", "phrases", "table"]


@cache
def table(name: str) -> Table:
    """Return words by language; a star ends a beginning."""
    found = _read()[name]
    if isinstance(found, str):
        raise KeyError(name)
    return {language: frozenset(fold(text).split()) for language, text in found.items()}


@cache
def listed(name: str) -> frozenset[str]:
    """Return words of all languages together."""
    return frozenset(fold(_text(name)).split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Return phrases of all languages: a star ends a beginning, _ is up to three words."""
    return tuple(" ".join(phrase.split()) for phrase in fold(_text(name)).split("|"))


def _text(name: str) -> str:
    found = _read()[name]
    if not isinstance(found, str):
        raise KeyError(name)
    return found


@cache
def _read() -> dict[str, str | dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
