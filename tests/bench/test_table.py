"""The table of figures: what it shows, and that every bench can be found."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from bench.__main__ import BENCHES, kept_figures, main, measure
from bench.table import Figure, as_records, as_table, not_measured, percentile

from bench import __main__ as benches

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


def test_records_hold_the_ratio() -> None:
    first, second, _ = as_records(FIGURES)
    assert first["ratio"] == pytest.approx(64.2 / 98)
    assert second["ratio"] is None


def test_a_run_replaces_its_own_figures_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bench.json"
    monkeypatch.setattr(benches, "measure", lambda name, shared, quick: [Figure(name, 1.0, "x")])
    main(["feeds", "--json", str(path)])
    monkeypatch.setattr(benches, "measure", lambda name, shared, quick: [not_measured(name, "")])
    main(["stories", "--json", str(path), "--quick"])
    kept = kept_figures(path)
    assert [k for k in kept if k != "feeds"] == [b for b in BENCHES if b.startswith("stories-")]
    assert kept["feeds"]["figures"][0]["ours"] == 1.0
    assert not kept["feeds"]["quick"]
    assert kept["stories-ecb"]["quick"]
    assert "stories-uci: not measured" in capsys.readouterr().out


def test_an_unknown_bench_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["weather"])
    assert "there is no bench weather" in capsys.readouterr().err


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
