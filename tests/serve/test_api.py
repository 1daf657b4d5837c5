from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.serve.fake_news import FakeNews

JSON = {"content-type": "application/json"}


def get(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def test_stories(client: TestClient, news: FakeNews) -> None:
    first = get(client, "/api/stories?limit=10")
    assert [story["id"] for story in first["stories"]] == list(news.stories)[:10]
    assert first["next"] == 10
    assert get(client, "/api/stories?limit=30&offset=10")["next"] is None
    assert first["stories"][3]["because"][0]["text"] == "4 independent sources"
    assert get(client, "/api/stories?tag=council")["stories"]


def test_story(client: TestClient, news: FakeNews) -> None:
    id = list(news.stories)[4]
    story = get(client, f"/api/stories/{id}")
    assert story["id"] == id
    assert len(story["articles"]) == 5
    assert story["articles"][2]["duplicate_of"] == story["articles"][0]["article"]["id"]
    cite = story["summary"][0]["cites"][0]
    article = get(client, f"/api/articles/{cite['article']}")
    assert (
        "\n".join(article["paragraphs"])[cite["start"] : cite["end"]] == story["summary"][0]["text"]
    )
    assert get(client, "/api/stories/merged")["id"] == next(iter(news.stories))


def test_article(client: TestClient, news: FakeNews) -> None:
    id = news.stories[list(news.stories)[4]][1].id
    article = get(client, f"/api/articles/{id}")
    assert article["published_at"] == "2026-11-22T00:53:00Z"
    assert [segment["new"] for segment in article["segments"]] == [True, False, True]
    assert 0 < article["new_share"] < 1
    assert article["status"] == "full"
    assert len(article["versions"]) == 2
    (change,) = article["changes"]
    assert (change["before"], change["after"], change["material"]) == (1, 2, True)
    assert {edit["kind"] for edit in change["edits"]} == {"headline", "reworded", "added"}
    assert article["related"][0]["because"]
    assert "paragraphs" not in article["related"][0]["article"]


def test_search(client: TestClient) -> None:
    found = get(client, "/api/search?q=harbour&limit=5")
    assert (found["total"], len(found["hits"]), found["next"]) == (120, 5, 5)
    hit = found["hits"][0]
    start, end = hit["matches"][0]
    assert hit["snippet"][start:end].startswith("The news from")
    assert "\x02" not in hit["snippet"]


def test_topics(client: TestClient, news: FakeNews) -> None:
    first = get(client, "/api/topics")["topics"][0]
    assert first["topic"]["code"] == "medtop:01000000"
    assert get(client, "/api/stories?topic=medtop:15000000")["stories"]
    assert client.get("/api/stories?topic=nothing").status_code == 404
    article = next(iter(news.articles))
    (found,) = get(client, f"/api/articles/{article}")["topics"]
    assert found["slug"] == "sport"
    assert found["words"] == ["match", "cup"]


def test_tags_sources_status(client: TestClient, news: FakeNews) -> None:
    assert get(client, "/api/tags")["tags"][0] == {"tag": "council", "articles": 3}
    assert len(get(client, "/api/sources")["sources"]) == 3
    assert get(client, "/api/status")["articles"] == 120


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/stories/x", 404),
        ("/api/articles/x", 404),
        ("/api/nope", 404),
        ("/api/stories?limit=0", 400),
        ("/api/stories?limit=101", 400),
        ("/api/stories?offset=-1", 400),
        ("/api/search?limit=x", 400),
    ],
)
def test_errors(client: TestClient, path: str, status: int) -> None:
    assert list(get(client, path, status)) == ["error"]


def test_adding_over_the_api(client: TestClient, news: FakeNews) -> None:
    found = client.post("/api/sources/preview", json={"url": "https://x.example/"})
    assert found.json()["candidates"][0]["url"] == "https://x.example/feed"
    added = client.post("/api/sources", json={"url": "https://x.example/", "folder": "Sea"})
    assert (added.status_code, added.json()["sources"]) == (201, [next(iter(news.known))])
    assert news.told[-1] == ("add", "https://x.example/", "Sea")
    failed = client.post("/api/sources", json={"url": "https://unreachable.example/"})
    assert failed.json()["failures"][0]["error"] == "no server has this name"


def test_changing_over_the_api(client: TestClient, news: FakeNews) -> None:
    source = next(iter(news.known))
    for action in ("pause", "resume", "poll"):
        answer = client.post(f"/api/sources/{source}/{action}", headers=JSON)
        assert answer.json() == {"done": action}
    answer = client.post(f"/api/sources/{source}/remove", json={"articles": True})
    assert answer.json() == {"done": "remove"}
    assert [told[0] for told in news.told] == ["pause", "resume", "poll_now", "remove"]
    assert client.post(f"/api/sources/{source}/pause", headers=JSON).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"null",
        b'{"url": 1}',
        b'{"url": ["a"]}',
        b'{"url": ""}',
        b'{"url": "\\ud800"}',
        b'{"url": "file:///etc/passwd"}',
        b'{"url": "https://x.example/", "folder": {}}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_bad_bodies(client: TestClient, news: FakeNews, body: bytes) -> None:
    answer = client.post("/api/sources", content=body, headers=JSON)
    assert 400 <= answer.status_code < 500
    assert list(answer.json()) == ["error"]
    assert news.told == []


def test_the_document_names_every_route(client: TestClient) -> None:
    document = get(client, "/api/openapi.json")
    page = client.get("/api").text
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert f"{method.upper()} {path}" in page
            assert operation["description"]
            assert {"200", "201", "204"} & operation["responses"].keys()
