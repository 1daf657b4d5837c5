"""The figures of `bench/novelty.py` must not fall below their floors."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"


@pytest.mark.quality
def test_planted_paragraphs_are_found_and_untouched_ones_stay_new(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(BENCH)
    bench = importlib.import_module("novelty")
    figures = bench.measure(shared, articles=400, peers=False)["tidings"]
    assert figures["planted"] > 150
    assert figures["precision"] >= 0.98
    assert figures["recall"] >= 0.97
    assert figures["refigured"] >= 0.95
    assert figures["first seen"] >= 0.97
