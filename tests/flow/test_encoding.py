"""What the stages give to their models: of copies one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from tidings.steps import Embedder, names
from tidings.types import Article, Note, Novelty


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


def test_names_of_one_text_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def found(tasks: Sequence[tuple[Article, Novelty]]) -> list[tuple[Note, ...]]:
        asked.extend(article.id for article, _ in tasks)
        return [
            (Note(article=article.id, name="names", version=1, value={"name": article.title}),)
            for article, _ in tasks
        ]

    monkeypatch.setattr(names, "_NAMED", {})
    monkeypatch.setattr(names, "REMEMBERED", 2)
    monkeypatch.setattr(names, "note_names_each", found)

    def name(*told: tuple[str, str]) -> list[tuple[str, object]]:
        tasks = [(Article(id=id, title=title, paragraphs=("A.",)), Novelty(article=id))
                 for id, title in told]  # fmt: skip
        return [(note.article, note.value["name"]) for (note,) in names.name_each(tasks)]

    assert name(("a", "Fog"), ("b", "Fog"), ("c", "Strike")) == [
        ("a", "Fog"), ("b", "Fog"), ("c", "Strike"),
    ]  # fmt: skip
    assert name(("d", "Fog")) == [("d", "Fog")]
    assert len(asked) == 2
    assert name(("e", "Storm"), ("f", "Fog")) == [("e", "Storm"), ("f", "Fog")]
    assert name(("g", "Strike")) == [("g", "Strike")]  # its turn to be forgotten had come
    assert asked[2:] == ["e", "g"]
