"""multilingual-e5-small on the CPU: 384 dimensions, some hundred languages, 8-bit arithmetic.

Some 12 ms of one core for an article. The word vectors are looked up here, in the package's
mapped file; the twelve layers run in onnxruntime, from a graph that is made once and kept in
the user's cache folder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tidings.enrich.encoders.e5_graph import graph_path
from tidings.enrich.encoders.pack import read_pack, unpack
from tidings.enrich.encoders.runtime import load_runtime
from tidings.enrich.encoders.vocabulary import load_vocabulary
from tidings.errors import ConfigError

__all__ = ["E5"]

_TOKENS = 64  # of title and lead; 128 cost twice the time, see decisions/0040
_PREFIX = "query: "  # how the model was taught to be asked for likeness
_BEGIN, _END = 0, 2  # token ids
_MAX_CHARS = 8 * _TOKENS  # more text never makes more tokens than are kept, or hardly
_SPACES = re.compile(" {2,}")

Floats = npt.NDArray[np.float32]


class E5:
    """An `Encoder`. Each text is run by itself: no padding, and no text colours another."""

    name = "multilingual-e5-small/q8/64"
    dims = 384

    def __init__(self, *, threads: int = 1) -> None:
        """Load the model (1 s, some 250 MB). Raises ConfigError where a package is missing."""
        try:
            onnxruntime = load_runtime()
        except ImportError as exc:
            raise ConfigError("the encoder needs onnxruntime: install tidings again") from exc
        pack = read_pack()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(graph_path(pack)), options, providers=["CPUExecutionProvider"]
        )
        self._vocabulary = load_vocabulary()
        self._normal = dict(pack.normal)
        self._words = pack.blocks("emb.word")
        positions = pack.floats("emb.pos").reshape(pack.positions, -1)
        self._positions = positions[:_TOKENS] + pack.floats("emb.type")[: pack.dims]

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return the texts' vectors, (texts, 384), each of length 1."""
        vectors = [self._vector(self._tokens(text)) for text in texts]
        return np.stack(vectors) if vectors else np.empty((0, self.dims), np.float32)

    def _tokens(self, text: str) -> list[int]:
        found = self._vocabulary.encode(_SPACES.sub(" ", self._seen(text)), enough=_TOKENS - 2)
        return [_BEGIN, *found.ids[: _TOKENS - 2], _END]

    def _seen(self, text: str) -> str:
        cut = text[:_MAX_CHARS].encode("utf-8", "replace").decode()
        return (_PREFIX + cut).translate(self._normal)

    def _vector(self, ids: list[int]) -> Floats:
        entered = unpack(self._words[ids]) + self._positions[: len(ids)]
        (states,) = self._session.run(None, {"entered": entered[:, None]})
        vector = states[:, 0].mean(axis=0)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)
