"""Pages that want proof of a person, told from other refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.fetch.hostile_server import Server, answer
from tidings.collect.bot_wall import is_wall
from tidings.collect.fetch import Web
from tidings.collect.messages import Request, Response
from tidings.collect.schedule import outcome_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SCRIPT = "<script>" + "var x = 'some long program';" * 900 + "</script>"
CHECKING = f"""<!doctype html><title>One moment</title><h1>gazette.example</h1>
<p>We check that you are a human. This takes a few seconds.</p>{SCRIPT}"""
NO_SCRIPT = f"<title>Gazette</title>{SCRIPT}<noscript>Bitte JavaScript einschalten.</noscript>"
PUZZLE = '<title>Доступ</title><form action="/x"><div id="px-captcha"></div></form>' + SCRIPT
REFRESH = '<meta http-equiv="Refresh" content="3"><p>Vérification des cookies…</p>'
PLAIN = "<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>"
DOWN = f"<title>Back soon</title><p>We are working on our site.</p>{SCRIPT}"
TALK = f"<title>Robots</title>{'<p>A robot reads captchas better than a human.</p>' * 30}{SCRIPT}"
FEED = "<rss><channel><title>Captcha news</title><item><title>Robot</title></item></channel></rss>"


def reply(body: str, *, status: int = 403, kind: str = "text/html; charset=utf-8") -> Response:
    request = Request(url="https://g.example/feed")
    return Response(
        request=request, url=request.url, status=status, fetched_at=NOW, body=body.encode(),
        headers={"content-type": kind, "retry-after": "60"}, retry_after=60.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "wall"),
    [
        (CHECKING, True),
        (NO_SCRIPT, True),
        (PUZZLE, True),
        (REFRESH, True),
        (PLAIN, False),
        (DOWN, False),
        (TALK, False),
        (FEED, False),
        ("", False),
        ("captcha", False),
        ("<" * 100_000, False),
        ('<form id="' * 20_000, False),
    ],
)
def test_walls_are_told_by_what_they_are(body: str, wall: bool) -> None:
    assert is_wall(reply(body)) is wall
    assert not is_wall(reply(body, kind="application/json"))


@pytest.mark.parametrize(
    ("status", "body", "error", "busy"),
    [
        (403, CHECKING, "blocks us: answered 403 (forbidden) with a page", False),
        (503, CHECKING, "blocks us: answered 503 (service unavailable) with a page", False),
        (429, PUZZLE, "blocks us: answered 429 (too many requests) with a page", False),
        (503, DOWN, "asks us to come back later: answered 503", True),
        (429, PLAIN, "asks us to come back later: answered 429", True),
        (403, PLAIN, "blocks us: answered 403 (forbidden)", False),
        (401, "", "blocks us: answered 401 (unauthorized)", False),
    ],
)
def test_a_source_says_who_keeps_us_out(status: int, body: str, error: str, busy: bool) -> None:
    outcome = outcome_of(reply(body, status=status))
    assert outcome.error.startswith(error)
    assert outcome.error.endswith("proof of a person") == ("with a page" in error)
    assert outcome.busy is busy


def test_a_wall_in_place_of_a_feed_is_told_too() -> None:
    walled = outcome_of(reply(CHECKING, status=200), error="this is no feed")
    assert walled.error == "blocks us: answered 200 (ok) with a page that wants proof of a person"
    assert outcome_of(reply(DOWN, status=200), error="this is no feed").error == "this is no feed"


def test_the_words_of_a_refusal_are_read_within_bounds(
    serve: Callable[..., Server], web: Web
) -> None:
    html = "Content-Type: text/html\n"
    page, flood = CHECKING.encode(), b"<script>captcha" * 40_000
    with_page = serve(
        page=answer(page, status="503 No", headers=html),
        flood=answer(flood, status="403 No", headers=html),
    )
    found = web.fetch(Request(kind="file", url=f"{with_page.url}/page"))
    assert is_wall(found)
    assert web.fetch(Request(kind="file", url=f"{with_page.url}/flood")).body == b""
