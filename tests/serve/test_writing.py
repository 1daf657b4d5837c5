"""Who writes: the owner's page, each person's own choice, and what pages say of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.fake_model import Model, model_server
from tests.serve.conftest import HERE
from tests.serve.test_editor import NOW, tell
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.types import About, WrongKind


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with model_server() as url:
        yield url


@pytest.fixture(scope="module")
def library() -> Iterator[News]:
    with News.open("sqlite://", config=Config(encoder="none", workers=1)) as news:
        tell(news)
        yield news


@pytest.fixture
def news(library: News) -> News:
    """The library with nothing chosen, and nothing written."""
    writing, accounts = library.store.writing, library.people.accounts
    writing.choose(dict.fromkeys(writing.chosen()))
    writing.forget()
    accounts.set_settings(accounts.owner, writer="")
    Model.asked.clear()
    return library


@pytest.fixture
def client(news: News) -> TestClient:
    app = create_app(news, news.config, clock=lambda: NOW)
    return TestClient(app, HERE, follow_redirects=False)


def page(client: TestClient, path: str) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return LexborHTMLParser(answer.text)


def send(client: TestClient, path: str, **fields: Any) -> Any:
    token = page(client, "/settings/writing").css_first("input[name=token]").attributes["value"]
    return client.post(path, data={"token": token, **fields})


def turn_on(client: TestClient, url: str, **fields: Any) -> None:
    choices = {"writer": "remote", "url": url, "name": "copies", "key": "secret", **fields}
    answer = send(client, "/settings/writing", **choices)
    assert answer.headers.get("location") == "/settings/writing?done=all", answer.text


def pages_of(client: TestClient) -> list[str]:
    (story,) = client.get("/api/stories").json()["stories"]
    return [
        "/ask?q=When+may+the+Selby+ferry+sail+at+night%3F",
        f"/summary?what={story['id']}",
        f"/story/{story['id']}/viewpoints",
        "/wrap-up?day=2026-03-13",
        "/summary?of=search&what=ferry",
    ]


def test_every_page_of_the_desk_says_whether_text_leaves(client: TestClient, url: str) -> None:
    for path in pages_of(client):
        assert "no text leaves it" in page(client, path).css_first(".leaves").text()
    turn_on(client, url)
    host = url.removeprefix("http://").removesuffix("/v1")
    for path in pages_of(client):
        said = page(client, path).css_first(".leaves").text()
        assert "a model on this machine (copies" in said
        assert host in said
    send(client, "/settings/writing", writer="remote", url="https://models.example/v1", name="big")
    found = page(client, "/settings/writing").css_first("main").text()
    assert "are sent to models.example" in " ".join(found.split())


def test_what_a_model_wrote_stands_with_its_sources(
    client: TestClient, news: News, url: str
) -> None:
    turn_on(client, url)
    before = news.editor.remote.spent
    for path in pages_of(client):
        shown = page(client, path)
        links = shown.css(".summary .rests")
        assert len(links) >= 2, path
        assert all((a.attributes["href"] or "").startswith("/article/") for a in links)
        assert "not borne out" in shown.css_first("main").text(), path
        assert "moon" not in shown.css_first("main").text()
    assert {body["key"] for body in Model.asked} == {"Bearer secret"}
    asked = len(Model.asked)
    for path in pages_of(client):
        page(client, path)
    assert len(Model.asked) == asked  # all of it is kept
    spent = news.editor.remote.spent
    assert (spent.calls, spent.failed) == (before.calls + asked, before.failed)
    assert (spent.kept - before.kept, spent.replaced - before.replaced) == (2 * asked, asked)
    assert f"{spent.tokens:,} of 100,000" in client.get("/settings/writing").text


@pytest.mark.parametrize(
    ("name", "why"),
    [("refused", "refuses the key"), ("busy", "too many questions"), ("malformed", "no sense"),
     ("endless", "no end"), ("moved", "status 302"), ("good", "borne out")],
)  # fmt: skip
def test_trouble_is_told_and_this_machine_writes(
    client: TestClient, url: str, name: str, why: str
) -> None:
    turn_on(client, url, name=name)
    for path in pages_of(client)[-2:]:
        shown = page(client, path)
        assert why in shown.css_first(".notice").text()
        assert shown.css(".rests, .said")


def test_a_slow_model_keeps_nobody_waiting(client: TestClient, url: str) -> None:
    turn_on(client, url, name="slow", seconds="20")
    shown = page(client, pages_of(client)[3])
    assert "still writing" in shown.css_first(".notice[data-again]").text()
    assert shown.css(".said")


def test_each_person_can_turn_it_off(client: TestClient, url: str) -> None:
    turn_on(client, url)
    send(client, "/settings/writing/mine", writer="local")
    assert "no text leaves it" in page(client, pages_of(client)[1]).css_first(".leaves").text()
    assert Model.asked == []
    send(client, "/settings/writing/mine", writer="off")
    for path in pages_of(client):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "turned off" in answer.text
    assert not page(client, "/").css("nav a[href='/ask'], nav a[href='/wrap-up']")
    assert client.get("/api/ask?q=ferry").status_code == 404


def test_off_for_everyone(client: TestClient) -> None:
    send(client, "/settings/writing", writer="off")
    assert "AI features are turned off" in client.get("/wrap-up").text
    assert client.get("/wrap-up/feed.atom").status_code == 404
    assert client.get("/api/wrap-up").status_code == 404


def test_prompts_are_shown_kept_and_refused(client: TestClient, url: str) -> None:
    turn_on(client, url)
    path = "/settings/writing/prompts/summary"
    refused = send(client, path, text="Be brief. <b>{form}</b>")
    assert refused.status_code == 400
    assert "lacks {count}" in refused.text
    tried = LexborHTMLParser(refused.text).css_first("#p-summary")
    assert tried.text() == "Be brief. <b>{form}</b>"
    assert send(client, path, text="{count} in rhyme: {form}").status_code == 303
    page(client, pages_of(client)[1])
    assert "in rhyme" in Model.asked[-1]["messages"][0]["content"]
    assert send(client, path, reset="1").headers["location"].endswith("reset")
    assert "You summarize news" in page(client, "/settings/writing").css_first("#p-summary").text()


def test_the_key_is_never_shown_and_nonsense_is_refused(client: TestClient, url: str) -> None:
    turn_on(client, url)
    assert "secret" not in client.get("/settings/writing").text
    refused = send(client, "/settings/writing", writer="remote", url=url, name="x", budget="-5")
    assert refused.status_code == 400
    assert "below zero" in refused.text
    assert send(client, "/settings/writing", writer="remote", url="", name="").status_code == 400
    assert send(client, "/settings/writing/mine", writer="remote").status_code == 400


KINDS = ("summary", "facts", "viewpoints", "answer", "wrap-up", "topics")


def links_of(client: TestClient) -> dict[str, str]:
    """The links by which each kind of what is written can be called wrong."""
    (story,) = client.get("/api/stories").json()["stories"]
    paths = [*pages_of(client), f"/story/{story['id']}", "/article/Gazette"]
    found = [
        a.attributes["href"] or "" for path in paths for a in page(client, path).css("a.wrong")
    ]
    return {href.partition("kind=")[2].partition("&")[0]: href for href in found}


def test_whatever_is_written_can_be_called_wrong(client: TestClient, news: News) -> None:
    links = links_of(client)
    assert sorted(links) == sorted(KINDS)
    for case in news.wrong.every():
        news.wrong.remove(case.id)
    for kind, link in links.items():
        form = page(client, link).css_first("form[action='/wrong']")
        fields = {
            i.attributes["name"]: i.attributes["value"] or ""
            for i in form.css("input[type=hidden]")
        }
        words = f"<b>{kind}</b> is not so"
        answer = client.post("/wrong", data={**fields, "shown": "0", "words": words})
        assert "kept for the owner" in answer.text
    cases = list(news.wrong.every())
    assert sorted(case.about.kind for case in cases) == sorted(KINDS)
    for case in cases:
        (shown,) = case.shown
        assert case.words == f"<b>{case.about.kind}</b> is not so"
        assert case.versions["writer"] == "local"
        for place in shown.evidence:
            article = client.get(f"/api/articles/{place.article}").json()
            assert "\n".join(article["paragraphs"])[place.start : place.end] == place.text
    shown_page = client.get("/wrong/cases").text
    assert "&lt;b&gt;summary&lt;/b&gt; is not so" in shown_page
    rows = [json.loads(line) for line in client.get("/wrong/cases.jsonl").text.splitlines()]
    assert [row["id"] for row in rows] == [case.id for case in cases]
    assert rows[0]["shown"][0]["evidence"] is not None


def test_cases_are_settled_and_forgotten(client: TestClient, news: News) -> None:
    case = news.wrong.report(About(kind=WrongKind.TOPICS, what="Gazette"), words="no")
    assert len(case.shown) > 1  # none chosen: all of them
    assert send(client, f"/wrong/cases/{case.id}/settle", on="1").status_code == 303
    assert news.wrong.cases()[0].settled
    assert send(client, f"/wrong/cases/{case.id}/settle", on="0").status_code == 303
    assert not news.wrong.cases()[0].settled
    assert send(client, f"/wrong/cases/{case.id}/remove").status_code == 303
    assert send(client, f"/wrong/cases/{case.id}/remove").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["kind=poem&what=x", "kind=summary&what=none", "kind=facts&what=none", "kind=topics&what=none",
     "kind=wrap-up&what=yesterday", "kind=moderation&what=1", "kind=moderation&what=x", "what=x",
     "kind=viewpoints&what=", "kind=summary&what=x&of=poem"],
)  # fmt: skip
def test_nothing_that_is_not_there_is_wrong(client: TestClient, query: str) -> None:
    assert client.get(f"/wrong?{query}").status_code in (400, 404)


def test_too_many_words_are_refused_and_kept_in_the_form(client: TestClient, news: News) -> None:
    answer = send(client, "/wrong", kind="topics", what="Gazette", of="story", length="medium",
                  words="x" * 2_001)  # fmt: skip
    assert answer.status_code == 400
    assert "2,000 characters" in answer.text
    assert send(client, "/wrong", kind="topics", what="Gazette").status_code == 400


def test_a_models_case_says_which_model(client: TestClient, news: News, url: str) -> None:
    turn_on(client, url)
    page(client, "/summary?of=search&what=ferry")
    case = news.wrong.report(About(kind=WrongKind.SUMMARY, of="search", what="ferry"))
    assert case.versions["model"] == "copies"
    assert case.versions["prompt"]
    news.wrong.remove(case.id)
