"""Run the benches: one table, build/bench.json, and plots of what stands there.

    python -m bench [NAMES…] [--data DIR] [--json FILE] [--quick] [--plots]

Without names all are run; "stories" names all whose name begins so. DIR (or TIDINGS_SHARED,
default ../shared) holds the development data; a bench whose data or peers are missing says so.
In the file the figures of the benches that were run now replace their earlier ones; those of
other benches stay, each with its time. --plots draws docs/plots from the file, and runs only
what is named.
"""

from __future__ import annotations

import argparse
import compileall
import importlib
import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tidings
from bench.extraction import shared_folder
from bench.table import Figure, as_records, as_table, not_measured

# A bench's name, and the module whose `run(shared, *, quick)` gives its figures.
BENCHES = {
    "feeds": "bench.others:feeds",
    "extraction": "bench.others:extraction",
    "novelty": "bench.others:novelty",
    "recycled": "bench.recycled:run",
    "statements": "bench.statements:run",
    "threads": "bench.threads:run",
    "stories-ecb": "bench.stories:ecb",
    "stories-allsides": "bench.stories:allsides",
    "stories-uci": "bench.stories:uci",
    "stories-people": "bench.stories:people",
    "parts-ecb": "bench.story_parts:ecb",
    "parts-allsides": "bench.story_parts:allsides",
    "parts-uci": "bench.story_parts:uci",
    "abroad": "bench.abroad:run",
    "encoders": "bench.encoders:run",
    "growth": "bench.growth:run",
    "annotate": "bench.annotate:run",
    "names": "bench.names:run",
    "quotes": "bench.quotes:run",
    "places": "bench.places:run",
    "topics": "bench.topics:run",
    "offsets": "bench.offsets:run",
    "events": "bench.events:run",
    "entailment": "bench.entailment:run",
    "duplicates": "bench.duplicates:run",
    "pipeline": "bench.pipeline:run",
    "updates": "bench.updates:run",
    "search": "bench.search:run",
    "ask": "bench.ask:run",
    "answers": "bench.answers:run",
    "summaries": "bench.summaries:run",
    "web": "bench.web:run",
    "readers": "bench.readers:run",
    "load": "bench.load:run",
    "own": "bench.own:run",
}
PLOTS = Path(__file__).parent.parent / "docs/plots"
PACKAGE = Path(tidings.__file__).parent


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, measure, print and write."""
    given = _parser().parse_args(arguments)
    names = given.names or ([] if given.plots else ["all"])
    chosen = [bench for bench in BENCHES if any(_named(bench, name) for name in names)]
    if unknown := [n for n in names if not any(_named(bench, n) for bench in BENCHES)]:
        _parser().error(f"there is no bench {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    compileall.compile_dir(PACKAGE, quiet=1)  # as pip does when it installs
    for name in chosen:
        print(f"{name} …", file=sys.stderr, flush=True)
        found = measure(name, shared_folder(given.data), quick=given.quick)
        figures += found
        _keep(given.json, name, found, quick=given.quick)
    if figures:
        print(as_table(figures))
    if given.plots:
        _draw(given.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}")
    parser.add_argument("--data", default="", help="the folder of development data")
    parser.add_argument(
        "--json", default="build/bench.json", type=Path, help="where the figures go"
    )
    parser.add_argument("--quick", action="store_true", help="less of everything")
    parser.add_argument("--plots", action="store_true", help="draw the figures that are kept")
    return parser


def _named(bench: str, name: str) -> bool:
    return name in ("all", bench) or bench.startswith(f"{name}-")


def measure(name: str, shared: Path, *, quick: bool) -> list[Figure]:
    """Run one bench; missing data is a figure that says so."""
    module, _, function = BENCHES[name].partition(":")
    try:
        return list(getattr(importlib.import_module(module), function)(shared, quick=quick))
    except (FileNotFoundError, ModuleNotFoundError) as exc:
        return [not_measured(name, str(exc))]


def _keep(path: Path, name: str, figures: Iterable[Figure], *, quick: bool) -> None:
    """Write the figures of a bench in the place of its earlier ones."""
    kept = kept_figures(path)
    kept[name] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "quick": quick,
        "figures": as_records(figures),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def kept_figures(path: Path) -> dict[str, dict[str, Any]]:
    """Return what the file holds: a bench's name to its figures and what is known of the run."""
    if not path.is_file():
        return {}
    return {k: v for k, v in json.loads(path.read_bytes()).items() if k in BENCHES}


def _draw(path: Path) -> None:
    from bench.plots import draw

    for drawn in draw(kept_figures(path), PLOTS):
        print(f"drawn: {drawn}", file=sys.stderr)


if __name__ == "__main__":
    main()
