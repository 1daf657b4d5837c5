"""Whatever is sent, a reader app is answered in its own format, and never by a fault of ours."""

from __future__ import annotations

import json
import random
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.serve.conftest import HERE
from tests.serve.reader_apps.conftest import ALL, NOW, App
from tidings.config import Config
from tidings.people import Desk
from tidings.serve import create_app
from tidings.serve.reader import MAX_BODY
from tidings.serve.reader.call import as_json
from tidings.serve.reader.google_edits import EDITS
from tidings.serve.reader.google_streams import READS
from tidings.serve.reader.miniflux import ROUTES
from tidings.types import Stream

VALUES = (
    "", " ", "\0", "0", "-1", "1e9", "1.5", "9" * 19, "9" * 20, "9" * 5_000, "١٢", "null", "NaN",
    "true", "'; drop table item; --", "%", "%%00", "\ud7ff\uffff", "\u202e", "é" * 3_000,
    "\r\nX: y",
    "feed/", "feed/feed/feed/", "feed/-1", "feed/999999999999999999999", "feed/http://", "feed/\0",
    "user/-/label/", "user/-/label/\0", "user/-/label/" + "x" * 5_000, "user/-/state/com.google/",
    "user/-/state/com.google/what", "user//state/com.google/read", "user/-/label/a/b", ALL,
    "tag:google.com,2005:reader/item/", "tag:google.com,2005:reader/item/" + "f" * 16,
    "http://[", "https://127.0.0.1:1/", "file:///etc/passwd", "<opml>", "[]", "{}", '{"a":',
)  # fmt: skip
GOOGLE_FIELDS = "s n c r xt it ot nt ck client output i a T ac t ts dest quickadd opml".split()
FEVER_FIELDS = "mark as id before with_ids since_id max_id items unread_recently_read".split()
V1_FIELDS = (
    "status limit offset order direction before after starred search category_id feed_id tags "
    "before_entry_id after_entry_id counts"
).split()
FINE = (200, 201, 202, 204, 304)


def some_fields(chance: random.Random, names: list[str]) -> list[tuple[str, str]]:
    return [(chance.choice(names), chance.choice(VALUES)) for _ in range(chance.randint(1, 5))]


def query_of(fields: list[tuple[str, str]]) -> str:
    return "&".join(f"{n}={quote(v, safe='', errors='replace')}" for n, v in fields)


@pytest.mark.parametrize("path", [*READS, *EDITS, "stream/contents"])
def test_google(app: App, path: str) -> None:
    chance = random.Random(path)
    for method, _ in product(("GET", "POST"), range(8)):
        query, form = (some_fields(chance, GOOGLE_FIELDS) for _ in range(2))
        url = f"{path}?{query_of(query)}"
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = app.http.request(
            method, f"/reader/api/0/{url}", content=query_of(form), headers=app.auth | kind
        )
        assert answer.status_code in FINE or 400 <= answer.status_code < 500, (method, url, form)
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("start", ["stream/contents/", "../atom/"])
def test_google_streams_by_name(app: App, start: str) -> None:
    for value in VALUES:
        path = f"/reader/api/0/{start}" if start[0] == "s" else "/reader/atom/"
        answer = app.http.get(
            path + quote(value[:500], safe="", errors="replace"), headers=app.auth
        )
        assert answer.status_code in FINE or 400 <= answer.status_code < 500, value


def test_fever(app: App) -> None:
    chance = random.Random(1)
    for _ in range(80):
        fields = [*some_fields(chance, FEVER_FIELDS), ("api_key", app.fever_key)]
        answer = app.http.post(f"/fever/?api&{query_of(fields)}")
        assert answer.status_code in (200, 400), fields
        assert answer.json()["api_version"] == 3


