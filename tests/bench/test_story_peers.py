"""The peers of the stories get their best threshold, and what is unseen is grouped as unseen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from bench.storysets import half_of
from bench.vectors import Floats, encoded

from bench import unseen
from tidings.group import model

pytest.importorskip("scipy")
from bench.story_peers import best, tfidf

from tidings.evaluation import bcubed, pair_f1
from tidings.types import Article


def test_each_score_has_its_best_threshold() -> None:
    alike = np.array([[1, 0.8, 0.3], [0.8, 1, 0.3], [0.3, 0.3, 1]], np.float32)
    for truth in ("aab", "abc", "aaa"):
        found = best(iter([alike]), truth, {"b": bcubed, "p": pair_f1})
        assert found == {"b": 1.0, "p": 1.0}
    assert best(iter([alike]), "aba", {"b": bcubed})["b"] < 1
    assert best(iter([alike, alike[[0, 2, 1]][:, [0, 2, 1]]]), "aba", {"b": bcubed})["b"] == 1


def test_tfidf_finds_the_like() -> None:
    told = ("fire in the harbour", "harbour fire put out", "vote on the bridge toll")
    alike = tfidf([Article(id=t, title=t) for t in told])
    assert alike[0, 1] > alike[0, 2]


class Counting:
    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        return np.array([[len(text), 1] for text in texts], np.float32)


def test_no_text_is_encoded_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / name)
    encoder = Counting()
    assert encoded(encoder, ["a", "bb", "a"]).tolist() == [[1, 1], [2, 1], [1, 1]]
    assert encoded(encoder, ["bb", "ccc"]).tolist() == [[2, 1], [3, 1]]
    assert sorted(encoder.asked) == ["a", "bb", "ccc"]


def test_the_unseen_half_has_its_own_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Path(model.__file__)
    table = json.loads(here.with_name("model.json").read_bytes())
    half = tmp_path / "model.json"
    half.write_text(json.dumps({k: v | {"bias": 9.0} for k, v in table.items()}))
    monkeypatch.setattr(unseen, "HALF", half)
    with unseen.unseen_half() as missing:
        assert missing == ""
        assert Path(model.__file__) == half
    assert Path(model.__file__) == here
    half.write_text(json.dumps({name: {"weights": [1]} for name in table}))
    with unseen.unseen_half() as missing:
        assert "train_group" in missing
        assert Path(model.__file__) == here


def test_stories_have_a_half() -> None:
    assert {half_of(story) for story in map(str, range(20))} == {0, 1}
