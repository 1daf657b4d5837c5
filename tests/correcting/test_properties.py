"""Any corrections in any order: they hold, through every way of grouping, and can be undone."""

from __future__ import annotations

import random

import pytest

from tests.correcting.library import library, placed
from tidings.errors import UsageError
from tidings.group import Grouper, broken, constraints, from_bytes, regroup
from tidings.news import News


def correct_anyhow(news: News, chance: random.Random) -> bool:
    """Make some correction; return whether it was accepted."""
    now = placed(news)
    articles, stories = list(now), sorted(set(now.values()))
    kind = chance.choice(["merge", "split", "move", "apart", "together", "lock", "rename"])
    either = [*articles, *stories]
    items = {
        "merge": lambda: chance.choices(stories, k=2),
        "split": lambda: (lambda a: [now[a], a])(chance.choice(articles)),
        "move": lambda: [chance.choice(articles), chance.choice(stories)],
        "apart": lambda: chance.choices(either, k=2),
        "together": lambda: chance.choices(either, k=2),
        "lock": lambda: [chance.choice(stories)],
        "rename": lambda: [chance.choice(stories)],
    }[kind]()
    try:
        news.correct(kind, items, headline="Told anew")
    except UsageError:
        return False
    return True


def held(news: News) -> None:
    assert broken(news.store.corrections.in_force(), placed(news)) == ()
    assert news.check() == ()


def closed_are_told(news: News) -> None:
    """Every article of a locked story is there because a person said so."""
    now = placed(news)
    say = constraints(news.store.corrections.in_force(), now)
    assert all(say.must.get(a) == s for a, s in now.items() if s in say.closed)


@pytest.mark.parametrize("seed", range(6))
def test_what_was_said_holds_and_undone_is_as_before(seed: int) -> None:
    chance = random.Random(seed)
    stories = {f"x{n}": f"S{chance.randrange(5)}" for n in range(14)}
    with library(stories) as news:
        states = [placed(news)]
        while len(states) < 12:
            if correct_anyhow(news, chance):
                held(news)
                closed_are_told(news)
                states.append(placed(news))
        for state in states[-2::-1]:  # the latest first: each time exactly what was before
            news.undo()
            held(news)
            assert placed(news) == state


@pytest.mark.parametrize("seed", range(6))
def test_undoing_in_any_order_never_breaks_another(seed: int) -> None:
    chance = random.Random(100 + seed)
    stories = {f"x{n}": f"S{chance.randrange(4)}" for n in range(12)}
    with library(stories) as news:
        for _ in range(40):
            correct_anyhow(news, chance)
            in_force = news.store.corrections.in_force()
            if in_force and chance.random() < 0.4:
                try:
                    news.undo(chance.choice(in_force).id)
                except UsageError:
                    held(news)
            held(news)
        for story in set(stories.values()):
            assert news.story(story) is not None  # every address still leads somewhere


@pytest.mark.parametrize("seed", range(6))
def test_all_grouped_anew_in_another_order_it_still_holds(seed: int) -> None:
    chance = random.Random(200 + seed)
    stories = {f"x{n}": f"S{chance.randrange(4)}" for n in range(12)}
    with library(stories) as news:
        for _ in range(12):
            correct_anyhow(news, chance)
        facts, now = news.store.corrections.in_force(), placed(news)
        items = [from_bytes(data) for data in news.store.stories.features(list(now)).values()]
        chance.shuffle(items)
        for placed_now in (now, {}):  # with the stories known, and from the facts alone
            say = constraints(facts, placed_now)
            grouper = Grouper(must=say.must, cannot=say.cannot, closed=say.closed)
            online = {item.article: grouper.add(item).story for item in items}
            assert broken(facts, online) == ()
            _closed_stay_closed(online, say.must, say.closed)
            for previous in (now, {}):
                decisions = regroup(
                    items, previous=previous, must=say.must, cannot=say.cannot, closed=say.closed
                )
                at_rest = {d.article: d.story for d in decisions}
                assert broken(facts, at_rest) == ()
                _closed_stay_closed(at_rest, say.must, say.closed)


def _closed_stay_closed(stories: dict[str, str], must: object, closed: frozenset[str]) -> None:
    assert all(must.get(a) == s for a, s in stories.items() if s in closed)  # type: ignore[attr-defined]
