"""Sites' icons: found on their pages, kept here, shown in every app from here alone."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from tests.fake_web import FakeWeb
from tests.serve.conftest import HERE
from tests.serve.reader_apps.conftest import NOW, App
from tidings.collect.icon import MAX_ICON, icon_links, image_type
from tidings.errors import FetchError
from tidings.intake.icons import Icons
from tidings.serve import create_app

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 40
ICO = b"\x00\x00\x01\x00\x01\x00" + b"\x10" * 40
PAGE = b"<link rel='shortcut icon' href='/i.png'><title>Paper 0</title>"
WEB = {
    "https://news-0.example/": PAGE,
    "https://news-0.example/i.png": PNG,
    "https://news-1.example/": b"<title>Paper 1</title>",
    "https://news-1.example/favicon.ico": ICO,
    "https://news-2.example/": FetchError("no"),
    "https://news-2.example/favicon.ico": b"<svg onload='alert(1)'/>",
}


@pytest.fixture
def app(app: App) -> App:
    web = FakeWeb(WEB)
    assert Icons(app.news.store, web=lambda: web, now=lambda: NOW).tend() == 3
    return app


def test_apps_are_given_what_there_is(app: App) -> None:
    given = {
        s["title"]: s["iconUrl"] for s in app.google("subscription/list").json()["subscriptions"]
    }
    assert given["Paper 2"] == ""
    page = create_app(app.news, app.news.config, clock=lambda: NOW)
    anyone = TestClient(page, HERE)  # apps show them without a login
    for title, body, kind in (("Paper 0", PNG, "image/png"), ("Paper 1", ICO, "image/x-icon")):
        assert given[title].startswith(f"{HERE}/icon/")
        answer = anyone.get(given[title])
        assert (answer.content, answer.headers["content-type"]) == (body, kind)
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert "immutable" in answer.headers["cache-control"]
    assert anyone.get("/icon/guessed").status_code == 404

    feeds = {feed["title"]: feed for feed in app.fever("feeds")["feeds"]}
    icons = {icon["id"]: icon["data"] for icon in app.fever("favicons")["favicons"]}
    assert icons[feeds["Paper 0"]["favicon_id"]] == f"image/png;base64,{b64encode(PNG).decode()}"
    assert len(icons) == 2
    assert feeds["Paper 2"]["favicon_id"] == 0

    rows = {feed["title"]: feed["icon"] for feed in app.v1("feeds").json()}
    number = rows["Paper 1"]["icon_id"]
    icon = app.v1(f"icons/{number}").json()
    assert icon == app.v1(f"feeds/{rows['Paper 1']['feed_id']}/icon").json()
    assert icon["data"] == f"image/x-icon;base64,{b64encode(ICO).decode()}"
    assert (icon["id"], icon["mime_type"]) == (number, "image/x-icon")
    assert rows["Paper 2"]["icon_id"] == 0
    assert app.v1(f"feeds/{rows['Paper 2']['feed_id']}/icon").status_code == 404
    entries = app.v1("entries").json()["entries"]
    assert {entry["feed"]["icon"]["icon_id"] for entry in entries} == {
        icon["icon_id"] for icon in rows.values()
    }


def test_they_are_looked_for_again_after_a_while(app: App) -> None:
    web = FakeWeb(WEB | {"https://news-2.example/favicon.ico": PNG})

    def tend(days: int) -> int:
        return Icons(app.news.store, web=lambda: web, now=lambda: NOW + timedelta(days=days)).tend()

    assert [tend(1), tend(8), tend(9)] == [0, 1, 0]  # the one that was missing
    assert len(app.news.icons.names()) == 3
    assert tend(32) == 2
    source = app.news.store.sources.get("s1")
    assert source
    app.news.store.sources.save(replace(source, paused=True))
    assert tend(100) == 2
    app.news.remove("s0")
    assert len(app.news.icons.names()) == 2


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ["/favicon.ico"]),
        ("<link rel=icon href=a.png>", ["/a.png", "/favicon.ico"]),
        ("<link rel='Shortcut ICON' href='//cdn.example/a'>", ["//cdn.example/a", "/favicon.ico"]),
        (
            "<link rel=icon sizes=16x16 href=/s><link rel=icon sizes='180x180' href=/l>"
            "<link rel=icon sizes=64x64 href=/m><link rel=icon sizes=any href=/x>",
            ["/m", "/s", "/x", "/favicon.ico"],
        ),
        ("<link rel=icon type=image/svg+xml href=/i.svg>", ["/favicon.ico"]),
        ("<link rel=icon href='javascript:alert(1)'>", ["/favicon.ico"]),
        ("<link rel=icon href='data:image/png;base64,AAAA'>", ["/favicon.ico"]),
        ("<link rel=mask-icon href=/m><link rel=icon>", ["/favicon.ico"]),
    ],
)
def test_where_a_page_says_it_is(html: str, expected: list[str]) -> None:
    base = "https://g.example"
    whole = [f"https:{path}" if path.startswith("//") else base + path for path in expected]
    assert icon_links(html.encode(), f"{base}/") == whole


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PNG, "image/png"),
        (ICO, "image/x-icon"),
        (b"GIF89a....", "image/gif"),
        (b"<svg/>", ""),
        (b"<html>", ""),
        (b"\x00\x00\x01\x00", ""),
        (b"", ""),
    ],
)
def test_only_pictures_of_points_are_kept(body: bytes, kind: str) -> None:
    assert image_type(body) == kind


def test_what_is_too_large_is_none(app: App) -> None:
    source = app.news.store.sources.get("s0")
    assert source
    web = FakeWeb(WEB | {"https://news-0.example/i.png": PNG + b"x" * MAX_ICON})
    later = NOW + timedelta(days=40)
    Icons(app.news.store, web=lambda: web, now=lambda: later).tend()
    assert "s0" not in app.news.icons.names()
