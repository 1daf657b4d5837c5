"""News that is broken, late, flooding or hostile: each stays where it does no harm."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.group.news import MARKET, OTHER_QUAKE, QUAKE, QUAKE_RETOLD, article, four, told
from tidings.enrich.embedding import embedding_text, load_encoder
from tidings.group import Features, Grouper, features, window
from tidings.group.decisions import Decision
from tidings.group.stories import story_id
from tidings.group.word_weights import weigh

PITCH = (
    "Win big tonight at Lucky Palms, the casino with the fastest payouts in the world.",
    "Sign up with code GOLD77 and get 200 free spins on every slot before midnight.",
    "Our players took home jackpots of 4,500 and 12,000 last week, tax free and at once.",
)


def stories(items: list[Features]) -> dict[str, str]:
    grouper = Grouper()
    return {f.article: grouper.add(f).story for f in items}


def test_news_in_reverse_order_makes_the_same_stories() -> None:
    found = stories(four()[::-1])
    assert found["q1"] == found["q2"]
    assert len(set(found.values())) == 3


@pytest.mark.parametrize("hours", [-24 * 365 * 60, 24 * 365 * 60, None, 30.0, -30.0])
def test_a_wrong_date_takes_no_other_article_along(hours: float | None) -> None:
    odd = told("odd", "Ostrava Lines falls on Calder exchange again", *MARKET, hours=hours)
    found = stories([odd, *four()])
    assert found["q1"] == found["q2"] == story_id("q1")


def test_weeks_late_news_begins_a_story_of_its_own() -> None:
    late = told("late", "23 hurt in Velora earthquake", *QUAKE[:2], hours=24 * 40)
    assert stories([*four(), late])["late"] not in (story_id("q1"), story_id("h1"))


def test_ten_megabytes_take_no_longer_than_a_long_article() -> None:
    huge = article("huge", "Ostrava Lines", "the long minutes of the ferry line " * 300_000)
    began = time.process_time()
    found = stories([*four(), features(huge)])
    assert time.process_time() - began < 10.0
    assert found["huge"] != found["q1"]


def test_a_flooding_publisher_draws_no_other_story_to_itself() -> None:
    flood = [
        told(f"f{n}", f"Offer {n}: lamp model K{n} now at {n + 3} euros", *_offer(n), hours=0.1)
        for n in range(400)
    ]
    items = four()
    found = stories([items[0], *flood, *items[1:]])
    assert found["q1"] == found["q2"]
    assert {found[name] for name in ("q1", "h1", "m1")}.isdisjoint(found[f.article] for f in flood)


def test_a_publisher_that_floods_the_window_keeps_to_its_own_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(window, "_VECTOR_REACH", 100)
    monkeypatch.setattr(window, "_FLOOD", 50)
    flood = [
        replace(told(f"f{n}", f"Offer {n}: lamp K{n}", *_offer(n), hours=0.1), publisher="Lamps")
        for n in range(300)
    ]
    first, *others = (replace(f, publisher=f"Paper {n}") for n, f in enumerate(four()))
    grouper = Grouper(limit=150)
    found = {f.article: grouper.add(f).story for f in [first, *flood, *others]}
    assert found["q1"] == found["q2"] == story_id("q1")
    kept = [grouper._window[slot].features.publisher for slot in grouper._window.slots()]
    assert kept.count("Lamps") == 50
    members = [slot for slots in grouper._members.values() for slot in slots]
    assert sorted(members) == sorted(grouper._window.slots())


def test_the_only_publisher_of_a_library_has_all_of_the_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(window, "_VECTOR_REACH", 20)
    monkeypatch.setattr(window, "_FLOOD", 10)
    grouper = Grouper(limit=60)
    for n in range(80):
        grouper.add(replace(told(f"f{n}", f"Offer {n}", *_offer(n), hours=0.1), publisher="Lamps"))
    assert len(grouper._window) == 60


def test_a_publisher_that_floods_an_event_leaves_the_others_their_places() -> None:
    """Its pieces hold more of the event's words than any report of another publisher."""
    first, second = (replace(f, publisher=f"Paper {n}") for n, f in enumerate(four()[:2]))
    words = " ".join((*QUAKE, *QUAKE_RETOLD))
    flood = [
        replace(
            told(f"f{n}", f"Velora earthquake: 23 hurt, lamp K{n}", words, *_offer(n), hours=0.1),
            publisher="Lamps",
        )
        for n in range(300)
    ]
    grouper = Grouper()
    for features_ in [first, *flood]:
        grouper.restore([(features_, Decision(article=features_.article, story=features_.article))])
    near = grouper._window.candidates(weigh(second, grouper._frequencies))
    found = [grouper._window[slot].features.publisher for slot in near]
    assert "Paper 0" in found
    assert found.count("Lamps") > 8  # what the others don't take is theirs


def _offer(n: int) -> tuple[str, str]:
    return (
        f"The lamp K{n} of series {n % 17} is to be had for {n + 3} euros until Sunday.",
        f"It gives {n * 7 % 900} lumens and comes in {n % 9 + 1} colours, the shop says.",
    )


def test_one_text_a_thousand_times_with_other_titles_is_one_place() -> None:
    first = four()[0]
    flood = [replace(first, article=f"c{n}", title=f"Quake {n}") for n in range(1_000)]
    grouper = Grouper()
    decided = [grouper.add(f) for f in [first, *flood]]
    assert {d.story for d in decided} == {story_id("q1")}
    assert len(grouper._window) == 1


STORY = (
    ("q1", "Earthquake hurts 23 on Velora", QUAKE),
    ("q2", "23 hurt in Velora earthquake", QUAKE_RETOLD),
    ("h1", "Earthquake rattles Hargate", OTHER_QUAKE),
)


@pytest.mark.parametrize(
    "stuffing",
    [
        "Velora Kestrin Dornheim earthquake Port Sall magnitude 6.1 hurt 23 rescue",
        "Tags: Velora, Anna Kestrin, Port Sall, Dornheim, earthquake, school, dogs, rescue teams",
        " ".join(sorted({*" ".join((*QUAKE, *QUAKE_RETOLD)).split()})),
    ],
)
@pytest.mark.parametrize("encoded", [True, False])
def test_stuffed_words_join_no_story(stuffing: str, encoded: bool) -> None:
    encoder = load_encoder() if encoded else None
    if encoded and encoder is None:
        pytest.skip("the default encoder can't be run here")
    spam = article("spam", "Lucky Palms: 200 free spins", *PITCH, stuffing, hours=3)
    news = [*(article(name, title, *text) for name, title, text in STORY), spam]
    texts = [embedding_text(one) for one in news]
    vectors = encoder.encode(texts) if encoder else [None] * len(news)
    found = stories([features(a, None, v) for a, v in zip(news, vectors, strict=True)])
    assert found["q1"] == found["q2"]
    assert found["spam"] == story_id("spam")


@pytest.mark.parametrize(
    "title",
    [
        "Earthquake hurts 23 on Velora",
        "23 hurt: Velora earthquake, Velora rescue, Velora school, Kestrin in Dornheim",
    ],
)
def test_a_storys_title_before_another_text_joins_no_story(title: str) -> None:
    news = [article(name, called, *text) for name, called, text in STORY]
    news.append(article("spam", title, *PITCH, hours=3))
    found = stories([features(one) for one in news])
    assert found["q1"] == found["q2"]
    assert found["spam"] == story_id("spam")
