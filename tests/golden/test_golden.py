"""Every saved document is read as its expectation says; see `rewrite.py` for adding one."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from tests.golden.rewrite import documents, expected, read


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.name)
def test_read_as_expected(document: Path) -> None:
    assert read(document) == orjson.loads(expected(document).read_bytes())
