"""The share of feedparser's own suite that Tidings passes must not fall."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench/feeds.py"
FLOOR = 0.985  # .990 measured on the whole suite


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_feeds", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.quality
def test_share_of_the_suite(shared: Path, bench: ModuleType) -> None:
    found = bench.correctness(shared)
    assert found["kept"] > 600
    assert found["share"] >= FLOOR, found["failures"]


@pytest.mark.quality
def test_much_faster_than_feedparser(bench: ModuleType) -> None:
    times = bench.speed(rounds=1)
    peer = sum(row["feedparser"] for row in times.values())
    assert peer / sum(row["tidings"] for row in times.values()) > 20  # see bench/feeds.py
