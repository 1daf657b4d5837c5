"""Whether a written sentence says no more than its source: pairs of our own, true and turned.

`labels/entailment.tsv`: language, 1 or 0, a source's sentence, a sentence that rests on it. Every
other source was tuned on. The peer takes a pair for true where the encoder's vectors are near: at
the cosine that is best on the half that was tuned on.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path

import numpy as np

from bench.table import Figure
from tidings.enrich.embedding import load_encoder
from tidings.write.remote.check import unsupported

__all__ = ["Pair", "pairs", "run"]

LABELS = Path(__file__).with_name("labels") / "entailment.tsv"
BESIDE = "cosine of the encoder"


@dataclass(frozen=True, slots=True)
class Pair:
    """A source's sentence, one that was written from it, and whether that is so."""

    language: str
    true: bool
    source: str
    said: str

    @property
    def kept(self) -> bool:
        """Whether the check lets it pass."""
        return not unsupported(self.said, [self.source], language=self.language)


def pairs() -> tuple[list[Pair], list[Pair]]:
    """Return the pairs that were tuned on, and the unseen: by source, every other one."""
    rows = [line.split("\t") for line in LABELS.read_text("utf-8").splitlines()]
    every = [Pair(lang, true == "1", source, said) for lang, true, source, said in rows]
    groups = [list(found) for _, found in groupby(every, key=lambda pair: pair.source)]
    return [*chain(*groups[::2])], [*chain(*groups[1::2])]


def run(shared: Path, *, quick: bool = False) -> list[Figure]:
    """Measure what is rightly kept, and what is wrongly kept, on both halves."""
    tuned, unseen = pairs()
    near, bar = _near(tuned), 0.0
    if near is not None:
        bar = max(near, key=lambda at: _right([one >= at for one in near], tuned))
    figures = []
    for name, those in (("tuned on", tuned), ("unseen", unseen)):
        cosines = _near(those)
        peer = [one >= bar for one in cosines] if cosines is not None else None
        ours = [pair.kept for pair in those]
        for what, score in (("turned ones refused", _refused), ("fair ones kept", _kept)):
            beside = score(peer, those) if peer is not None else None
            note = f"{len(those)} pairs"
            figures.append(
                Figure(f"entailment, {name}: {what}", score(ours, those), "", beside, note, BESIDE)
            )
    return figures


def _right(kept: list[bool], those: list[Pair]) -> float:
    return (_refused(kept, those) + _kept(kept, those)) / 2


def _refused(kept: list[bool], those: list[Pair]) -> float:
    turned = [not one for one, pair in zip(kept, those, strict=True) if not pair.true]
    return sum(turned) / len(turned)


def _kept(kept: list[bool], those: list[Pair]) -> float:
    fair = [one for one, pair in zip(kept, those, strict=True) if pair.true]
    return sum(fair) / len(fair)


def _near(those: list[Pair]) -> list[float] | None:
    encoder = load_encoder()
    if encoder is None:
        return None
    vectors = encoder.encode([text for pair in those for text in (pair.source, pair.said)])
    norms = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return [float(one) for one in np.sum(norms[::2] * norms[1::2], axis=1)]
