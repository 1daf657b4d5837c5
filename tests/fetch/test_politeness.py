"""The client as a guest: how long it waits, how much it asks, and what it is told not to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from tests.fetch.hostile_server import Server, answer, get
from tidings.collect.fetch import Web
from tidings.collect.messages import Request, Response
from tidings.collect.policy import FetchPolicy
from tidings.errors import FetchError

Serve = Callable[..., Server]


@pytest.mark.parametrize(
    ("headers", "fresh_for"),
    [
        ("Cache-Control: max-age=3600\n", 3600),
        ("Cache-Control: public, max-age=3600\nAge: 3000\n", 600),
        ("Cache-Control: max-age=3600\nAge: 7200, 0\n", 0),
        ("Cache-Control: public\nCache-Control: max-age=60\n", 60),
        ("Cache-Control: max-age=315360000\n", 86400),
        ("Cache-Control: no-store, max-age=60\n", None),
        ("Cache-Control: max-age=-1\n", None),
        ("Cache-Control: s-maxage=60\n", None),
        ("Expires: 0\n", None),
        ("Date: Sun, 22 Nov 2026 10:00:00 GMT\nExpires: Sun, 22 Nov 2026 12:00:00 GMT\n", 7200),
        ("", None),
    ],
)
def test_freshness(serve: Serve, web: Web, headers: str, fresh_for: float | None) -> None:
    assert get(web, serve(feed=answer(b"news", headers=headers))).fresh_for == fresh_for


def in_ten_minutes() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("120", 119, 121),
        ("in ten minutes", 500, 601),
        ("99999999999", 86399, 86401),
        ("soon", 899, 901),
        ("-5", 899, 901),
        ("1.5", 899, 901),
    ],
)
def test_a_host_that_says_wait_is_not_asked_again(
    serve: Serve, web: Web, value: str, low: float, high: float
) -> None:
    value = in_ten_minutes() if value == "in ten minutes" else value  # by the clock of the test
    busy = answer(status="429 Too Many", headers=f"Retry-After: {value}\n")
    server, other = serve(feed=busy, b=answer(b"b")), serve(feed=answer(b"news"))
    assert get(web, server).status == 429
    again = get(web, server, "b")
    assert again.status == 429
    assert again.retry_after is not None
    assert low <= again.retry_after <= high
    assert server.paths == ["/feed"]
    assert get(web, other).ok  # another port is another server


def test_pace(serve: Serve) -> None:
    server = serve(**{f"f{n}": answer(b"news") for n in range(4)})
    policy = FetchPolicy(gap=0.2, at_once=2)
    with Web(policy=policy, allow=["127.0.0.1"]) as web:
        asked = [Request(url=f"{server.url}/f{n}", kind="feed") for n in range(4)]
        assert all(isinstance(reply, Response) for reply in web.fetch_all(asked))
    times = [seen.at for seen in server.seen]
    assert all(later - earlier > 0.1 for earlier, later in pairwise(times))
    assert times[-1] - times[0] > 0.5


def test_few_at_once_to_one_host(serve: Serve, web: Web) -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        writer.write(answer(b"news", headers="Connection: close\n"))

    server = serve(**{f"f{n}": slow for n in range(10)})
    asked = [Request(url=f"{server.url}/f{n}", kind="feed") for n in range(10)]
    assert len(list(web.fetch_all(asked))) == 10
    assert server.most_open == 2


def test_robots_are_obeyed_for_what_we_crawl(serve: Serve, web: Web) -> None:
    rules = b"User-agent: *\nDisallow: /private\nDisallow: /feed\n"
    server = serve(**{"robots.txt": answer(rules), "a": answer(b"a"), "private": answer(b"p"),
                      "feed": answer(b"f")})  # fmt: skip
    assert web.fetch(Request(url=f"{server.url}/a")).ok
    with pytest.raises(FetchError, match=r"robots\.txt asks not"):
        web.fetch(Request(url=f"{server.url}/private"))
    assert web.fetch(Request(url=f"{server.url}/private", asked=True)).ok
    assert web.fetch(Request(url=f"{server.url}/feed", kind="feed")).ok
    assert server.paths == ["/robots.txt", "/a", "/private", "/feed"]


@pytest.mark.parametrize(
    ("status", "allowed"),
    [("404 No", True), ("403 No", True), ("503 Busy", False), ("500 No", False)],
)
def test_robots_that_are_not_there(serve: Serve, web: Web, status: str, allowed: bool) -> None:
    server = serve(**{"robots.txt": answer(status=status), "a": answer(b"a")})
    replies = list(web.fetch_all([Request(url=f"{server.url}/a") for _ in range(2)]))
    assert [isinstance(reply, Response) for reply in replies] == [allowed, allowed]
    assert server.paths.count("/robots.txt") == 1


def test_redirects_meet_the_robots_of_where_they_lead(serve: Serve, web: Web) -> None:
    there = serve(**{"robots.txt": answer(b"User-agent: *\nDisallow: /\n"), "a": answer(b"a")})
    server = serve(a=answer(status="301 Moved", headers=f"Location: {there.url}/a\n"))
    with pytest.raises(FetchError, match=r"robots\.txt asks not"):
        web.fetch(Request(url=f"{server.url}/a"))
    assert there.paths == ["/robots.txt"]
