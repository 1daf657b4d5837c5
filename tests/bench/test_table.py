"""The table of figures: what it shows, and that every bench can be found."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
from bench.__main__ import BENCHES, measure
from bench.table import Figure, as_json, as_table, percentile

FIGURES = [
    Figure("whole way", 64.2, "articles/s", 98.0, "two cores"),
    Figure("memory", 1234.5, "MB"),
    Figure("nothing", None, "", note="no data"),
]


def test_a_table_has_aligned_columns_and_ratios() -> None:
    lines = as_table(FIGURES).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert [c.strip() for c in lines[2].strip("|").split("|")][:4] == [
        "whole way", "64.2", "98.0", "0.655",
    ]  # fmt: skip
    assert "1,234" in lines[3] or "1,235" in lines[3]


def test_json_keeps_what_is_known_of_the_run() -> None:
    found = json.loads(as_json(FIGURES, cores=2))
    assert found["cores"] == 2
    assert found["figures"][0]["ratio"] == pytest.approx(64.2 / 98)
    assert found["figures"][1]["ratio"] is None


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (0.0, 1), (1.0, 100)])
def test_percentile_by_nearest_rank(share: float, expected: float) -> None:
    assert percentile(range(1, 101), share) == expected


@pytest.mark.parametrize("name", ["pipeline", "updates", "search", "web"])
def test_missing_data_is_said(tmp_path: Path, name: str) -> None:
    (row,) = measure(name, tmp_path, quick=True)
    assert row.ours is None
    assert "missing" in row.note


def test_every_bench_is_there() -> None:
    for place in BENCHES.values():
        module, _, function = place.partition(":")
        assert callable(getattr(importlib.import_module(module), function))
