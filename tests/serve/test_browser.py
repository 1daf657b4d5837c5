"""What a person does, in a real browser: read, follow a citation, add and pause a source."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serve.conftest import app_over, served
from tests.serve.fake_news import FakeNews
from tidings.i18n import LOCALES

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}

TOO_PALE = """() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = channels(colour).slice(0, 3).map(c => c / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = e => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !e.checkVisibility()) continue;
    const [a, b] = [getComputedStyle(e).color, behind(e)].map(light).sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) found.add(e.outerHTML.slice(0, 120));
  }
  return [...found];
}"""


@pytest.fixture(scope="module")
def news() -> FakeNews:
    return FakeNews()


@pytest.fixture(scope="module")
def here(news: FakeNews) -> Iterator[str]:
    with served(app_over(news)) as here:
        yield here


@pytest.fixture
def page(browser: Browser, here: str) -> Iterator[Page]:
    """A page on a phone; at the end of a test nothing may have been refused or logged."""
    context = browser.new_context(viewport=PHONE, base_url=here)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def paths(news: FakeNews) -> list[str]:
    story = list(news.stories)[4]
    article = news.stories[story][2].id
    source = next(iter(news.known))
    return [
        "/",
        "/?tag=council",
        f"/story/{story}",
        f"/article/{article}",
        f"/article/{article}/versions",
        "/tags",
        "/tag/council",
        "/topics",
        "/topic/sport",
        f"/source/{source}",
        "/search?q=harbour",
        "/sources",
        "/sources/add",
        f"/sources/{source}/remove",
        "/about",
        "/api",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_a_phone_and_can_be_read(page: Page, news: FakeNews, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in paths(news):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        assert page.evaluate(TOO_PALE) == [], path


CUT = "e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth + 1"


@pytest.mark.parametrize("code", LOCALES)
def test_the_bar_fits_in_every_language(page: Page, code: str) -> None:
    for width in (360, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(f"/about?lang={code}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for element in page.locator(".top .me, .find button, .masthead").element_handles():
            assert not element.evaluate(CUT), (width, element.inner_text())


def test_a_summary_leads_to_its_sentence(page: Page, news: FakeNews) -> None:
    page.goto(f"/story/{list(news.stories)[4]}")
    said = page.locator(".rests span").first.inner_text()
    page.locator(".rests").first.click()
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    assert target.inner_text() == said
    assert page.evaluate("getComputedStyle(document.querySelector(':target')).boxShadow") != "none"


def test_folded_background_opens_for_a_sentence_in_it(page: Page, news: FakeNews) -> None:
    article = news.stories[list(news.stories)[4]][1]
    page.goto(f"/article/{article.id}")
    inside = page.locator("details.recycled span[id]").first
    expect(inside).to_be_hidden()
    page.goto(f"/article/{article.id}#{inside.get_attribute('id')}")
    expect(inside).to_be_visible()


def test_the_keyboard_reaches_the_news_first(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_sources_are_added_paused_and_removed(page: Page, news: FakeNews) -> None:
    page.goto("/sources")
    page.get_by_role("link", name="Add a source").click()
    page.get_by_label("Address of a feed").fill("paper.example/")
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("heading", name="What is there")).to_be_visible()
    page.get_by_role("button", name="Add what is ticked").click()
    expect(page.get_by_role("heading", name="Added")).to_be_visible()
    assert news.told[-1] == ("add_candidates", ("https://paper.example/feed",), "")
    page.get_by_role("link", name="See the sources").click()
    page.get_by_role("button", name="Pause").first.click()
    expect(page.get_by_role("status")).to_contain_text("Paused")
    expect(page.get_by_role("button", name="Resume")).to_have_count(1)
    page.get_by_role("button", name="Resume").click()
    page.get_by_role("link", name="Remove").last.click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("status")).to_contain_text("Removed")
    assert [told[0] for told in news.told] == [
        "preview",
        "add_candidates",
        "pause",
        "resume",
        "remove",
    ]


def test_searching_from_any_page(page: Page) -> None:
    page.goto("/about")
    page.get_by_role("searchbox").fill("harbour")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("120 articles for harbour")).to_be_visible()


def test_a_form_is_sent_once_however_often_its_button_is_clicked(page: Page) -> None:
    page.goto("/settings")
    page.get_by_label("What is it for?").fill("a script")
    stopped = page.evaluate(
        """() => {
          const stopped = [];
          document.addEventListener('submit', (event) => {
            stopped.push(event.defaultPrevented);
            event.preventDefault();
          });
          const form = document.querySelector("form[action='/settings/tokens']");
          for (let clicks = 0; clicks < 3; clicks++) form.requestSubmit();
          return stopped;
        }"""
    )
    assert stopped == [False, True, True]
