"""The figures of `bench/extraction.py` must not fall below their floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import extraction

# The model has learned from these pages, so these show that it still reads them as it did; what it
# does on sites that it never saw stands in docs/decisions/0010.
FLOORS = {"article-extraction-benchmark": 0.985, "readability-test-pages": 0.97}
PAGES_PER_SECOND = 60  # on a busy machine; the bench says how many it really is


@pytest.mark.quality
def test_f1_and_speed(shared: Path) -> None:
    for name, pages in extraction.load_sets(shared).items():
        found = extraction.measure(extraction.tidings, pages, passes=1)
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
def test_the_metric(truth: str, found: str, expected: tuple[float | None, float | None]) -> None:
    assert extraction.compare(truth, found) == expected
