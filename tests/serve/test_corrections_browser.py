"""Saying no, in a real browser, on a phone and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.correcting.library import library, placed
from tests.serve.conftest import app_over, served
from tests.serve.test_browser import PHONE, TOO_PALE

pytestmark = pytest.mark.browser


def test_an_article_is_taken_out_and_put_back(browser: Browser) -> None:
    here = {"a1": "A", "a2": "A", "b1": "B"}
    with library(here) as news, served(app_over(news)) as address:
        context = browser.new_context(viewport=PHONE, base_url=address, java_script_enabled=False)
        page = context.new_page()
        page.goto("/article/a2")
        page.get_by_role("link", name="It does not belong there").click()
        expect(page.get_by_role("checkbox", name="Quake a2")).to_be_checked()
        page.get_by_label("Which story?").first.select_option(label="Comet b1")
        page.get_by_role("button", name="Move them to that story").click()
        expect(page.get_by_text("“Quake a2” leaves “Ferry a1”")).to_be_visible()
        page.get_by_label("Why").fill("another fire")
        page.get_by_role("button", name="Do it").click()
        expect(page.get_by_role("status")).to_contain_text("Done: moved “Quake a2”")
        assert placed(news)["a2"] == "B"
        page.get_by_role("status").get_by_role("link", name="Undo").click()
        page.get_by_role("button", name="Undo it").click()
        expect(page.get_by_role("heading", name="Undone")).to_be_visible()
        assert placed(news) == here
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_a_phone_and_can_be_read(browser: Browser, scheme: str) -> None:
    here = {"a1": "A", "a2": "A", "b1": "B"}
    with library(here) as news, served(app_over(news)) as address:
        news.correct("apart", ["A", "B"], by="anna", note="two fires")
        context = browser.new_context(viewport=PHONE, base_url=address)
        page = context.new_page()
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for path in (
            "/story/A/correct",
            "/story/A?done=1",
            "/corrections",
            "/corrections/1/undo",
            "/corrections/new?kind=split&story=A&item=a1",
            "/corrections/new?kind=merge&story=A&other=B",
        ):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
            assert page.evaluate(TOO_PALE) == [], path
        context.close()
