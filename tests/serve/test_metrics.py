"""What Prometheus is told, and who may ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from tests.fake_web import FakeWeb
from tests.serve.conftest import HERE
from tests.serve.fake_news import NOW
from tidings import sample
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.types import Failure, Role, Scope
from tidings.workers.local import Inline

Figures = dict[tuple[str, ...], float]


@pytest.fixture
def news(tmp_path: Path) -> Iterator[News]:
    config = Config(encoder="none", library=str(tmp_path / "news.sqlite"))
    web = FakeWeb(sample.pages(NOW), now=NOW)
    with News.open(config=config, web=web, pool=Inline()) as news:
        news.add(sample.feeds()[0])
        news.sync()
        yield news


@pytest.fixture
def web(news: News) -> TestClient:
    app = create_app(news, news.config, clock=lambda: NOW)
    return TestClient(app, HERE, raise_server_exceptions=False)


def figures(web: TestClient) -> Figures:
    """Return each figure under its name and the values of its labels."""
    answer = web.get("/metrics", headers={"Accept": "text/plain"})
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert answer.headers["cache-control"] == "no-store"
    return {
        (one.name, *(value for label, value in sorted(one.labels.items()) if label != "le")): (
            one.value
        )
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }


def test_the_library_is_told_as_it_is(news: News, web: TestClient) -> None:
    counts = news.counts()
    news.store.queue.add("write", {"x": NOW, "y": NOW})
    news.store.queue.fail([Failure(id="p", stage="fetch", error="no", at=NOW)])
    told = figures(web)
    assert told["tidings_articles",] == counts.articles > 5
    assert told["tidings_stories",] == counts.stories
    assert told["tidings_sources", "fine"] == 1
    assert told["tidings_sources", "paused"] == 0
    assert told["tidings_pending", "write"] == 2
    assert told["tidings_failures", "fetch"] >= 1
    assert told["tidings_library_bytes",] > 100_000
    assert told["tidings_sync_rounds_total",] == 1
    assert told["tidings_sync_articles_total",] == counts.articles
    assert told["process_open_fds",] > 0
    (source,) = news.sources()
    news.pause(source.source.id)
    assert figures(web)["tidings_sources", "paused"] == 1


def test_answers_are_timed_by_part_and_nobody_makes_more_parts(web: TestClient) -> None:
    for path in ("/", "/stories", "/no/such", "/made-up-1", "/made-up-2", "/healthz", "/v1/me"):
        web.get(path)
    web.post("/login", headers={"Origin": "https://else.example"})
    told = figures(web)
    name = "tidings_request_seconds_count"
    assert told[name, "/", "2xx"] == 1
    assert told[name, "/healthz", "2xx"] == 1
    assert told[name, "/v1", "4xx"] == 1
    assert told[name, "/login", "4xx"] == 1
    parts = {key[1] for key in told if key[0] == name}
    assert not {part for part in parts if "made-up" in part or part == "no"}
    assert told[name, "other", "4xx"] >= 3


def test_the_newer_format_is_given_to_who_reads_it(web: TestClient) -> None:
    wanted = "application/openmetrics-text; version=1.0.0"
    answer = web.get("/metrics", headers={"Accept": wanted})
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")


@pytest.mark.parametrize("public", [True, False])
def test_owners_and_their_tokens_alone_are_told(news: News, public: bool) -> None:
    accounts = news.people.accounts
    accounts.set_password(accounts.owner, "correct horse")
    member = accounts.add("Ann", role=Role.MEMBER, now=NOW)
    app = create_app(news, Config(public=public), clock=lambda: NOW)
    web = TestClient(app, HERE, follow_redirects=False)
    assert web.get("/metrics").status_code == 401
    for person, status in ((member, 403), (accounts.owner, 200)):
        token = news.people.keys.make_token(person, "p", [Scope.READ], now=NOW)
        answer = web.get("/metrics", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == status
