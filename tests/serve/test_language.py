"""In which language pages are: as a person set it, else as they chose, else their browser's."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.serve.conftest import client_over
from tests.serve.fake_news import FakeNews
from tidings.i18n import LOCALES, locale_of, preferred

NAMES = {"en": "Log in", "fr": "Se connecter", "ar": "تسجيل الدخول", "de": "Anmelden"}


@pytest.fixture
def client(news: FakeNews) -> TestClient:
    return client_over(news, public=True, host="0.0.0.0", base_url="http://127.0.0.1:8030")


def language(client: TestClient, path: str = "/about", **headers: str) -> str:
    found = re.search(r'<html lang="(\w+)" dir="(\w+)"', client.get(path, headers=headers).text)
    assert found
    assert found[2] == ("rtl" if found[1] == "ar" else "ltr")
    return found[1]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", ""),
        ("de", "de"),
        ("de-AT,en;q=0.5", "de"),
        ("en;q=0.5, ru;q=0.9", "ru"),
        ("pt-BR, pt;q=0.9, es;q=0.4", "es"),
        ("AR-eg", "ar"),
        ("fr;q=0, de;q=0.1", "de"),
        ("fr;q=high, de", "de"),
        ("*", ""),
        (";;q=,,=", ""),
        ("x" * 5_000 + ", fr", ""),
        ("fr;q=nan", ""),
    ],
)
def test_what_a_browser_prefers(header: str, code: str) -> None:
    assert preferred(header) == code


@pytest.mark.parametrize("code", LOCALES)
def test_pages_are_in_the_language_that_the_browser_asks_for(client: TestClient, code: str) -> None:
    assert language(client, accept_language=code) == "en"  # httpx writes no such header
    answer = client.get("/login", headers={"Accept-Language": f"{code}, en;q=0.1"})
    assert f'<html lang="{code}"' in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_choice_is_kept_and_beats_the_browser(client: TestClient) -> None:
    asked = {"Accept-Language": "de"}
    assert 'lang="fr"' in client.get("/about?lang=fr", headers=asked).text
    assert 'lang="fr"' in client.get("/about", headers=asked).text
    client.get("/about?lang=xx")
    assert language(client) == "fr"
    client.get("/about?lang=en")
    assert language(client) == "en"


def test_kept_answers_are_kept_by_language(client: TestClient) -> None:
    pages = [client.get("/about", headers={"Accept-Language": c}).text for c in ("de", "ar", "de")]
    assert pages[0] == pages[2] != pages[1]


def test_programs_are_answered_in_english(client: TestClient) -> None:
    asked = {"Accept-Language": "ar"}
    wrong = client.get("/api/stories/nothing-here", headers=asked)
    assert wrong.text == client.get("/api/stories/nothing-here").text
    assert "set-cookie" not in client.get("/api/stories?lang=ar").headers


def test_links_to_the_other_languages_keep_the_page(client: TestClient) -> None:
    page = client.get("/search?q=a%26b&lang=de").text
    assert 'href="/search?q=a%26b&amp;lang=fr"' in page
    assert "lang=de" not in page


def test_what_was_said_in_english_is_said_anew() -> None:
    assert locale_of("en").translated("This needs a login.") == "This needs a login."
    assert locale_of("de").translated("what nobody wrote") == "what nobody wrote"
