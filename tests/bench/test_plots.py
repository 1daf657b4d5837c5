"""Plots of made-up figures: well-formed, with every value, none where nothing was measured."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from bench.__main__ import PLOTS as PLOTS_FOLDER
from bench.plots import PLOTS, draw
from bench.table import Figure, as_records

KEPT = {
    "stories-ecb": [
        Figure("stories ecbplus-1-35: BCubed", 0.99, "F1", 0.5, beside="TF-IDF, best threshold"),
        Figure(
            "stories ecbplus-1-35, unseen half: BCubed", 0.91, "F1", 0.88, beside="TF-IDF, best"
        ),
        Figure(
            "stories ecbplus-1-35, unseen half: BCubed", 0.91, "F1", None, beside="MiniLM, best"
        ),
        Figure("stories ecbplus-1-35, unseen half: pair F1", 0.9, "F1", 0.8, beside="TF-IDF, best"),
    ],
    "parts-ecb": [Figure("parts ecbplus-1-35: BCubed", 0.91, "F1", 0.87, beside="without names")],
    "encoders": [
        Figure("encoders none: speed", 210.0, "articles/s"),
        Figure("encoders none: ecbplus-1-35", 0.77, "BCubed"),
        Figure("encoders 64 tokens: speed", 60.0, "articles/s"),
        Figure("encoders 64 tokens: ecbplus-1-35", 0.91, "BCubed"),
    ],
}


def test_all_are_drawn(tmp_path: Path) -> None:
    kept = {name: {"figures": as_records(figures)} for name, figures in KEPT.items()}
    drawn = {path.stem: path.read_text() for path in draw(kept, tmp_path / "plots")}
    assert drawn.keys() == PLOTS.keys()
    for text in drawn.values():
        ElementTree.fromstring(text)
    assert ">.91<" in drawn["stories-bcubed"]
    assert ".99" not in drawn["stories-bcubed"]  # what was learned from is not shown
    assert "MiniLM" not in drawn["stories-bcubed"]
    assert drawn["encoders"].count("<circle") == 2


def test_nothing_measured_nothing_drawn(tmp_path: Path) -> None:
    lacking = [Figure("duplicates: not measured", None, "", note="no data")]
    assert not [*draw({"duplicates": {"figures": as_records(lacking)}}, tmp_path)]
    assert not [*draw({}, tmp_path)]


@pytest.mark.parametrize("name", PLOTS)
def test_every_plot_is_shown(name: str) -> None:
    assert f"plots/{name}.svg" in (PLOTS_FOLDER.parent / "quality/stories.md").read_text()
