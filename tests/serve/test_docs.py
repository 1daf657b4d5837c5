from __future__ import annotations

from pathlib import Path

import pytest
from starlette.routing import BaseRoute

from tests.serve.conftest import app_over
from tests.serve.fake_news import FakeNews

DOCS = Path(__file__).parents[2] / "docs" / "api.md"


def paths(routes: list[BaseRoute]) -> set[str]:
    """Every path of the app, as its decorator says it."""
    found: set[str] = set()
    for route in routes:
        router = getattr(route, "original_router", None)
        found |= paths(router.routes) if router else {getattr(route, "path", "")}
    return found - {""}


@pytest.mark.parametrize("path", sorted(paths(app_over(FakeNews(size=0)).routes)))
def test_every_route_is_documented(path: str) -> None:
    assert f"{path.replace(':path', '')}" in DOCS.read_text(encoding="utf-8")
