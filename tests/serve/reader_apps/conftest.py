"""A small library with people in it, served as reader apps find it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.testclient import TestClient

from tests.serve.conftest import HERE, served
from tidings.config import Config
from tidings.news import News
from tidings.people import Desk
from tidings.serve import create_app
from tidings.serve.guard import Apps, Guard, our_hosts
from tidings.serve.reader import MAX_BODY, ReaderApps, is_for_reader_apps
from tidings.types import Article, Role, Source

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TITLE = "Ferry <b>adds</b> a night crossing & more"


def fever_key(name: str, password: str) -> str:
    return hashlib.md5(f"{name}:{password}".encode(), usedforsecurity=False).hexdigest()


def fill(news: News, *, sources: int = 3, articles: int = 4) -> None:
    for n in range(sources):
        source = Source(
            id=f"s{n}", url=f"https://news-{n}.example/feed?a=1&b=2", kind="feed",
            title=f"Paper {n}", home=f"https://news-{n}.example/",
            folder=("", "Town", "Sea & Air")[n % 3], added_at=NOW,
        )  # fmt: skip
        news.store.sources.save(source)
    for number in range(sources * articles):
        article = Article(
            id=f"a{number}", source=f"s{number % sources}", publisher=f"Paper {number % sources}",
            url=f"https://news.example/{number}", title=f"{TITLE} {number}",
            paragraphs=("It sails at night.", "<script>alert(1)</script>"),
            authors=("A. Writer",), published_at=NOW - timedelta(hours=number), language="en",
        )  # fmt: skip
        at = NOW + timedelta(seconds=number)
        news.store.articles.save(article, page="", now=at)


@dataclass
class App:
    """A client of the server that logs in as one person."""

    http: TestClient
    news: News
    person: int
    name: str
    password: str
    token: str

    @classmethod
    def of(cls, http: TestClient, news: News, name: str) -> App:
        """The same server, for another person, with a password made for them."""
        person = news.store.people.named(name)
        assert person
        password = news.people.keys.make_password(person, now=NOW)
        token = news.people.keys.login_app(name, password, agent="test", now=NOW)
        return cls(http, news, person.id, person.name, password, token or "")

    @property
    def fever_key(self) -> str:
        return fever_key(self.name, self.password)

    @property
    def desk(self) -> Desk:
        return self.news.people.desk(self.person)

    @property
    def auth(self) -> dict[str, str]:
        return {"Authorization": f"GoogleLogin auth={self.token}"}

    def google(self, path: str, *, method: str = "GET", **given: Any) -> Any:
        url = f"/reader/api/0/{path}"
        return self.http.request(method, url, headers=self.auth, **given)

    def post(self, path: str, data: Any = None, **given: Any) -> Any:
        return self.google(path, method="POST", data=data, **given)

    def fever(self, query: str, **data: Any) -> Any:
        given = {"api_key": self.fever_key} | data
        return self.http.post(f"/fever/?api&{query}", data=given).json()

    def v1(self, path: str, *, method: str = "GET", **given: Any) -> Any:
        headers = {"X-Auth-Token": self.token}
        return self.http.request(method, f"/v1/{path}", headers=headers, **given)

    def numbers(self, **params: Any) -> list[int]:
        answer = self.google("stream/items/ids", params={"n": 100, "s": ALL} | params)
        return [int(ref["id"]) for ref in answer.json()["itemRefs"]]


ALL = "user/-/state/com.google/reading-list"
READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of twelve articles, of which each test gets a copy."""
    library = tmp_path_factory.mktemp("filled") / "library.sqlite"
    with News.open(library, config=Config(workers=1)) as news:
        fill(news)
    return library


@pytest.fixture
def news(filled: Path, tmp_path: Path) -> Iterator[News]:
    library = shutil.copy(filled, tmp_path / "library.sqlite")
    with News.open(library, config=Config(workers=1)) as news:
        yield news


def bare(news: News) -> Guard:
    """The server without its pages, which take half a second to put together."""
    return Guard(
        ReaderApps(Starlette(), news=news, config=Config(), clock=lambda: NOW, version="1"),
        hosts=our_hosts("127.0.0.1", ""),
        problem=lambda request, status, text: Response(text, status),
        apps=Apps(is_for_reader_apps, MAX_BODY),
    )


@pytest.fixture
def app(news: News) -> Iterator[App]:
    with TestClient(bare(news), HERE, follow_redirects=False) as http:
        yield App.of(http, news, "owner")


@pytest.fixture
def ann(app: App) -> App:
    """The same server, for one who only reads."""
    app.news.store.people.add("Ann", role=Role.READER, created_at=NOW)
    return App.of(app.http, app.news, "Ann")


@pytest.fixture
def here(news: News) -> Iterator[str]:
    with served(create_app(news, Config(), clock=lambda: NOW)) as here:
        yield here


def program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"there is no {name} here: install it to test against it")
    return found
