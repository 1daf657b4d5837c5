"""Every route, asked by everyone: a new route has to be put into the table of who may."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from tests.serve.conftest import HERE
from tests.serve.fake_news import NOW
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.types import Role, Scope
from tidings.workers.local import Inline

ANYONE = None
READER, MEMBER, OWNER = Role.READER, Role.MEMBER, Role.OWNER

SAID: dict[tuple[str, str], Role | None] = {
    ("GET", "/login"): ANYONE,
    ("POST", "/login"): ANYONE,
    ("POST", "/login/passkey"): ANYONE,
    ("GET", "/join/{secret}"): ANYONE,
    ("POST", "/join/{secret}"): ANYONE,
    ("GET", "/static/{name}"): ANYONE,
    ("GET", "/favicon.ico"): ANYONE,
    ("GET", "/robots.txt"): ANYONE,
    ("GET", "/healthz"): ANYONE,
    ("GET", "/manifest.webmanifest"): ANYONE,
    ("GET", "/worker.js"): ANYONE,
    ("GET", "/offline"): ANYONE,
    ("POST", "/offline/marks"): READER,
    ("GET", "/shared/{secret}"): ANYONE,
    ("GET", "/websub/{token}"): ANYONE,
    ("GET", "/metrics"): OWNER,
    ("GET", "/icon/{name}"): ANYONE,
    ("GET", "/login/with/{provider}"): ANYONE,
    ("GET", "/login/back/{provider}"): ANYONE,
    ("POST", "/settings/logins/remove"): READER,
    ("POST", "/websub/{token}"): ANYONE,
    ("POST", "/story/{story_id}/share"): READER,
    ("POST", "/logout"): READER,
    ("POST", "/opened/forget"): READER,
    ("GET", "/sources/add"): MEMBER,
    ("GET", "/sources/catalogue"): MEMBER,
    ("GET", "/sources/{source_id}/remove"): MEMBER,
    ("GET", "/story/{story_id}/correct"): MEMBER,
    ("GET", "/corrections/new"): MEMBER,
    ("GET", "/place/{place_id}/correct"): MEMBER,
    ("GET", "/corrections/{number}/undo"): MEMBER,
    ("POST", "/comments/moderators"): OWNER,
    ("GET", "/api/comments/moderators"): OWNER,
    ("POST", "/api/comments/moderators"): OWNER,
    ("POST", "/settings/writing"): OWNER,
    ("GET", "/wrong"): READER,
    ("GET", "/wrong/cases.jsonl"): OWNER,
    ("POST", "/wrong"): READER,
    ("POST", "/settings/writing/forget"): OWNER,
    ("POST", "/settings/writing/prompts/{name}"): OWNER,
    ("POST", "/wrap-up/mail"): READER,
    ("POST", "/api/stories/{story_id}/comments"): READER,
    ("POST", "/api/articles/{article_id}/comments"): READER,
}
"""Routes that don't ask for a reader to read, and for a member to change something."""

UNDER = {
    "/settings": READER,
    "/people": OWNER,
    "/wrong/cases": OWNER,
    "/api/wrong/cases": OWNER,
    "/api/wrong": READER,
    **dict.fromkeys(
        (f"{api}/{own}" for api in ("", "/api") for own in ("searches", "rules", "alerts")), READER
    ),
    "/river": READER,
    "/api/channels": READER,
    "/api/me": READER,
    "/api/people": OWNER,
    "/api/writing": OWNER,
    "/comments": READER,
    "/api/comments": READER,
}
MEMBERS = (
    "/comments",
    "/api/comments",
    "/api/stories/{story_id}/comments",
    "/api/articles/{article_id}/comments",
)  # by the default of `comments`
PERSONAL = (
    "/settings",
    "/wrong",
    "/river",
    "/me",
    "/searches",
    "/rules",
    "/alerts",
    *MEMBERS,
)  # read by whose they are, also in a public library


def library() -> News:
    """A library with nothing in it."""
    return News.open("sqlite://", config=Config(encoder="none"), pool=Inline())


def app_over(news: News, **settings: Any) -> FastAPI:
    return create_app(news, Config(**settings), clock=lambda: NOW)


