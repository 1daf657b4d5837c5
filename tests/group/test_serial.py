"""Serial news: the same words each week, and other figures."""

from __future__ import annotations

import pytest

from tests.group.news import article
from tidings.group import Features, Grouper, features, regroup
from tidings.group.serial import (
    LARGE,
    copied_with_figures,
    doubted,
    next_piece,
    reconsidered,
    telling_figures,
)

WEEKS = 12
HOURS = 168


def week(number: int, *, dated: bool = True) -> list[Features]:
    """Return what three papers tell of one week's count, each in its own standing words."""
    now, before = 412 + 37 * number, 393 + 36 * number
    told = (
        (
            f"Claims for jobless pay at {now},000 last week",
            f"The labour office counted {now},000 new claims for jobless pay in the week that "
            f"ended on Saturday, after {before},000 in the week before.",
            "Economists had expected fewer people to ask for help while shops are hiring again.",
        ),
        (
            f"New unemployment claims move to {now},000",
            f"Weekly claims for unemployment pay came to {now},000, the labour office said, while "
            f"{before},000 had been counted a week earlier.",
            "The count is watched as the first sign of how the economy fares after the closures.",
        ),
        (
            f"Another {now},000 people seek jobless pay",
            f"Some {now},000 workers asked for unemployment pay for the first time, the office's "
            "weekly count of claims shows.",
            "Layoffs remain far above what was usual before the closures, economists said.",
        ),
    )
    return [
        features(
            article(
                f"{number}-{paper}", *texts, publisher=f"Paper {paper}",
                hours=number * HOURS + paper if dated else None,
            )
        )
        for paper, texts in enumerate(told)
    ]  # fmt: skip


def test_a_weekly_count_is_an_event_each_week() -> None:
    items = [one for number in range(WEEKS) for one in week(number)]
    grouper = Grouper()
    for decisions in ([grouper.add(one) for one in items], regroup(items)):
        assert not any(d.duplicate_of for d in decisions)
        weeks: dict[str, set[str]] = {}
        for decision in decisions:
            weeks.setdefault(decision.story, set()).add(decision.article.partition("-")[0])
        assert all(len(told) == 1 for told in weeks.values())


@pytest.mark.parametrize(
    ("number", "dated", "expected"),
    [(1, True, True), (1, False, False), (0, True, False)],
    ids=["a week later", "no dates", "the same text"],
)
def test_the_next_piece_of_a_series_is_no_copy(number: int, dated: bool, expected: bool) -> None:
    one, two = week(0, dated=dated)[0], week(number, dated=dated)[0]
    assert next_piece(one, two) is expected
    assert (copied_with_figures(one, two) == 0.0) is expected


def test_another_papers_words_are_its_own() -> None:
    assert not next_piece(week(0)[0], week(1)[1])


def test_figures_that_few_state_tell_articles_of_a_large_group_apart() -> None:
    items = [one for number in range(9) for one in week(number, dated=False)]
    told = telling_figures(items)
    assert told[0] == {"412000", "393000"}
    assert len(items) >= LARGE
    pairs = {(a, b): 0.9 for b in range(len(items)) for a in range(b)}
    group = list(range(len(items)))
    seen = reconsidered([group], pairs, items)[0]
    assert seen[0, 1] == 0.9
    assert seen[0, 3] < 0.2
    newcomer = week(9, dated=False)[0]
    assert all(p < 0.2 for p in doubted(newcomer, dict(enumerate(items)), {3: 0.9}).values())


def test_figures_of_a_small_group_may_grow() -> None:
    items = [one for number in range(3) for one in week(number, dated=False)]
    assert reconsidered([list(range(len(items)))], {(0, 3): 0.9}, items) == {}
    assert doubted(week(9, dated=False)[0], dict(enumerate(items)), {3: 0.9}) == {}


def test_dated_articles_are_left_to_their_dates() -> None:
    items = [one for number in range(9) for one in week(number)]
    assert not any(telling_figures(items))
