"""Articles become stories, one at a time and all at once, and nothing breaks on odd ones."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.group.news import MARKET, QUAKE, QUAKE_RETOLD, START, article, four, told
from tidings.group import Decision, Features, Grouper, features, from_bytes, regroup, to_bytes
from tidings.group.stories import story_id

Run = dict[str, Decision]


def online(items: list[Features], **options: object) -> Run:
    grouper = Grouper(**options)  # type: ignore[arg-type]
    return {f.article: grouper.add(f) for f in items}


def at_rest(items: list[Features], **options: object) -> Run:
    return {d.article: d for d in regroup(items, **options)}  # type: ignore[arg-type]


both_ways = pytest.mark.parametrize("run", [online, at_rest])


@both_ways
def test_one_event_is_one_story(run: type[Run]) -> None:
    found = run(four())
    assert found["q1"].story == found["q2"].story == story_id("q1")
    assert len({found[name].story for name in ("q1", "h1", "m1")}) == 3
    assert "Velora" in " ".join(r.text for r in found["q2"].because)


@both_ways
def test_a_copy_is_a_duplicate_of_the_first(run: type[Run]) -> None:
    copy = told("c", "Quake hurts 23", "By our staff.", *QUAKE, "Sign up here.", hours=5)
    same = told("s", "Quake on island", *QUAKE, hours=6)
    found = run([*four(), copy, same])
    assert found["c"].duplicate_of == found["s"].duplicate_of == "q1"
    assert found["c"].story == found["q1"].story
    assert {"near-copy", "same-text"} & {r.kind for r in found["c"].because}


@both_ways
def test_the_same_text_years_later_is_another_story(run: type[Run]) -> None:
    later = told("later", "Earthquake hurts 23 on Velora", *QUAKE, hours=24 * 400)
    found = run([*four(), later])
    assert found["later"].duplicate_of == ""
    assert found["later"].story != found["q1"].story


@both_ways
def test_what_a_person_decided_holds(run: type[Run]) -> None:
    kept_apart = run(four(), cannot=[("q2", "q1")])
    assert kept_apart["q1"].story != kept_apart["q2"].story
    put = story_id("q1")
    merged = run(four(), must={"q1": put, "m1": put})
    assert merged["m1"].story == merged["q1"].story == put
    assert merged["m1"].because[0].kind == "correction"


@both_ways
def test_copies_too_can_be_kept_apart(run: type[Run]) -> None:
    same = told("s", "Quake", *QUAKE, hours=6)
    found = run([*four(), same], cannot=[("q1", "s"), ("q2", "s")])
    assert found["s"].story not in (found["q1"].story, found["q2"].story)


def test_a_story_keeps_its_id_at_rest() -> None:
    before = {"q2": "kept", "q1": "kept", "h1": "other"}
    found = at_rest(four(), previous=before)
    assert (found["q1"].story, found["h1"].story) == ("kept", "other")


def test_the_order_of_arrival_does_not_matter_at_rest() -> None:
    forth, back = at_rest(four()), at_rest(four()[::-1])
    assert {a: d.story for a, d in forth.items()} == {a: d.story for a, d in back.items()}


def test_restored_it_goes_on_where_it_was() -> None:
    first, *rest = four()
    stored = from_bytes(to_bytes(first))
    grouper = Grouper()
    grouper.restore([(stored, Decision(article="q1", story="kept"))])
    assert grouper.add(rest[0]).story == "kept"
    assert grouper.add(first).story == "kept"


def test_an_edited_article_stays_where_it_is() -> None:
    grouper = Grouper()
    first = grouper.add(four()[0])
    edited = told("q1", "Velora earthquake: 25 hurt", *MARKET)
    assert grouper.add(edited) == first


@both_ways
@pytest.mark.parametrize(
    "odd",
    [
        article("empty", ""),
        article("word", "Velora"),
        article("no-time", "Earthquake", *QUAKE[:1], hours=None),
        article("future", "Ostrava Lines", *MARKET, hours=24 * 365 * 40),
        article("long", "Ostrava Lines", "Velora " * 200_000),
        article("controls", "\x00\ud800\u202e", "\ufffd" * 50),
        article("chinese", "地震袭击维洛拉岛", "周一发生地震，二十三人受伤。"),
    ],
    ids=lambda a: a.id,
)
def test_odd_articles_break_nothing(run: type[Run], odd: object) -> None:
    found = run([*four(), features(odd)])  # type: ignore[arg-type]
    assert len(found) == 5
    assert found["q1"].story == found["q2"].story


@both_ways
def test_empty_articles_are_no_copies_of_each_other(run: type[Run]) -> None:
    found = run([told("a", ""), told("b", ""), told("c", "Update"), told("d", "Update")])
    assert len({d.story for d in found.values()}) == 4


@both_ways
def test_a_flood_of_one_text_stays_fast(run: type[Run]) -> None:
    first = four()[0]
    flood = [replace(first, article=f"f{i}") for i in range(10_000)]
    began = time.process_time()
    found = run([*four(), *flood])
    assert time.process_time() - began < 5.0
    assert {d.duplicate_of for a, d in found.items() if a.startswith("f")} == {"q1"}


def test_the_window_is_bounded() -> None:
    grouper = Grouper(limit=20)
    for number in range(200):
        words = " ".join(f"w{number}x{i}" for i in range(30))
        grouper.add(told(f"n{number}", words[:40], words))
    assert len(grouper._window) == 20
    assert len(grouper._decided) <= 40
    assert len(grouper._members) <= 40


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_text_has_features_that_survive_storage(title: str, text: str) -> None:
    clean = text.encode("utf-8", "ignore").decode()
    found = features(article("x", title.encode("utf-8", "ignore").decode(), clean))
    again = from_bytes(to_bytes(found))
    assert (again.terms, again.names, again.time) == (found.terms, found.names, START)
    assert again.sketch.key == found.sketch.key
    assert again.sketch.whole.tolist() == found.sketch.whole.tolist()


def test_articles_weeks_apart_are_not_held_together() -> None:
    items = four()
    late = replace(items[1], time=START + timedelta(days=60))
    assert online([items[0], late])["q2"].story != story_id("q1")


def test_what_is_near_and_tells_another_story_is_found_at_once() -> None:
    first, second, *_ = four()
    late = replace(second, time=START + timedelta(days=60))
    twin = told("twin", "Velora quake", *QUAKE_RETOLD, hours=24 * 100)
    grouper = Grouper()
    found = {f.article: grouper.add(f) for f in (first, late, *four()[2:], twin)}
    assert [near.other for near in found["q2"].related] == ["q1"]  # weeks apart, two stories
    assert all(reason.weight > 0 for reason in found["q2"].related[0].because)
    assert found["q1"].related == found["m1"].related == ()
    renewed = grouper.renew(late, found["q2"])
    assert renewed.story == found["q2"].story
    assert [near.other for near in renewed.related] == ["q1"]


def test_one_story_does_not_crowd_out_the_others_that_are_near() -> None:
    grouper = Grouper()
    for number in range(12):
        retold = told(f"r{number}", "Earthquake on Velora", *QUAKE, f"Said paper {number}.")
        grouper.add(replace(retold, sketch=told(f"x{number}", f"Other words {number}").sketch))
    late = replace(four()[1], time=START + timedelta(days=60))
    assert len(grouper.add(late).related) == 2
