"""What comes first: properties that hold whatever the weights are."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.group.ranking import IN_A_ROW, PACE_SPAN, in_turn, rank
from tidings.storage import open_store
from tidings.types import Article, Novelty, Segment, Story

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ages = st.floats(0, 24 * 40).map(lambda hours: NOW - hours * HOUR)
stories = st.builds(
    lambda first, news, n, copies, share: Story(
        id="s",
        first_seen=min(first, news),
        last_seen=max(first, news),
        news_at=max(first, news),
        publishers=tuple(f"p{i}" for i in range(n + copies)),
        independent=n,
        share=share,
    ),
    ages, ages, st.integers(1, 50), st.integers(0, 9), st.floats(0, 1),
)  # fmt: skip


def score(story: Story) -> float:
    return rank(story, now=NOW)[0]


@given(stories, st.integers(1, 20))
def test_more_independent_sources_never_rank_lower(story: Story, more: int) -> None:
    assert score(replace(story, independent=story.independent + more)) > score(story)


@given(stories, st.floats(0.1, 24))
def test_newer_never_ranks_lower_and_nothing_grows_with_age(story: Story, hours: float) -> None:
    assert rank(story, now=NOW + hours * HOUR)[0] < score(story)
    newer = replace(story, news_at=min(NOW, story.news_at + hours * HOUR))
    assert score(newer) >= score(story)


@given(stories, st.floats(0, 1))
def test_more_that_is_new_never_ranks_lower(story: Story, share: float) -> None:
    assert score(replace(story, share=max(story.share, share))) >= score(story)


@given(stories)
def test_the_parts_make_the_rank(story: Story) -> None:
    total, parts = rank(story, now=NOW)
    assert math.isclose(total, math.prod(part.weight for part in parts))
    assert [part.kind for part in parts] == ["sources", "freshness", "novelty", "pace"]
    assert all(part.text for part in parts)


@pytest.mark.parametrize(
    ("story", "text"),
    [
        (Story(id="s", independent=1, publishers=("a",)), "told by one source"),
        (Story(id="s", independent=1, publishers=()), "told by one source"),
        (
            Story(id="s", independent=2, publishers=("a", "b", "c")),
            "told by 2 independent sources; 1 more only copies",
        ),
        (Story(id="s", news_at=NOW - 3 * HOUR), "something new 3 hours ago"),
        (Story(id="s", news_at=NOW - 72 * HOUR), "something new 3 days ago"),
        (Story(id="s", share=0.4), "40% of its text is new"),
        (
            Story(id="s", independent=3, first_seen=NOW - PACE_SPAN / 2),
            "breaking: 3 sources, the first 3 hours ago",
        ),
        (
            Story(id="s", independent=3, first_seen=NOW - 72 * HOUR, news_at=NOW),
            "news for 3 days: its sources count by the day",
        ),
    ],
)
def test_reasons_in_words(story: Story, text: str) -> None:
    assert text in [part.text for part in rank(story, now=NOW)[1]]


def test_a_late_word_on_an_old_event_stays_below_a_new_one() -> None:
    old = Story(id="o", independent=20, first_seen=NOW - 72 * HOUR, news_at=NOW - HOUR)
    new = Story(id="n", independent=8, first_seen=NOW - 8 * HOUR, news_at=NOW - HOUR)
    assert score(new) > score(old) > score(replace(new, independent=4))


def test_a_page_that_its_publisher_keeps_on_for_days_stays_below_what_is_new() -> None:
    live = Story(id="l", independent=1, first_seen=NOW - 96 * HOUR, news_at=NOW)
    assert score(live) < score(
        Story(id="n", independent=1, first_seen=NOW, news_at=NOW - 12 * HOUR)
    )


def told(name: str, publisher: str, hours: float, **changes: object) -> Article:
    made = Article(id=name, publisher=publisher, title="T", published_at=NOW + hours * HOUR)
    return replace(made, **{"fetched_at": made.published_at, "paragraphs": (name * 9,), **changes})


@pytest.mark.parametrize(
    ("later", "duplicate", "share", "changes"),
    [
        ([told(f"c{n}", "B", 5 + n) for n in range(9)], True, 1.0, False),  # copies
        ([told(f"r{n}", "A", 5 + n) for n in range(9)], False, 0.0, False),  # recycled updates
        ([told("f", "A", 9e5, fetched_at=NOW)], False, 1.0, False),  # dated into the future
        ([told("u", "A", 5)], False, 1.0, True),  # a true update
        ([told("o", "B", 5)], False, 1.0, True),  # another source
    ],
)
def test_what_makes_a_story_rank_higher(
    later: list[Article], duplicate: bool, share: float, changes: bool
) -> None:
    with_later, without = (
        _rank([told("a", "A", 0), *more], duplicate, share) for more in (later, [])
    )
    assert (with_later > without) is changes
    assert with_later >= without


def _rank(articles: list[Article], duplicate: bool, share: float) -> float:
    store = open_store("sqlite://")
    for number, article in enumerate(articles):
        new = Segment(paragraph=0, start=0, end=1, new=share == 1.0 or not number)
        store.articles.save(article, page="", now=NOW)
        store.articles.save_novelty([Novelty(article=article.id, segments=(new,))])
        copied = "a" if duplicate and number else ""
        store.stories.assign(article.id, "s", duplicate_of=copied, because=())
    store.stories.refresh(["s"])
    story = store.stories.get(["s"])["s"]
    store.close()
    return rank(story, now=NOW + 24 * HOUR)[0]


@pytest.mark.parametrize("years", [1, 70, 7_000])
def test_a_date_to_come_keeps_no_story_at_the_top(years: int) -> None:
    then = NOW + timedelta(days=365 * years)
    odd = Story(id="o", first_seen=then, last_seen=then, news_at=then, independent=3)
    plain = replace(odd, first_seen=NOW - HOUR, last_seen=NOW - HOUR, news_at=NOW - HOUR)
    value, because = rank(odd, now=NOW)
    assert value < rank(plain, now=NOW)[0] / 100
    assert "dated in the future" in [reason.text for reason in because]


def test_a_flooding_publisher_waits_for_its_turn() -> None:
    def story(name: str, publisher: str) -> Story:
        return Story(id=name, publishers=(publisher,), independent=1, news_at=NOW - 2 * HOUR)

    flood = [story(f"f{n:03}", "Shop") for n in range(500)]
    others = [story(f"o{n}", f"Paper {n}") for n in range(25)]
    waits = in_turn([*flood, *others], now=NOW)
    weighed = {s.id: waits[s.id].weight if s.id in waits else 1.0 for s in [*flood, *others]}
    page = sorted(weighed, key=lambda name: -weighed[name])[:30]
    assert sum(name.startswith("f") for name in page) == IN_A_ROW
    assert "only Shop tells" in waits["f499"].text
    assert in_turn([*flood[:IN_A_ROW], *others], now=NOW) == {}
