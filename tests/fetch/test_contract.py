"""What everybody who fetches keeps to: the real web and its stand-in alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.fake_web import FakeWeb
from tests.fetch.hostile_server import QUICK, Seen, Server, answer
from tidings.collect.fetch import Web
from tidings.collect.messages import Fetcher, Request, Response
from tidings.errors import FetchError
from tidings.types import Failure


def feed(seen: Seen) -> bytes:
    tag = 'ETag: "1"\n'
    if seen.headers.get("if-none-match") == '"1"':
        return answer(status="304 Not Modified", headers=tag)
    return answer(b"<?xml?>", headers=f"{tag}Content-Type: application/xml\n")


@pytest.fixture(params=["real", "fake"])
def fetcher(
    request: pytest.FixtureRequest, serve: Callable[..., Server]
) -> Iterator[tuple[Fetcher, str]]:
    """Somebody who can fetch, and the address of what there is: /feed."""
    server = serve(feed=feed)
    if request.param == "fake":
        pages = {f"{server.url}/feed": b"<?xml?>", "http://127.0.0.1:1/": FetchError("refused")}
        yield FakeWeb(pages), server.url
    else:
        with Web(policy=QUICK, allow=["127.0.0.1"]) as web:
            yield web, server.url


def test_a_page_and_again(fetcher: tuple[Fetcher, str]) -> None:
    web, base = fetcher
    first = web.fetch(Request(url=f"{base}/feed", kind="feed"))
    assert (first.status, first.body, first.url) == (200, b"<?xml?>", f"{base}/feed")
    assert first.ok
    assert first.content_type == "application/xml"
    second = web.fetch(Request(url=f"{base}/feed", kind="feed", etag=first.etag))
    assert (second.status, second.body, second.etag) == (304, b"", first.etag)
    assert second.unchanged


def test_what_is_not_there(fetcher: tuple[Fetcher, str]) -> None:
    web, base = fetcher
    assert web.fetch(Request(url=f"{base}/nothing", kind="feed")).status == 404
    for url in ("nonsense", "http://127.0.0.1:1/"):
        with pytest.raises(FetchError):
            web.fetch(Request(url=url, kind="feed"))


def test_many(fetcher: tuple[Fetcher, str]) -> None:
    web, base = fetcher
    urls = {"a": f"{base}/feed", "b": f"{base}/nothing", "c": "nonsense"}
    replies = {
        reply.id if isinstance(reply, Failure) else reply.request.id: reply
        for reply in web.fetch_all(Request(url=url, id=id, kind="feed") for id, url in urls.items())
    }
    assert set(replies) == set(urls)
    assert isinstance(replies["a"], Response)
    assert isinstance(replies["c"], Failure)
    assert list(web.fetch_all([])) == []
