"""The JSON API of what is a person's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.fake_web import FakeWeb
from tests.serve.conftest import HERE
from tests.serve.fake_news import NOW
from tidings import sample
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.types import Role, Scope
from tidings.workers.local import Inline


@pytest.fixture
def news() -> Iterator[News]:
    web = FakeWeb(sample.pages(NOW), now=NOW)
    with News.open("sqlite://", config=Config(encoder="none"), web=web, pool=Inline()) as news:
        for url in sample.feeds()[1:3]:
            news.add(url)
        news.sync()
        accounts = news.people.accounts
        accounts.set_password(accounts.owner, "correct horse")
        accounts.add("Ada", role=Role.READER, now=NOW)
        yield news


def web_of(news: News, *scopes: Scope) -> TestClient:
    ada = news.people.accounts.named("Ada")
    token = news.people.keys.make_token(ada, "program", scopes, now=NOW)
    app = create_app(news, Config(), clock=lambda: NOW)
    return TestClient(app, HERE, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def api(news: News) -> TestClient:
    return web_of(news, Scope.READ, Scope.WRITE)


def sent(api: TestClient, path: str, status: int = 200, **body: Any) -> Any:
    answer = api.post(f"/api/me/{path}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def got(api: TestClient, path: str) -> Any:
    answer = api.get(f"/api/me/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_program_does_all_that_the_river_does(api: TestClient, news: News) -> None:
    first, second = (view.source.id for view in news.sources())
    sent(api, "subscriptions", 201, source=first, folder="Sea", title="Mine")
    followed = sent(api, "subscriptions", 201, source=second)["subscriptions"]
    assert {(s["source"], s["folder"]["name"]) for s in followed} == {(first, "Sea"), (second, "")}

    page = got(api, "stream?limit=2")
    rows, more = page["stories"], got(api, f"stream?limit=100&after={page['next']}")["stories"]
    ids = [row["story"]["id"] for row in (*rows, *more)]
    assert len(set(ids)) == len(ids) > 2

    story = ids[0]
    marked = sent(api, f"stories/{story}", read=True, saved=True, label=["later"])
    assert marked == {"unread": 0, "saved": True, "labels": ["later"]}
    assert got(api, f"stories/{story}") == marked
    assert [r["story"]["id"] for r in got(api, "stream?show=saved")["stories"]] == [story]
    assert [r["story"]["id"] for r in got(api, "stream?show=all&label=later")["stories"]] == [story]
    assert got(api, "labels") == {"labels": ["later"]}
    assert sent(api, f"stories/{story}", unlabel=["later"], saved=False)["labels"] == []

    folder = next(f for f in got(api, "folders")["folders"] if f["name"] == "Sea")
    changed = sent(api, f"folders/{folder['number']}", shows="stories", name="Coast")["folders"]
    assert {"number": folder["number"], "name": "Coast", "shows": "stories"} in changed
    assert sent(api, "read", folder=folder["number"])["items"] > 0
    assert got(api, f"stream?folder={folder['number']}")["stories"] == []
    assert sent(api, "undo")["items"] > 0
    sent(api, f"folders/{folder['number']}/remove")
    assert sent(api, "folders", 201, name="New")["name"] == "New"
    sent(api, "read")
    assert got(api, "stream")["stories"] == []
    left = sent(api, f"subscriptions/{first}/leave")["subscriptions"]
    assert [one["source"] for one in left] == [second]


def test_a_token_that_only_reads_changes_nothing(news: News) -> None:
    api = web_of(news, Scope.READ)
    assert got(api, "subscriptions")["subscriptions"]
    assert "write" in sent(api, "undo", 403)["error"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("stories/nothing", {"read": True}, 404),
        ("stories/nothing", {"raed": True}, 400),
        ("subscriptions", {"source": "nothing"}, 404),
        ("subscriptions", {"source": ""}, 400),
        ("folders", {"name": " "}, 400),
        ("folders", {"name": "x" * 201}, 400),
        ("folders/4711", {"name": "x"}, 404),
        ("folders/1", {"shows": "everything"}, 400),
        ("folders/9007199254740992/remove", {}, 400),
        ("read", {"through": -1}, 400),
    ],
)
def test_what_makes_no_sense_is_told_so(
    api: TestClient, path: str, body: dict[str, Any], status: int
) -> None:
    answer = api.post(f"/api/me/{path}", json=body)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])
