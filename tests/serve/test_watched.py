"""Saved searches, rules and alerts as pages and by the API, and what hostile hands send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.people.watched import Clock, library, make, state, tell
from tests.serve.conftest import HERE
from tidings.config import Config
from tidings.news import News
from tidings.serve.app import create_app
from tidings.types import OWNER, Act, ChannelKind

ROOT = "/rules"
JSON = {"content-type": "application/json"}


@pytest.fixture
def news() -> Iterator[News]:
    with library(Clock()) as opened:
        tell(opened, "a1", "Dockers strike at the harbour.", story="51")
        tell(opened, "a2", "The strike <b>goes</b> on.", story="51", level=1)
        tell(opened, "a3", "A ferry sailed.", story="52", source="matin")
        opened.people.watching.run()
        yield opened


@pytest.fixture
def web(news: News) -> TestClient:
    return TestClient(
        create_app(news, Config()), HERE, raise_server_exceptions=False, follow_redirects=False
    )


def page(web: TestClient, path: str, status: int = 200) -> LexborHTMLParser:
    answer = web.get(path)
    assert answer.status_code == status, answer.text
    return LexborHTMLParser(answer.text)


def stories(tree: LexborHTMLParser) -> list[str]:
    return [node.attributes["data-story"] or "" for node in tree.css("[data-story]")]


def send(web: TestClient, path: str, **fields: Any) -> Any:
    token = page(web, ROOT).css_first("input[name=token]").attributes["value"]
    return web.post(path, data={"token": token, **fields})


def text(tree: LexborHTMLParser, selector: str = "main") -> str:
    return " ".join(tree.css_first(selector).text().split())


def test_a_search_is_saved_looked_at_renamed_and_removed(news: News, web: TestClient) -> None:
    found = page(web, "/river?show=all&q=strike")
    assert stories(found) == ["51"]
    at = send(web, "/searches", q="strike").headers["location"]
    tell(news, "a4", "A new strike.", story="53")
    news.people.watching.run()
    assert "strike 1" in text(page(web, "/river"), "aside")
    first = page(web, at)
    assert "1 new article since you looked" in text(first)
    assert len(first.css(".badge.material")) == 1
    assert "since you looked" not in text(page(web, at))
    assert send(web, "/searches/1", name="The port", notify="1").status_code == 303
    assert "The port" in text(page(web, at), "h1")
    assert send(web, "/searches/1/remove").status_code == 303
    page(web, at, 404)


def test_a_search_saved_again_goes_on_alerting(news: News, web: TestClient) -> None:
    at = send(web, "/searches", q="strike").headers["location"]
    channel = news.people.watching.channels(OWNER).add(ChannelKind.NTFY, "https://n.example/x")
    send(web, "/searches/1", name="The port", channel=str(channel.number))
    assert send(web, "/searches", q="strike").headers["location"] == at
    (kept,) = news.people.watching.searches(OWNER).all()
    assert (kept.name, kept.notify, kept.channels) == ("The port", True, (channel.number,))


def test_a_refused_channel_keeps_what_was_written(web: TestClient) -> None:
    tree = LexborHTMLParser(
        send(web, "/alerts/channels", kind="ntfy", address="ftp://n.example").text
    )
    assert tree.css_first("#address").attributes["value"] == "ftp://n.example"
    assert tree.css_first("#kind option[selected]").attributes["value"] == "ntfy"


def test_the_river_of_a_search_marks_all_of_it_read(news: News, web: TestClient) -> None:
    newest = str(news.people.desk(OWNER).newest())
    answer = send(web, "/river/through", stream="search/strike", through=newest)
    assert answer.headers["location"].endswith("done=read-2")
    assert not state(news, "a3")[0]


def test_a_rule_is_tried_kept_applied_undone(news: News, web: TestClient) -> None:
    fields = {"words": "strike", "act": ["hide", "label"], "label": "Port", "name": "Strikes"}
    tried = LexborHTMLParser(send(web, "/rules", **fields, do="try").text)
    assert "It would have hit 2 articles" in text(tried)
    assert tried.css_first("#words").attributes["value"] == "strike"
    assert news.people.watching.rules(OWNER).all() == []
    assert send(web, "/rules", **fields, do="keep").status_code == 303
    assert send(web, "/rules/1/apply").headers["location"] == "/rules/1?done=applied-2"
    assert state(news, "a1") == (True, False, ("Hidden", "Port"))
    assert "The strike <b>goes</b> on." in text(page(web, "/rules/1"))
    assert [
        n.attributes["data-story"] for n in page(web, "/river?show=all").css("[data-story]")
    ] == ["52"]
    api = web.get("/api/me/stream?show=all").json()["stories"]
    assert [row["story"]["id"] for row in api] == ["52"]
    assert "strike" not in web.get("/river/feed?show=all").text
    assert len(page(web, "/river?show=all&label=Hidden").css("[data-story]")) == 1
    assert send(web, "/rules/1/undo").headers["location"] == "/rules/1?done=undone-2"
    assert state(news, "a1") == (False, False, ())
    assert len(page(web, "/river").css("[data-story]")) == 2
    assert send(web, "/rules/1", **{**fields, "words": "ferry"}, do="keep").status_code == 303
    assert send(web, "/rules/1/off").status_code == send(web, "/rules/1/remove").status_code == 303
    page(web, "/rules/1", 404)


def test_a_label_that_is_written_is_put_and_a_channel_that_is_chosen_is_told(
    news: News, web: TestClient
) -> None:
    channel = news.people.watching.channels(OWNER).add(ChannelKind.NTFY, "https://n.example/x")
    tried = send(web, "/rules", words="strike", label="Port", channel=str(channel.number))
    tree = LexborHTMLParser(tried.text)
    assert "It would have hit 2 articles" in text(tree, "#tried")
    keep = tree.css_first("section[aria-labelledby=tried] button[value=keep]")
    assert keep.attributes["form"] == tree.css_first("form.entry").attributes["id"]
    fields = {"words": "strike", "label": "Port", "channel": str(channel.number)}
    assert send(web, "/rules", **fields, do="keep").status_code == 303
    (kept,) = news.people.watching.rules(OWNER).all()
    assert (kept.acts, kept.channels) == ((Act.LABEL, Act.NOTIFY), (channel.number,))
    assert not tree.css("details[open]")
    assert page(web, "/rules/1").css_first("#label").attributes["value"] == "Port"


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/rules", {"pattern": "(", "act": "read", "do": "keep"}, 400),
        ("/rules", {"pattern": "(" * 5_000, "act": "read", "do": "try"}, 400),
        ("/rules", {"act": "read", "do": "keep"}, 400),
        ("/rules", {"words": "x", "do": "keep"}, 400),
        ("/rules", {"words": "x", "act": "destroy", "do": "keep"}, 400),
        ("/rules", {"words": "x", "act": "read", "least": "-1"}, 400),
        ("/rules", {"words": "x", "act": "read", "least": "٣"}, 400),
        ("/rules", {"words": "x", "act": "read", "folder": "9" * 40}, 400),
        ("/rules", {"words": "\x00\x07‮<script>", "act": "read", "do": "try"}, 200),
        ("/rules", {"pattern": "\x00", "act": "read", "do": "try"}, 200),
        ("/rules", {"words": "x", "act": ["read"] * 900, "channel": ["7"] * 900}, 200),
        ("/rules/9", {"words": "x", "act": "read", "do": "keep"}, 404),
        ("/rules/9/apply", {}, 404),
        ("/rules/9/explode", {}, 404),
        ("/searches", {"q": "-x"}, 400),
        ("/searches", {"q": "x" * 1_990}, 400),
        ("/searches", {}, 400),
        ("/searches/9", {"name": "x"}, 404),
        ("/alerts/seen", {"through": "x"}, 400),
        ("/alerts/channels", {"kind": "pigeon", "address": "x"}, 400),
        ("/alerts/channels", {"kind": "mail", "address": "a@example.org"}, 400),
        ("/alerts/channels", {"kind": "webhook", "address": "http://127.0.0.1/x"}, 400),
        ("/alerts/channels", {"kind": "webhook", "address": "http://169.254.169.254/"}, 400),
        ("/alerts/channels", {"kind": "webhook", "address": "file:///etc/passwd"}, 400),
        ("/alerts/channels", {"kind": "webhook", "address": "https://a:b@example.org/"}, 400),
        ("/alerts/channels", {"kind": "webhook", "address": "https://x.example/\r\nX: y"}, 400),
        ("/alerts/channels", {"kind": "ntfy", "address": "https://n.example", "secret": "é"}, 400),
        ("/alerts/channels/9/test", {}, 404),
    ],
)  # fmt: skip
def test_what_can_not_be_is_refused_in_words(
    web: TestClient, path: str, fields: dict[str, Any], status: int
) -> None:
    answer = send(web, path, **fields)
    assert answer.status_code == status, answer.text[:2_000]
    assert "<script>" not in answer.text.replace("<script src", "")


def test_the_api_tells_and_does_the_same(news: News, web: TestClient) -> None:
    wanted = {"wants": {"words": "strike", "language": "en"}, "acts": ["save"], "name": "Strikes"}
    tried = web.post("/api/rules/try", json=wanted).json()
    assert (tried["count"], len(tried["articles"]), tried["all"]) == (2, 2, True)
    kept = web.post("/api/rules", json=wanted)
    assert (kept.status_code, kept.json()["number"]) == (201, 1)
    assert web.post("/api/rules/1/apply", json={}).json() == {"count": 2}
    assert [row["article"] for row in web.get("/api/rules/1").json()["log"]] == ["a2", "a1"]
    assert web.post("/api/rules/1/undo", json={}).json() == {"count": 2}
    assert web.post("/api/rules/1/remove", json={}).json() == {"rules": []}
    saved = web.post("/api/searches", json={"query": "strike", "notify": True}).json()
    tell(news, "a4", "A new strike.", story="53")
    news.people.watching.run()
    assert web.get("/api/searches").json()["searches"][0]["fresh"] == 1
    alerts = web.get("/api/alerts").json()
    assert (alerts["unseen"], alerts["alerts"][0]["story"]) == (1, "53")
    number = alerts["alerts"][0]["number"]
    assert web.post("/api/alerts/seen", json={"through": number}).json() == {"count": 0}
    assert web.post(f"/api/searches/{saved['number']}/remove", json={}).json() == {"searches": []}
    assert web.get("/api/channels").json() == {"channels": []}
    for bad in ({}, {"wants": {"pattern": "("}, "acts": ["read"]},
                {"wants": {"words": "\ud800"}, "acts": ["read"]}):  # fmt: skip
        answer = web.post(
            "/api/rules",
            content=__import__("json").dumps(bad),
            headers={"content-type": "application/json"},
        )
        assert 400 <= answer.status_code < 500, answer.text


def test_alerts_are_listed_and_seen(news: News, web: TestClient) -> None:
    make(news.people.watching.rules(OWNER), Act.NOTIFY, name="Strikes", words="strike")
    tell(news, "a4", "A new strike.", story="53")
    news.people.watching.run()
    assert "Alerts 1" in text(page(web, "/river"), "aside")
    shown = page(web, "/alerts")
    assert "A new strike." in text(shown)
    through = shown.css_first("input[name=through]").attributes["value"]
    assert send(web, "/alerts/seen", through=through).status_code == 303
    assert "Mark 1 as seen" not in text(page(web, "/alerts"))
