"""Passkeys, with Chromium's virtual authenticator."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from tests.serve.conftest import app_over, served
from tests.serve.fake_news import NOW, FakeNews
from tidings.errors import LoginError, UsageError
from tidings.people import People
from tidings.people.passkeys import HOLDS, Challenges
from tidings.storage import open_store
from tidings.types import Role

GOOD = "correct horse"
HOST, ORIGIN = "news.example", "https://news.example"


def test_a_challenge_is_taken_once_for_what_it_was_made() -> None:
    challenges = Challenges()
    made = challenges.make("login", now=NOW)
    assert not challenges.take(made, "make 1", now=NOW)
    assert not Challenges().take(made, "login", now=NOW)
    assert not challenges.take(made[:-1], "login", now=NOW)
    assert not challenges.take(b"", "login", now=NOW)
    assert not challenges.take(made, "login", now=NOW + HOLDS)
    assert challenges.take(made, "login", now=NOW)
    assert not challenges.take(made, "login", now=NOW)


@pytest.fixture
def people() -> People:
    people = People(open_store("sqlite://"), now=lambda: NOW)
    people.accounts.set_password(people.accounts.owner, GOOD)
    return people


@pytest.mark.parametrize(
    "answer",
    ["", "x", "[]", "{}", "null", '{"id": 1}', '{"id": "a", "rawId": "a", "type": "public-key"}',
     json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {}}),
     json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {
         "clientDataJSON": "e30", "authenticatorData": "YQ", "signature": "YQ",
         "attestationObject": "oA"}})],
)  # fmt: skip
def test_an_answer_that_is_none(answer: str, people: People) -> None:
    with pytest.raises(LoginError):
        people.passkeys.login(answer, host=HOST, origin=ORIGIN, now=NOW)
    owner = people.accounts.owner
    with pytest.raises(UsageError, match="Load the page again"):
        people.passkeys.add(owner, answer, name="", host=HOST, origin=ORIGIN, now=NOW)


def test_what_is_offered_says_nothing_of_anyone(people: People) -> None:
    people.accounts.add("Ann", role=Role.READER, now=NOW)
    asked = json.loads(people.passkeys.ask(host=HOST, now=NOW))
    assert asked["allowCredentials"] == []
    assert (asked["rpId"], asked["userVerification"]) == (HOST, "required")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser with an authenticator, at a library whose owner has a password."""
    news = FakeNews()
    news.people.accounts.set_password(news.people.accounts.owner, GOOD)
    with served(app_over(news)) as here:
        context = browser.new_context(base_url=here.replace("127.0.0.1", "localhost"))
        page = context.new_page()
        tools = context.new_cdp_session(page)
        tools.send("WebAuthn.enable")
        tools.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                    "hasUserVerification": True, "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )  # fmt: skip
        page.news = news  # type: ignore[attr-defined]
        yield page
        context.close()


@pytest.mark.browser
def test_a_device_logs_its_person_in(page: Page) -> None:
    news: FakeNews = page.news  # type: ignore[attr-defined]
    page.goto("/settings")
    page.get_by_label("Name").fill("owner")
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_label("Name of the device").fill("My laptop")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_text("The passkey is kept")).to_be_visible()
    expect(page.locator(".rows").get_by_text("My laptop").first).to_be_visible()

    page.get_by_role("button", name="Log out").click()
    page.goto("/login?next=/tags")
    with page.expect_request("**/login/passkey") as asked:
        page.get_by_role("button", name="Log in with a passkey").click()
    page.wait_for_url(re.compile(r"^[^?]*/tags$"))  # not the "?next=/tags" of the page before
    login = asked.value.post_data or ""
    assert "answer=" in login
    assert news.people.passkeys.of(1)[0].used_at == NOW

    replayed = page.request.post(
        "/login/passkey",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        data=login,
    )
    assert replayed.status == 403

    page.goto("/settings")
    page.get_by_role("button", name="Remove My laptop").click()
    expect(page.get_by_text("lets nobody in")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_text("not known here")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "offered"),
    [
        ("http://127.0.0.1:8030", False),  # a number
        ("http://localhost:8030", True),
        ("http://news.example.org", False),  # not encrypted
        ("https://news.example.org", True),
    ],
)
def test_passkeys_are_offered_where_browsers_make_them(address: str, offered: bool) -> None:
    news = FakeNews(size=0)
    news.people.accounts.set_password(news.people.accounts.owner, GOOD)
    app = app_over(news, base_url="https://news.example.org:9/")
    assert ("data-passkey" in TestClient(app, address).get("/login").text) is offered
