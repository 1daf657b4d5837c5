"""Every part can be left out, as news arrives and at rest."""

from __future__ import annotations

from functools import partial

import pytest

pytest.importorskip("scipy")
from bench.stories import WAYS

from bench import story_parts
from tidings.evaluation import prepare
from tidings.group import pairwise, stories
from tidings.group.model import probabilities
from tidings.types import Article

FIRE = "Fire destroys the old theatre of Hollin harbour, said fire chief Ada Holm on Monday"
VOTE = "Voters of Marlow reject the bridge toll in a referendum, by 51 to 49 per cent"
TEXTS = (FIRE, VOTE, f"{FIRE} night. Nobody was hurt.", f"{VOTE}. Turnout was high.")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "decide",
    [
        probabilities,
        story_parts._without_names,
        story_parts._once,
        story_parts._alone,
        partial(story_parts._fixed_sum, threshold=0.3),
    ],
)
def test_each_way_to_decide(way: str, decide: story_parts.Decide) -> None:
    items = prepare([Article(id=str(n), paragraphs=(text,)) for n, text in enumerate(TEXTS)])
    found = story_parts._scores(["f", "v", "f", "v"], items, way=way, decide=decide)
    assert found == {"BCubed": 1.0, "pair F1": 1.0}
    assert stories.probabilities is pairwise.probabilities is probabilities
