"""Run the benches: one table, and build/bench.json.

    python -m bench [NAMES…] [--data DIR] [--json FILE] [--quick]

Without names all are run. DIR (or TIDINGS_SHARED, default ../shared) holds the development data;
a bench whose data is missing says so.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.extraction import shared_folder
from bench.table import Figure, as_json, as_table, not_measured

# A bench's name, and the module whose `run(shared, *, quick)` gives its figures.
BENCHES = {
    "feeds": "bench.others:feeds",
    "extraction": "bench.others:extraction",
    "novelty": "bench.others:novelty",
    "told": "bench.told:run",
    "stories": "bench.stories:run",
    "duplicates": "bench.duplicates:run",
    "pipeline": "bench.pipeline:run",
    "updates": "bench.updates:run",
    "search": "bench.search:run",
    "web": "bench.web:run",
}


def main() -> None:
    """Read the command line, measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}")
    parser.add_argument("--data", default="", help="the folder of development data")
    parser.add_argument("--json", default="build/bench.json", help="where the figures go")
    parser.add_argument("--quick", action="store_true", help="less of everything")
    given = parser.parse_args()
    if unknown := set(given.names) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    figures = []
    for name in given.names or BENCHES:
        print(f"{name} …", file=sys.stderr, flush=True)
        figures += measure(name, shared_folder(given.data), quick=given.quick)
    print(as_table(figures))
    _write(Path(given.json), figures, quick=given.quick)


def measure(name: str, shared: Path, *, quick: bool) -> list[Figure]:
    """Run one bench; missing data is a figure that says so."""
    module, _, function = BENCHES[name].partition(":")
    try:
        return list(getattr(importlib.import_module(module), function)(shared, quick=quick))
    except (FileNotFoundError, ModuleNotFoundError) as exc:
        return [not_measured(name, str(exc))]


def _write(path: Path, figures: list[Figure], *, quick: bool) -> None:
    about = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "quick": quick,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_json(figures, **about) + "\n", encoding="utf-8")
    print(f"written to {path}", file=sys.stderr)


if __name__ == "__main__":
    main()
