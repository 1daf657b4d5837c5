"""The client against servers that are slow, huge, endless, wrong or hostile."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fetch.hostile_server import Seen, Server, answer, get
from tidings.collect.fetch import Web
from tidings.collect.messages import Request, Response
from tidings.collect.policy import FetchPolicy, user_agent
from tidings.errors import FetchError
from tidings.types import Failure

Serve = Callable[..., Server]

SOON = 4.0  # seconds: under the defaults that the tests shorten, with room for a slow machine


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"news")),
        ("x-gzip", gzip.compress(b"news")),
        ("GZIP", gzip.compress(b"ne") + gzip.compress(b"ws")),
        ("gzip", gzip.compress(b"news") + b"\0\0padding"),
        ("gzip", b"news"),  # says so, and isn't
        ("deflate", zlib.compress(b"news")),
        ("deflate", raw_deflate(b"news")),
        ("identity", b"news"),
    ],
)
def test_undoes_compression(serve: Serve, web: Web, coding: str, body: bytes) -> None:
    server = serve(feed=answer(body, headers=f"Content-Encoding: {coding}\n"))
    assert get(web, server).body == b"news"


async def drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


async def drip_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000):
        writer.write(b"X-%d: y\r\n" % number)
        await writer.drain()
        await asyncio.sleep(0.1)


async def endless_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-Header: yyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n" * 100)
        await writer.drain()


async def endless_chunks(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        await writer.drain()


async def endless_hints(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.01)


async def endless_nothing(writer: asyncio.StreamWriter) -> None:
    """Deflate blocks that hold nothing: much to read, nothing to keep."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n\x78\x9c")
    while True:
        writer.write(b"\x00\x00\x00\xff\xff" * 4096)
        await writer.drain()


