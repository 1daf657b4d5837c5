"""Write what was learned as the graph that the product runs, in 8 bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from tidings.enrich import tagger
from tidings.enrich.encoders.e5_graph import build_graph
from tidings.enrich.encoders.pack import Pack, read_pack

__all__ = ["export_graph"]

TARGET = Path(tagger.__file__).with_name("names.onnx")
LAYERS = 3


class _Taught:
    """The package's weights, and above them those that were learned."""

    def __init__(self, pack: Pack, weights: Path) -> None:
        self._pack = pack
        self._weights = dict(np.load(weights))
        self.dims, self.heads = pack.dims, pack.heads

    def floats(self, name: str) -> npt.NDArray[np.float32]:
        found = self._weights.get(name)
        return self._pack.floats(name) if found is None else found

    def matrix(self, name: str) -> npt.NDArray[np.float32]:
        found = self._weights.get(name)
        return self._pack.matrix(name) if found is None else found


def export_graph(weights: Path, out: Path | None) -> None:
    """Write the graph, over the product's where no other place is told."""
    graph = build_graph(_Taught(read_pack(), weights), layers=LAYERS, head="head")
    (out or TARGET).write_bytes(graph.SerializeToString())
