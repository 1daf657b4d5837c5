"""The Google Reader API: each test is something that an app needs, or a bug that one had."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from tests.serve.reader_apps.conftest import ALL, READ, STARRED, TITLE, App
from tidings.serve.reader.google_ids import item_id, long_id

MOUNTS = ("", "/api/greader.php", "/api/greader.php/api/greader.php", "/api//greader.php/")


@pytest.mark.parametrize("mount", MOUNTS)
def test_an_app_logs_in_wherever_it_looks(app: App, mount: str) -> None:
    answer = app.http.post(
        f"{mount}/accounts/ClientLogin",
        data={"Email": "Owner", "Passwd": app.password, "service": "reader", "output": ""},
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    lines = [line.split("=") for line in answer.text.split("\n")[:-1]]
    assert [line[0] for line in lines] == ["SID", "LSID", "Auth"]
    assert all(len(line) == 2 and not set(line[1]) & set("= \t") for line in lines)
    headers = {"Authorization": f"googlelogin auth={lines[2][1]}"}
    assert app.http.get(f"{mount}/reader/api/0/user-info", headers=headers).status_code == 200


def test_an_app_may_log_in_by_get_and_for_json(app: App) -> None:
    params = {"Email": "owner", "Passwd": app.password, "output": "json"}
    answer = app.http.get("/accounts/ClientLogin", params=params).json()
    assert answer["SID"] == answer["LSID"] == answer["Auth"]


@pytest.mark.parametrize("given", [{}, {"Email": "owner"}, {"Email": "owner", "Passwd": "no"}])
def test_a_wrong_login_is_401(app: App, given: dict[str, str]) -> None:
    answer = app.http.post("/accounts/ClientLogin", data=given)
    assert (answer.status_code, answer.text) == (401, "Error=BadAuthentication\n")


def test_a_base_address_is_there_for_those_who_look_for_an_icon(app: App) -> None:
    for path in ("/api/greader.php", "/api/greader.php/"):
        assert (app.http.get(path).status_code, app.http.get(path).text) == (200, "OK")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "GoogleLogin auth=no"}, {"Authorization": "Basic eDp5"},
     {"Authorization": "GoogleLogin"}, {"Cookie": "session=x"}],
)  # fmt: skip
def test_who_is_not_known_is_told_to_get_a_new_token(app: App, headers: dict[str, str]) -> None:
    for path in ("/reader/api/0/token", "/reader/atom/x", "/reader/ping", "/reader/api/0/any"):
        answer = app.http.get(path, headers=headers)
        assert (answer.status_code, answer.text) == (401, "Unauthorized")
        assert answer.headers["X-Reader-Google-Bad-Token"] == "true"


def test_a_post_may_carry_the_header_the_token_or_both(app: App) -> None:
    (number, *_) = app.numbers()
    give = {"i": str(number), "a": READ}
    token = app.google("token").text
    assert token == token.strip()
    url = "/reader/api/0/edit-tag"
    for headers, extra in (
        (app.auth, {}),
        (app.auth, {"T": ""}),
        (app.auth, {"T": "x"}),
        (app.auth, {"T": f"{token}\n"}),
        ({}, {"T": token}),
        ({}, {"T": f"{token}\n"}),
    ):
        answer = app.http.post(url, data=give | extra, headers=headers)
        assert (answer.status_code, answer.content) == (200, b"OK"), extra
    assert app.http.post(url, data=give | {"T": "wrong"}).status_code == 401
    assert app.http.get(url, params={"T": token}).status_code == 401


def test_another_site_may_ask_since_no_browser_sends_its_token_by_itself(app: App) -> None:
    headers = app.auth | {"Origin": "https://reader.example", "Sec-Fetch-Site": "cross-site"}
    answer = app.http.post("/reader/api/0/edit-tag", data={"i": "1", "a": READ}, headers=headers)
    assert (answer.text, answer.headers["access-control-allow-origin"]) == ("OK", "*")
    options = app.http.options("/api/greader.php/reader/api/0/token", headers=headers)
    assert options.status_code == 204
    assert "Authorization" in options.headers["access-control-allow-headers"]


def test_names_of_items_in_all_their_forms() -> None:
    number = 4_294_967_299
    assert long_id(number) == "tag:google.com,2005:reader/item/0000000100000003"
    for text in (long_id(number), "tag:google.com,2005:reader/item/100000003",
                 "0000000100000003", "4294967299", " 4294967299 "):  # fmt: skip
        assert item_id(text) == number, text
    for text in ("", "-3", "x", "0", "9" * 16, "f" * 16, "9" * 400, "１２", "1.5", "tag:x/1",
                 "tag:google.com,2005:reader/item/-1"):  # fmt: skip
        assert item_id(text) in (None, int("9" * 16, 16)), text


@pytest.mark.parametrize("number", [1, 9, 10, 999_999_999_999_999])
def test_no_decimal_name_is_a_hexadecimal_one(number: int) -> None:
    assert item_id(str(number)) == item_id(long_id(number)) == item_id(f"{number:016x}") == number


def test_lists(app: App) -> None:
    feeds = app.google("subscription/list").json()["subscriptions"]
    assert [feed["title"] for feed in feeds] == ["Paper 0", "Paper 2", "Paper 1"]
    for feed in feeds:
        assert feed["id"].startswith("feed/")
        assert feed["url"].startswith("https://news-")
        assert all(set(c) >= {"id", "label"} for c in feed["categories"])
    assert [feed["categories"] and feed["categories"][0]["label"] for feed in feeds] == [
        [], "Sea & Air", "Town",
    ]  # fmt: skip
    tags = app.google("tag/list").json()["tags"]
    assert [tag["id"] for tag in tags] == [STARRED, "user/-/label/Sea & Air", "user/-/label/Town"]
    info = app.google("user-info").json()
    assert all(isinstance(value, str) for value in info.values())
    assert info["userName"] == "owner"


def test_a_list_that_is_known_is_304_with_nothing_in_it(app: App) -> None:
    for path in ("subscription/list", "tag/list"):
        tag = app.google(path).headers["etag"]
        headers = app.auth | {"If-None-Match": tag}
        again = app.http.get(f"/reader/api/0/{path}", headers=headers)
        assert (again.status_code, again.content) == (304, b"")
    app.desk.add_folder("New")
    assert app.http.get("/reader/api/0/tag/list", headers=headers).status_code == 200


def test_counts_by_feed_folder_and_in_all(app: App) -> None:
    app.desk.mark(app.numbers(s="feed/2")[:3], read=True)
    counts = app.google("unread-count").json()
    by_id = {row["id"]: row["count"] for row in counts["unreadcounts"]}
    assert by_id == {
        "feed/2": 1, "feed/3": 4, "feed/4": 4,
        "user/-/label/Town": 4, "user/-/label/Sea & Air": 4, ALL: 9,
    }  # fmt: skip
    assert all(isinstance(r["newestItemTimestampUsec"], str) for r in counts["unreadcounts"])
    assert app.google("stream/items/count", params={"s": ALL}).text == "9"


def test_an_item_is_what_every_decoder_takes(app: App) -> None:
    answer = app.google("stream/contents").json()
    assert isinstance(answer["id"], str)
    assert isinstance(answer["updated"], int)
    (item, *_) = answer["items"]
    assert item["id"] == long_id(12)
    assert item["title"] == f"{TITLE} 11"
    assert item["canonical"][0]["href"] == item["alternate"][0]["href"] == "https://news.example/11"
    assert item["summary"]["content"] == (
        "<p>It sails at night.</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )
    assert min(item["summary"]) == "content"
    assert item["origin"]["streamId"] == "feed/4"
    for name, kind in (("published", int), ("updated", int), ("crawlTimeMsec", str),
                       ("timestampUsec", str), ("author", str)):  # fmt: skip
        assert isinstance(item[name], kind), name
    assert 0 < item["published"] < 1 << 31
    assert item["categories"] == [ALL, "user/-/label/Sea & Air"]
    app.post("edit-tag", {"i": item["id"], "a": [READ, STARRED, "user/-/label/later"]})
    (item, *_) = app.google("stream/contents").json()["items"]
    assert item["categories"] == [
        ALL, "user/-/label/Sea & Air", READ, STARRED, "user/-/label/later"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "count"),
    [("feed/2", 4), ("feed%2F2", 4), ("feed/feed/2", 4), ("feed/999", None), ("", 12),
     ("feed/https://news-1.example/feed?a=1&b=2", 4), ("feed/http:/news-1.example", None),
     ("reading-list", 12), ("user/1/state/com.google/reading-list", 12),
     ("user/-/state/com.google/broadcast", 0), ("user/-/label/Town", 4),
     ("user/-/label/Sea & Air", 4), ("user/-/label/None", 0), ("nonsense", None)],
)  # fmt: skip
def test_names_of_streams(app: App, name: str, count: int | None) -> None:
    path = f"stream/contents/{quote(name)}" if "%" not in name else f"stream/contents/{name}"
    if "://" in name:
        path = f"stream/contents/{quote(name, safe='')}"
    for answer in (app.google(path), app.google("stream/contents", params={"s": name})):
        if count is None:
            assert answer.status_code in (400, 404)
        elif name != "feed%2F2" or "s=" not in str(answer.request.url):
            assert len(answer.json()["items"]) == count
            assert "continuation" not in answer.json()


@pytest.mark.parametrize("oldest", [False, True])
@pytest.mark.parametrize("size", [1, 5, 12, 13])
def test_pages_hold_each_item_once(app: App, size: int, oldest: bool) -> None:
    seen: list[str] = []
    params: dict[str, Any] = {"s": ALL, "n": size, "r": "o" if oldest else "n"}
    for _ in range(20):
        answer = app.google("stream/items/ids", params=params).json()
        seen += [ref["id"] for ref in answer["itemRefs"]]
        if "continuation" not in answer:
            break
        assert isinstance(answer["continuation"], str)
        params["c"] = answer["continuation"]
        app.post("edit-tag", {"i": seen, "a": READ})
    expected = [str(n) for n in range(1, 13)]
    assert seen == (expected if oldest else expected[::-1])


def test_what_is_left_out_and_what_alone_is_wanted(app: App) -> None:
    app.post("edit-tag", {"i": ["1", "2", "3"], "a": READ})
    app.post("edit-tag", {"i": ["3", "4"], "a": STARRED})
    app.post("edit-tag", {"i": ["5"], "a": "user/-/label/later"})
    everything = set(range(1, 13))
    for params, expected in (
        ({"xt": READ}, everything - {1, 2, 3}),
        ({"s": READ}, {1, 2, 3}),
        ({"it": READ}, {1, 2, 3}),
        ({"it": READ, "xt": READ}, set()),
        ({"s": STARRED}, {3, 4}),
        ({"s": STARRED, "xt": READ}, {4}),
        ({"s": STARRED, "xt": STARRED}, set()),
        ({"it": STARRED, "s": "feed/2"}, {4}),
        ({"xt": STARRED}, everything - {3, 4}),
        ({"s": "feed/2", "xt": READ}, {4, 7, 10}),
        ({"s": "user/-/label/later"}, {5}),
        ({"it": "user/-/label/later"}, {5}),
        ({"xt": "user/-/label/later"}, everything - {5}),
        ({"xt": "user/-/label/Town"}, everything - {2, 5, 8, 11}),
        ({"xt": ["feed/2", READ]}, {5, 6, 8, 9, 11, 12}),
        ({"s": ["feed/2", "feed/3"]}, {1, 2, 4, 5, 7, 8, 10, 11}),
    ):
        assert set(app.numbers(**params)) == expected, params


def test_several_streams_are_paged_together(app: App) -> None:
    seen: list[str] = []
    params: dict[str, Any] = {"s": ["feed/2", "feed/3", STARRED], "n": 3}
    app.post("edit-tag", {"i": ["3", "4"], "a": STARRED})
    while True:
        answer = app.google("stream/items/ids", params=params).json()
        seen += [ref["id"] for ref in answer["itemRefs"]]
        if "continuation" not in answer:
            break
        params["c"] = answer["continuation"]
    assert seen == ["11", "10", "8", "7", "5", "4", "3", "2", "1"]


def test_times_are_those_of_arrival_in_seconds(app: App) -> None:
    came = int(app.desk.states([6])[0].item.at.timestamp())
    assert min(app.numbers(ot=came)) == 6
    assert max(app.numbers(nt=came)) == 6
    assert app.numbers(ot=came, nt=came) == [6]
    assert app.numbers(ot=came + 3600) == []


def test_items_by_thousands_of_names(app: App) -> None:
    names = [long_id(n) for n in range(1, 10_000)]
    answer = app.post("stream/items/contents", {"i": names, "T": "x", "output": "json"})
    assert [item["id"] for item in answer.json()["items"]] == names[:12]
    assert app.post("edit-tag", {"i": names, "a": READ}).text == "OK"
    assert app.google("unread-count").json()["max"] == 0
    assert app.post("stream/items/contents", {"i": ["x", "9" * 99]}).json()["items"] == []
    too_many = app.post("edit-tag", {"i": [str(n) for n in range(20_001)], "a": READ})
    assert too_many.status_code == 400


def test_marks_mean_what_they_say_and_twice_is_once(app: App) -> None:
    kept = "user/-/state/com.google/kept-unread"
    for _ in range(2):
        assert app.post("edit-tag", {"i": ["1", "999"], "a": READ}).content == b"OK"
    assert app.google("unread-count").json()["max"] == 11
    tracking = "user/-/state/com.google/tracking-kept-unread"
    app.post("edit-tag", {"i": "1", "r": READ, "a": [kept, tracking]})
    assert app.google("unread-count").json()["max"] == 12
    app.post("edit-tag", {"i": "1", "r": kept})
    assert app.google("unread-count").json()["max"] == 11
    for _ in range(2):
        app.post("edit-tag", {"i": "1", "a": STARRED})
    assert app.numbers(s=STARRED) == [1]
    for _ in range(2):
        app.post("edit-tag", {"i": "1", "r": STARRED})
    assert app.numbers(s=STARRED) == []
    assert app.post("edit-tag", {"i": "1", "a": "what"}).status_code == 400


def test_all_is_marked_as_far_as_it_had_come(app: App) -> None:
    came = app.desk.states([6])[0].item.at.timestamp()
    for unit in (1, 1_000, 1_000_000, 1_000_000_000):
        assert app.post("mark-all-as-read", {"s": ALL, "ts": int(came * unit)}).text == "OK"
        assert sorted(app.numbers(xt=READ)) == [7, 8, 9, 10, 11, 12], unit
        app.desk.undo()
    app.post("mark-all-as-read", {"s": "user/-/label/Town"})
    assert app.google("unread-count").json()["max"] == 8
    app.post("mark-all-as-read", {"s": "feed/2"})
    app.post("mark-all-as-read", {"s": READ})
    assert app.google("unread-count").json()["max"] == 4
    assert app.post("mark-all-as-read", {}).status_code == 400
    app.post("mark-all-as-read", {"s": ALL})
    assert app.google("unread-count").json()["max"] == 0


def test_feeds_are_renamed_moved_left_and_followed_again(app: App) -> None:
    def feed() -> dict[str, Any]:
        feeds = app.google("subscription/list").json()["subscriptions"]
        return next((f for f in feeds if f["id"] == "feed/2"), {})

    edit = "subscription/edit"
    query = f"{edit}?ac=edit&s=feed/2&t=My%20Paper&a=user/-/label/New%20one"
    assert app.post(query, {"T": ""}).text == "OK"
    assert feed()["title"] == "My Paper"
    assert feed()["categories"][0]["label"] == "New one"
    app.post(edit, {"ac": "edit", "s": "feed/2", "r": "user/-/label/New one"})
    assert feed()["categories"] == []
    for _ in range(2):
        assert app.post(edit, {"ac": "unsubscribe", "s": "feed/2"}).text == "OK"
    assert feed() == {}
    assert app.post(edit, {"ac": "edit", "s": "feed/2", "t": "x"}).status_code == 404
    address = "feed/https://news-0.example/feed?a=1&b=2"
    for _ in range(2):
        assert app.post(edit, {"ac": "subscribe", "s": address, "i": "null"}).text == "OK"
    assert feed()["title"] == "Paper 0"
    for given in ({"ac": "edit"}, {"ac": "what", "s": "feed/2"}, {}):
        assert app.post(edit, given).status_code == 400


def test_one_who_only_reads_adds_no_source(ann: App) -> None:
    app = ann
    app.post("subscription/edit", {"ac": "unsubscribe", "s": "feed/2"})
    known = "https://news-0.example/feed?a=1&b=2"
    answer = app.post("subscription/quickadd", {"quickadd": known}).json()
    assert (answer["numResults"], answer["streamId"]) == (1, "feed/2")
    answer = app.post("subscription/quickadd?quickadd=https://other.example/feed").json()
    assert (answer["numResults"], "may" in answer["error"]) == (0, True)
    given = {"ac": "subscribe", "s": "feed/https://other.example/feed"}
    assert app.post("subscription/edit", given).status_code == 403


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", "x", "javascript:1", "."])
def test_only_addresses_of_the_web_are_followed(app: App, address: str) -> None:
    answer = app.post("subscription/quickadd", {"quickadd": address}).json()
    assert (answer["numResults"], "https://" in answer["error"]) == (0, True)
    given = {"ac": "subscribe", "s": f"feed/{address}"}
    assert app.post("subscription/edit", given).status_code == 400


def test_folders_and_labels_are_made_renamed_and_removed(app: App) -> None:
    assert app.post("edit-tag", {"a": "user/-/label/Made"}).text == "OK"
    app.post("edit-tag", {"i": "1", "a": "user/-/label/later"})
    app.post("rename-tag", {"s": "user/-/label/later", "dest": "user/-/label/soon"})
    app.post("rename-tag", {"s": "user/-/label/Town", "dest": "user/-/label/City"})
    tags = {tag["id"]: tag.get("type") for tag in app.google("tag/list").json()["tags"]}
    assert tags == {
        STARRED: None, "user/-/label/City": "folder", "user/-/label/Made": "folder",
        "user/-/label/Sea & Air": "folder", "user/-/label/soon": "tag",
    }  # fmt: skip
    app.post("disable-tag", {"s": list(tags)[1:]})
    assert [tag["id"] for tag in app.google("tag/list").json()["tags"]] == [STARRED]
    assert app.google("unread-count").json()["max"] == 12
    for given in ({}, {"s": "user/-/label/x"}, {"dest": "user/-/label/x"}):
        assert app.post("rename-tag", given).status_code == 400


OPML = b"""<opml version="2.0"><body><outline text="Far"><outline type="rss" text="Paper"
 xmlUrl="https://far.example/feed"/></outline></body></opml>"""


def test_lists_of_feeds_go_out_and_in(app: App) -> None:
    out = app.google("subscription/export")
    assert out.content.count(b"xmlUrl") == 3
    for given in ({"content": OPML}, {"data": {"opml": OPML.decode()}},
                  {"files": {"subscriptions_file": ("a.opml", OPML)}}):  # fmt: skip
        assert app.google("subscription/import", method="POST", **given).text == "OK: 1"
    feeds = app.google("subscription/list").json()["subscriptions"]
    (far,) = [f for f in feeds if f["url"] == "https://far.example/feed"]
    assert far["categories"][0]["label"] == "Far"
    assert app.google("subscription/import", method="POST", content=b"what").status_code == 400
    many = b"".join(b'<outline xmlUrl="https://f%d.example/"/>' % n for n in range(5_001))
    answer = app.google("subscription/import", method="POST", content=b"<opml>" + many)
    assert (answer.status_code, "5,000" in answer.text) == (400, True)


def test_what_nobody_has_is_empty_and_changes_nothing(app: App) -> None:
    assert app.google("recommendation/list").json() == []
    assert app.google("preference/list").json() == {"prefs": []}
    assert app.post("what").status_code == 404
    assert app.google("edit-tag").status_code == 405
    assert app.http.get("/reader/other").status_code == 404


def test_an_empty_list_is_a_list(app: App) -> None:
    answer = app.google("stream/items/ids", params={"s": STARRED}).json()
    assert answer == {"itemRefs": []}
    for_newsplus = app.google("stream/items/ids", params={"s": STARRED, "client": "newsplus"})
    assert for_newsplus.json()["itemRefs"][0]["id"] == "0"


def test_a_stream_as_atom(app: App) -> None:
    app.post("edit-tag", {"i": "11", "a": READ})
    answer = app.http.get("/reader/atom/feed%2F3?n=2", headers=app.auth)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert answer.text.count("<entry>") == 2
    assert 'scheme="http://www.google.com/reader/" label="read"' in answer.text
    assert "<title>Paper 1</title>" in answer.text


def test_one_persons_marks_are_not_anothers(app: App, ann: App) -> None:
    app.post("mark-all-as-read", {"s": ALL})
    assert app.google("unread-count").json()["max"] == 0
    assert ann.google("unread-count").json()["max"] == 12
    app.news.store.people.remove(ann.person)
    assert ann.google("unread-count").status_code == 401
