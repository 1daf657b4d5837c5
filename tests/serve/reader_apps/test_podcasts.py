"""A podcast's sound, from its feed to every app: also where an episode has no page of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.fake_web import WHEN, FakeWeb
from tests.serve.conftest import HERE
from tests.serve.reader_apps.conftest import ALL, App, bare
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.types import Article, Enclosure
from tidings.workers.local import Inline

FEED = "https://pod.example/feed.xml"
SOUND = "https://cdn.example/1.mp3?x=1&y=2"
EPISODE = """<item><title>{title}</title><guid isPermaLink="false">{title}</guid>
<description>{title}: what the harbour of Velmora was built for, told in half an hour.</description>
{enclosures}</item>"""
BODY = f"""<rss version="2.0"><channel><title>Pod</title><link>https://pod.example/</link>
{
    EPISODE.format(
        title="One",
        enclosures=f'''<enclosure url="{SOUND.replace("&", "&amp;")}"
type="audio/mpeg" length="12345"/>''',
    )
}
{
    EPISODE.format(
        title="Two",
        enclosures='''<enclosure url="https://cdn.example/2.ogg"/>
<enclosure url="javascript:alert(1)" type="audio/mpeg"/>''',
    )
}
{EPISODE.format(title="None", enclosures="")}</channel></rss>"""


@pytest.fixture(scope="module")
def pod() -> Iterator[App]:
    web = FakeWeb({FEED: BODY.encode()}, now=WHEN)
    with News.open("sqlite://", config=Config(encoder="none"), web=web, pool=Inline()) as news:
        news.add(FEED)
        news.sync()
        with TestClient(bare(news), HERE) as http:
            yield App.of(http, news, "owner")


def by_title(rows: list[dict[str, object]]) -> dict[object, dict[str, object]]:
    return {row["title"]: row for row in rows}


def test_episodes_without_pages_are_all_there(pod: App) -> None:
    found = {article.title: article for article in pod.news.latest()}
    assert set(found) == {"One", "Two", "None"}
    assert found["One"].enclosures == (Enclosure(url=SOUND, type="audio/mpeg", length=12345),)
    assert pod.news.store.articles.get([found["Two"].id])[found["Two"].id] == found["Two"]


def test_google(pod: App) -> None:
    items = by_title(pod.google(f"stream/contents/{ALL}").json()["items"])
    assert items["One"]["enclosure"] == [
        {"href": SOUND, "url": SOUND, "type": "audio/mpeg", "length": 12345}
    ]
    assert [file["type"] for file in items["Two"]["enclosure"]] == [""]  # type: ignore[attr-defined]
    assert "enclosure" not in items["None"]


def test_miniflux(pod: App) -> None:
    entries = by_title(pod.v1("entries").json()["entries"])
    (file,) = entries["One"]["enclosures"]  # type: ignore[misc]
    assert (file["url"], file["mime_type"], file["size"]) == (SOUND, "audio/mpeg", 12345)
    assert (file["entry_id"], file["user_id"]) == (entries["One"]["id"], pod.person)
    assert pod.v1(f"enclosures/{file['id']}").json() == file
    assert pod.v1(f"enclosures/{file['id'] + 1}").status_code == 404
    assert pod.v1(f"enclosures/{(1 << 53) - 1}").status_code == 404
    assert entries["None"]["enclosures"] == []


def test_fever_has_no_place_for_it_but_the_text(pod: App) -> None:
    items = by_title(pod.fever("items")["items"])
    link = f'<a href="{SOUND.replace("&", "&amp;")}">audio/mpeg</a>'
    assert link in str(items["One"]["html"])
    assert "href" not in str(items["None"]["html"])


def test_feeds_and_pages(pod: App) -> None:
    news = pod.news
    web = TestClient(create_app(news, news.config, clock=lambda: WHEN), HERE)
    (source,) = (view.source.id for view in news.sources())
    rows = by_title(web.get(f"/source/{source}/feed.json").json()["items"])
    assert rows["One"]["attachments"] == [
        {"url": SOUND, "mime_type": "audio/mpeg", "size_in_bytes": 12345}
    ]
    assert "attachments" not in rows["None"]
    atom = web.get(f"/source/{source}/feed.atom").text
    assert f'rel="enclosure" href="{SOUND.replace("&", "&amp;")}" type="audio/mpeg"' in atom
    one: Article = next(article for article in news.latest() if article.title == "One")
    assert "Listen at the publisher" in web.get(f"/article/{one.id}").text
