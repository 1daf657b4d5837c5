"""What the editor writes, as pages and as JSON, over a real library of invented news."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.serve.conftest import HERE
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.types import OWNER, Article, Source

NOW = datetime(2026, 3, 13, 18, tzinfo=UTC)
COMMON = "The harbour board of Selby voted on Wednesday to let the ferry sail at night from 1 May."
TOLD = {
    "Gazette": (
        COMMON,
        "Fares for the crossing will stay at 12 crowns, said its chair, Mona Berg.",
        "“We have waited ten years for this night boat,” said Mona Berg.",
        "The vote was narrow, with five for and four against it.",
    ),
    "Ledger": (
        "From 1 May the ferry may sail at night, the harbour board of Selby decided on Wednesday.",
        "Fares for the crossing stay at 12 crowns, the chair Mona Berg said.",
        "Residents near the quay fear the noise of lorries, and the noise of engines at night.",
        "“Nobody asked those who sleep here,” said Olaf Brekke, who lives by the quay.",
    ),
    "Isle Wire": (
        "Selby: the harbour board voted on Wednesday to let the ferry sail at night from 1 May on.",
        "Hauliers had asked for a night ferry since the road bridge was closed to lorries.",
        "The vote was narrow: five were for the night ferry and four against it.",
        "The first boat of the night will leave Selby at 23:00 on 2 May.",
    ),
}


def tell(news: News, *, followed: bool = False) -> None:
    """Fill a library with one story, told by three."""
    for hours, (publisher, paragraphs) in enumerate(TOLD.items()):
        at = NOW - timedelta(hours=10 - hours)
        article = Article(
            id=publisher, title="Selby harbour board lets the night ferry sail",
            paragraphs=paragraphs, published_at=at, language="en", publisher=publisher,
            url=f"https://{publisher.replace(' ', '-').lower()}.example/ferry",
            source=publisher if followed else "",
        )  # fmt: skip
        news.store.articles.save(article, page="", now=at)
    news.enrich()


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    config = Config(encoder="none", workers=1)
    with News.open("sqlite://", config=config) as news:
        tell(news)
        app = create_app(news, config, clock=lambda: NOW)
        with TestClient(app, HERE, follow_redirects=False) as client:
            yield client


def page(client: TestClient, path: str) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return LexborHTMLParser(answer.text)


def story_of(client: TestClient) -> str:
    found: dict[str, Any] = client.get("/api/stories").json()
    (story,) = found["stories"]
    return str(story["id"])


def assert_word_for_word(client: TestClient, link: Any) -> None:
    """A link's text is what stands at the place that it leads to."""
    path, _, place = (link.attributes["href"] or "").partition("#")
    start, end = map(int, place.removeprefix("s").split("-"))
    article = client.get(f"/api/articles/{path.removeprefix('/article/')}").json()
    text = "\n".join(article["paragraphs"])
    assert text[start:end] == link.text()


def test_an_answer_links_each_sentence_to_its_place(client: TestClient) -> None:
    shown = page(client, "/ask?q=When+may+the+Selby+ferry+sail+at+night%3F")
    said = shown.css(".answer a, .said")
    assert len(said) > 1
    for link in said:
        assert_word_for_word(client, link)


def test_what_is_not_said_is_told(client: TestClient) -> None:
    shown = page(client, "/ask?q=Who+won+the+golden+boot+in+Argentina%3F")
    (answer,) = shown.css(".answer")
    assert "don't say" in answer.text()
    assert page(client, "/ask").css_first("form.question") is not None
    hostile = client.get("/ask", params={"q": "<script>alert(1)</script> ferry"}).text
    assert "<script>alert" not in hostile


def test_ask_in_the_api(client: TestClient) -> None:
    asked = {"q": "What do fares for the crossing cost?", "choice": ["6 crowns", "12 crowns"]}
    found = client.get("/api/ask", params=asked).json()
    assert found["choice"] == 1
    for cite in found["cites"]:
        article = client.get(f"/api/articles/{cite['article']}").json()
        assert "\n".join(article["paragraphs"])[cite["start"] : cite["end"]] == cite["quote"]
    early = client.get("/api/ask", params=asked | {"asked_at": "2020-01-01T00:00:00Z"}).json()
    assert (early["answered"], early["cites"]) == (False, [])
    assert client.get("/api/ask").status_code == 400


