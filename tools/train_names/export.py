"""Write what was learned as the graph that the product runs, in 8 bits."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
from tools.train_names.graph import Ranges, build_graph
from tools.train_names.sentences import read

from tidings.enrich.encoders.pack import Pack, read_pack
from tidings.enrich.names import model as names_model
from tidings.enrich.names.model import LONGEST, Asked, NamesModel

__all__ = ["export_graph", "graph_of"]

TARGET = Path(names_model.__file__).with_name("names.onnx")
MEASURED = 700  # sentences from which the ranges of what enters the products are taken


class _Taught:
    """The package's weights, and above them those that were learned."""

    def __init__(self, pack: Pack, weights: Path) -> None:
        self._pack = pack
        self._weights = dict(np.load(weights))
        self.dims = pack.dims
        self.layers = 1 + max(int(key[1]) for key in self._weights if key[0] == "l")

    def floats(self, name: str) -> npt.NDArray[np.float32]:
        found = self._weights.get(name)
        return self._pack.floats(name) if found is None else found

    def matrix(self, name: str) -> npt.NDArray[np.float32]:
        found = self._weights.get(name)
        return self._pack.matrix(name) if found is None else found


def graph_of(weights: Path) -> bytes:
    """Return a graph that takes its scales from what is run."""
    return build_graph(_Taught(read_pack(), weights)).SerializeToString()


def export_graph(weights: Path, sentences: Sequence[Path], out: Path | None) -> None:
    """Write the graph, over the product's where no other place is told."""
    taught = _Taught(read_pack(), weights)
    texts = [one.text for path in sentences for one in read(path)]
    chosen = random.Random(1).sample(texts, min(MEASURED, len(texts)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "measured.onnx"
        path.write_bytes(graph_of(weights))
        ranges = _ranges(NamesModel(path), chosen)
    (out or TARGET).write_bytes(build_graph(taught, ranges).SerializeToString())


def _ranges(model: NamesModel, texts: Sequence[str]) -> Ranges:
    """Return from where to where reaches what enters each product, on all the texts."""
    found: dict[str, tuple[float, float]] = {}
    for text in texts:
        ids = model.encode(text).ids[:LONGEST]
        for name, values in model.run([Asked(ids, range(len(ids)))]).items():
            low, high = found.get(name, (0.0, 0.0))
            found[name] = min(low, float(values.min())), max(high, float(values.max()))
    return found
