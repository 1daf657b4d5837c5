"""A person's regular expressions, by RE2: linear in the text whatever they say (decisions/0272)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tidings.errors import UsageError

__all__ = ["checked_pattern", "finder"]

LONGEST = 500  # characters of a pattern
MEMORY = 1 << 20  # bytes that a compiled pattern may take: RE2 refuses what needs more
LOOKED_THROUGH = 50_000  # characters of a text

Finds = Callable[[str], bool]


def checked_pattern(pattern: str) -> str:
    """Return a pattern that can be kept; raises UsageError saying what is wrong with it."""
    if len(pattern) > LONGEST:
        raise UsageError(f"This pattern is too long: at most {LONGEST} characters.")
    finder(pattern)
    return pattern


@lru_cache(maxsize=256)
def finder(pattern: str) -> Finds:
    """Return what says whether a text holds a pattern, in either case; raises UsageError."""
    import re2

    options = re2.Options()
    options.max_mem = MEMORY
    options.case_sensitive = False
    options.log_errors = False
    try:
        compiled = re2.compile(pattern.encode("utf-8", "replace"), options)
    except re2.error as error:
        raise UsageError(
            f"This pattern can't be used ({_words(error)}): it is of RE2's syntax."
        ) from error

    def finds(text: str) -> bool:
        return bool(compiled.search(text[:LOOKED_THROUGH].encode("utf-8", "replace")))

    return finds


def _words(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