def test_a_story_shows_what_its_sources_say_of_the_same_things(client: TestClient) -> None:
    story = story_of(client)
    facts = client.get(f"/api/stories/{story}").json()["facts"]
    assert "2026-05-02" in {day["date"] for day in facts["days"]}
    assert facts["alone"]
    links = page(client, f"/story/{story}").css(".facts a.said")
    assert len(links) == len(facts["alone"]) + sum(len(c["claims"]) for c in facts["compared"])
    for link in links:
        assert link.css_first("mark")
        assert_word_for_word(client, link)


def test_viewpoints(client: TestClient) -> None:
    story = story_of(client)
    shown = page(client, f"/story/{story}/viewpoints")
    assert page(client, f"/story/{story}").css_matches(f"a[href='/story/{story}/viewpoints']")
    for link in shown.css(".said"):
        assert_word_for_word(client, link)
    found = client.get(f"/api/stories/{story}/viewpoints").json()
    views = {view["name"]: view for view in found["publishers"]}
    assert any("noise of lorries" in line["text"] for line in views["Ledger"]["stresses"])
    assert any("narrow" in line["text"] for line in views["Ledger"]["omits"])
    assert any("Fares" in line["text"] for line in views["Isle Wire"]["omits"])
    assert "noise" in views["Ledger"]["words"]
    assert any("1 May" in line["text"] for line in found["agreed"])
    assert {view["name"] for view in found["speakers"]} >= {"Mona Berg", "Olaf Brekke"}
    assert client.get("/api/stories/none/viewpoints").status_code == 404
    assert client.get("/story/none/viewpoints").status_code == 404


@pytest.mark.parametrize("length", ["short", "medium", "long"])
def test_summaries_in_three_lengths(client: TestClient, length: str) -> None:
    story = story_of(client)
    for of, what in (("story", story), ("article", "Gazette"), ("search", "ferry night")):
        asked = {"of": of, "what": what, "length": length}
        found = client.get("/api/summary", params=asked).json()
        assert 1 <= len(found["sentences"]) <= {"short": 2, "medium": 4, "long": 10}[length]
        shown = client.get("/summary", params=asked)
        assert shown.status_code == 200
        for sentence in found["sentences"]:
            for cite in sentence["cites"][:1]:
                text = "\n".join(TOLD[cite["article"]])
                assert text[cite["start"] : cite["end"]] == sentence["text"]


def test_what_can_not_be_summarized(client: TestClient) -> None:
    for of, what in (("story", "none"), ("article", "none"), ("thread", "none"), ("search", "zz")):
        assert client.get("/api/summary", params={"of": of, "what": what}).status_code == 404
        assert client.get("/summary", params={"of": of, "what": what}).status_code == 404


def test_wrap_up(client: TestClient) -> None:
    shown = page(client, "/wrap-up?day=2026-03-13&minutes=10")
    for link in shown.css(".said"):
        assert_word_for_word(client, link)
    found = client.get("/api/wrap-up?day=2026-03-13").json()
    (began,) = found["happened"]
    assert began["story"] == story_of(client)
    assert found["words"] <= 5 * 220
    (watched,) = found["watch"]
    assert watched["day"] == "2026-05-02"
    later = client.get("/api/wrap-up?day=2026-03-20").json()
    assert (later["happened"], later["changed"], later["watch"]) == ([], [], [])


def test_a_day_of_the_past_is_not_hidden_by_what_came_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tidings.reading.wrapup.STORIES", 2)
    with News.open("sqlite://", config=Config(encoder="none", workers=1)) as news:
        for days, what in enumerate(("ferry", "bridge", "library", "stadium", "orchard")):
            at = NOW + timedelta(days=days)
            text = f"The {what} of Selby was opened by the mayor on a rainy morning, as planned."
            text += "\nEditors' note, 20 May 2026:"
            news.store.articles.save(
                Article(id=what, title=f"Selby opens its {what}", paragraphs=(text,), language="en",
                        published_at=at, publisher="Gazette"), page="", now=at,
            )  # fmt: skip
        news.enrich()
        day = NOW.replace(hour=0)
        found = news.editor.wrap_up(since=day, until=day + timedelta(days=1))
    assert [one.headline for one in found.happened] == ["Selby opens its ferry"]
    assert not found.watch  # a heading is no sentence


