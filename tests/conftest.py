"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the project; tests that need it skip where it is missing."""
    folder = Path(os.environ.get("TIDINGS_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the development data is not beside this checkout")
    return folder


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: what a compressor writes holds the time, and ids must not."""
    return argname if isinstance(val, bytes) else None
