"""What cost other servers a bug, each once, as the apps that it concerned send it.

Most of them are held elsewhere, where their protocol is tested; this is the rest, and the calls of
RSS Guard, NetNewsWire and Readrops in their order.
"""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.serve.reader_apps.conftest import ALL, READ, STARRED, App

INT32 = 1 << 31
JS_SAFE = 1 << 53


def long(number: int) -> str:
    return f"tag:google.com,2005:reader/item/{number:016x}"


def form(app: App, path: str, pairs: list[tuple[str, str]], **headers: str) -> Any:
    return app.http.post(
        f"/reader/api/0/{path}", content=urlencode(pairs),
        headers={"Content-Type": "application/x-www-form-urlencoded"} | (headers or app.auth),
    )  # fmt: skip


def ids_of(app: App, asked: dict[str, str]) -> list[str]:
    answer = app.google("stream/items/ids", params=asked)
    return [ref["id"] for ref in answer.json()["itemRefs"]]


def test_rss_guard_syncs_marks_and_arranges(app: App) -> None:
    """It asks for 200,000 ids at once, names 999 at a time, and sends no T."""
    app.desk.mark([1], read=True)
    assert app.google("tag/list", params={"output": "json"}).json()["tags"]
    feeds = app.google("subscription/list", params={"output": "json"}).json()["subscriptions"]
    assert all(isinstance(feed["categories"], list) for feed in feeds)
    asked = {"output": "json", "n": "200000", "ot": "0"}
    ids = {
        name: ids_of(app, asked | given)
        for name, given in {
            "starred": {"s": STARRED}, "all": {"s": ALL}, "unread": {"s": ALL, "xt": READ},
        }.items()
    }  # fmt: skip
    assert (len(ids["starred"]), len(ids["all"]), len(ids["unread"])) == (0, 12, 11)
    many = [("i", long(int(one))) for one in ids["all"]] + [
        ("i", long(n)) for n in range(50, 1_037)
    ]
    answer = form(app, "stream/items/contents?output=json&n=200000", many)
    assert len(answer.json()["items"]) == 12
    block = [("i", long(int(one))) for one in ids["unread"][:200]]
    assert form(app, "edit-tag", [("a", READ), *block]).content == b"OK"
    assert app.google("unread-count", params={"output": "json"}).json()["max"] == 0
    query = urlencode({"ac": "edit", "s": feeds[0]["id"], "t": "Renamed", "a": "user/-/label/New"})
    assert form(app, f"subscription/edit?{query}", [("T", "")]).content == b"OK"
    again = app.google("subscription/list").json()["subscriptions"]
    assert {"Renamed"} & {feed["title"] for feed in again}
    assert app.google("user-info", params={"output": "json"}).json()["userName"] == app.name


def test_netnewswire_reads_strictly(app: App) -> None:
    """Swift decodes each member as the type that it has once had."""
    (item, *_) = app.google(f"stream/contents/{ALL}").json()["items"]
    for name in ("crawlTimeMsec", "timestampUsec", "id", "title"):
        assert isinstance(item[name], str), name
    for name in ("published", "updated"):
        assert 0 < item[name] < INT32
    assert isinstance(item["summary"]["content"], str)
    assert item["canonical"][0]["href"] == item["alternate"][0]["href"]
    for line in app.http.post(
        "/accounts/ClientLogin", data={"Email": app.name, "Passwd": app.password}
    ).text.splitlines():
        assert len(line.split("=")) == 2, line  # it drops lines with another one
    move = [("s", "feed/2"), ("ac", "edit"), ("a", "user/-/label/B"), ("r", "user/-/label/A")]
    assert form(app, "subscription/edit", [*move, ("T", app.token)]).content == b"OK"
    many = [("i", str(n)) for n in range(1, 1_001)]
    assert form(app, "edit-tag", [*many, ("a", STARRED), ("T", app.token)]).content == b"OK"
    assert len(app.numbers(s=STARRED)) == 12


