"""The small model of names: how likely each word begins or continues a name of each kind.

The word vectors are those of multilingual-e5-small, looked up in the package's mapped file; the
three narrow layers above them are `names.onnx` (0220, 0346). Many short texts are read in one run,
those of like length together; what comes of one doesn't hang on what it is read with (0307).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.enrich.encoders.pack import read_pack, unpack
from tidings.enrich.encoders.runtime import load_runtime
from tidings.enrich.encoders.vocabulary import Tokens, load_vocabulary

__all__ = ["LABELS", "LONGEST", "Asked", "NamesModel", "names_model"]

LABELS = 9  # outside, and for each kind one that begins a name and one that goes on
LONGEST = 126  # tokens that a text may have
_AT_ONCE = 512  # tokens of a run: more of them no longer fit the processor's own memory
_BEGIN, _END = 0, 2  # token ids
_MODEL = Path(__file__).with_name("names.onnx")

Floats = npt.NDArray[np.float32]


class Asked(NamedTuple):
    """A text to read: the ids of its tokens, and the places of those that are asked."""

    ids: Sequence[int]
    places: Sequence[int]


class NamesModel:
    """The loaded model, one for a process."""

    def __init__(self, path: Path = _MODEL) -> None:
        """Load a graph, as a rule that of the product."""
        onnxruntime = load_runtime()
        pack = read_pack()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the work is spread over processes
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._out = [output.name for output in self._session.get_outputs()]
        self._vocabulary = load_vocabulary()
        # One character for one, so that offsets stay those of the text.
        self._normal = {code: seen[:1] or " " for code, seen in pack.normal.items()}
        self._words = pack.blocks("emb.word")
        positions = pack.floats("emb.pos").reshape(pack.positions, -1)
        self._positions = positions[: LONGEST + 2] + pack.floats("emb.type")[: pack.dims]

    def encode(self, text: str) -> Tokens:
        """Return the tokens of a text, with where they stand."""
        seen = text.encode("utf-8", "replace").decode().translate(self._normal)
        return self._vocabulary.encode(seen)

    def chances(self, texts: Sequence[Asked]) -> list[Floats]:
        """Return for each text how likely each token asked has each label: (asked, 9)."""
        found: list[Floats] = [np.zeros((0, LABELS), np.float32)] * len(texts)
        for chosen in _runs([len(text.ids) for text in texts]):
            scores = self.run([texts[number] for number in chosen])["scores"]
            raised = np.exp(scores - scores.max(axis=1, keepdims=True))
            raised /= raised.sum(axis=1, keepdims=True)
            sizes = [len(texts[number].places) for number in chosen]
            for number, part in zip(chosen, np.split(raised, np.cumsum(sizes)[:-1]), strict=True):
                found[number] = part
        return found

    def run(self, texts: Sequence[Asked]) -> dict[str, Floats]:
        """Return what the graph gives for texts that are read in one run, by its names."""
        width = max(len(text.ids) for text in texts) + 2
        ids = np.full((len(texts), width), _END)
        ids[:, 0] = _BEGIN
        for row, text in enumerate(texts):
            ids[row, 1 : len(text.ids) + 1] = text.ids
        words = unpack(self._words[ids.ravel()])
        entered = (words.reshape(*ids.shape, -1) + self._positions[:width]).reshape(words.shape)
        places = [row * width + 1 + n for row, text in enumerate(texts) for n in text.places]
        lengths = [len(text.ids) + 2 for text in texts]
        given = {"entered": entered, "asked": np.array(places, np.int64)}
        given["lengths"] = np.array(lengths, np.int32)
        given["rows"] = np.array([len(texts), width, -1], np.int64)
        return dict(zip(self._out, self._session.run(self._out, given), strict=True))


@cache
def names_model() -> NamesModel:
    """Return the model of this process; load it (some 0.1 s) the first time."""
    return NamesModel()


def _runs(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of the texts that are read together: of like length, and not too many."""
    chosen: list[int] = []
    for number in sorted(range(len(sizes)), key=sizes.__getitem__):
        if chosen and (sizes[number] + 2) * (len(chosen) + 1) > _AT_ONCE:
            yield chosen
            chosen = []
        chosen.append(number)
    if chosen:
        yield chosen
