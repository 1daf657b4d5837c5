"""Corrections on the pages and by the API, over a real library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.correcting.library import library, placed
from tests.serve.conftest import client_over
from tests.serve.test_manage import token_of
from tidings.news import News
from tidings.serve.api.correction_models import Kind

HERE = {"a1": "A", "a2": "A", "a3": "A", "b1": "B", "c1": "C"}


@pytest.fixture
def news() -> Iterator[News]:
    with library(HERE) as news:
        yield news


@pytest.fixture
def client(news: News) -> TestClient:
    return client_over(news)


def main_of(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(LexborHTMLParser(text).css_first("main").html or "")


def confirmed(client: TestClient, path: str, **more: str) -> str:
    """Follow a confirmation page's form; return where it led."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    page = main_of(answer.text)
    form = page.css_first("form[method=post]")
    fields: dict[str, list[str]] = {}
    for box in form.css("input"):
        name = box.attributes["name"] or ""
        fields.setdefault(name, []).append(more.get(name) or box.attributes.get("value") or "")
    done = client.post(form.attributes["action"] or "", data=fields)
    assert done.status_code in (200, 303), done.text
    return done.headers.get("location", "")


@pytest.mark.parametrize(
    ("query", "apart", "together"),
    [
        ("kind=split&story=A&item=a1&item=a2", [("a1", "a3")], [("a1", "a2")]),
        ("kind=split&story=A&item=a1&other=B", [("a1", "a3"), ("a1", "b1")], []),
        ("kind=move&story=A&item=a1&other=B", [("a1", "a2")], [("a1", "b1")]),
        ("kind=merge&story=A&other=B", [], [("a1", "b1")]),
        ("kind=apart&item=a1&item=a2", [("a1", "a2")], [("a1", "a3")]),
        ("kind=together&item=a1&item=c1", [], [("a1", "c1"), ("a2", "c1")]),
    ],
)
def test_a_page_asks_does_it_and_takes_it_back(
    client: TestClient,
    news: News,
    query: str,
    apart: list[tuple[str, str]],
    together: list[tuple[str, str]],
) -> None:
    told = main_of(client.get(f"/corrections/new?{query}").text).text()
    assert "This will happen" in told
    assert placed(news) == HERE
    where = confirmed(client, f"/corrections/new?{query}", note="so it is", by="anna")
    now = placed(news)
    assert all(now[a] != now[b] for a, b in apart)
    assert all(now[a] == now[b] for a, b in together)
    said = main_of(client.get(where).text).css_first("[role=status]")
    assert "Done:" in said.text()
    confirmed(client, said.css_first("a").attributes["href"] or "")
    assert placed(news) == HERE
    (kept,) = news.corrections()
    assert (kept.by, kept.note) == ("anna", "so it is")
    assert "undone" in main_of(client.get("/corrections").text).text()


def test_a_lock_and_a_name_are_shown(client: TestClient, news: News) -> None:
    confirmed(client, "/corrections/new?kind=lock&story=A")
    confirmed(client, "/corrections/new?kind=rename&story=A&headline=Told%20%3Cb%3Eanew")
    page = main_of(client.get("/story/A").text)
    assert page.css_first("h1").text() == "Told <b>anew"
    assert "locked" in [badge.text() for badge in page.css(".badge")]
    assert "2 corrections in force" in page.text()
    unlock = main_of(client.get("/story/A/correct").text).css_first("a[href$='/undo']")
    assert unlock.attributes["href"] == "/corrections/1/undo"


def test_the_forms_offer_other_stories(client: TestClient) -> None:
    page = main_of(client.get("/story/A/correct?article=a2").text)
    ticked = [b.attributes["value"] for b in page.css("input[checked]")]
    assert ticked == ["a2"]
    offered = {o.attributes["value"] for o in page.css("option")}
    assert offered == {"", "B", "C"}
    found = main_of(client.get("/story/A/correct?find=comet").text)
    assert {o.attributes["value"] for o in found.css("option")} <= {"", "B", "C"}
    assert client.get("/story/X/correct").status_code == 404


