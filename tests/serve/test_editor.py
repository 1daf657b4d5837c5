"""What the editor writes, as pages and as JSON, over a real library of invented news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.serve.conftest import HERE
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.types import Article

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
    ),
}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    config = Config(encoder="none", workers=1)
    with News.open("sqlite://", config=config) as news:
        for hours, (publisher, paragraphs) in enumerate(TOLD.items()):
            at = NOW - timedelta(hours=10 - hours)
            article = Article(
                id=publisher, title="Selby harbour board lets the night ferry sail",
                paragraphs=paragraphs, published_at=at, language="en", publisher=publisher,
                url=f"https://{publisher.replace(' ', '-').lower()}.example/ferry",
            )  # fmt: skip
            news.store.articles.save(article, page="", now=at)
        news.enrich()
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
