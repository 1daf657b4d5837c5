"""The decision as it is when it has learned from one half of the stories alone.

`model.json` here is written by `tools/train_group.py` beside the shipped one, which saw both
halves: only with this one is the other half (`storysets.half_of`) news to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from tidings.group import model

__all__ = ["HALF", "deciding_by", "unseen_half"]

HALF = Path(__file__).with_name("model.json")


@contextmanager
def unseen_half() -> Iterator[str]:
    """Group by the model of one half meanwhile; yields why that can't be, else ""."""
    missing = _missing()
    if missing:
        yield missing
        return
    with deciding_by(HALF):
        yield ""


@contextmanager
def deciding_by(path: Path) -> Iterator[None]:
    """Group by another `model.json` meanwhile."""
    with patch.object(model, "__file__", str(path)):  # beside which it looks for its weights
        model.forget()
        try:
            yield
        finally:
            model.forget()


def _missing() -> str:
    shipped = Path(model.__file__).with_name(HALF.name)
    if not HALF.is_file() or _shape(HALF) != _shape(shipped):
        return "its decision is of another kind than the shipped one: run tools/train_group.py"
    return ""


def _shape(path: Path) -> dict[str, int]:
    return {
        name: len(one.get("weights", ())) for name, one in json.loads(path.read_bytes()).items()
    }
