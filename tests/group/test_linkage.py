"""Clusters from pairs: the surest first, constraints kept."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.group.linkage import Pairs, merge


@pytest.mark.parametrize(
    ("pairs", "labels", "apart", "found"),
    [
        ({(0, 1): 0.9}, {}, [], [[0, 1], [2]]),
        ({(0, 1): 0.9, (1, 2): 0.9}, {}, [], [[0, 1], [2]]),  # 0 and 2 never came up
        ({(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.5}, {}, [], [[0, 1, 2]]),
        ({(0, 1): 0.9}, {}, [(0, 1)], [[0], [1], [2]]),
        ({(0, 1): 0.9}, {0: "a", 1: "b"}, [], [[0], [1], [2]]),
        ({(0, 1): 0.1}, {0: "a", 2: "a"}, [], [[0, 2], [1]]),
        ({}, {}, [], [[0], [1], [2]]),
    ],
)
def test_merge(
    pairs: Pairs, labels: dict[int, str], apart: list[tuple[int, int]], found: list[list[int]]
) -> None:
    assert merge(3, pairs, labels=labels, apart=apart, threshold=0.5) == found


pair = st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1])


@given(st.dictionaries(pair, st.floats(0, 1)), st.sets(pair, max_size=8))
def test_every_item_is_in_one_cluster_and_constraints_hold(
    pairs: Pairs, apart: set[tuple[int, int]]
) -> None:
    groups = merge(12, pairs, labels={}, apart=apart)
    assert sorted(i for group in groups for i in group) == list(range(12))
    assert not any({a, b} <= set(group) for a, b in apart for group in groups)


@pytest.mark.parametrize(("met", "joins"), [(5, False), (8, True)])
def test_a_long_story_takes_in_what_is_like_many_of_its_articles(met: int, joins: bool) -> None:
    story: Pairs = {(a, b): 0.95 for b in range(20) for a in range(b)}
    likely = {(i, 20): 0.9 for i in range(met)}
    groups = merge(21, {**story, **likely}, labels={}, apart=())
    assert ([*range(21)] in groups) is joins


def test_small_clusters_ask_for_more_unless_they_are_together() -> None:
    pairs = {(0, 1): 0.7, (2, 3): 0.95, (2, 4): 0.8, (3, 4): 0.8}
    link = partial(merge, labels={}, apart=(), careful=0.9)
    apart = link(5, pairs, homes=["a", "b", "c", "d", "e"])
    assert apart == [[0], [1], [2, 3], [4]]
    assert link(5, pairs | {(2, 4): 0.85, (3, 4): 0.85}, homes=list("abcde"))[-1] == [2, 3, 4]
    assert link(5, pairs, homes=["a", "a", "c", "d", "c"])[0] == [0, 1]


@pytest.mark.parametrize(
    ("known", "joins"),
    [
        ([(0, 1), (2, 3)], True),  # two stories that two articles tell each
        ([(0, 1), (0, 2), (1, 2)], False),  # three articles and one alone
    ],
)
def test_stories_of_several_articles_ask_for_less(
    known: list[tuple[int, int]], joins: bool
) -> None:
    pairs = {(a, b): 0.95 if (a, b) in known else 0.6 for b in range(4) for a in range(b)}
    groups = merge(4, pairs, labels={}, apart=(), careful=0.9, homes=list("abcd"))
    assert ([0, 1, 2, 3] in groups) is joins
