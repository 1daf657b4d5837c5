"""Every store that there is: one contract for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tidings.storage import Store, open_store


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    opened = open_store("sqlite://" if request.param == "memory" else tmp_path / "a" / "library")
    yield opened
    opened.close()
