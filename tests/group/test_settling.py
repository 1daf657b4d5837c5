"""What is decided otherwise once more is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import numpy as np
import pytest

from tests.group.news import MARKET, OTHER_QUAKE, QUAKE, QUAKE_RETOLD, START, article
from tidings.config import Config
from tidings.group import Decision, Features, Settler, features, pairwise, settling, to_bytes
from tidings.group.model import Chosen, probabilities_together
from tidings.group.signals import Matrix
from tidings.news import News
from tidings.types import OWNER, Placement
from tidings.workers.local import Inline

TEXTS = {"q": (*QUAKE, *QUAKE_RETOLD), "h": OTHER_QUAKE, "m": MARKET}
TITLES = {"q": "Earthquake hurts 23 on Velora", "h": "Earthquake in Hargate", "m": "Ostrava falls"}
AXES = np.eye(384, dtype=np.float32)
WRONG = {"q1": "A", "q2": "A", "q3": "A", "q4": "B", "h1": "C", "m1": "A"}
RIGHT = {"q1": "A", "q2": "A", "q3": "A", "q4": "A", "h1": "C"}


def known(name: str, *, own: str = "") -> Features:
    """Return an article on the event of its first letter, in words of its own order."""
    event, number = name[0], int(name[1:])
    words = " ".join(TEXTS[event]).split()
    turned = " ".join(words[5 * number :] + words[: 5 * number])
    text = own or f"{turned} Counted by gate{name}."
    told = article(name, TITLES[event], text, hours=number, publisher=f"Paper {name}")
    vector = AXES["qhm".index(event)] + 0.05 * AXES[9 + number]
    return features(told, None, vector / np.linalg.norm(vector))


def settled(stories: Mapping[str, str], seed: str, **said: object) -> dict[str, str]:
    settler = Settler(**said)  # type: ignore[arg-type]
    settler.restore((known(a), Decision(article=a, story=s)) for a, s in stories.items())
    found = settler.settle(seed)
    return dict(stories) | {d.article: d.story for d in found.decisions}


def test_one_event_becomes_one_story_and_what_is_another_leaves() -> None:
    now = settled(WRONG, "q4")
    assert {a: now[a] for a in RIGHT} == RIGHT
    assert now["m1"] not in {"A", "B", "C"}


def test_reasons_name_only_who_is_in_the_story() -> None:
    settler = Settler()
    settler.restore((known(a), Decision(article=a, story=s)) for a, s in WRONG.items())
    found = settler.settle("q1")
    home = {d.article: d.story for d in found.decisions}
    assert dict(found.gone) == {"B": "A"}
    for decision in found.decisions:
        assert decision.because
        others = {reason.other for reason in decision.because} - {""}
        assert all(home.get(a, WRONG[a]) == decision.story for a in others)
    assert settler.settle("q1") == settling.Settled()  # nothing came since


def test_a_decision_falls_when_the_stories_around_it_were_looked_at_again() -> None:
    settler = Settler()
    settler.restore((known(a), Decision(article=a, story=s)) for a, s in WRONG.items())
    decision = settler.decide(known("q5"))
    assert (decision.article, decision.story) == ("q5", "A")
    assert settler.decide(known("q4")).story == "A"  # it was in B when q5 came


def test_only_what_is_told_for_good_is_judged_as_arriving(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def judged(values: Matrix, around: Matrix, thirds: Matrix, arriving: Chosen) -> Matrix:
        seen.append(bool(arriving.any()))
        return probabilities_together(values, around, thirds, arriving)

    monkeypatch.setattr(pairwise, "probabilities_together", judged)
    settler = Settler()
    settler.restore((known(a), Decision(article=a, story=s)) for a, s in WRONG.items())
    settler.settle("q4")
    assert set(seen) == {False}
    seen.clear()
    told = "Tents are put up in Velora for those whose houses the earthquake brought down."
    assert settler.decide(known("q5", own=told)).story == "A"
    assert True in seen


def test_an_arrival_is_remembered_with_its_pairs() -> None:
    settler = Settler()
    now = {name: settler.add(known(name)).story for name in ("q1", "h1", "m1", "q2", "q3")}
    for name in tuple(now):
        now |= {d.article: d.story for d in settler.settle(name).decisions}
    assert now["q1"] == now["q2"] == now["q3"]
    assert now["m1"] != now["q1"]


def test_an_arrival_is_remembered_with_its_candidates_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not with the latest of its story, which thin out a long one told from many sides."""
    settler = Settler()
    settler.restore((known(f"q{n}"), Decision(article=f"q{n}", story="A")) for n in range(10))
    monkeypatch.setattr(settler._window, "candidates", lambda article: [0, 1])
    settler.add(known("q10", own=" ".join(OTHER_QUAKE)))
    slot = settler._slots["q10"]
    assert settler._compared.met([slot]) == {0, 1, slot}


