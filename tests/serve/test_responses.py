"""Whole answers: made once for all who ask, until the library changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.serve.conftest import finished
from tests.serve.fake_news import FakeNews
from tidings.serve import responses
from tidings.serve.responses import Answers

BODY = "Each event once. " * 200


class Library:
    """Counts what is made; `stamp` is what a test sets."""

    def __init__(self, answer: Callable[[], Response] = lambda: PlainTextResponse(BODY)) -> None:
        self.made, self.stamp, self.answer = 0, 0, answer
        self.variant: str | None = ""

    async def page(self, request: Request) -> Response:
        self.made += 1
        await asyncio.sleep(0.01)
        return self.answer()

    def app(self) -> Answers:
        routes = Starlette(routes=[Route("/{name}", self.page, methods=["GET", "POST"])])
        return Answers(routes, stamp=lambda: self.stamp, variant=lambda scope: self.variant)


def test_an_answer_is_made_once_until_the_library_changes() -> None:
    library = Library()
    client = TestClient(library.app())
    for path, made in (("/a", 1), ("/a", 1), ("/b", 2), ("/a?q=1", 3), ("/a", 3)):
        assert client.get(path).text == BODY
        assert library.made == made
    library.stamp = 1
    client.get("/a")
    assert library.made == 4


def test_all_forms_of_one_answer() -> None:
    library = Library()
    client = TestClient(library.app())
    plain = client.get("/a", headers={"Accept-Encoding": "identity"})
    packed = client.get("/a", headers={"Accept-Encoding": "gzip"})
    assert (plain.text, "content-encoding" in plain.headers) == (BODY, False)
    assert (packed.text, packed.headers["content-encoding"]) == (BODY, "gzip")
    assert packed.headers["etag"] == plain.headers["etag"]
    assert packed.headers["vary"] == "Accept-Encoding"
    same = client.get("/a", headers={"If-None-Match": plain.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    head = client.head("/a")
    assert (head.content, head.headers["content-length"]) == (b"", packed.headers["content-length"])
    assert library.made == 2


@pytest.mark.parametrize(
    ("answer", "headers"),
    [
        (lambda: PlainTextResponse("no", 404), {}),
        (lambda: PlainTextResponse("ok", headers={"Cache-Control": "no-store"}), {}),
        (lambda: PlainTextResponse("ok", headers={"Set-Cookie": "a=b"}), {}),
        (
            lambda: PlainTextResponse("x" * (responses.KEPT_EACH + 1)),
            {"Accept-Encoding": "identity"},
        ),
    ],
)
def test_what_is_never_kept(answer: Callable[[], Response], headers: dict[str, str]) -> None:
    library = Library(answer)
    client = TestClient(library.app())
    for made in (1, 2):
        client.get("/a", headers=headers)
        assert library.made == made
    client.post("/a")
    assert library.made == 3


def test_each_variant_has_an_answer_of_its_own() -> None:
    library = Library()
    client = TestClient(library.app())
    for variant, made in (("ann", 1), ("bea", 2), ("ann", 2), (None, 3), (None, 4)):
        library.variant = variant
        client.get("/a")
        assert library.made == made


def test_a_failure_is_not_kept() -> None:
    def fail() -> Response:
        raise ValueError("broken")

    library = Library(fail)
    client = TestClient(library.app(), raise_server_exceptions=False)
    assert client.get("/a").status_code == 500
    library.answer = lambda: PlainTextResponse("ok")
    assert client.get("/a").text == "ok"


def test_those_who_ask_at_once_wait_for_one_making() -> None:
    library = Library()
    app = library.app()

    async def ask() -> list[Any]:
        return await asyncio.gather(*(_get(app, "/a") for _ in range(20)))

    assert set(finished(ask())) == {BODY.encode()}
    assert library.made == 1


async def _get(app: Answers, path: str) -> bytes:
    bodies = []

    async def send(message: Any) -> None:
        bodies.append(message.get("body", b""))

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    await app(scope, _never, send)
    return b"".join(bodies)


async def _never() -> Any:
    raise AssertionError("a GET has no body")


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(responses, "KEPT", 2 * len(BODY))
    library = Library()
    client = TestClient(library.app(), headers={"Accept-Encoding": "identity"})
    for path, made in (("/a", 1), ("/b", 2), ("/a", 2), ("/c", 3), ("/a", 3), ("/b", 4)):
        client.get(path)
        assert library.made == made


def test_a_change_is_seen_by_the_next_page(client: TestClient, news: FakeNews) -> None:
    assert client.get("/").status_code == 200
    news.broken = True
    assert client.get("/").status_code == 503
