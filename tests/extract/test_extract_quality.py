"""The figures of `bench/extraction.py` must not fall below their floors."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench/extraction.py"
# The model has learned from these pages, so these show that it still reads them as it did; what it
# does on sites that it never saw stands in docs/decisions/0010.
FLOORS = {"article-extraction-benchmark": 0.985, "readability-test-pages": 0.97}
PAGES_PER_SECOND = 60  # on a busy machine; the bench says how many it really is


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_extraction", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.quality
def test_f1_and_speed(shared: Path, bench: ModuleType) -> None:
    for name, pages in bench.load_sets(shared).items():
        found = bench.measure(bench.tidings, pages, passes=1)
        assert found.f1 >= FLOORS[name], name
        assert found.pages_per_second >= PAGES_PER_SECOND, name


@pytest.mark.parametrize(
    ("truth", "found", "expected"),
    [
        ("a b c d", "a b c d", (1.0, 1.0)),
        ("a b c d e", "a b c d", (1.0, 0.5)),
        ("a b c d", "a b c d a b c d", (0.2, 1.0)),
        ("a b", "a b", (1.0, 1.0)),
        ("a b c d", "", (None, 0.0)),
        ("", "a", (0.0, None)),
    ],
)
def test_the_metric(
    bench: ModuleType, truth: str, found: str, expected: tuple[float | None, float | None]
) -> None:
    assert bench.compare(truth, found) == expected
