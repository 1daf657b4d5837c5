"""What the embedding stage gives to its encoder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tidings.steps import Embedder


class Counting:
    """An encoder that notes what it is asked."""

    name = "counting"
    dims = 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], np.float32)


def test_copies_that_come_together_are_encoded_once() -> None:
    encoder = Counting()
    embedder = Embedder(encoder)
    first = embedder.encode(["Two ferries collided.", "A strike began.", "Two ferries collided."])
    again = embedder.encode(["Two ferries collided."])
    assert encoder.asked == ["Two ferries collided.", "A strike began."]
    vectors = [vector.tolist() for _, vector in (*first, *again)]
    assert vectors[0] == vectors[2] == vectors[3] != vectors[1]
    assert {name for name, _ in first} == {"counting"}


def test_without_an_encoder_there_are_no_vectors() -> None:
    assert Embedder(None).encode(["A strike began."]) == [None]