async def silence(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def hang_up(writer: asyncio.StreamWriter) -> None:
    writer.close()


async def garbage(writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")


BOMB = gzip.compress(b"\0" * 50_000_000)


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (drip, "within 1 s"),
        (drip_headers, "within 1 s"),
        (silence, "within 1 s"),
        (endless_hints, "within 1 s"),
        (endless_headers, "garbled"),
        (endless_chunks, "larger than 1 MiB"),
        (endless_nothing, "larger than 1 MiB"),
        (hang_up, "broke off"),
        (garbage, "garbled"),
        (answer(b"short", length=1000) + b"", "broke off|within 1 s"),
        (answer(b"", length=10**12), "larger than"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "garbled"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", "garbled"),
        (b"HTTP/1.1 200 OK\r\nETag: a\rX: b\r\n\r\n", "garbled"),
        (answer(b""), "nothing"),
        (answer(BOMB, headers="Content-Encoding: gzip\n"), "larger than"),
        (
            answer(zlib.compress(b"\0" * 50_000_000), headers="Content-Encoding: deflate\n"),
            "larger",
        ),
        (
            answer(gzip.compress(BOMB), headers="Content-Encoding: gzip, gzip\n"),
            "packed in a way not asked for",
        ),
        (
            answer(b"x", headers="Content-Encoding: gzip\nContent-Encoding: gzip\n"),
            "packed in a way not asked for",
        ),
        (answer(b"x", headers="Content-Encoding: br\n"), "packed in a way not asked for"),
        (answer(b"x", headers="Content-Encoding: zstd\n"), "packed in a way not asked for"),
        (answer(gzip.compress(b"x" * 999)[:-20], headers="Content-Encoding: gzip\n"), "cut short"),
        (answer(b"\x1f\x8bnonsense", headers="Content-Encoding: gzip\n"), "damaged"),
    ],
)
def test_a_bad_server_is_one_clear_error(serve: Serve, web: Web, script: object, why: str) -> None:
    server = serve(feed=script)
    start = time.monotonic()
    with pytest.raises(FetchError, match=why):
        get(web, server)
    assert time.monotonic() - start < SOON
    server.pages["/feed"] = answer(b"news")
    assert get(web, server).body == b"news"  # and nothing is left of it


def test_a_drip_is_given_up_early(serve: Serve) -> None:
    server = serve(feed=drip)
    start = time.monotonic()
    with (
        Web(policy=FetchPolicy(patience=0.3), allow=["127.0.0.1"]) as web,
        pytest.raises(FetchError, match="too slowly"),
    ):
        get(web, server)
    assert time.monotonic() - start < SOON


def test_chunks_and_early_hints(serve: Serve, web: Web) -> None:
    hint = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    body = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nne\r\n2\r\nws\r\n0\r\n\r\n"
    server = serve(feed=hint + body)
    assert get(web, server).body == b"news"


def test_more_than_was_announced_is_not_read(serve: Serve, web: Web) -> None:
    server = serve(feed=answer(b"news" + b"x" * 100_000, length=4))
    assert get(web, server).body == b"news"
    assert get(web, server).body == b"news"


def test_nobody_listens(web: Web) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 refused the connection"):
        web.fetch(Request(url="http://127.0.0.1:1/", kind="feed"))


@pytest.mark.parametrize(
    "tag", ['"a"', 'W/"a"', "abc", '"a-gzip"', '"x, y"', '"' + "z" * 900 + '"', "*"]
)
def test_validators_go_back_byte_for_byte(serve: Serve, web: Web, tag: str) -> None:
    when = "Sat, 21 Nov 2026 7:00:00 GMT"  # not how we would write it
    server = serve(feed=answer(b"news", headers=f"ETag: {tag}\nLast-Modified: {when}\n"))
    first = get(web, server)
    assert (first.etag, first.last_modified) == (tag, when)
    server.pages["/feed"] = answer(status="304 Not Modified")
    second = get(web, server, etag=first.etag, last_modified=first.last_modified)
    assert second.unchanged
    assert server.seen[1].headers["if-none-match"] == tag
    assert server.seen[1].headers["if-modified-since"] == when


@pytest.mark.parametrize("tag", ['"ä"', '"a\tb"', '"' + "z" * 2000 + '"'])
def test_unsafe_validators_are_dropped(serve: Serve, web: Web, tag: str) -> None:
    server = serve(feed=answer(b"news", headers=f"ETag: {tag}\n"))
    assert get(web, server).etag == ""
    get(web, server, etag='"a"\r\nX-Evil: 1', last_modified="a\nb")
    assert not {"if-none-match", "if-modified-since", "x-evil"} & set(server.seen[1].headers)


def test_nothing_changed_since_never_is_an_error(serve: Serve, web: Web) -> None:
    server = serve(feed=answer(status="304 Not Modified"))
    with pytest.raises(FetchError, match="never"):
        get(web, server)


def test_says_who_we_are_and_nothing_else(serve: Serve, web: Web) -> None:
    server = serve(feed=answer(b"news", headers="Set-Cookie: id=1\n"))
    get(web, server)
    get(web, server)
    headers = server.seen[1].headers
    assert headers["user-agent"] == user_agent()
    assert headers["user-agent"].startswith("Tidings/")
    assert headers["accept-encoding"] == "gzip"
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding"}
    assert user_agent("https://example.org/about").endswith(" (+https://example.org/about)")


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        (["301"], True),
        (["308", "301"], True),
        (["302"], False),
        (["303"], False),
        (["307"], False),
        (["301", "302"], "/hop1"),
        (["302", "301"], False),
    ],
)
def test_redirects(serve: Serve, web: Web, statuses: list[str], moved: bool | str) -> None:
    hops = {
        ("feed" if n == 0 else f"hop{n}"): answer(
            status=f"{status} Moved", headers=f"Location: hop{n + 1}#frag\n"
        )
        for n, status in enumerate(statuses)
    }
    server = serve(**hops, **{f"hop{len(statuses)}": answer(b"news")})
    response = get(web, server)
    assert response.body == b"news"
    assert response.url == f"{server.url}/hop{len(statuses)}"
    expected = {True: response.url, False: ""}.get(moved, f"{server.url}{moved}")  # type: ignore[call-overload]
    assert response.moved_to == expected


def test_redirects_end(serve: Serve, web: Web) -> None:
    server = serve(feed=answer(status="302 Found", headers="Location: /feed\n"))
    with pytest.raises(FetchError, match="more than 5 times"):
        get(web, server)
    assert len(server.seen) == 6


@pytest.mark.parametrize("status", ["204 No Content", "206 Partial", "404 Not Found", "410 Gone",
                                    "403 Forbidden", "500 Oops", "300 Choices"])  # fmt: skip
def test_other_statuses_are_answers(serve: Serve, web: Web, status: str) -> None:
    response = get(web, serve(feed=answer(status=status)))
    assert not response.ok
    assert str(response.status) == status[:3]


