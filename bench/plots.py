"""What the benches found, drawn: docs/plots, from the figures that are kept.

python -m bench --plots
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.svg import bars, lines

__all__ = ["draw"]

Kept = Mapping[str, Mapping[str, Any]]  # a bench: its figures, and what is known of the run
Groups = dict[str, dict[str, float]]

_OURS = "Tidings"
_SETS = {"ecbplus-1-35": "ECB+", "allsides-train": "AllSides", "uci-headlines": "UCI"}


def draw(kept: Kept, folder: Path) -> Iterator[Path]:
    """Write the plots for which there are figures; yield their files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in PLOTS.items():
        drawn = make(kept)
        if drawn:
            path = folder / f"{name}.svg"
            path.write_text(drawn, encoding="utf-8")
            yield path


def _figures(kept: Kept, bench: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield (about what, which figure, figure) of the benches whose name begins so."""
    for name, run in kept.items():
        if name == bench or name.startswith(f"{bench}-"):
            for figure in run["figures"]:
                about, _, which = figure["what"].removeprefix(f"{bench} ").partition(": ")
                yield about, which, figure


def _in_order(groups: Groups) -> Groups:
    return {name: groups[name] for name in _SETS.values() if name in groups}


def stories(kept: Kept, score: str) -> str:
    """Return ours beside each peer on the stories that the decision did not learn from."""
    groups: Groups = defaultdict(dict)
    for about, which, figure in _figures(kept, "stories"):
        name, _, half = about.partition(", ")
        if half == "unseen half" and which == score and figure["peer"] is not None:
            group = groups[_SETS[name]]
            group[_OURS] = figure["ours"]
            group[figure["beside"].partition(",")[0]] = figure["peer"]
    if not groups:
        return ""
    return bars(
        f"Stories: {score}, on stories that were not learned from",
        _in_order(groups),
        unit="peers at their best threshold",
    )


def parts(kept: Kept, score: str) -> str:
    """Return ours with all of its parts, and without each."""
    groups: Groups = defaultdict(dict)
    for name, which, figure in _figures(kept, "parts"):
        if which == score:
            group = groups[_SETS[name]]
            group["all parts"] = figure["ours"]
            group[figure["beside"].replace("without ", "no ")] = figure["peer"]
    if not groups:
        return ""
    return bars(f"What each part is worth: {score} of stories", _in_order(groups))


def encoders(kept: Kept) -> str:
    """Return quality against speed, by how much of an article the encoder reads."""
    speed: dict[str, float] = {}
    quality: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for encoder, which, figure in _figures(kept, "encoders"):
        if which == "speed":
            speed[encoder] = figure["ours"]
        else:
            quality[_SETS[which]].append((speed[encoder], figure["ours"], encoder))
    if not quality:
        return ""
    return lines(
        "What the encoder reads of an article: quality against speed",
        quality,
        x_unit="articles a CPU second: novelty, encoder and grouping",
        unit="BCubed of stories at rest",
    )


# A file's name, and what draws it; "" where there are no figures.
PLOTS: dict[str, Callable[[Kept], str]] = {
    "stories-bcubed": lambda kept: stories(kept, "BCubed"),
    "stories-pairs": lambda kept: stories(kept, "pair F1"),
    "parts": lambda kept: parts(kept, "BCubed"),
    "encoders": encoders,
}
