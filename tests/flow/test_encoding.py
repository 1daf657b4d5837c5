"""What the embedding stage gives to its encoder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tidings.steps import Embedding
from tidings.types import Article, Novelty


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
    stage = Embedding(lambda: encoder)
    texts = ["Two ferries collided.", "A strike began.", "Two ferries collided."]
    tasks = [
        (Article(id=f"a{n}", title="News", paragraphs=(text,)), Novelty(article=f"a{n}"))
        for n, text in enumerate(texts)
    ]
    vectors = stage.work(tasks)
    again = stage.work(tasks[:1])
    assert len(encoder.asked) == 2
    assert np.array_equal(vectors[0], vectors[2])
    assert np.array_equal(vectors[0], again[0])
    assert not np.array_equal(vectors[0], vectors[1])
