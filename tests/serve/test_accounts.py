"""Logging in, what is a person's own in the browser, and who sees whose answers."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from tests.serve.conftest import HERE, client_over
from tests.serve.fake_news import NOW, FakeNews
from tidings.config import Config
from tidings.errors import ConfigError
from tidings.people.accounts import TRIES
from tidings.people.keys import IDLE
from tidings.serve import create_app, run
from tidings.serve.accounts.devices import device
from tidings.serve.accounts.login import address_of, safe_path
from tidings.types import Json, KeyKind, Person, Role, Scope

GOOD = "correct horse"
FORM = {"content-type": "application/x-www-form-urlencoded"}


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def news() -> FakeNews:
    """A library whose owner has a password."""
    news = FakeNews()
    news.people.accounts.set_password(news.people.accounts.owner, GOOD)
    return news


def browser(news: Any, clock: Clock, address: str = HERE, **settings: Any) -> TestClient:
    app = create_app(news, Config(**settings), clock=clock)
    return TestClient(app, address, raise_server_exceptions=False, follow_redirects=False)


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def send(web: TestClient, page: str, path: str, **fields: str) -> Any:
    """Send a form as it stands on a page."""
    return web.post(path, data={"token": token_in(web.get(page).text), **fields})


def log_in(web: TestClient, name: str = "owner", password: str = GOOD, back: str = "/") -> Any:
    return send(web, "/login", "/login", name=name, password=password, next=back)


def join(news: FakeNews, name: str, role: Role) -> Person:
    person = news.people.accounts.add(name, role=role, now=NOW)
    return news.people.accounts.set_password(person, GOOD)


def with_session(news: FakeNews, web: TestClient, person: Person) -> TestClient:
    """The browser of a person who has logged in."""
    secret = news.people.keys.start_session(person, agent="test", now=NOW)
    web.cookies.set("tidings", secret)
    return web


def test_alone_nobody_logs_in(clock: Clock) -> None:
    web = browser(FakeNews(), clock)
    assert web.get("/").status_code == 200
    assert web.get("/login").headers["location"] == "/"
    assert "take one" in web.get("/people").text


@pytest.mark.parametrize(
    "settings",
    [
        {"host": "0.0.0.0"},
        {"host": "::"},
        {"host": "192.168.1.20"},
        {"base_url": "https://news.example.org"},
    ],
)
def test_where_others_can_come_a_login_is_needed(settings: dict[str, Any], clock: Clock) -> None:
    news = FakeNews()
    web = browser(news, clock, **settings)
    assert web.get("/").headers["location"] == "/login"
    assert "tidings person password owner" in web.get("/login").text
    with pytest.raises(ConfigError, match="tidings person password owner"):
        run._check_guarded(news, Config(**settings))  # type: ignore[arg-type]
    run._check_guarded(news, Config(public=True, **settings))  # type: ignore[arg-type]
    news.people.accounts.set_password(news.people.accounts.owner, GOOD)
    run._check_guarded(news, Config(**settings))  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_loopback_is_private(host: str) -> None:
    assert Config(host=host).is_private
    assert Config(host=host, base_url="http://localhost:8030/").is_private


def test_logging_in_and_out(news: FakeNews, clock: Clock) -> None:
    web = browser(news, clock)
    refused = web.get("/tag/a%20b?page=2")
    assert (refused.status_code, refused.headers["cache-control"]) == (303, "no-store")
    assert refused.headers["location"] == "/login?next=%2Ftag%2Fa%2520b%3Fpage%3D2"
    answer = log_in(web, back="/tags?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/tags?x=1")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("tidings=")
    assert all(part in cookie for part in ("httponly", "samesite=lax", "path=/"))
    assert "secure" not in cookie
    assert "owner" in web.get("/").text
    kept = web.cookies["tidings"]
    answer = send(web, "/settings", "/logout")
    assert answer.headers["location"] == "/login"
    web.cookies.set("tidings", kept)  # a thief has it still
    assert web.get("/").status_code == 303


def test_a_session_is_a_new_one_at_every_login(news: FakeNews, clock: Clock) -> None:
    web = browser(news, clock)
    page = token_in(web.get("/login").text)
    fields = {"token": page, "name": "owner", "password": GOOD}
    planted = {"Cookie": "tidings=planted"}
    first = web.post("/login", data=fields, headers=planted).cookies["tidings"]
    assert first != "planted"
    fields["token"] = token_in(web.get("/settings").text)
    second = web.post("/login", data=fields).cookies["tidings"]
    assert second != first
    assert len(news.people.keys.of(1, KeyKind.SESSION)) == 1
    assert news.people.keys.find(first, KeyKind.SESSION, now=NOW) is None


def test_by_https_the_cookie_belongs_to_this_host_alone(news: FakeNews, clock: Clock) -> None:
    for address, settings in (
        ("https://news.example.org", {"base_url": "https://news.example.org/"}),
        ("http://news.example.org", {"base_url": "https://news.example.org"}),  # behind a proxy
    ):
        answer = log_in(browser(news, clock, address, **settings))
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-tidings=")
        assert "Secure" in cookie
        assert "Domain" not in cookie


def test_a_wrong_password_says_nothing_of_the_name(news: FakeNews, clock: Clock) -> None:
    web = browser(news, clock)
    answers = [log_in(web, name=name, password="wrong") for name in ("owner", "nobody")]
    assert [answer.status_code for answer in answers] == [403, 403]
    pages = [re.sub(r'value="(owner|nobody)"', "", answer.text) for answer in answers]
    assert pages[0] == pages[1]
    assert "set-cookie" not in answers[0].headers
    for _ in range(TRIES):
        last = log_in(web, password="wrong")
    assert last.status_code == 429
    assert "Wait 15 min" in last.text
    assert log_in(web).status_code == 429


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("/story/x?page=2", "/story/x?page=2"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/a\\b", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\tevil", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("/é", "/"),
        ("/" + "x" * 3000, "/"),
    ],
)
def test_a_login_leads_nowhere_else(given: str, path: str) -> None:
    assert safe_path(given) == path


def test_an_expired_session_leads_to_the_login_and_back(news: FakeNews, clock: Clock) -> None:
    web = browser(news, clock)
    log_in(web)
    page = web.get("/sources")
    clock.now += IDLE
    answer = web.post(
        "/sources/x/pause",
        data={"token": token_in(page.text)},
        headers={"Referer": f"{HERE}/sources?page=2"},
    )
    assert answer.headers["location"] == "/login?next=%2Fsources%3Fpage%3D2"
    by_script = {"Sec-Fetch-Mode": "cors"}  # which can't see where it is led
    assert web.post("/river/mark", data={"read": "1"}, headers=by_script).status_code == 401
    assert news.told == []
    api = web.get("/api/status")
    assert (api.status_code, api.json()) == (401, {"error": "This needs a login."})
    assert api.headers["www-authenticate"] == "Bearer"
    feed = web.get("/feed.atom")
    assert (feed.status_code, feed.headers["content-type"]) == (401, "text/plain; charset=utf-8")


def test_a_session_in_use_goes_on(news: FakeNews, clock: Clock) -> None:
    web = browser(news, clock)
    log_in(web)
    for _ in range(3):
        clock.now += IDLE - timedelta(days=1)
        assert web.get("/").status_code == 200


def test_a_form_of_another_session_is_refused(news: FakeNews, clock: Clock) -> None:
    ann = join(news, "Ann", Role.MEMBER)
    hers, his = (with_session(news, browser(news, clock), ann) for _ in range(2))
    source = next(iter(news.known))
    token = token_in(hers.get("/sources").text)
    assert his.post(f"/sources/{source}/pause", data={"token": token}).status_code == 403
    alone = token_in(browser(news, clock).get("/login").text)
    assert hers.post(f"/sources/{source}/pause", data={"token": alone}).status_code == 403
    assert news.told == []
    assert hers.post(f"/sources/{source}/pause", data={"token": token}).status_code == 303


def test_nobody_is_shown_what_is_kept_for_another(news: FakeNews, clock: Clock) -> None:
    ann, bea = (join(news, name, Role.READER) for name in ("Ann", "Bea"))
    app = create_app(news, Config(public=True), clock=clock)  # type: ignore[arg-type]
    webs = [TestClient(app, HERE, follow_redirects=False) for _ in range(3)]
    with_session(news, webs[0], ann)
    with_session(news, webs[1], bea)
    for _ in range(2):
        pages = [web.get("/").text for web in webs]
        assert [("Ann" in page, "Bea" in page) for page in pages] == [
            (True, False), (False, True), (False, False)
        ]  # fmt: skip
        settings = [web.get("/settings") for web in webs]
        assert [answer.status_code for answer in settings] == [200, 200, 303]
    news.people.accounts.set_settings(ann, theme="dark")
    assert 'data-theme="dark"' in webs[0].get("/").text
    assert 'data-theme="dark"' not in webs[1].get("/").text
    news.people.accounts.remove(ann)
    assert "Ann" not in webs[0].get("/").text


@pytest.mark.parametrize("public", [True, False])
def test_who_may_not_read_is_led_nowhere_but_in(news: FakeNews, clock: Clock, public: bool) -> None:
    news.people.accounts.set_password(news.people.accounts.owner, GOOD)
    app = create_app(news, Config(public=public), clock=clock)  # type: ignore[arg-type]
    page = TestClient(app, HERE).get("/login").text
    assert ("<nav" in page, 'id="find"' in page, 'href="/tags"' in page) == (public,) * 3
    assert 'href="/login"' in page


def test_what_one_opens_is_new_to_the_others(news: FakeNews, clock: Clock) -> None:
    story = list(news.stories)[4]
    app = create_app(news, Config(), clock=clock)  # type: ignore[arg-type]
    webs = [
        with_session(news, TestClient(app, HERE), join(news, name, Role.READER))
        for name in ("Ann", "Bea")
    ]
    article = news.stories[story][0].id
    webs[0].get(f"/article/{article}")
    assert "New since you read it" in webs[0].get("/").text
    assert "New since you read it" not in webs[1].get("/").text
    assert "1 article remembered" in webs[0].get("/about").text
    assert "0 articles remembered" in webs[1].get("/about").text


@pytest.fixture
def owner(news: FakeNews, clock: Clock) -> TestClient:
    return with_session(news, browser(news, clock), news.people.accounts.owner)


def test_choosing_ones_own(owner: TestClient, news: FakeNews) -> None:
    accounts = news.people.accounts
    send(owner, "/settings", "/settings/looks", theme="dark", size="huge", width="wide", x="y")
    assert accounts.owner.settings == {"theme": "dark", "width": "wide"}
    send(owner, "/settings", "/settings/looks", language="xx")
    assert "language" not in accounts.owner.settings
    assert '<html lang="en" dir="ltr" data-theme="dark" data-size="medium"' in owner.get("/").text
    assert send(owner, "/settings", "/settings/name", name="a:b").status_code == 400
    send(owner, "/settings", "/settings/name", name="Ada", role="reader", id="7")
    assert (accounts.owner.name, accounts.owner.role) == ("Ada", Role.OWNER)
    for fields, status in (
        ({"present": "wrong", "password": "x" * 9, "again": "x" * 9}, 400),
        ({"present": GOOD, "password": "x" * 9, "again": "x" * 8}, 400),
        ({"present": GOOD, "password": "x", "again": "x"}, 400),
        ({"present": GOOD, "password": "x" * 9, "again": "x" * 9}, 303),
    ):
        before = accounts.owner.password
        answer = send(owner, "/settings", "/settings/password", **fields)
        assert answer.status_code == status
        assert (accounts.owner.password != before) == (status == 303)
    assert owner.get("/settings").status_code == 200  # this session goes on


@pytest.mark.parametrize("value", ["dark", 7, None, ["dark"], "x"])
def test_looks_that_are_unknown_are_the_usual_ones(
    value: Json, owner: TestClient, news: FakeNews
) -> None:
    news.people.accounts.set_settings(news.people.accounts.owner, theme=value)
    theme = "dark" if value == "dark" else "system"
    assert f'data-theme="{theme}"' in owner.get("/").text


def test_sessions_are_listed_and_ended(owner: TestClient, news: FakeNews, clock: Clock) -> None:
    other = with_session(news, browser(news, clock), news.people.accounts.owner)
    page = owner.get("/settings").text
    assert page.count('/end"') == 2 + 1
    send(owner, "/settings", "/settings/sessions/end")
    assert other.get("/").status_code == 303
    assert owner.get("/").status_code == 200
    assert send(owner, "/settings", "/settings/sessions/999/end").status_code == 404


def test_a_token_is_for_its_scopes(owner: TestClient, news: FakeNews, clock: Clock) -> None:
    made = send(owner, "/settings", "/settings/tokens", name="script", scope="read", days="30")
    found = re.search(r"tidings_[\w-]+", made.text)
    assert found
    assert found[0] not in owner.get("/settings").text
    web = browser(news, clock)
    mine = {"Authorization": f"Bearer {found[0]}"}
    assert web.get("/api/status", headers=mine).status_code == 200
    assert web.get("/feed.atom", headers=mine).status_code == 200
    source = next(iter(news.known))
    pause = f"/api/sources/{source}/pause"
    refused = web.post(pause, json={}, headers=mine)
    assert (refused.status_code, "scope “write”" in refused.json()["error"]) == (403, True)
    writes = news.people.keys.make_token(news.people.accounts.owner, "", [Scope.WRITE], now=NOW)
    theirs = {"Authorization": f"bearer {writes}"}
    assert web.post(pause, json={}, headers=theirs).status_code == 200
    assert web.get("/api/status", headers=theirs).status_code == 403
    for path in ("/", "/settings", "/people"):  # pages are not for programs
        assert web.get(path, headers=mine).status_code == 303
    for bad in ("Bearer x", "Bearer ", f"Bearer {found[0]}x", f"Basic {found[0]}"):
        assert web.get("/api/status", headers={"Authorization": bad}).status_code == 401
    (key,) = news.people.keys.of(1, KeyKind.TOKEN)[1:]
    send(owner, "/settings", f"/settings/tokens/{key.id}/remove")
    assert web.get("/api/status", headers=mine).status_code == 401


def test_a_cookie_is_no_token_and_a_token_no_cookie(news: FakeNews, clock: Clock) -> None:
    owner = news.people.accounts.owner
    session = news.people.keys.start_session(owner, agent="", now=NOW)
    token = news.people.keys.make_token(owner, "", list(Scope), now=NOW)
    web = browser(news, clock)
    assert web.get("/api/status", headers={"Authorization": f"Bearer {session}"}).status_code == 401
    web.cookies.set("tidings", token)
    assert web.get("/").status_code == 303


def test_the_password_for_reader_apps_is_shown_once(owner: TestClient, news: FakeNews) -> None:
    made = send(owner, "/settings", "/settings/apps").text
    found = re.search(r"<code>(\w{5}(?:-\w{5}){3})</code>", made)
    assert found
    assert f"<code>{HERE}</code>" in made
    assert news.people.keys.by_password("owner", found[1], now=NOW)
    page = owner.get("/settings").text
    assert found[1] not in page
    assert "Make it anew" in page
    send(owner, "/settings", "/settings/apps/remove")
    assert news.people.keys.by_password("owner", found[1], now=NOW) is None


def test_inviting_and_joining(owner: TestClient, news: FakeNews, clock: Clock) -> None:
    made = send(owner, "/people", "/people/invite", role="member", name="<b>Ann</b>").text
    found = re.search(rf"{HERE}(/join/[\w-]+)", made)
    assert found
    assert "<b>Ann" not in made
    web = browser(news, clock)
    fields = {"name": "Ann", "password": GOOD, "again": "other", "role": "owner"}
    assert send(web, found[1], found[1], **fields).status_code == 400
    answer = send(web, found[1], found[1], **fields | {"again": GOOD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert news.people.accounts.named("Ann").role is Role.MEMBER  # what the form says is nothing
    assert "Ann" in web.get("/").text
    again = browser(news, clock)  # the form was sent twice: the second answer is what is shown
    for password, status in ((GOOD, 303), ("another one", 404)):
        again.cookies.clear()
        token = token_in(again.get("/login").text)
        sent = {"name": "Ann", "password": password, "again": password, "token": token}
        assert again.post(found[1], data=sent).status_code == status
    late = web.get(found[1])
    assert (late.status_code, "Ask for a new one" in late.text) == (404, True)
    assert web.get("/people").status_code == 403


def test_the_owner_says_who_may_what(owner: TestClient, news: FakeNews, clock: Clock) -> None:
    ann = join(news, "Ann", Role.READER)
    web = with_session(news, browser(news, clock), ann)
    assert web.get("/sources/add").status_code == 403
    send(owner, "/people", f"/people/{ann.id}/role", role="member")
    assert web.get("/sources/add").status_code == 200
    assert send(owner, "/people", f"/people/{ann.id}/role", role="king").status_code == 400
    assert send(owner, "/people", "/people/1/role", role="reader").status_code == 400
    assert send(owner, "/people", "/people/99/role", role="reader").status_code == 404
    send(owner, "/people", "/people/invite", role="reader")
    (one,) = news.people.invitations.all(now=NOW)
    send(owner, "/people", f"/people/invitations/{one.id}/remove")
    assert news.people.invitations.all(now=NOW) == []
    assert "can't be undone" in owner.get(f"/people/{ann.id}/remove").text.replace("’", "'")
    send(owner, f"/people/{ann.id}/remove", f"/people/{ann.id}/remove")
    assert news.people.accounts.get(ann.id) is None
    assert web.get("/").status_code == 303


def test_a_library_that_fails_says_so_at_the_door(news: FakeNews, clock: Clock) -> None:
    web = client_over(news)
    web.cookies.set("tidings", "x")
    news.people.accounts._store.close()
    answer = web.get("/")
    assert answer.status_code in (500, 503)


@pytest.mark.parametrize(
    ("agent", "called"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Safari/537.36",
            "Chrome on Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1",
            "Chrome on iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
         "Firefox on Android"),
        ("curl/8.5.0", "curl"),
        ("", "An unnamed browser"),
    ],
)  # fmt: skip
def test_devices_are_called_as_people_call_them(agent: str, called: str) -> None:
    assert device(agent) == called


def test_who_may_not_change_anything_sees_no_buttons(news: FakeNews, clock: Clock) -> None:
    story = list(news.stories)[4]
    article, source = news.stories[story][1].id, next(iter(news.known))
    pages = ("/sources", f"/story/{story}", f"/article/{article}", f"/source/{source}")
    shown = []
    for role in (Role.READER, Role.MEMBER):
        web = with_session(news, browser(news, clock), join(news, str(role), role))
        texts = [web.get(page).text for page in pages]
        shown.append([bool(re.search(r'"/[^"]*/(correct|add|country|poll)[?"]', t)) for t in texts])
    assert shown == [[False] * 4, [True] * 4]


def test_a_correction_is_by_who_logged_in(news: FakeNews, clock: Clock) -> None:
    said = []
    news.correct = lambda *_, by, **__: said.append(by)  # type: ignore[attr-defined]
    web = with_session(news, browser(news, clock), join(news, "Ann", Role.MEMBER))
    send(web, "/settings", "/corrections", kind="lock", item="x", by="Bea")
    assert said == ["Ann"]


@pytest.mark.parametrize(
    ("peer", "said", "address"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "192.0.2.1", "203.0.113.9"),  # only this machine is believed
        ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("127.0.0.1", "198.51.100.7, 2001:db8::1", "2001:db8::1"),  # what the proxy itself saw
        ("::1", "nonsense", "::1"),
        ("127.0.0.1", "", "127.0.0.1"),
    ],
)
def test_from_where_a_try_comes(peer: str, said: str, address: str) -> None:
    headers = [(b"x-forwarded-for", said.encode())]
    scope = {"type": "http", "headers": headers, "client": (peer, 1)}
    assert address_of(Request(scope)) == address