@pytest.mark.parametrize("row", ROUTES, ids=lambda row: f"{row[0]} {row[1].pattern}")
def test_miniflux(app: App, row: tuple[str, object, object]) -> None:
    method, pattern = row[0], row[1].pattern  # type: ignore[attr-defined]
    chance = random.Random(pattern)
    values = [*VALUES, 1, -1, 1 << 70, 1.5, True, None, [], {}, [[1]], {"a": []}]
    names = "entry_ids status starred title category_id feed_url url".split()
    for _ in range(6):
        number = chance.choice(["1", "2", "99", "9" * 19, "0"])
        path = pattern.replace(r"(\d{1,20})", number)
        body = json.dumps({name: chance.choice(values) for name in names if chance.random() < 0.5})
        answer = app.http.request(
            method,
            f"/v1{path}?{query_of(some_fields(chance, V1_FIELDS))}",
            content=body.encode("utf-8", "replace"),
            headers={"X-Auth-Token": app.token},
        )
        assert answer.status_code in FINE or 400 <= answer.status_code < 500, (path, body)
        if answer.status_code >= 400:
            assert answer.json()["error_message"]


@pytest.mark.parametrize(
    "kind",
    ["application/json", "text/xml", "multipart/form-data", "multipart/form-data; boundary=x",
     "multipart/form-data; boundary=\"", "application/x-www-form-urlencoded; charset=what", "",
     "\xff"],
)  # fmt: skip
def test_bodies_of_any_kind(app: App, kind: str) -> None:
    bodies = (
        b"",
        b"\xff\xfe\0",
        b"--x\r\n\r\n--x--",
        b"a" * 100_000,
        b"&" * 30_000,
        b"=" * 9,
        b"[",
    )
    for body, path in product(bodies, ("/reader/api/0/edit-tag", "/fever/", "/v1/entries")):
        headers = app.auth | {"Content-Type": kind, "X-Auth-Token": app.token}
        answer = app.http.post(
            path,
            content=body,
            headers=[(n.encode(), v.encode("latin-1")) for n, v in headers.items()],
        )
        assert answer.status_code < 500, (path, body[:9])


def test_a_body_that_is_too_long_is_refused(app: App) -> None:
    for path in ("/reader/api/0/edit-tag", "/fever/", "/v1/import"):
        assert app.http.post(path, content=b"x" * 5_000_000, headers=app.auth).status_code == 413

        def parts() -> object:
            yield from (b"x" * 100_000 for _ in range(50))

        answer = app.http.post(path, content=parts(), headers=app.auth)  # type: ignore[arg-type]
        assert answer.status_code == 413


def test_a_name_that_is_no_text_of_unicode_is_told_anyway() -> None:
    assert as_json({"a": ["\ud83d", 1]}).body == b'{"a":["?",1]}'


def test_a_person_who_is_gone_while_they_sync_is_nobody(app: App, ann: App) -> None:
    desk = ann.desk
    app.news.store.people.remove(ann.person)
    assert desk.mark([1, 2], read=True) == 0
    desk.mark_through(Stream())
    assert desk.subscriptions() == []
    assert ann.google("stream/items/ids", params={"s": ALL}).status_code == 401
    assert ann.fever("items") == {"api_version": 3, "auth": 0}
    assert ann.v1("me").status_code == 401


@pytest.mark.parametrize(
    ("trouble", "status"), [("too large", 413), ("another host", 400), ("a fault of ours", 500)]
)
def test_what_never_reaches_the_protocols_is_told_in_their_formats(
    app: App, monkeypatch: pytest.MonkeyPatch, trouble: str, status: int
) -> None:
    server = create_app(app.news, Config(encoder="none"), clock=lambda: NOW)
    http = TestClient(server, HERE, raise_server_exceptions=False, follow_redirects=False)
    headers = app.auth | {"X-Auth-Token": app.token}
    padding = "x" * MAX_BODY if trouble == "too large" else ""
    if trouble == "another host":
        headers["Host"] = "rebound.example"
    if trouble == "a fault of ours":
        monkeypatch.setattr(Desk, "subscriptions", lambda self: 1 / 0)

    def asked(method: str, path: str) -> Any:
        form = {"api_key": app.fever_key, "padding": padding}
        answer = http.request(method, path, data=form, headers=headers)
        assert answer.status_code == status, path
        return answer

    assert asked("POST", "/fever/?api&feeds").json()["api_version"] == 3
    assert [*asked("GET", "/v1/feeds").json()] == ["error_message"]
    google = asked("POST", "/reader/api/0/unread-count")
    assert google.headers["content-type"].startswith("text/plain")