def test_a_story_that_goes_on_tells_what_is_new(client: TestClient) -> None:
    since = (NOW - timedelta(hours=8, minutes=30)).isoformat()
    asked = {"since": since, "until": NOW.isoformat()}
    found = client.get("/api/wrap-up", params=asked).json()
    (changed,) = found["changed"]
    assert found["happened"] == []
    assert {line["voice"] for line in changed["lines"]} == {"Isle Wire"}


def test_the_wrap_up_of_a_folder_and_since_one_looked() -> None:
    at = [NOW - timedelta(hours=9)]
    with News.open("sqlite://", config=Config(encoder="none", workers=1)) as news:
        for name, folder in (*((name, "Ferries") for name in TOLD), ("Other", "Abroad")):
            url = f"https://{name.replace(' ', '-').lower()}.example/feed"
            news.store.sources.save(
                Source(id=name, url=url, kind="feed", title=name, folder=folder, added_at=NOW)
            )
        tell(news, followed=True)
        folders = {one.name: one.number for one in news.people.desk(OWNER).folders()}
        client = TestClient(create_app(news, Config(), clock=lambda: at[0]), HERE)
        first = client.get("/wrap-up").text
        assert "Since you last looked" not in first
        assert "Since you last looked" not in client.get("/wrap-up").text  # the same sitting
        at[0] = NOW
        again = page(client, "/wrap-up?since=last&minutes=10")
        assert again.css_first("h1").text() == "Since you last looked"
        assert [link.text() for link in again.css("main nav a[aria-current=page]")] == [
            "10 minutes", "Since you last looked", "Everything",
        ]  # fmt: skip
        assert "Selby" in again.css_first("main").text()
        abroad = f"/wrap-up?day=2026-03-13&folder={folders['Abroad']}"
        assert "Selby" not in page(client, abroad).text()
        assert client.get("/wrap-up?folder=4711").status_code == 404
        assert client.get("/api/wrap-up?folder=4711").status_code == 404
        of_folder = f"/wrap-up?day=2026-03-13&folder={folders['Ferries']}"
        assert "Selby" in page(client, of_folder).text()
        assert "add a mail address" in again.css_first("main").text()


def test_the_wrap_up_is_a_feed_and_a_book(client: TestClient) -> None:
    feed = client.get("/wrap-up/feed.atom")
    root = ElementTree.fromstring(feed.content)
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == 7
    book = client.get("/wrap-up.epub?day=2026-03-13")
    again = client.get("/wrap-up.epub?day=2026-03-13")
    assert book.content == again.content
    with zipfile.ZipFile(io.BytesIO(book.content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        for name in archive.namelist()[1:]:
            ElementTree.fromstring(archive.read(name))
        assert "night" in archive.read("EPUB/text.xhtml").decode()


def test_the_wrap_up_is_told_in_the_language_that_is_asked_for(client: TestClient) -> None:
    feed = client.get("/wrap-up/feed.atom?lang=de").text
    assert "Tidings: Rückblick" in feed
    assert "Rückblick, " in feed
    assert "What happened" not in feed
    browser = {"Accept-Language": "de"}  # programs send what they like: it chooses no language
    assert "Wrap-Up, " in client.get("/wrap-up/feed.atom", headers=browser).text
    book = client.get("/wrap-up.epub?day=2026-03-13&lang=ar")
    with zipfile.ZipFile(io.BytesIO(book.content)) as archive:
        text, package = archive.read("EPUB/text.xhtml"), archive.read("EPUB/package.opf")
    assert ElementTree.fromstring(text).attrib["dir"] == "rtl"
    assert b"<dc:language>ar</dc:language>" in package
    assert b'page-progression-direction="rtl"' in package


def test_a_past_day_is_put_together_once_until_something_happens_to_it() -> None:
    config = Config(encoder="none", workers=1)
    with News.open("sqlite://", config=config) as news:
        tell(news)
        first = news.editor.wrap_up(NOW.date())
        assert news.editor.of(None).wrap_up(NOW.date()) is first
        late = Article(id="late", title="Fog closes the port of Orsk", published_at=NOW,
                       paragraphs=("Fog closed the port of Orsk for six hours on Friday.",),
                       language="en", publisher="Orsk Post")  # fmt: skip
        news.store.articles.save(late, page="", now=NOW)
        news.enrich()
        assert len(news.editor.wrap_up(NOW.date()).happened) == len(first.happened) + 1