def routes() -> list[tuple[str, str]]:
    """Every method and path of the app."""

    def walk(found: list[BaseRoute]) -> list[tuple[str, str]]:
        return [
            pair
            for route in found
            for pair in (
                walk(route.original_router.routes)
                if hasattr(route, "original_router")
                else [(m, getattr(route, "path", "")) for m in getattr(route, "methods", ())]
            )
        ]

    return sorted({(m, p) for m, p in walk(app_over(library()).routes) if m != "HEAD"})


def needed(method: str, path: str) -> Role | None:
    if (method, path) in SAID:
        return SAID[method, path]
    for prefix, role in UNDER.items():
        if f"{path}/".startswith(f"{prefix}/"):
            return role
    return READER if method == "GET" else MEMBER


FEEDS = (".atom", ".json", ".ics", "/metrics")  # asked by programs, with a token
ROUTES = routes()
RANK = [ANYONE, READER, MEMBER, OWNER]


@pytest.fixture(scope="module")
def clients() -> dict[Any, TestClient]:
    """A browser of nobody, and one of a person of each role; all with a form that is theirs."""
    news = library()
    accounts = news.people.accounts
    accounts.set_password(accounts.owner, "correct horse")
    people = {
        OWNER: accounts.owner,
        MEMBER: accounts.add("Member", role=MEMBER, now=NOW),
        READER: accounts.add("Reader", role=READER, now=NOW),
    }
    app = app_over(news)
    found: dict[Any, TestClient] = {}
    for role in RANK:
        web = TestClient(app, HERE, raise_server_exceptions=False, follow_redirects=False)
        if role:
            secret = news.people.keys.start_session(people[role], agent="", now=NOW)
            web.cookies.set("tidings", secret)
            token = news.people.keys.make_token(people[role], "", list(Scope), now=NOW)
            web.headers["x-token"] = token
        found[role] = web
    return found


def filled(path: str) -> str:
    """A path of nothing that is there: whoever is let in gets a 404 or a 400."""
    for name in ("{key}", "{number}", "{person}"):
        path = path.replace(name, "4711")
    path = path.replace("{format}", "atom").replace("{action}", "pause")
    return "/".join("x" if part.startswith("{") else part for part in path.split("/"))


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_who_may_ask_what(method: str, path: str, clients: dict[Any, TestClient]) -> None:
    role = needed(method, path)
    for who in RANK:
        kind = (
            "application/json" if path.startswith("/api") else "application/x-www-form-urlencoded"
        )
        answer = clients[who].request(
            method, filled(path), content=b"{}" if path.startswith("/api") else b"token=wrong",
            headers={"content-type": kind},
        )  # fmt: skip
        assert answer.status_code != 500
        to_login = answer.headers.get("location", "").startswith("/login")
        if RANK.index(who) >= RANK.index(role):
            assert answer.status_code != 401
            assert not to_login
            assert "asks for the role" not in answer.text
        elif who is None:
            assert answer.status_code == 401 or to_login
        else:
            assert answer.status_code == 403
            assert "asks for the role" in answer.text


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_token_gives_no_more_than_its_persons_role(
    method: str, path: str, clients: dict[Any, TestClient]
) -> None:
    role = needed(method, path)
    for who in (READER, MEMBER, OWNER):
        headers = {"Authorization": f"Bearer {clients[who].headers['x-token']}",
                   "content-type": "application/json"}  # fmt: skip
        web = TestClient(clients[who].app, HERE, follow_redirects=False)
        answer = web.request(method, filled(path), content=b"{}", headers=headers)
        if not (path.startswith("/api/") or filled(path).endswith(FEEDS)):
            pages = role is not ANYONE
            assert answer.headers.get("location", "").startswith("/login") is pages
        elif RANK.index(who) < RANK.index(role):
            assert answer.status_code == 403
        else:
            assert answer.status_code not in (401, 403)


def test_in_a_public_library_anyone_reads_and_changes_nothing() -> None:
    news = library()
    app = app_over(news, host="0.0.0.0", public=True)
    web = TestClient(app, HERE, raise_server_exceptions=False, follow_redirects=False)
    for method, path in ROUTES:
        role = needed(method, path)
        reads = (
            method == "GET"
            and role in (ANYONE, READER)
            and not path.startswith(PERSONAL)
            and not path.removeprefix("/api").startswith((*PERSONAL, "/channels"))
        )
        answer = web.request(method, filled(path))
        to_login = answer.headers.get("location", "").startswith("/login")
        if reads:
            assert not to_login
            assert answer.status_code != 401
        elif role is not ANYONE:
            assert to_login or answer.status_code == 401
