"""Publishers' pictures by way of us: what we named ourselves, and surely is a picture."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.fetch.hostile_server import QUICK, Server
from tests.serve.conftest import app_over, client_over
from tests.serve.fake_news import FakeNews
from tidings.collect.fetch import Web
from tidings.collect.messages import Request, Response
from tidings.errors import FetchError
from tidings.serve.pictures import AGAIN, KEPT, MAX_BYTES, Pictures, picture_of, picture_url

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 640, 360) + b"rest"
GIF = b"GIF89a" + struct.pack("<HH", 3, 3)
WEBP = b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + (639).to_bytes(3, "little") + bytes(3)
VAST = struct.pack(">II", 60_000, 60_000)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PNG, "image/png"),
        (GIF, "image/gif"),
        (WEBP, "image/webp"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\0\0\0\x1cftypavif", "image/avif"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", ""),
        (b"<?xml version='1.0'?><svg/>", ""),
        (b"<html><body>not found", ""),
        (b"\x1f\x8b\x08rest", ""),
        (b"BM6\0\0\0", ""),
        (b"\0\0\0\x1cftypmp42", ""),
        (b"", ""),
        (PNG[:16] + VAST, ""),
        (b"GIF89a\xff\xff\xff\xff", ""),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\xff" * 6, ""),
        (b"\xff\xd8\xff" + bytes(MAX_BYTES), ""),
    ],
)
def test_only_pictures_of_points_go_on(body: bytes, kind: str) -> None:
    assert picture_of(body).content_type == kind
    assert bool(picture_of(body).body) is bool(kind)


class Publishers:
    """A web of one answer, which counts how often it is asked."""

    def __init__(self, body: bytes = PNG, status: int = 200, error: str = "") -> None:
        self.body, self.status, self.error = body, status, error
        self.asked: list[Request] = []

    def fetch(self, request: Request) -> Response:
        self.asked.append(request)
        if self.error:
            raise FetchError(self.error)
        return Response(
            request=request, url=request.url, status=self.status, body=self.body,
            fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        )  # fmt: skip

    def fetch_all(self, requests: Any) -> Any:
        raise NotImplementedError


def site(publishers: Any) -> TestClient:
    client = client_over(FakeNews())
    client.app.state.pictures = Pictures(publishers)
    return client


def test_a_picture_comes_from_us_and_is_asked_for_once() -> None:
    publishers = Publishers()
    client = site(publishers)
    address = picture_url("https://img.example/a.png?w=1&h=2")
    for _ in range(3):
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (200, PNG)
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert [one.url for one in publishers.asked] == ["https://img.example/a.png?w=1&h=2"]


@pytest.mark.parametrize(
    "address",
    [
        "/picture?of=https://img.example/a.png",
        "/picture?of=https://img.example/a.png&by=",
        "/picture?of=https://img.example/a.png&by=%F0%9F%98%80",
        picture_url("https://img.example/a.png").replace("a.png", "b.png"),
        picture_url("https://img.example/a.png").replace("https", "http"),
        "/picture?of=&by=",
        "/picture?of=" + "a" * 9000,
        "/picture",
    ],
    ids=range(8),  # a signature is another one in each process
)
def test_nobody_makes_us_fetch_something_else(address: str) -> None:
    publishers = Publishers()
    assert site(publishers).get(address).status_code in (400, 404)
    assert publishers.asked == []


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "data:image/png;base64,AA", "file:///etc/passwd",
                "mailto:a@b.example", "/a.png", "//x/a.png"]
)  # fmt: skip
def test_other_addresses_have_no_picture(address: str) -> None:
    assert picture_url(address) == ""


@pytest.mark.parametrize(
    "publishers", [Publishers(b"<svg/>"), Publishers(status=404), Publishers(error="refused")]
)
def test_a_picture_that_does_not_come_is_not_asked_for_at_once(publishers: Publishers) -> None:
    now = 0.0
    pictures = Pictures(publishers, clock=lambda: now)
    for _ in range(3):
        assert pictures.get("https://img.example/a").body == b""
    assert len(publishers.asked) == 1
    now = AGAIN
    pictures.get("https://img.example/a")
    assert len(publishers.asked) == 2


def test_memory_is_bounded() -> None:
    publishers = Publishers(b"\xff\xd8\xff" + bytes(MAX_BYTES - 3))
    pictures = Pictures(publishers)
    most = KEPT // MAX_BYTES
    for number in range(most + 3):
        pictures.get(f"https://img.example/{number}")
    pictures.get(f"https://img.example/{most + 2}")
    assert len(publishers.asked) == most + 3
    pictures.get("https://img.example/0")
    assert len(publishers.asked) == most + 4


@pytest.fixture
def hostile() -> Iterator[Server]:
    def to(target: str) -> bytes:
        return f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()

    def body(content: bytes) -> bytes:
        head = f"Content-Type: image/png\r\nContent-Length: {len(content)}"
        return f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + content

    pages = {
        "/good": body(PNG),
        "/svg": body(b"<svg onload='alert(1)'/>"),
        "/huge": body(PNG + bytes(MAX_BYTES)),
        "/private": to("http://10.0.0.1/a.png"),
        "/metadata": to("http://169.254.169.254/latest"),
        "/file": to("file:///etc/passwd"),
        "/endless": to("/endless"),
        "/nothing": body(b""),
    }
    with Server(pages) as server:
        yield server


def test_hostile_servers_of_pictures_give_nothing(hostile: Server) -> None:
    with Web(policy=replace(QUICK, max_bytes=MAX_BYTES), allow=["127.0.0.1"]) as web:
        client = site(web)
        assert client.get(picture_url(f"{hostile.url}/good")).content == PNG
        for path in hostile.pages:
            if path != "/good":
                assert client.get(picture_url(hostile.url + path)).status_code == 404, path
    with Web(policy=QUICK) as web:  # loopback is not allowed by default
        assert site(web).get(picture_url(f"{hostile.url}/good")).status_code == 404


def test_pages_name_no_picture_but_ours() -> None:
    news = FakeNews(sown=("https://img.example/tracker.png",))
    client = TestClient(app_over(news), "http://localhost")
    story = f"/story/{next(iter(news.stories))}"
    for path in ("/", story, LexborHTMLParser(client.get(story).text)
                 .css_first("main a[href^='/article/']").attributes["href"]):  # fmt: skip
        found = LexborHTMLParser(client.get(path or "").text).css("img")
        assert len({one.attributes["src"] for one in found}) == 1
        assert all((one.attributes["src"] or "").startswith("/picture?") for one in found)
