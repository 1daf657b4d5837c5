"""The share of feedparser's own suite that Tidings passes must not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import feeds

FLOOR = 0.985  # .990 measured on the whole suite


@pytest.mark.quality
def test_share_of_the_suite(shared: Path) -> None:
    found = feeds.correctness(shared)
    assert found["kept"] > 600
    assert found["share"] >= FLOOR, found["failures"]


@pytest.mark.quality
def test_much_faster_than_feedparser() -> None:
    times = feeds.speed(rounds=1)
    peer = sum(row["feedparser"] for row in times.values())
    assert peer / sum(row["tidings"] for row in times.values()) > 20  # see bench/feeds.py
