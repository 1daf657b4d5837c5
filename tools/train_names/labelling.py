"""The teacher's word on sentences: how likely each word has each label."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from tools.train_names.examples import Example, example_of
from tools.train_names.export import graph_of
from tools.train_names.sentences import Sentence, read

from tidings.enrich.names.model import LABELS, Asked, NamesModel

__all__ = ["label_sentences", "labelled"]

AT_ONCE = 2048  # sentences
OWN = 0.5  # weight of a sentence's own labels, where it was put together: they are sure


def label_sentences(teacher: Path, sentences: Sequence[Path], out: Path) -> None:
    """Write all sentences as examples, their labels' chances by the teacher."""
    found = [one for path in sentences for one in read(path) if one.other is None]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "teacher.onnx"
        path.write_bytes(graph_of(teacher))
        model = NamesModel(path)
    told = [
        one
        for start in range(0, len(found), AT_ONCE)
        for one in _labelled(model, found[start : start + AT_ONCE])
    ]
    np.savez(
        out,
        allow_pickle=False,
        sizes=np.array([len(one.ids) for one in told], np.int32),
        ids=np.concatenate([one.ids for one in told]),
        chances=np.concatenate([one.chances for one in told]).astype(np.float16),
        weights=np.concatenate([one.weights for one in told]),
    )


def labelled(path: Path) -> list[Example]:
    """Read what `label_sentences` wrote."""
    with np.load(path) as kept:
        ends = np.cumsum(kept["sizes"])[:-1]
        parts = [np.split(kept[name], ends) for name in ("ids", "chances", "weights")]
    return [Example(*one) for one in zip(*parts, strict=True)]


def _labelled(model: NamesModel, sentences: Sequence[Sentence]) -> list[Example]:
    found = [example_of(one) for one in sentences]
    begins = [np.flatnonzero(one.weights) for one in found]
    asked = [
        Asked(one.ids[1:-1].tolist(), (places - 1).tolist())
        for one, places in zip(found, begins, strict=True)
    ]
    for one, places, chances, sentence in zip(
        found, begins, model.chances(asked), sentences, strict=True
    ):
        own = OWN if sentence.known else 0.0
        said = np.zeros((len(one.ids), LABELS), np.float32)
        said[places] = chances
        one.chances[:] = own * one.chances + (1 - own) * said
    return found
