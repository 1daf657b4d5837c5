"""Turned off, nothing is written on any face; what is called wrong by the JSON API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from tests.flow.test_editions import ARTICLES
from tests.serve.conftest import HERE
from tests.serve.test_editor import NOW, story_of, tell
from tidings.cli import main
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.serve.agents.tools import Tools
from tidings.types import (
    OWNER,
    Shows,
    SummarySentence,
    Thread,
    WrongKind,
)
from tidings.views import ThreadStep, ThreadView

SENTENCE = SummarySentence(text="It sails.", cites=())


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[News]:
    path = tmp_path_factory.mktemp("off") / "news.sqlite"
    config = Config(encoder="none", workers=1, library=str(path))
    with News.open(path, config=config) as news:
        tell(news)
        yield news


@pytest.fixture
def client(news: News) -> TestClient:
    news.editor.choices.change({"writer": None})
    news.people.accounts.set_settings(news.people.accounts.owner, writer="")
    app = create_app(news, news.config, clock=lambda: NOW)
    return TestClient(app, HERE, follow_redirects=False)


def written(news: News, client: TestClient) -> dict[str, bool]:
    """By face, whether it has a story's summary."""
    story = story_of(client)
    secret = news.people.shares.make(news.people.accounts.owner, story, now=NOW)
    said = ["--library", news.config.library, "show", story, "--json"]
    shown = CliRunner().invoke(main, said)
    tools = Tools(news, OWNER)
    return {
        "page": 'class="summary"' in client.get(f"/story/{story}").text,
        "api": bool(client.get(f"/api/stories/{story}").json()["summary"]),
        "shared": 'class="summary"' in client.get(f"/shared/{secret}").text,
        "agents": bool(tools.story(story).summary),
        "command": bool(json.loads(shown.output)["summary"]["sentences"]),
        "summary": client.get(f"/api/summary?what={story}").status_code == 200,
        "wrap-up": client.get("/api/wrap-up").status_code == 200,
        "answer": client.get("/api/ask?q=ferry").status_code == 200,
    }


@pytest.mark.parametrize("whose", ["everyone", "mine"])
def test_nothing_is_written_where_it_is_off(news: News, client: TestClient, whose: str) -> None:
    assert all(written(news, client).values())
    if whose == "everyone":
        news.editor.choices.change({"writer": "off"})
    else:
        news.people.accounts.set_settings(news.people.accounts.owner, writer="off")
    assert not any(written(news, client).values())


def test_reader_apps_get_no_summary_where_it_is_off() -> None:
    with News.open("sqlite://", config=Config(encoder="none", workers=1)) as news:
        desk = news.people.desk(OWNER)
        (folder,) = desk.folders()
        desk.show(folder.number, Shows.STORIES)
        for article in ARTICLES[:2]:
            text = replace(article, paragraphs=(f"The ferry sails at night, said {article.id}.",))
            news.store.articles.save(text, page="", now=NOW)
            desk.follow(article.source)
        news.enrich()
        assert any(view.summary for view in desk.items(range(9)))
        news.editor.choices.change({"writer": "off"})
        assert not any(view.summary for view in desk.items(range(9)))


def test_a_step_of_an_affair_is_told_without_its_sentence(news: News, client: TestClient) -> None:
    (card,) = news.front()
    step = ThreadStep(story=card.story, sentence=SENTENCE, names=("Selby",), figures=(), link=None)
    thread = Thread(id=card.story.id, stories=(card.story.id,))
    view = ThreadView(thread=thread, headline="", steps=(step,))
    assert news.editor.shown(view) == view
    news.editor.choices.change({"writer": "off"})
    assert news.editor.shown(view).steps[0].sentence is None
    assert news.editor.shown(view).steps[0].names == ("Selby",)


def test_cases_by_json(news: News, client: TestClient) -> None:
    asked = {"kind": WrongKind.SUMMARY.value, "what": story_of(client)}
    shown = client.get("/api/wrong", params=asked).json()["sentences"]
    place = shown[1]["evidence"][0]
    article = client.get(f"/api/articles/{place['article']}").json()
    assert "\n".join(article["paragraphs"])[place["start"] : place["end"]] == place["text"]
    made = client.post("/api/wrong", json=asked | {"sentences": [1], "words": "not so"})
    assert made.status_code == 201
    case = made.json()
    assert case["shown"] == [shown[1]]
    assert client.get("/api/wrong/cases").json()["cases"][0] == case
    number = case["id"]
    assert client.post(f"/api/wrong/cases/{number}/settle", json={}).status_code == 204
    assert client.get("/api/wrong/cases").json()["cases"][0]["settled"]
    assert client.post(f"/api/wrong/cases/{number}/remove", json={}).status_code == 204
    assert client.post(f"/api/wrong/cases/{number}/remove", json={}).status_code == 404
    assert client.get("/api/wrong", params=asked | {"what": "none"}).status_code == 404
    assert client.post("/api/wrong", json=asked | {"text": "mine"}).status_code == 400
    assert client.get("/api/wrong", params={"kind": "moderation", "what": "99"}).status_code == 404
