from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from starlette.testclient import TestClient

from tests.serve.conftest import HERE, client_over
from tests.serve.fake_news import FakeNews
from tidings.config import Config
from tidings.news import News
from tidings.serve.render.feeds import FeedOut, ItemOut, atom, json_feed
from tidings.types import Article
from tidings.workers.local import Inline

ATOM = "{http://www.w3.org/2005/Atom}"


def stems(news: FakeNews) -> list[str]:
    story, source = list(news.stories)[4], next(iter(news.known))
    return [
        "/feed.{}",
        "/feed.{}?tag=council",
        f"/story/{story}/feed.{{}}",
        "/tag/council/feed.{}",
        "/topic/sport/feed.{}",
        f"/source/{source}/feed.{{}}",
        "/search/feed.{}?q=harbour",
    ]


@pytest.mark.parametrize("number", range(7))
def test_atom(client: TestClient, news: FakeNews, number: int) -> None:
    path = stems(news)[number].format("atom")
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == HERE + path
    entries = root.findall(f"{ATOM}entry")
    assert entries
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for element in (root, *entries):
        assert all(element.findtext(ATOM + name) for name in ("id", "title", "updated"))
    assert not feedparser.parse(answer.content)["bozo"]


@pytest.mark.parametrize("number", range(6))
def test_json_feed(client: TestClient, news: FakeNews, number: int) -> None:
    path = stems(news)[number].format("json")
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/feed+json; charset=utf-8"
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == HERE + path
    assert feed["items"]
    for item in feed["items"]:
        assert item["id"]
        assert item["content_html"].startswith("<p>")
        assert item["url"].startswith(HERE)


def test_a_page_leads_to_its_feeds(client: TestClient, news: FakeNews) -> None:
    for page in ("/", "/tag/council", f"/story/{next(iter(news.stories))}", "/search?q=harbour"):
        links = etree.HTML(client.get(page).content).findall(".//link[@rel='alternate']")
        assert [client.get(link.get("href")).status_code for link in links] == [200, 200]


def test_an_unchanged_feed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/feed.atom")
    again = client.get("/feed.atom", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert "max-age" in again.headers["cache-control"]


def test_the_original_is_linked_too(client: TestClient, news: FakeNews) -> None:
    source = next(iter(news.known))
    feed = client.get(f"/source/{source}/feed.json").json()
    assert feed["items"][0]["external_url"].startswith("https://news-")


def test_a_tag_may_hold_anything() -> None:
    tag = "a/b?c=d&e#f é\u202e"
    client = client_over(FakeNews(size=3, sown=(tag,)))
    for path in (f"/tag/{quote(tag, safe='')}", f"/tag/{quote(tag, safe='')}/feed.atom"):
        assert client.get(path).status_code == 200


words = st.text(max_size=30)


@given(words, words, st.lists(words, max_size=3))
def test_every_text_makes_a_well_formed_feed(title: str, content: str, tags: list[str]) -> None:
    moment = datetime(1, 1, 1, tzinfo=UTC)
    item = ItemOut(
        id="urn:x", url="http://x/", title=title, content=content, updated=moment, tags=tuple(tags)
    )
    feed = FeedOut(id="urn:f", title=title, page="http://x/", url="http://x/f", items=(item,))
    assert etree.fromstring(atom(feed)).findtext(f"{ATOM}updated") == "0001-01-01T00:00:00Z"
    assert json.loads(json_feed(feed))["items"][0]["id"] == "urn:x"


def test_a_material_change_is_told_and_brings_the_entry_up_to_date() -> None:
    wrote, edited, fixed = (datetime(2026, 3, 14, hour, tzinfo=UTC) for hour in (9, 11, 12))
    old = Article(
        id="a", url="https://g.example/1", source="s", title="Ferries collide", published_at=wrote,
        paragraphs=("At least 12 people died, it is said.", "A <b>bold</b> rescue went on."),
    )  # fmt: skip
    new = replace(old, paragraphs=("At least 15 people died, it is said.", old.paragraphs[1]))
    slip = replace(new, paragraphs=(new.paragraphs[0], "A <b>bold</b> rescue went on!"))
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        for article, seen in ((old, wrote), (new, edited), (slip, fixed)):
            news.store.articles.save(article, page="", now=seen)
        web = client_over(news)
        (item,) = web.get("/search/feed.json?q=ferries").json()["items"]
        assert item["date_modified"].startswith("2026-03-14T11")
        link = f'<a href="{HERE}/article/a/versions#v2">12 → 15 people died</a>'
        assert item["content_html"].startswith(f"<p><em>changed</em>: {link}</p><p>At least 15")
        assert "changed" not in item["content_html"][len(link) + 30 :]
