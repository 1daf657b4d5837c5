"""Logging in by another server: there, back, and who comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.fetch.hostile_server import QUICK
from tests.serve.conftest import HERE
from tests.serve.loopback_provider import Provider
from tidings import config as settings
from tidings.collect.fetch import Web
from tidings.config import Config
from tidings.errors import ConfigError, LoginError
from tidings.news import News
from tidings.people.openid import OpenId, asked
from tidings.serve import create_app
from tidings.types import Role

BACK = "/login/back/our-company"


class Clock:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as provider:
        yield provider


@pytest.fixture
def joins() -> str:
    return ""


@pytest.fixture
def news(provider: Provider, joins: str) -> Iterator[News]:
    known = settings.Provider(
        name="Our Company", issuer=provider.issuer, client_id="tidings",
        client_secret=provider.secret, joins=joins,
    )  # fmt: skip
    config = Config(encoder="none", providers=(known,), allow_networks=("127.0.0.1",))
    with News.open("sqlite://", config=config) as news:
        accounts = news.people.accounts
        accounts.set_password(accounts.owner, "correct horse")
        yield news


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web(news: News, clock: Clock) -> TestClient:
    return TestClient(create_app(news, news.config, clock=clock), HERE, follow_redirects=False)


def there_and_back(web: TestClient, provider: Provider, query: str = "", **change: str) -> Any:
    way = web.get(f"/login/with/our-company{query}")
    assert way.status_code == 303
    return web.get(BACK, params=provider.log_in(way.headers["location"]) | change)


def who(web: TestClient) -> str:
    page = web.get("/settings")
    return page.text.partition('name="name" value="')[2].partition('"')[0]


def wrong(answer: Any) -> str:
    assert answer.status_code == 403
    assert "tidings=" not in answer.headers.get("set-cookie", "")
    return answer.text.partition('role="alert">')[2].partition("</p>")[0]


def test_one_who_is_not_known_is_let_in_by_an_invitation_alone(
    web: TestClient, news: News, provider: Provider, clock: Clock
) -> None:
    assert "Log in with <bdi>Our Company</bdi>" in web.get("/login?next=/river").text
    assert "Nobody here is known" in wrong(there_and_back(web, provider))
    secret = news.people.invitations.make(Role.MEMBER, now=clock.now)
    assert f"/login/with/our-company?join={secret}" in web.get(f"/join/{secret}").text
    joined = there_and_back(web, provider, f"?join={secret}")
    assert joined.headers["location"] == "/"
    assert who(web) == "ann"
    assert news.people.accounts.named("ann").role is Role.MEMBER
    assert news.people.invitations.all(now=clock.now) == []
    other = TestClient(web.app, HERE, follow_redirects=False)
    provider.claims = {"preferred_username": "renamed", "email": "else@example.org"}
    again = there_and_back(other, provider, "?next=/river")
    assert again.headers["location"] == "/river"
    assert who(other) == "ann"
    assert web.get("/login/with/our-company?join=guessed").status_code == 404


@pytest.mark.parametrize("joins", ["reader"])
@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({}, "ann"),
        ({"preferred_username": "owner"}, "owner 2"),  # a name of somebody here is not theirs
        ({"preferred_username": None, "name": " A:\n  Nn "}, "A Nn"),
        ({"preferred_username": None}, "owner 2"),
        ({"preferred_username": None, "email": None}, "someone"),
        ({"preferred_username": "x" * 500}, "x" * 57),
        ({"preferred_username": 7, "name": ["a"]}, "owner 2"),
    ],
)
def test_where_the_settings_say_so_anyone_joins(
    web: TestClient, news: News, provider: Provider, claims: dict[str, Any], name: str
) -> None:
    provider.claims = claims
    assert there_and_back(web, provider).status_code == 303
    assert who(web) == name
    assert news.people.accounts.named(name).role is Role.READER
    assert len(news.people.accounts.all()) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"claims": {"nonce": "another"}},
        {"claims": {"nonce": None}},
        {"claims": {"aud": "else"}},
        {"claims": {"aud": ["tidings", "else"], "azp": "else"}},
        {"claims": {"iss": "https://else.example"}},
        {"claims": {"exp": 1_000_000_000}},
        {"claims": {"exp": None}},
        {"claims": {"iat": 9_000_000_000}},
        {"claims": {"sub": ""}},
        {"claims": {"sub": None}},
        {"claims": {"sub": "x" * 256}},
        {"claims": {"sub": 7}},
        {"method": "none"},
        {"method": "HS256"},
        {"signs_with": 1},
        {"shown": ()},
        {"secret": "another"},
        {"document": {"issuer": "https://else.example"}},
        {"document": {"token_endpoint": "file:///etc/passwd"}},
        {"document": {"token_endpoint": "http://192.168.0.1/"}},
        {"document": {"jwks_uri": None}},
    ],
    ids=str,
)
def test_what_can_not_be_relied_on_lets_nobody_in(
    provider: Provider, change: dict[str, Any]
) -> None:
    known = settings.Provider(
        name="Our Company", issuer=provider.issuer, client_id="tidings",
        client_secret=provider.secret,
    )  # fmt: skip
    with Web(policy=QUICK, allow=["127.0.0.1"]) as web:
        said = asked(known, back="/", now=Clock.now)
        code = provider.log_in(OpenId(known, web=web).way(said, back=BACK))["code"]
        for name, value in change.items():
            setattr(provider, name, value)
        with pytest.raises(LoginError, match="Our Company could not say who you are"):
            OpenId(known, web=web).identity(said, code, issuer="", back=BACK)


@pytest.mark.parametrize("joins", ["reader"])
def test_only_the_browser_that_set_out_comes_back_and_only_once(
    web: TestClient, provider: Provider, clock: Clock
) -> None:
    way = web.get("/login/with/our-company").headers["location"]
    brought = provider.log_in(way)
    other = TestClient(web.app, HERE, follow_redirects=False)
    for stranger, params in (
        (other, brought),  # someone was made to follow another's link
        (web, brought | {"state": "guessed"}),
        (web, {}),
    ):
        assert "began in another browser" in wrong(stranger.get(BACK, params=params))
    web.get("/login/with/our-company")
    assert "began in another browser" in wrong(web.get(BACK, params=brought))
    forged = TestClient(web.app, HERE, follow_redirects=False, cookies={"tidings-login": "x" * 80})
    assert "began in another browser" in wrong(forged.get(BACK, params=brought))
    answer = there_and_back(web, provider, error="access_denied")
    assert "let nobody in: access_denied" in wrong(answer)
    assert "did not send this answer" in wrong(
        there_and_back(web, provider, iss="https://x.example")
    )
    way = web.get("/login/with/our-company").headers["location"]
    clock.now += timedelta(minutes=11)
    assert "took too long" in wrong(web.get(BACK, params=provider.log_in(way)))
    assert there_and_back(web, provider).status_code == 303
    assert web.get("/login/with/else").status_code == 404
    assert web.get("/login/back/else").status_code == 404


def test_a_login_is_added_in_the_settings_and_removed(
    web: TestClient, news: News, provider: Provider
) -> None:
    login = {"name": "owner", "password": "correct horse", "token": "x"}
    page = web.get("/login").text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    assert web.post("/login", data=login | {"token": token}).status_code == 303
    link = web.get("/settings").text.partition('href="/login/with/our-company')[2].partition('"')[0]
    there_and_back(web, provider, link.replace("&amp;", "&"))
    owner = news.people.accounts.owner
    assert [one.subject for one in news.people.logins.of(owner.id)] == ["u-1"]
    web.cookies.clear()
    assert there_and_back(web, provider).status_code == 303
    assert who(web) == owner.name
    page = web.get("/settings").text
    assert provider.issuer in page
    token = page.partition('name="token" value="')[2].partition('"')[0]
    form = {"token": token, "issuer": provider.issuer, "subject": "u-1"}
    assert web.post("/settings/logins/remove", data=form).status_code == 303
    assert news.people.logins.of(owner.id) == []


def test_adding_takes_the_word_of_a_page_of_ours(
    web: TestClient, news: News, provider: Provider
) -> None:
    cookie = news.people.keys.start_session(news.people.accounts.owner, agent="", now=Clock.now)
    web.cookies.set("tidings", cookie)
    assert "Nobody here is known" in wrong(there_and_back(web, provider, "?add=guessed"))
    assert news.people.logins.of(1) == []


def test_a_key_that_is_new_is_looked_for_and_what_is_known_is_not_asked_again(
    web: TestClient, news: News, provider: Provider
) -> None:
    there_and_back(web, provider)
    before = len(provider.asked)
    there_and_back(web, provider)
    assert len(provider.asked) == before
    provider.signs_with, provider.shown, provider.kid = 1, (0, 1), "k"
    provider.shown, provider.kid = (1,), "k2"
    assert "Nobody here is known" in wrong(there_and_back(web, provider))  # but well signed
    provider.document = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    news.people.logins.way("our-company")._known.clear()
    assert "Nobody here is known" in wrong(there_and_back(web, provider))


def test_too_many_tries_wait(web: TestClient, provider: Provider) -> None:
    answers = [web.get("/login/with/our-company").status_code for _ in range(32)]
    assert answers[:30] == [303] * 30
    assert answers[30:] == [429, 429]


ONE = {"name": "A", "issuer": "https://id.example", "client_id": "t"}


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ([{"name": "A"}], "each takes name, issuer, client_id"),
        ([ONE | {"color": "red"}], "each takes name"),
        ([ONE | {"issuer": "http://id.example"}], "begins with https"),
        ([ONE | {"joins": "owner"}], "joins as|join as"),
        ([ONE | {"client_id": 7}], "all that is said of A is text"),
        ([ONE, ONE | {"name": "a "}], "too much alike"),
        ("nonsense", "providers takes"),
    ],
)
def test_settings_that_make_no_sense_are_refused(tables: Any, said: str) -> None:
    text = tables if isinstance(tables, str) else json.dumps(tables)
    with pytest.raises(ConfigError, match=said):
        Config.load(environ={"TIDINGS_PROVIDERS": text, "TIDINGS_CONFIG": ""})


def test_several_are_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "tidings.toml"
    text = "[[providers]]\nname = {!r}\nissuer = 'https://id.example'\nclient_id = 't'\n"
    path.write_text(text.format("Our Company!") + text.format("Schule ÄÖ") + "joins = 'reader'\n")
    first, second = Config.load(path, environ={}).providers
    assert (first.key, second.key, second.joins) == ("our-company", "schule", "reader")
