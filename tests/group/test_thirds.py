"""What third articles say of a pair, and the trees that weigh it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tests.group.news import four
from tidings.group.batch import all_pairs, survey
from tidings.group.model import RISING, together
from tidings.group.pairwise import Pairwise
from tidings.group.signals import SIGNALS
from tidings.group.surroundings import SURROUNDINGS
from tidings.group.thirds import THIRDS, thirds_of_pairs
from tidings.group.trees import DEPTH, Trees

# Articles 0, 1 and 2 tell one event and 0 is like 3, which none of the others is.
PAIRS = {(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.9, (0, 3): 0.9, (1, 3): 0.1}


def said(pairs: dict[tuple[int, int], float]) -> dict[tuple[int, int], dict[str, float]]:
    """Return what third articles say of each pair."""
    ones, others = np.array(list(pairs)).T
    found = thirds_of_pairs(ones, others, np.array([*pairs.values()]))
    return {
        pair: dict(zip(THIRDS, row, strict=True))
        for pair, row in zip(pairs, found.tolist(), strict=True)
    }


def test_who_is_like_both_speaks_for_a_pair_and_who_is_like_one_against() -> None:
    found = said(PAIRS)
    assert found[0, 1]["common"] == pytest.approx(np.log1p(0.8 * 0.9 + 0.9 * 0.1))
    assert found[0, 3]["common"] == pytest.approx(np.log1p(0.9 * 0.1))
    for name in ("common", "common of more", "common of known, more", "common of known, less"):
        assert found[0, 1][name] > found[0, 3][name], name
    assert found[0, 3]["expected, fewer"] == pytest.approx(np.log1p(0.1))
    assert found[0, 3]["expected, more"] == pytest.approx(np.log1p(0.9 + 0.8))


def test_neither_order_nor_sides_matter() -> None:
    turned = said({(b, a): chance for (a, b), chance in reversed(PAIRS.items())})
    for (a, b), known in said(PAIRS).items():
        assert turned[b, a] == pytest.approx(known)


def test_without_third_articles_there_is_nothing_to_say() -> None:
    alone = said({(4, 7): 0.9})[4, 7]
    assert {name for name, value in alone.items() if value > 1e-9} == {"sure, fewer", "sure, more"}
    nobody = np.zeros(0, np.int64)
    assert thirds_of_pairs(nobody, nobody, np.zeros(0)).shape == (0, len(THIRDS))


def grown(*trees: tuple[int, float, float, float]) -> Trees:
    """Return trees that look at one input each: below a threshold one value, else another."""
    inner, leaves = 2**DEPTH - 1, 2**DEPTH
    return Trees(
        inputs=np.array([[which] * inner for which, _, _, _ in trees]),
        thresholds=np.array([[limit, *[1e9] * (inner - 1)] for _, limit, _, _ in trees]),
        values=np.array(
            [[low] * (leaves // 2) + [high] * (leaves // 2) for *_, low, high in trees]
        ),
        bias=0.5,
    )


def test_trees_add_up() -> None:
    trees = grown((0, 0.5, -1.0, 1.0), (1, 2.0, 0.0, 4.0))
    inputs = np.array([[0.5, 2.0], [0.6, 2.0], [0.0, 3.0], [1.0, 9.0]])
    assert trees(inputs).tolist() == [-0.5, 1.5, 3.5, 5.5]
    assert trees(np.tile(inputs, (700, 1))).tolist() == [-0.5, 1.5, 3.5, 5.5] * 700
    assert trees(np.zeros((0, 2))).tolist() == []


@pytest.mark.parametrize("name", ["vectors, together", "vectors, arriving"])
def test_more_likeness_is_never_less_probable(name: str) -> None:
    """Of all that the trees see, in steps between random pairs."""
    from tidings.group.model import _trees

    chance = np.random.default_rng(5)
    inputs = chance.uniform(-1, 2, (400, len(RISING)))
    before = _trees(name)(inputs)
    for at, way in enumerate(RISING):
        more = inputs.copy()
        more[:, at] += chance.uniform(0, 2, 400)
        gain = _trees(name)(more) - before
        assert not way or (way * gain).min() > -1e-3, at


def test_all_that_is_known_has_its_place() -> None:
    seen = all_pairs(survey(four(), {}, set()).held)
    assert seen.values.shape[1] == len(SIGNALS)
    assert seen.around.shape[1] == len(SURROUNDINGS)
    shown = together(seen.values, seen.around, seen.thirds(), seen.alone())
    assert shown.shape == (len(seen.ones), len(RISING))
    nothing = all_pairs([])
    assert nothing.together().tolist() == []


def test_only_pairs_of_the_latest_are_judged_as_arriving() -> None:
    ones, others = np.array([*combinations(range(6), 2)]).T
    values = np.full((len(ones), len(SIGNALS)), 0.5)
    values[:, [SIGNALS.index(name) for name in ("other_language", "copy", "namesakes")]] = 0.0
    values[:, SIGNALS.index("length")] = 3.0
    seen = Pairwise(ones, others, values, np.zeros((len(ones), len(SURROUNDINGS))))
    at_rest, arrived = seen.together(), seen.together(latest=5)
    latest = others == 5
    assert arrived[~latest].tolist() == at_rest[~latest].tolist()
    assert (arrived[latest] != at_rest[latest]).all()
    assert seen.together(latest, latest=5).tolist() == arrived[latest].tolist()