def test_readrops_makes_a_folder_by_tagging_nothing(app: App) -> None:
    assert form(app, "edit-tag", [("a", "user/-/label/Made"), ("T", app.token)]).content == b"OK"
    contents = app.google(f"stream/contents/{ALL}", params={"xt": READ, "n": "5"})  # no output=json
    assert len(contents.json()["items"]) == 5


def test_liferea_posts_without_a_header(app: App) -> None:
    pairs = [("i", "3"), ("i", "4"), ("T", app.token)]
    answer = form(app, "stream/items/contents", pairs, **{"X-None": "1"})
    assert len(answer.json()["items"]) == 2


@pytest.mark.parametrize(
    "name", ["3", long(3), "0000000000000003", f"tag:google.com,2005:reader/item/{3:x}"]
)
def test_an_item_has_many_names(app: App, name: str) -> None:
    (item,) = form(app, "stream/items/contents", [("i", name)]).json()["items"]
    assert item["id"] == long(3)


def test_no_id_is_beyond_what_an_app_can_hold(app: App) -> None:
    for entry in app.v1("entries").json()["entries"]:
        assert 0 < entry["id"] < INT32
        assert 0 < entry["feed_id"] < INT32
        assert 0 < entry["feed"]["category"]["id"] < INT32
    for item in app.fever("items")["items"]:
        assert type(item["id"]) is int
    assert form(app, "stream/items/contents", [("i", "9" * 19)]).json()["items"] == []
    assert form(app, "stream/items/contents", [("i", "f" * 16)]).json()["items"] == []
    assert app.v1(f"entries/{JS_SAFE}").status_code == 404


def test_marks_are_as_far_as_a_time_in_any_unit(app: App) -> None:
    """Items came at 12:00:00 and each second from then: at :05 there were six."""
    seconds = 1_795_348_805
    for unit in (1, 1_000, 1_000_000, 1_000_000_000):
        app.desk.mark(range(1, 13), read=False)
        form(app, "mark-all-as-read", [("s", ALL), ("ts", str(seconds * unit))])
        assert len(app.numbers(xt=READ)) == 6, unit
    assert [int(i) for i in app.numbers(ot=str(seconds))] == list(range(12, 5, -1))


def test_a_star_is_set_not_turned_over_but_by_miniflux(app: App) -> None:
    for _ in range(2):
        app.fever("", mark="item", id=5, **{"as": "saved"})
        assert app.numbers(s=STARRED) == [5]
    for starred in ([], [5]):
        assert app.v1("entries/5/bookmark", method="PUT").status_code == 204
        assert app.numbers(s=STARRED) == starred


def test_newsboat_sends_json_as_a_form(app: App) -> None:
    body = json.dumps({"entry_ids": [7], "status": "read"}).encode()
    answer = app.http.put(
        "/v1/entries", content=body,
        headers={"X-Auth-Token": app.token, "Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    assert answer.status_code == 204
    assert 7 not in app.numbers(xt=READ)


def test_the_clock_of_the_server_is_told(app: App, here: str) -> None:
    """NetNewsWire asks from then on the next time."""
    asked = Request(f"{here}/reader/api/0/subscription/list", headers=app.auth)
    with urlopen(asked) as answer:
        assert parsedate_to_datetime(answer.headers["Date"]).tzinfo is not None
        tag = answer.headers["ETag"]
    assert app.google("subscription/list").headers["etag"] == tag


def test_an_item_came_at_one_microsecond_in_every_answer(app: App) -> None:
    """Apps ask from then on the next time."""
    app.news.store._db.write("update item set at = at + number * 77777")  # type: ignore[attr-defined]
    ids = app.google("stream/items/ids", params={"s": ALL, "n": 100}).json()["itemRefs"]
    items = app.google(f"stream/contents/{ALL}", params={"n": 100}).json()["items"]
    assert [one["timestampUsec"] for one in ids] == [one["timestampUsec"] for one in items]
    assert len(ids) == 12
