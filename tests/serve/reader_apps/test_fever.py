"""The Fever API, as elfeed, Fluent Reader, Read You, Readrops and Reeder ask."""

from __future__ import annotations

import pytest

from tests.serve.reader_apps.conftest import App, fever_key

PLACES = ("/fever", "/fever/", "/fever.php", "/api/fever.php", "/api/fever.php/", "/plugins/fever/")


@pytest.mark.parametrize("place", PLACES)
def test_it_is_wherever_apps_look_and_never_elsewhere(app: App, place: str) -> None:
    for given in (
        {"data": {"api_key": app.fever_key}},
        {"data": {"api_key": app.fever_key.upper()}},
        {"files": {"api_key": (None, app.fever_key)}},
        {"params": {"api": "", "api_key": app.fever_key}},
    ):
        answer = app.http.post(place, **given)  # type: ignore[arg-type]
        assert (answer.status_code, answer.json()["auth"]) == (200, 1), given
        assert answer.json()["api_version"] == 3
        assert isinstance(answer.json()["last_refreshed_on_time"], int)


@pytest.mark.parametrize("key", ["", "no", "é", "0" * 10_000, fever_key("nobody", "x")])
def test_who_is_not_known_is_told_so_with_200(app: App, key: str) -> None:
    answer = app.http.post("/fever/?api&items", data={"api_key": key})
    assert answer.json() == {"api_version": 3, "auth": 0} or answer.status_code == 400


def test_all_that_is_asked_is_answered_at_once(app: App) -> None:
    answer = app.fever("groups&feeds&favicons&links&unread_item_ids&saved_item_ids&items")
    assert [(g["title"], g["id"]) for g in answer["groups"]] == [("Sea & Air", 4), ("Town", 3)]
    assert answer["feeds_groups"] == [
        {"group_id": 4, "feed_ids": "4"},
        {"group_id": 3, "feed_ids": "3"},
    ]
    (feed, *_) = answer["feeds"]
    assert (feed["id"], feed["title"], feed["is_spark"]) == (2, "Paper 0", 0)
    assert answer["unread_item_ids"] == ",".join(map(str, range(12, 0, -1)))
    assert (answer["saved_item_ids"], answer["total_items"]) == ("", 12)
    assert len(answer["items"]) == 12
    assert app.fever("feeds=&groups=").keys() >= {"feeds", "groups"}


def test_an_item_is_numbers_and_text(app: App) -> None:
    (item,) = app.fever("items&with_ids=11")["items"]
    assert {name: type(value) for name, value in item.items()} == {
        "id": int, "feed_id": int, "title": str, "author": str, "html": str, "url": str,
        "is_saved": int, "is_read": int, "created_on_time": int,
    }  # fmt: skip


def test_pages_go_both_ways_and_hold_fifty(app: App) -> None:
    more = [(f"more{n}",) for n in range(60)]
    for (name,) in more:
        article = app.news.store.articles.get(["a0"])["a0"]
        kept = {"id": name, "url": f"https://news.example/{name}"}
        app.news.store.articles.save(
            type(article)(**{f: getattr(article, f) for f in article.__slots__} | kept),
            page="", now=app.news._now(),
        )  # fmt: skip

    def ids(query: str) -> list[int]:
        return [item["id"] for item in app.fever(f"items&{query}")["items"]]

    assert ids("since_id=0") == list(range(1, 51))
    assert ids("since_id=50") == list(range(51, 73))
    assert ids("since_id=72") == []
    assert ids("max_id=0") == ids("max_id=9007199254740991") == list(range(72, 22, -1))
    assert ids("max_id=23") == list(range(22, 0, -1))
    assert ids("") == list(range(1, 51))
    assert len(ids("with_ids=" + ",".join(map(str, range(1, 73))))) == 50


def test_items_are_marked_absolutely(app: App) -> None:
    for _ in range(2):
        assert app.fever("", mark="item", **{"as": "saved"}, id="3")["saved_item_ids"] == "3"
    answer = app.fever("mark=item&as=read&id=3")
    assert answer["unread_item_ids"].split(",") == [str(n) for n in range(12, 0, -1) if n != 3]
    app.fever("", mark="item", **{"as": "unread"}, id="3")
    app.fever("", mark="item", **{"as": "unsaved"}, id="3")
    assert app.desk.saved() == 0
    app.fever("", mark="item", **{"as": "read"}, with_ids="1,2,3")
    assert len(app.fever("unread_item_ids")["unread_item_ids"].split(",")) == 9
    app.fever("unread_recently_read=1")
    assert len(app.fever("unread_item_ids")["unread_item_ids"].split(",")) == 12


def test_feeds_and_groups_are_marked_as_far_as_they_had_come(app: App) -> None:
    came = int(app.desk.states([7])[0].item.at.timestamp())
    for before in (came, came * 1000):
        app.fever("", mark="feed", **{"as": "read"}, id="2", before=str(before))
        assert [s.item.number for s in app.desk.states([1, 4, 7, 10]) if not s.read] == [10]
        app.desk.undo()
    app.fever("", mark="group", **{"as": "read"}, id="3")
    assert len(app.fever("unread_item_ids")["unread_item_ids"].split(",")) == 8
    app.fever("", mark="group", **{"as": "read"}, id="-1")
    assert len(app.fever("unread_item_ids")["unread_item_ids"].split(",")) == 8
    assert app.fever("", mark="group", **{"as": "read"}, id="0")["unread_item_ids"] == ""


@pytest.mark.parametrize(
    "query",
    ["mark=item&as=what&id=1", "mark=item&as=read&id=x", "mark=what&as=read", "mark=feed&as=saved",
     "items&since_id=x", "items&with_ids=1,x", "mark=feed&as=read&id=2&before=x"],
)  # fmt: skip
def test_nonsense_is_400_in_json(app: App, query: str) -> None:
    key = {"api_key": app.fever_key}
    answer = app.http.post(f"/fever/?api&{query}", data=key)
    assert (answer.status_code, "error" in answer.json()) == (400, True)


def test_another_person_has_another_key(app: App, ann: App) -> None:
    assert ann.fever("", mark="group", **{"as": "read"}, id="0")["unread_item_ids"] == ""
    assert len(app.fever("unread_item_ids")["unread_item_ids"].split(",")) == 12
