"""The Miniflux API, as newsboat, its Python client, a terminal app and Fluent Reader ask."""

from __future__ import annotations

from typing import Any

import pytest

from tests.serve.reader_apps.conftest import App


def ids(answer: Any) -> list[int]:
    return [entry["id"] for entry in answer.json()["entries"]]


def test_an_app_logs_in_by_name_or_token(app: App) -> None:
    answer = app.http.get("/v1/me", auth=("owner", app.password))
    assert (answer.status_code, answer.json()["username"]) == (200, "owner")
    assert app.v1("me").json() == answer.json()
    for given in ({}, {"auth": ("owner", "no")}, {"headers": {"X-Auth-Token": "no"}},
                  {"headers": {"Authorization": "Basic ????"}},
                  {"headers": {"Authorization": "Basic eA=="}}):  # fmt: skip
        answer = app.http.get("/v1/me", **given)  # type: ignore[arg-type]
        assert answer.status_code == 401
        assert answer.json() == {"error_message": "access unauthorized"}
        assert answer.headers["www-authenticate"].startswith("Basic")


def test_feeds_and_categories(app: App) -> None:
    feeds = app.v1("feeds").json()
    assert [(f["id"], f["title"], f["category"]["title"]) for f in feeds] == [
        (2, "Paper 0", "All"), (4, "Paper 2", "Sea & Air"), (3, "Paper 1", "Town"),
    ]  # fmt: skip
    assert app.v1("feeds/3").json()["feed_url"] == "https://news-1.example/feed?a=1&b=2"
    assert app.v1("feeds/9").status_code == 404
    counted = app.v1("categories?counts=true").json()
    assert [(c["title"], c["feed_count"], c["total_unread"]) for c in counted] == [
        ("All", 1, 4), ("Sea & Air", 1, 4), ("Town", 1, 4),
    ]  # fmt: skip
    assert len(app.v1(f"categories/{counted[2]['id']}/feeds").json()) == 1
    app.v1("entries", method="PUT", json={"entry_ids": [1], "status": "read"})
    assert app.v1("feeds/counters").json() == {
        "reads": {"2": 1, "4": 0, "3": 0}, "unreads": {"2": 3, "4": 4, "3": 4},
    }  # fmt: skip


def test_an_entry_is_whole(app: App) -> None:
    entry = app.v1("entries/11").json()
    assert (entry["id"], entry["feed_id"], entry["status"]) == (11, 3, "unread")
    assert (entry["starred"], entry["feed"]["category"]["title"]) == (False, "Town")
    for name in ("published_at", "created_at", "changed_at"):
        assert entry[name].endswith("Z")
    assert app.v1("feeds/3/entries/11").json() == entry
    assert app.v1("entries/11/fetch-content").json()["content"] == entry["content"]
    for path in ("entries/99", "entries/999999999999999", "entries/99999999999999999999"):
        assert app.v1(path).status_code == 404


def test_entries_by_all_that_may_be_asked(app: App) -> None:
    app.v1("entries", method="PUT", json={"entry_ids": [1, 2], "status": "read"})
    app.v1("entries", method="PUT", json={"entry_ids": [2, 3], "starred": True})
    app.news.store.articles.save_tags("a4", [("sea", "Sea")], ours=True)
    town = next(c["id"] for c in app.v1("categories").json() if c["title"] == "Town")
    came = int(app.desk.states([6])[0].item.at.timestamp())
    for query, expected in (
        ("", list(range(1, 13))),
        ("direction=desc&limit=3", [12, 11, 10]),
        ("direction=desc&limit=3&offset=3", [9, 8, 7]),
        ("status=unread", list(range(3, 13))),
        ("status=read", [1, 2]),
        ("status=read&status=unread&limit=2", [1, 2]),
        ("status=removed", []),
        ("starred=true", [2, 3]),
        ("starred=true&status=unread", [3]),
        ("starred=false&limit=2", [1, 4]),
        (f"category_id={town}", [2, 5, 8, 11]),
        ("feed_id=2", [1, 4, 7, 10]),
        ("after_entry_id=10", [11, 12]),
        ("before_entry_id=3", [1, 2]),
        (f"after={came}", list(range(7, 13))),
        (f"published_before={came}", list(range(1, 7))),
        ("tags=Sea", [5]),
        ("search=crossing&limit=2", [1, 2]),
        ("search=crossing&feed_id=3&status=unread", [5, 8, 11]),
        ("search=zzz", []),
        ("order=published_at&direction=desc&limit=1", [12]),
    ):
        assert ids(app.v1(f"entries?{query}")) == expected, query
    assert app.v1("entries?status=unread&limit=1").json()["total"] == 10
    assert app.v1("entries?after_entry_id=4&limit=1").json()["total"] == 8
    assert app.v1("entries/ids?status=unread&limit=2").json() == {"total": 10, "entry_ids": [3, 4]}
    assert ids(app.v1(f"categories/{town}/entries?status=unread")) == [5, 8, 11]
    assert ids(app.v1("feeds/2/entries?order=published_at&direction=desc&limit=100"))[0] == 10


def test_json_is_json_whatever_its_type_says(app: App) -> None:
    body = '{"entry_ids":[1,2],"status":"read"}'
    kind = {"X-Auth-Token": app.token, "Content-Type": "application/x-www-form-urlencoded"}
    assert app.http.put("/v1/entries", content=body, headers=kind).status_code == 204
    assert ids(app.v1("entries?status=read")) == [1, 2]


