from __future__ import annotations

import re

import pytest
from starlette.datastructures import Headers
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from tests.serve.conftest import HERE, app_over, client_over
from tests.serve.fake_news import FakeNews
from tests.serve.test_roles import library
from tidings.serve.guard import MAX_BODY, SECURITY_HEADERS, is_our_host, is_our_page, our_hosts
from tidings.serve.responses import matches

HOSTS = our_hosts("127.0.0.1", "https://news.example.org/")


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("127.0.0.1:8030", True),
        ("localhost:8030", True),
        ("LOCALHOST", True),
        ("[::1]:8030", True),
        ("192.168.1.20:8030", True),  # a number can't be made to point elsewhere
        ("news.example.org", True),
        ("news.example.org.", True),
        ("evil.example", False),
        ("news.example.org.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("localhost@evil.example", False),
        ("localhost/evil", False),
        ("localhost:port", False),
        ("local host", False),
        ("[::1", False),
        ("", False),
    ],
)
def test_hosts(host: str, ours: bool) -> None:
    assert is_our_host(host, HOSTS) is ours


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),  # no browser: curl and the like
        ({"origin": HERE}, True),
        ({"origin": "http://127.0.0.1:9999"}, False),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": HERE}, False),
    ],
)
def test_pages(headers: dict[str, str], ours: bool) -> None:
    assert is_our_page(Headers({"host": "127.0.0.1:8030", **headers})) is ours


def test_a_foreign_name_sees_nothing(client: TestClient) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "base_url" in answer.text
    assert "/story/" not in answer.text


def test_the_configured_name_is_ours() -> None:
    client = client_over(FakeNews(), base_url="https://news.example.org", public=True)
    headers = {"Host": "news.example.org"}
    assert client.get("/", headers=headers).status_code == 200
    assert "https://news.example.org/story/" in client.get("/feed.atom", headers=headers).text


PATHS = (
    "/",
    "/nope",
    "/sources",
    "/api/status",
    "/api/nope",
    "/feed.atom",
    "/robots.txt",
    "/tag/x",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    for answer in (client.get(path), client.post(path), client.get(path, headers={"Host": "x"})):
        said = {name: answer.headers.get(name) for name in SECURITY_HEADERS}
        assert said == SECURITY_HEADERS


def test_a_fault_carries_the_headers_too(news: FakeNews, client: TestClient) -> None:
    del news.stories
    answer = client.get("/")
    assert answer.status_code == 500
    assert "FakeNews" not in answer.text
    assert {n: answer.headers.get(n) for n in SECURITY_HEADERS} == SECURITY_HEADERS
    assert client.get("/api/stories").json()["error"]


def test_a_library_that_fails_says_why() -> None:
    client = client_over(FakeNews(broken=True))
    for path in ("/", "/healthz", "/feed.json", "/story/x"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "locked by another program" in answer.text
    assert client.get("/api/status").json()["error"].startswith("the library is locked")


FROM_HUBS = "/websub/{token}"  # other servers post here: tests/flow/test_pushing.py


def unsafe_routes() -> list[tuple[str, str]]:
    """Every method and path of the app that may change something."""

    def walk(routes: list[BaseRoute]) -> list[tuple[str, str]]:
        found = []
        for route in routes:
            router = getattr(route, "original_router", None)
            found += walk(router.routes) if router else []
            methods = getattr(route, "methods", None) or set()
            found += [(m, route.path) for m in methods - {"GET", "HEAD"}]  # type: ignore[attr-defined]
        return found

    found = walk(app_over(FakeNews()).routes)
    return sorted(one for one in found if one[1] != FROM_HUBS)


UNSAFE = unsafe_routes()


def test_what_changes_something_is_a_post() -> None:
    assert len(UNSAFE) > 30
    assert {method for method, _ in UNSAFE} == {"POST"}


@pytest.mark.parametrize(("method", "path"), UNSAFE)
def test_nothing_changes_unasked(method: str, path: str) -> None:
    """From another site, without a token, as another type: refused before anything is done."""
    news = FakeNews()
    client = client_over(news)
    path = path.replace("{source_id}", next(iter(news.known))).replace("{action}", "pause")
    for name in ("{number}", "{person}", "{key}"):
        path = path.replace(name, "1")
    if path.startswith("/api"):
        body = b'{"url": "https://x.example/"}'
        tries = [
            ({"content-type": "text/plain"}, 415),
            ({}, 415),
            ({"content-type": "application/json", "origin": "https://evil.example"}, 403),
            ({"content-type": "application/json", "sec-fetch-site": "cross-site"}, 403),
        ]
    else:
        body = b"token=wrong&url=https%3A%2F%2Fx.example%2F&choice=0&kind=feed&title=&into="
        form = "application/x-www-form-urlencoded"
        tries = [
            ({"content-type": form}, 403),
            ({"content-type": form, "origin": HERE}, 403),
            ({"content-type": form, "origin": "https://evil.example"}, 403),
            ({"content-type": "text/plain"}, 415),
        ]
    for headers, status in tries:
        answer = client.request(method, path, content=body, headers=headers)
        assert answer.status_code in (status, 415)  # a form for files takes none of another type
    assert news.told == []


def test_asking_is_no_changing() -> None:
    """What a POST changes stays as it is when a GET comes to the same place."""
    news = library()
    client = TestClient(app_over(news), HERE, raise_server_exceptions=False, follow_redirects=False)
    before = news.stamp()
    for _, path in UNSAFE:
        path = re.sub(r"{[^}]*}", "1", path)
        assert client.get(path).status_code in (200, 303, 400, 404, 405), path
    assert news.stamp() == before


def test_a_long_body_is_refused(client: TestClient) -> None:
    kind = {"content-type": "application/json"}
    assert (
        client.post("/api/sources", content=b"x" * (MAX_BODY + 1), headers=kind).status_code == 413
    )
    pieces = (b"x" * 100_000 for _ in range(20))
    assert client.post("/api/sources", content=pieces, headers=kind).status_code == 413


@pytest.mark.parametrize(
    ("condition", "same"),
    [
        ('W/"a"', True),
        ('"a"', True),
        ('"b", W/"a"', True),
        ("*", True),
        ('"b"', False),
        ("", False),
        ("a", False),
    ],
)
def test_etags(condition: str, same: bool) -> None:
    assert matches(condition, 'W/"a"') is same


@pytest.mark.parametrize("path", ["/", "/about", "/api/tags", "/feed.json", "/favicon.ico"])
def test_an_unchanged_page_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == first.headers["etag"]


def test_pages_are_compressed(client: TestClient) -> None:
    answer = client.get("/", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert answer.headers["etag"].startswith("W/")
