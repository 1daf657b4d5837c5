"""A person who is removed while a page or a program of theirs asks: led to the login, no fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from tests.serve.conftest import HERE
from tests.serve.reader_apps.conftest import NOW, fill
from tests.serve.reader_apps.test_removed import removed_once_let_in
from tidings.config import Config
from tidings.news import News
from tidings.people.keys import form_token
from tidings.serve import create_app
from tidings.types import Role, Scope

FORMS: dict[str, dict[str, str]] = {
    "/comments/article/a1": {"text": "Hello"},
    "/comments/mute": {"person": "1", "on": "1"},
    "/comments/seen": {},
    "/rules": {"do": "keep", "words": "ferry", "act": "save"},
    "/searches": {"q": "ferry"},
    "/river/look": {"list": "titles"},
    "/settings/apps": {},
    "/settings/feeds": {"of": "/feed"},
    "/settings/name": {"name": "Other"},
    "/settings/tokens": {"scope": "read"},
}
BODIES: dict[str, Any] = {
    "/api/articles/a1/comments": {"text": "Hello"},
    "/api/me/folders": {"name": "Made"},
    "/api/me/subscriptions": {"source": "s1", "folder": "Made"},
    "/api/rules": {"wants": {"words": "ferry"}, "acts": ["save"]},
    "/api/searches": {"query": "ferry"},
}


@pytest.fixture
def web() -> Iterator[tuple[TestClient, News]]:
    with News.open("sqlite://", config=Config(encoder="none", workers=1)) as news:
        fill(news)
        accounts = news.people.accounts
        accounts.set_password(accounts.owner, "correct horse")
        app = create_app(news, Config(), clock=lambda: NOW)
        yield TestClient(app, HERE, raise_server_exceptions=False, follow_redirects=False), news


def test_pages(monkeypatch: pytest.MonkeyPatch, web: tuple[TestClient, News]) -> None:
    http, news = web
    removed_once_let_in(monkeypatch, news)
    for path, form in FORMS.items():
        ann = news.people.accounts.add("Ann", role=Role.MEMBER, now=NOW)
        secret = news.people.keys.start_session(ann, agent="", now=NOW)
        http.cookies.set("tidings", secret)
        body = urlencode(form | {"token": form_token(secret)})
        kind = {"content-type": "application/x-www-form-urlencoded"}
        answer = http.post(path, content=body, headers=kind)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login"), path
    assert news.check(mend=False) == ()


def test_programs(monkeypatch: pytest.MonkeyPatch, web: tuple[TestClient, News]) -> None:
    http, news = web
    removed_once_let_in(monkeypatch, news)
    for path, body in BODIES.items():
        ann = news.people.accounts.add("Ann", role=Role.MEMBER, now=NOW)
        token = news.people.keys.make_token(ann, "", list(Scope), now=NOW)
        answer = http.post(path, json=body, headers={"Authorization": f"Bearer {token}"})
        assert (answer.status_code, answer.json()) == (401, {"error": "This needs a login."}), path
    assert news.check(mend=False) == ()
