"""What a hub sends, what it is asked, and what becomes of one that fails."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.fetch.hostile_server import QUICK
from tests.flow.loopback_hub import Hub
from tidings.collect.fetch import Web
from tidings.collect.messages import Request, Response
from tidings.collect.websub import METHODS, hub_of, is_signed
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app, websub
from tidings.serve.site import Site
from tidings.types import Feed, Push, PushState, Source
from tidings.workers.local import Inline

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BASE = "https://news.example"
LONG = "A ferry <b>sails</b> at night, says the harbour master of Velmora. " * 12


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub(entries={"ferry": LONG}) as hub:
        yield hub


def bare(news: News) -> FastAPI:
    """The address for hubs without the pages, which take half a second to put together."""
    app = FastAPI()
    app.state.site = Site(
        news=news, config=news.config, clock=lambda: NOW, version="", token="", assets=None,
    )  # fmt: skip
    app.include_router(websub.router)
    return app


@pytest.fixture
def news(hub: Hub, clock: Clock) -> Iterator[News]:
    config = Config(encoder="none", base_url=BASE, public=True, hub=f"{hub.at}/hub")
    with Web(policy=QUICK, allow=["127.0.0.1"]) as web:
        opened = News.open("sqlite://", config=config, web=web, pool=Inline())
        with News(opened.store, config=config, web=web, pool=Inline(), now=clock) as news:
            source = Source(id="g", url=f"{hub.at}/feed.xml", kind="feed", added_at=NOW)
            news.store.sources.save(source)
            hub.site = TestClient(bare(news), BASE)
            yield news


def push(news: News) -> Push:
    found = news.pushes.of("g")
    assert found
    return found


def next_poll(news: News) -> datetime:
    source = news.store.sources.get("g")
    assert source
    return source.next_poll_at or NOW  # at once


def articles(news: News) -> set[str]:
    news.sync(network=False)
    return {article.title for article in news.latest()}


def test_what_a_hub_sends_is_news_at_once_and_polling_is_rare(hub: Hub, news: News) -> None:
    news.sync()
    asked = hub.asked[0]
    assert (asked["hub.mode"], asked["hub.topic"]) == ("subscribe", hub.topic)
    assert asked["hub.callback"].startswith(f"{BASE}/websub/")
    assert len(asked["hub.secret"]) < 200
    assert hub.confirmed == [200]
    assert push(news).state is PushState.ACTIVE
    hub.entries["storm"] = LONG.replace("ferry", "storm")
    assert hub.send(hub.feed("storm")) == 202
    assert articles(news) == {"Ferry", "Storm"}
    news.poll_now("g")
    news.sync()
    assert next_poll(news) == NOW + timedelta(hours=6)
    assert len(articles(news)) == 2  # under the ids by which it was polled


@pytest.mark.parametrize("secret", ["", "guessed"])
def test_what_is_not_signed_is_dropped(hub: Hub, news: News, secret: str) -> None:
    news.sync()
    hub.entries["storm"] = LONG
    assert hub.send(hub.feed(), secret=secret) == 202
    assert articles(news) == {"Ferry"}


@pytest.mark.parametrize("body", [b"", b"<html>", b"\x00" * 5000, b"{" * 5000])
def test_what_is_no_feed_is_dropped(hub: Hub, news: News, body: bytes) -> None:
    news.sync()
    assert hub.send(body) == 202
    assert articles(news) == {"Ferry"}


def test_what_is_sent_again_changes_nothing_and_other_words_are_polled(
    hub: Hub, news: News, clock: Clock
) -> None:
    news.sync()
    first = hub.feed()
    assert hub.send(first) == 202
    hub.entries["ferry"] = LONG.replace("night", "noon")
    news.poll_now("g")
    news.sync()
    clock.now += timedelta(hours=1)
    assert hub.send(first) == 202  # an older wording, by a hub that is slow or means ill
    assert next_poll(news) == clock.now
    news.sync()
    (article,) = news.latest()
    assert "noon" in article.text


def test_a_lease_is_renewed_before_it_ends(hub: Hub, news: News, clock: Clock) -> None:
    hub.lease = 36_000
    news.sync()
    assert push(news).until == NOW + timedelta(hours=10)
    clock.now += timedelta(hours=8)
    news.sync()
    assert len(hub.confirmed) == 2
    assert push(news).until == clock.now + timedelta(hours=10)
    assert push(news).since == NOW


@pytest.mark.parametrize(
    ("says", "asks_back", "error"),
    [(500, True, "its hub answered 500"), (202, False, "its hub did not ask back")],
)
def test_a_hub_that_fails_is_polled_and_asked_later(
    hub: Hub, news: News, clock: Clock, says: int, asks_back: bool, error: str
) -> None:
    news.sync()
    hub.says, hub.asks_back = says, asks_back
    clock.now = push(news).due_at
    news.sync()
    clock.now += timedelta(hours=1)
    news.sync()
    failed = push(news)
    assert (failed.state, failed.error) == (PushState.FAILED, error)
    assert next_poll(news) < clock.now + timedelta(hours=6)
    hub.says, hub.asks_back = 202, True
    clock.now += timedelta(days=1)
    news.sync()
    clock.now += timedelta(days=1)
    news.sync()
    assert push(news).state is PushState.ACTIVE


def test_a_hub_that_loses_things_is_trusted_no_more(hub: Hub, news: News, clock: Clock) -> None:
    news.sync()
    for name in ("storm", "strike", "bridge"):
        clock.now += timedelta(hours=7)
        hub.entries[name] = LONG.replace("ferry", name)
        news.sync()
    assert push(news).error == "its hub did not send what is new"
    assert next_poll(news) < clock.now + timedelta(hours=6)


def test_only_what_was_asked_for_is_confirmed(hub: Hub, news: News) -> None:
    hub.asks_back = False
    news.sync()
    assert hub.site
    assert hub.ask_back(topic="https://else.example/").status_code == 404
    assert hub.ask_back("unsubscribe").status_code == 404
    assert hub.site.get("/websub/guessed?hub.mode=subscribe&hub.challenge=x").status_code == 404
    assert hub.site.post("/websub/guessed", content=b"x").status_code == 410
    assert push(news).state is PushState.ASKED
    answer = hub.ask_back()
    assert (answer.status_code, answer.text) == (200, "c<h>allenge&1")
    assert answer.headers["content-type"].startswith("text/plain")
    assert hub.ask_back("denied", reason="<b>no</b>").status_code == 200
    assert push(news).error == "its hub refused: <b>no</b>"
    assert hub.ask_back().status_code == 404


def test_a_source_that_is_paused_or_gone_wants_no_more(hub: Hub, news: News) -> None:
    news.sync()
    news.pause("g")
    assert hub.send(hub.feed()) == 410
    news.resume("g")
    assert hub.send(hub.feed()) == 202
    news.remove("g")
    assert hub.send(hub.feed()) == 410


def test_a_hub_may_send_us_on_and_a_feed_may_leave_it(hub: Hub, news: News) -> None:
    class Moved(Hub):
        def feed(self, *only: str) -> bytes:
            return super().feed(*only).replace(b"/hub", b"/moved")

    hub.__class__ = Moved
    news.sync()
    assert push(news).state is PushState.ACTIVE
    hub.names_hub = False
    news.poll_now("g")
    news.sync()
    assert news.pushes.of("g") is None


@pytest.mark.parametrize("base", ["", "http://localhost:8030"])
def test_without_an_address_for_others_no_hub_is_asked(hub: Hub, base: str) -> None:
    config = Config(encoder="none", base_url=base, public=True, hub=f"{hub.at}/hub")
    with (
        Web(policy=QUICK, allow=["127.0.0.1"]) as web,
        News.open("sqlite://", config=config, web=web, pool=Inline()) as news,
    ):
        news.store.sources.save(Source(id="g", url=f"{hub.at}/feed.xml", kind="feed", added_at=NOW))
        news.sync()
        news.sync()
    assert hub.asked == []


def test_our_hub_is_told_which_feeds_changed_and_they_name_it(
    hub: Hub, news: News, clock: Clock
) -> None:
    news.sync()
    hub.site = TestClient(create_app(news, news.config, clock=clock), BASE)
    assert hub.send(hub.feed()) == 202  # the whole app lets it through
    assert hub.send(b"<" * 5_000_000) == 413
    assert "comes at once, from <bdi>127.0.0.1" in hub.site.get("/source/g").text
    clock.now += timedelta(hours=7)
    hub.entries["storm"] = LONG.replace("ferry", "storm")
    news.sync()
    told = hub.asked[-1]
    assert told["hub.mode"] == "publish"
    assert told["hub.url"].split() == [
        f"{BASE}/{path}" for path in
        ("feed.atom", "feed.json", "source/g/feed.atom", "source/g/feed.json")
    ]  # fmt: skip
    news.sync()
    assert hub.asked[-1] is told
    for path in ("/feed.atom", "/source/g/feed.json"):
        answer = hub.site.get(path)
        assert f"{hub.at}/hub" in answer.text
        assert answer.headers["link"] == f'<{hub.at}/hub>; rel="hub", <{BASE}{path}>; rel="self"'
    for path in ("/feed.atom?tag=x", "/search/feed.atom?q=ferry"):  # nobody tells of these
        assert "/hub" not in hub.site.get(path).text


def reply(link: str) -> Response:
    request = Request(url="https://g.example/feed")
    return Response(
        request=request, url="https://g.example/feed", status=200, fetched_at=NOW,
        headers={"link": link} if link else {},
    )  # fmt: skip


HUB = "https://h.example/"
IN_FEED = Feed(hub="https://feed.example/hub", topic="https://feed.example/self")


@pytest.mark.parametrize(
    ("link", "feed", "expected"),
    [
        ("", Feed(), ("", "")),
        ("", IN_FEED, (IN_FEED.hub, IN_FEED.topic)),
        ("", Feed(hub="https://h.example/"), ("https://h.example/", "https://g.example/feed")),
        (
            '<https://h.example/>; rel="hub", </x?a,b;c>; rel=self',
            IN_FEED,
            ("https://h.example/", "https://g.example/x?a,b;c"),
        ),
        ('<//h.example/>; title="a, b"; rel="x hub"', IN_FEED, (HUB, IN_FEED.topic)),
        (
            "<https://h.example/>;rel=hub,<https://two.example/>;rel=hub,</1>;rel=self,</2>;rel=self",
            IN_FEED,
            ("https://h.example/", IN_FEED.topic),
        ),
        ("<javascript:x>; rel=hub", Feed(), ("", "")),
        ("<file:///etc/passwd>; rel=hub", Feed(), ("", "")),
        ('<https://next.example/>; rel="next"', Feed(), ("", "")),
        ("<" * 50_000, Feed(), ("", "")),
        ('<https://h.example/>; rel="hub' + " ;" * 20_000, Feed(), ("", "")),
    ],
)  # fmt: skip
def test_a_hub_is_found(link: str, feed: Feed, expected: tuple[str, str]) -> None:
    assert hub_of(reply(link), feed) == expected


@pytest.mark.parametrize(
    ("signature", "right"),
    [
        ("sha1=" + "5" * 40, False),
        *((f"{name}={hmac.new(b'secret', b'body', name).hexdigest()}", True) for name in METHODS),
        ("SHA256=88aab3ede8d3adf94d26ab90d3bafd4a2083070c3bcce9c014ee04a443847c0b", False),
        ("md5=900150983cd24fb0d6963f7d28e17f72", False),
        ("sha256=", False),
        ("", False),
        ("sha256=é", False),
    ],
)
def test_signatures(signature: str, right: bool) -> None:
    assert is_signed(b"body", signature, "secret") is right