def test_a_contradiction_leads_to_what_stands_in_the_way(client: TestClient, news: News) -> None:
    news.correct("apart", ["A", "B"])
    for answer in (
        client.get("/corrections/new?kind=merge&story=A&other=B"),
        client.post(
            "/corrections",
            data={"token": token_of(client), "kind": "merge", "item": ["A", "B"]},
        ),
    ):
        assert answer.status_code == 409
        page = main_of(answer.text)
        assert page.css_first("a.button").attributes["href"] == "/corrections/1/undo"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/corrections/new?kind=merge&story=A&other=nowhere", 404),
        ("/corrections/new?kind=merge&story=A", 400),
        ("/corrections/new?kind=split&story=A", 400),
        ("/corrections/new?kind=move&story=A&other=B", 400),
        ("/corrections/new?kind=eat&story=A", 400),
        ("/corrections/new?kind=merge", 400),
        ("/corrections/7/undo", 404),
        ("/corrections/0/undo", 404),
        ("/corrections/99999999999999999999999/undo", 404),
        ("/corrections?before=-1", 400),
    ],
)
def test_bad_requests(client: TestClient, news: News, path: str, status: int) -> None:
    assert client.get(path).status_code == status
    assert news.corrections() == ()


def test_a_post_needs_our_form(client: TestClient, news: News) -> None:
    fields = {"kind": "merge", "item": ["A", "B"]}
    assert client.post("/corrections", data={**fields, "token": "x"}).status_code == 403
    assert client.post("/corrections", data={"token": token_of(client)}).status_code == 400
    for kind in get_args(Kind):  # none of them without what it is about
        answer = client.post("/corrections", data={"token": token_of(client), "kind": kind})
        assert answer.status_code == 400, kind
    assert client.post("/corrections/1/undo", data={"token": "x"}).status_code == 403
    assert placed(news) == HERE


def test_the_api(client: TestClient, news: News) -> None:
    wanted = {"kind": "merge", "items": ["A", "B"], "by": "anna", "dry_run": True}
    told = client.post("/api/corrections", json=wanted)
    assert (told.status_code, told.json()["correction"]["id"]) == (201, 0)
    assert placed(news) == HERE
    done = client.post("/api/corrections", json=wanted | {"dry_run": False}).json()
    assert (done["story"], done["correction"]["articles"]) == ("A", ["b1"])
    again = client.post("/api/corrections", json={"kind": "apart", "items": ["a1", "b1"]})
    assert again.status_code == 201  # the article is taken out again: no contradiction
    refused = client.post("/api/corrections", json={"kind": "together", "items": ["a1", "b1"]})
    assert refused.status_code == 409
    assert "undo that first" in refused.json()["error"]
    listed = client.get("/api/corrections", params={"limit": 1}).json()
    assert ([c["id"] for c in listed["corrections"]], listed["next"]) == ([2], 2)
    listed = client.get("/api/corrections", params={"before": 2}).json()
    assert ([c["by"] for c in listed["corrections"]], listed["next"]) == (["anna"], None)
    for number in (2, 1):
        assert client.post(f"/api/corrections/{number}/undo", json={}).status_code == 200
    assert placed(news) == HERE
    assert client.post("/api/corrections/1/undo", json={}).status_code == 400


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "merge", "items": ["A", "nowhere"]}, 404),
        ({"kind": "merge", "items": []}, 400),
        ({"kind": "eat", "items": ["A"]}, 400),
        ({"kind": "merge", "items": ["A" * 65, "B"]}, 400),
        ({"kind": "rename", "items": ["A"], "headline": "x" * 301}, 400),
        ({"kind": "lock", "items": "A"}, 400),
        ({}, 400),
    ],
)
def test_the_api_refuses_nonsense(
    client: TestClient, news: News, body: dict[str, object], status: int
) -> None:
    answer = client.post("/api/corrections", json=body)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert client.post("/api/corrections", data={"kind": "lock"}).status_code == 415
    assert news.corrections() == ()
