"""Measured figures must not fall below their floors: small samples of the development sets."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bench.storysets import all_features, bcubed, load_pairs, load_set

from tidings.group import Grouper, compare, regroup

pytestmark = pytest.mark.quality
LOOK_ALIKES = 60  # stories: the topics of ecbplus stand in pairs of the same kind of event


def test_look_alike_events_stay_apart(shared: Path) -> None:
    labelled = load_set(shared / "data/stories/ecbplus-1-35.jsonl")
    chosen = set(sorted({story for _, story in labelled})[:LOOK_ALIKES])
    sample = [(article, story) for article, story in labelled if story in chosen][:300]
    items = all_features([article for article, _ in sample], encoder="none")
    truth = [story for _, story in sample]
    assert bcubed(truth, [d.story for d in regroup(items)]) > 0.86
    grouper = Grouper()
    assert bcubed(truth, [grouper.add(f).story for f in items]) > 0.84


@pytest.mark.parametrize(("encoder", "floor"), [("default", 0.77), ("none", 0.73)])
def test_likeness_agrees_with_people(shared: Path, encoder: str, floor: float) -> None:
    pairs = load_pairs(shared / "data/stories/semeval2022-en-pairs.jsonl")[:60]
    items = all_features([a for one, two, _ in pairs for a in (one, two)], encoder=encoder)
    ours = [compare(items[i], items[i + 1])[0] for i in range(0, len(items), 2)]
    assert np.corrcoef(ours, [alike for _, _, alike in pairs])[0, 1] > floor