def test_after_a_restart_articles_are_held_against_their_whole_story() -> None:
    """Not against their likest candidates alone: by these everything looks like one event."""
    names = [f"q{n}" for n in range(60)]
    settler = Settler()
    settler.restore((known(name), Decision(article=name, story="A")) for name in names)
    last = settler._slots["q59"]
    assert set(range(last - 12, last)) <= set(settler._likely(last))
    assert len(settler._likely(last)) < 45


@pytest.mark.parametrize(
    "said",
    [
        {"closed": {"A"}},
        {"must": {"m1": "A"}},
        {"cannot": [("q1", "q4")]},
    ],
    ids=lambda said: next(iter(said)),
)
def test_what_a_person_spoke_of_stays(said: dict[str, object]) -> None:
    assert settled(WRONG, "q1", **said) == WRONG
    assert settled(WRONG, "q4", **said)["q4"] == "B"


def test_copies_go_where_their_original_goes() -> None:
    settler = Settler()
    rows = [(known(a), Decision(article=a, story=s)) for a, s in WRONG.items()]
    copy = known("m2", own=" ".join(rows[-1][0].title for _ in range(9)))
    rows.append((copy, Decision(article="m2", story="A", duplicate_of="m1")))
    settler.restore(rows)
    now = {d.article: (d.story, d.duplicate_of) for d in settler.settle("q1").decisions}
    assert now["m2"] == (now["m1"][0], "m1")


def test_too_large_a_story_is_left_as_it_is() -> None:
    assert settled(WRONG, "q1", around=3) == WRONG


def library(stories: Mapping[str, str]) -> News:
    """Return a library in which articles stand in these stories, all yet to be settled."""
    news = News.open("sqlite://", config=Config(encoder="none", window_days=9**5), pool=Inline())
    for name in stories:
        told = article(name, TITLES[name[0]], *TEXTS[name[0]], hours=int(name[1:]))
        news.store.articles.save(told, page="", now=START)
    news.enrich()
    news.store.stories.save_features({name: to_bytes(known(name)) for name in stories})
    news.store.stories.place([Placement(article=a, story=s) for a, s in stories.items()])
    return news


def placed(news: News, stories: Mapping[str, str]) -> dict[str, str]:
    return {a: m[0] for a, m in news.store.stories.membership(list(stories)).items()}


def settle(news: News) -> None:
    news.store.queue.add("settle", dict.fromkeys(WRONG, START))
    news._stages = type(news)._stages.func(news)  # type: ignore[attr-defined, misc]  a restart
    news.enrich()


def test_addresses_lead_on_and_what_was_read_stays_read() -> None:
    with library(WRONG) as news:
        desk = news.people.desk(OWNER)
        desk.mark([state.item.number for state in desk.of(["q4", "m1"])], read=True)
        settle(news)
        now = placed(news, WRONG)
        assert {a: now[a] for a in RIGHT} == RIGHT
        assert news.story("B").story.id == "A"
        assert [a for a in WRONG for state in desk.of([a]) if state.read] == ["q4", "m1"]
        assert news.check() == ()
        assert not news.store.queue.counts()


def test_decided_before_a_correction_it_is_decided_again() -> None:
    with library(WRONG) as news:
        (row,) = (stage for stage in news._stages if stage.name == "settle")
        row.load(news.store, ["q1"])
        found = row.decide("q1")  # type: ignore[misc]
        news.correct("lock", ["A"])
        row.save(news.store, "q1", found)
        news.enrich()
        assert placed(news, WRONG)["m1"] == "A"
        news.correct("move", ["m1", "C"])
        settle(news)
        assert placed(news, WRONG)["m1"] == "C"


def test_what_is_older_than_an_event_lasts_is_another() -> None:
    late = known("q4")
    late = type(late)(
        **{f: getattr(late, f) for f in late.__slots__} | {"time": START + timedelta(days=60)}
    )
    settler = Settler()
    settler.restore(
        (late if a == "q4" else known(a), Decision(article=a, story=s)) for a, s in WRONG.items()
    )
    assert "q4" not in {d.article for d in settler.settle("q1").decisions}
