"""Files that are made once and kept in the cache folder, which may be emptied at any time."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import platformdirs

from tidings.errors import CacheError

__all__ = ["kept_file"]


def kept_file(name: str, make: Callable[[Path], None]) -> Path:
    """Return a file of the cache folder, made where it is missing, by two processes at once too.

    Raises CacheError where it can't be written.
    """
    path = platformdirs.user_cache_path("tidings") / name
    if path.is_file():
        return path
    unfinished = path.with_name(f"{uuid4().hex}-{name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        make(unfinished)
        os.replace(unfinished, path)
    except OSError as exc:
        raise CacheError(
            f"{path} can't be written ({exc.strerror or exc}): make room there, or name another "
            "folder for caches by XDG_CACHE_HOME"
        ) from exc
    return path
