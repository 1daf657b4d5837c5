"""An article that its publisher moves to another address stays the article that it was."""

from __future__ import annotations

from html import escape

import pytest

from tests.fake_web import FakeWeb
from tidings.config import Config
from tidings.news import News
from tidings.workers.local import Inline

FEED = "https://gazette.example/feed.xml"
TEXT = (
    "Two ferries collided in thick fog off Port Sall early on Monday, killing twelve people.",
    "The fog signal of the harbour had been silent since Friday, the minister said there.",
    "Nine vessels were searching for those who are still missing in the cold sea tonight.",
)
EDITED = (TEXT[0].replace("twelve", "fifteen"), *TEXT[1:], "A judge is to lead the inquiry.")
OTHER = (
    "Farmers in the Lorne valley brought in their largest harvest of plums for thirty years.",
    "Prices at the market fell by a third, and a new press for juice is to open next month.",
)
Item = tuple[str, str, str, tuple[str, ...]]  # guid, address, headline, paragraphs


def article(page: str, title: str, paragraphs: tuple[str, ...], guid: str = "g1") -> Item:
    return guid, f"https://gazette.example/{page}", title, paragraphs


def feed(*items: Item, whole: bool) -> bytes:
    told = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><link>{escape(url)}</link>"
        f"<title>{escape(title)}</title><pubDate>Mon, 09 Mar 2026 08:00:00 GMT</pubDate>"
        f"<description>{escape(_html(texts if whole else texts[:1]))}</description></item>"
        for guid, url, title, texts in items
    )
    return f'<rss version="2.0"><channel><title>Gazette</title>{told}</channel></rss>'.encode()


def _html(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def publish(web: FakeWeb, news: News, *items: Item, whole: bool = False) -> list[tuple[str, int]]:
    """Return the headlines in the library, each with how many versions there are."""
    web.pages[FEED] = feed(*items, whole=whole)
    for _, url, title, texts in items:
        page = f"<title>{title}</title><article><h1>{title}</h1>{_html(texts)}</article>"
        web.pages[url] = f"<!doctype html><html lang=en>{page}</html>".encode()
    for view in news.sources():
        news.poll_now(view.source.id)
    with news.using(web):
        if not news.sources():
            news.add(FEED)
        news.sync()
    articles = list(news.store.articles.all())
    counts = news.store.articles.version_counts([one.id for one in articles])
    return sorted((one.title, counts.get(one.id, 1)) for one in articles)


@pytest.mark.parametrize("whole", [False, True])
def test_an_address_that_follows_the_headline_makes_no_second_article(whole: bool) -> None:
    web = FakeWeb({})
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        first = article("ferries-collide", "Ferries collide off Port Sall", TEXT)
        assert publish(web, news, first, whole=whole) == [("Ferries collide off Port Sall", 1)]
        (known,) = news.store.articles.all()
        moved = article("fifteen-dead", "Fifteen dead off Port Sall", EDITED)
        assert publish(web, news, moved, whole=whole) == [("Fifteen dead off Port Sall", 2)]
        again = article("final", "Fifteen dead off Port Sall", EDITED)
        assert publish(web, news, again, whole=whole) == [("Fifteen dead off Port Sall", 2)]
        assert publish(web, news, first, whole=whole) == [("Ferries collide off Port Sall", 3)]
        assert [one.id for one in news.store.articles.all()] == [known.id]


def test_a_guid_that_is_used_again_for_other_news_makes_an_article_of_its_own() -> None:
    web = FakeWeb({})
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        publish(web, news, article("ferries", "Ferries collide off Port Sall", TEXT))
        found = publish(web, news, article("plums", "A harvest of plums", OTHER))
        assert found == [("A harvest of plums", 1), ("Ferries collide off Port Sall", 1)]
