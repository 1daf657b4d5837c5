"""Pages on paper: what is read, where it stands, and nothing that is pressed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serve.conftest import app_over, served
from tests.serve.fake_news import FakeNews

pytestmark = pytest.mark.browser

SEEN = "e => !!e.checkVisibility() && e.getClientRects().length > 0"


@pytest.fixture(scope="module")
def news() -> FakeNews:
    return FakeNews()


@pytest.fixture(scope="module")
def page(browser: Browser, news: FakeNews) -> Iterator[Page]:
    with served(app_over(news)) as here:
        page = browser.new_page(base_url=here)
        page.emulate_media(media="print", color_scheme="dark")
        yield page
        page.close()


@pytest.mark.parametrize("kind", ["story", "article"])
def test_what_is_on_paper(page: Page, news: FakeNews, kind: str) -> None:
    story = list(news.stories)[4]
    name = story if kind == "story" else news.stories[story][2].id
    page.goto(f"/{kind}/{name}")
    for pressed in ("nav", "button", "input", "textarea", "footer.bottom", ".skip", ".beside"):
        seen = [one.evaluate(SEEN) for one in page.locator(pressed).element_handles()]
        assert not any(seen), pressed
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".tellings h3" if kind == "story" else ".body p").first).to_be_visible()
    host = page.locator("a[data-host]").first
    behind = host.evaluate("e => getComputedStyle(e, '::after').content")
    assert behind.replace('" "', "").count(".example)") == 1
    colours = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colours in ("rgb(255, 255, 255)", "#fff")  # whatever the colours of the screen