def test_a_star_is_turned_over(app: App) -> None:
    for expected in (True, False):
        assert app.v1("entries/3/bookmark", method="PUT").status_code == 204
        assert app.v1("entries/3").json()["starred"] is expected
    assert app.v1("entries/99/star", method="PUT").status_code == 404


def test_all_is_marked(app: App) -> None:
    town = next(c["id"] for c in app.v1("categories").json() if c["title"] == "Town")
    for path, left in ((f"categories/{town}", 8), ("feeds/2", 4), ("users/1", 0)):
        assert app.v1(f"{path}/mark-all-as-read", method="PUT").status_code == 204
        assert app.v1("entries?status=unread").json()["total"] == left
    assert app.v1("users/2/mark-all-as-read", method="PUT").status_code == 403


def test_categories_are_made_renamed_and_removed(app: App) -> None:
    made = app.v1("categories", method="POST", json={"title": "New"})
    assert (made.status_code, made.json()["title"]) == (201, "New")
    again = app.v1("categories", method="POST", json={"title": "New"})
    assert (again.status_code, "exists" in again.json()["error_message"]) == (400, True)
    number = made.json()["id"]
    renamed = app.v1(f"categories/{number}", method="PUT", json={"title": "Newer"})
    assert (renamed.status_code, renamed.json()["title"]) == (201, "Newer")
    moved = app.v1("feeds/2", method="PUT", json={"category_id": number, "title": "My Paper"})
    assert (moved.status_code, moved.json()["title"]) == (201, "My Paper")
    assert app.v1(f"categories/{number}", method="DELETE").status_code == 204
    assert app.v1("feeds/2").json()["category"]["title"] == "All"
    bottom = app.v1("feeds/2").json()["category"]["id"]
    assert app.v1(f"categories/{bottom}", method="DELETE").status_code == 400


def test_feeds_are_left_and_followed(app: App, ann: App) -> None:
    assert app.v1("feeds/2", method="DELETE").status_code == 204
    assert app.v1("feeds/2", method="DELETE").status_code == 404
    known = {"feed_url": "https://news-0.example/feed?a=1&b=2"}
    made = app.v1("feeds", method="POST", json=known)
    assert (made.status_code, made.json()) == (201, {"feed_id": 2})
    other = {"feed_url": "https://other.example/feed"}
    assert ann.v1("feeds", method="POST", json=other).status_code == 403
    assert ann.v1("discover", method="POST", json={"url": "https://o.example"}).status_code == 403


def test_the_rest_that_clients_call(app: App) -> None:
    assert app.v1("version").json()["version"] == "1"
    assert app.v1("integrations/status").json() == {"has_integrations": False}
    assert app.v1("feeds/refresh", method="PUT").status_code == 204
    assert app.v1("feeds/2/refresh", method="PUT").status_code == 204
    assert app.v1("flush-history", method="PUT").status_code == 202
    assert app.v1("entries/3/save", method="POST").status_code == 202
    assert app.v1("users").json() == [app.v1("me").json()]
    assert app.v1("export").content.count(b"xmlUrl") == 3
    opml = b'<opml><body><outline xmlUrl="https://far.example/feed"/></body></opml>'
    assert app.v1("import", method="POST", content=opml).status_code == 201
    assert len(app.v1("feeds").json()) == 4
    for path in ("feeds/2/icon", "icons/1", "enclosures/1", "what", ""):
        answer = app.v1(path)
        assert (answer.status_code, "error_message" in answer.json()) == (404, True)
    answer = app.v1("entries", method="DELETE")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, PUT")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "entries", b"{"),
        ("PUT", "entries", b"[" * 100_000),
        ("PUT", "entries", b"[]"),
        ("PUT", "entries", b"{}"),
        ("PUT", "entries", b'{"entry_ids":[],"status":"read"}'),
        ("PUT", "entries", b'{"entry_ids":["1"],"status":"read"}'),
        ("PUT", "entries", b'{"entry_ids":[true],"status":"read"}'),
        ("PUT", "entries", b'{"entry_ids":[-1],"status":"read"}'),
        ("PUT", "entries", b'{"entry_ids":[1],"status":"what"}'),
        ("PUT", "entries", b'{"entry_ids":[1],"starred":1}'),
        ("PUT", "entries", b'{"entry_ids":[1]}'),
        ("PUT", "feeds/2", b'{"category_id":"x"}'),
        ("PUT", "feeds/2", b'{"title":7}'),
        ("POST", "categories", b'{"title":""}'),
        ("POST", "categories", b'{"title":"\\u0000"}'),
        ("POST", "feeds", b'{"feed_url":"/etc/passwd"}'),
        ("POST", "discover", b'{"url":"file:///etc/passwd"}'),
        ("POST", "import", b"\xff\xfe"),
        ("GET", "entries?status=what", b""),
        ("GET", "entries?order=what", b""),
        ("GET", "entries?limit=-1", b""),
        ("GET", "entries?offset=-1", b""),
        ("GET", "entries?offset=999999999", b""),
        ("GET", "entries?starred=what", b""),
        ("GET", "entries?after_entry_id=x", b""),
    ],
)  # fmt: skip
def test_nonsense_is_400_with_words(app: App, method: str, path: str, body: bytes) -> None:
    answer = app.v1(path, method=method, content=body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error_message"]