def test_slow_hosts_hold_up_nobody(serve: Serve, web: Web) -> None:
    slow = [serve(host=f"127.0.0.{n}", feed=drip) for n in range(2, 12)]
    quick = [serve(host=f"127.0.0.{n}", feed=answer(b"news")) for n in range(12, 22)]
    with Web(policy=FetchPolicy(deadline=2.0, concurrency=12), allow=["127.0.0.0/8"]) as web:
        replies = web.fetch_all(
            Request(url=f"{server.url}/feed", kind="feed", id=server.url) for server in slow + quick
        )
        first = [next(replies) for _ in range(10)]
        assert all(isinstance(reply, Response) for reply in first)  # none waits for a drip's end
        rest = list(replies)
    assert {reply.id for reply in rest if isinstance(reply, Failure)} == {s.url for s in slow}


def test_failures_are_values(serve: Serve, web: Web) -> None:
    server = serve(feed=answer(b"news"))
    urls = [f"{server.url}/feed", "http://127.0.0.1:1/", "nonsense", "http://10.0.0.1/", "ftp:x"]
    replies = list(web.fetch_all(Request(url=url, kind="feed", id=url) for url in urls))
    failures = {reply.id: reply.error for reply in replies if isinstance(reply, Failure)}
    assert set(failures) == set(urls[1:])
    assert all(failures.values())


def test_leaving_early_cancels(serve: Serve) -> None:
    server = serve(feed=silence, quick=answer(b"news"))
    asked = [Request(url=f"{server.url}/{p}", kind="feed") for p in ("quick", "feed", "feed")]
    with Web(policy=FetchPolicy(deadline=60.0), allow=["127.0.0.1"]) as web:
        replies = web.fetch_all(asked)
        assert isinstance(next(replies), Response)
        start = time.monotonic()
        replies.close()  # type: ignore[attr-defined]
        assert get(web, server, "quick").ok
    assert time.monotonic() - start < SOON


def test_connections_are_kept_and_replaced(serve: Serve, web: Web) -> None:
    server = serve(feed=answer(b"news"), bye=answer(b"bye", headers="Connection: close\n"))
    for _ in range(3):
        assert get(web, server).ok
    assert server.connections == 1
    get(web, server, "bye")
    assert get(web, server).ok
    assert server.connections == 2


def test_a_kept_connection_that_died_is_replaced(serve: Serve, web: Web) -> None:
    async def reset(writer: asyncio.StreamWriter) -> None:
        writer.write(answer(b"news"))
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.transport.abort()

    server = serve(feed=reset)
    for _ in range(3):
        assert get(web, server).ok
        time.sleep(0.1)


def test_what_came_unasked_answers_nothing(serve: Serve, web: Web) -> None:
    async def then_complain(writer: asyncio.StreamWriter) -> None:
        writer.write(answer(b"news"))
        await asyncio.sleep(0.05)
        writer.write(answer(b"", status="408 Request Timeout"))
        await writer.drain()
        await asyncio.sleep(0.2)

    server = serve(feed=then_complain)
    assert get(web, server).ok
    time.sleep(0.1)
    assert get(web, server).ok


def test_all_hops_share_one_deadline(serve: Serve, web: Web) -> None:
    async def slowly_on(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.4)
        writer.write(answer(status="302 Found", headers="Location: /feed\nConnection: close\n"))
        await writer.drain()

    start = time.monotonic()
    with pytest.raises(FetchError, match="within 1 s"):
        get(web, serve(feed=slowly_on))
    assert time.monotonic() - start < SOON


def test_closes_in_the_middle(serve: Serve) -> None:
    server = serve(feed=silence)
    web = Web(allow=["127.0.0.1"])
    asked = [Request(url=f"{server.url}/feed", kind="feed")]
    with ThreadPoolExecutor(1) as threads:
        replies = threads.submit(lambda: list(web.fetch_all(asked)))
        while not server.seen:
            time.sleep(0.01)
        web.close()
        assert replies.result(timeout=SOON) == []
    web.close()


def test_a_function_of_the_request(serve: Serve, web: Web) -> None:
    server = serve(feed=lambda seen: answer(seen.headers["accept"].encode()))
    assert b"rss+xml" in get(web, server).body
    assert isinstance(server.seen[0], Seen)
