"""Read without a network: what is kept, whose it is, and marks that wait."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.serve.conftest import HERE, served
from tests.serve.fake_news import FakeNews
from tests.serve.test_river import write
from tidings.config import Config
from tidings.news import News
from tidings.serve.app import create_app
from tidings.types import OWNER, Person, Role, Source
from tidings.workers.local import Inline

HOUR = timedelta(hours=1)
STORIES = [f"story{number}" for number in range(5)]
KEPT = """async () => {
  const kept = await caches.open('pages');
  return (await kept.keys()).map(one => new URL(one.url).pathname);
}"""

LISTED = "() => !!document.querySelector('#kept a, #nothing:not([hidden])')"
WAITING = """async () => {
  const state = await caches.open('state');
  return (await state.keys()).filter(one => !/whose|as-of/.test(one.url));
}"""
AS_OF = """async () => {
  const kept = await (await caches.open('state')).match('/as-of');
  return kept ? await kept.json() : {};
}"""
AN_HOUR_LATER = """async () => {
  const pages = await caches.open('pages');
  for (const key of await pages.keys()) {
    const kept = await pages.match(key);
    const headers = new Headers(kept.headers);
    headers.set('Date', new Date(Date.now() - 3600e3).toUTCString());
    await pages.put(key, new Response(kept.body, { headers }));
  }
}"""


@pytest.fixture
def news() -> Iterator[News]:
    now = datetime.now(UTC)
    config = Config(encoder="none")
    with News.open("sqlite://", config=config, pool=Inline()) as opened:
        feed = "https://gazette.example/feed"
        source = Source(id="gazette", url=feed, kind="feed", title="Gazette", added_at=now)
        opened.store.sources.save(source)
        for number, story in enumerate(STORIES):
            write(opened, story, number, "gazette", "en", f"Words of {story}.", now - HOUR)
        yield opened


@pytest.fixture
def here(news: News) -> Iterator[str]:
    with served(create_app(news, Config())) as here:
        yield here


@pytest.fixture
def context(browser: Browser, here: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=here)
    yield context
    context.close()


def joined(news: News, name: str) -> Person:
    owner = news.people.accounts.owner
    if not owner.password:
        news.people.accounts.set_password(owner, "correct horse")
    return news.people.accounts.add(name, role=Role.READER, now=datetime.now(UTC))


def enter(context: BrowserContext, here: str, news: News, person: Person) -> Page:
    """A page of a person who logged in, with a worker that looks after it."""
    secret = news.people.keys.start_session(person, agent="", now=datetime.now(UTC))
    context.add_cookies([{"name": "tidings", "value": secret, "url": here}])
    page = context.new_page()
    page.goto("/river?show=all")
    until(page, "async () => !!navigator.serviceWorker.controller")
    return page


def until(page: Page, condition: str) -> None:
    """Wait for what a script returns: our pages let no script of another's wait in them."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


def wait_for_kept(page: Page, path: str) -> None:
    until(page, f"async () => (await ({KEPT})()).includes('{path}')")


def kept_list(page: Page) -> list[str]:
    page.goto("/nowhere-near")
    expect(page.locator("h1")).to_have_text("No connection")
    until(page, LISTED)
    return page.locator("#kept a").all_inner_texts()


@pytest.mark.browser
def test_stories_that_were_listed_are_read_without_a_network(
    context: BrowserContext, here: str, news: News
) -> None:
    page = enter(context, here, news, news.people.accounts.owner)
    for story in STORIES:
        wait_for_kept(page, f"/story/{story}")
    desk = news.people.desk(OWNER)
    assert all(not s.read for story in STORIES for s in desk.of_story(story) or [])
    context.set_offline(True)
    page.goto("/story/story1")
    expect(page.locator("h1")).to_have_text("story1 1")
    expect(page.locator("#offline")).to_contain_text("You are offline. This page is as it was on")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"  # its style is there
    page.goto("/river?show=all")
    expect(page.locator(".card")).to_have_count(len(STORIES))
    listed = kept_list(page)
    assert {"All news", "story1 1", "story4 4"} <= set(listed)
    page.get_by_role("link", name="story4 4").click()
    expect(page.locator("h1")).to_have_text("story4 4")
    context.set_offline(False)
    page.goto("/tags")
    expect(page.locator("#offline p")).to_have_count(0)
    until(page, f"async () => !(await ({WAITING})()).length")
    assert [s.read for s in desk.of_story("story1") or []] == [True]  # opened without a network


@pytest.mark.browser
def test_only_stories_that_went_on_are_fetched_ahead_again(
    context: BrowserContext, here: str, news: News
) -> None:
    page = enter(context, here, news, news.people.accounts.owner)
    for story in STORIES:
        wait_for_kept(page, f"/story/{story}")
    until(page, f"async () => Object.keys(await ({AS_OF})()).length === {len(STORIES)}")
    page.evaluate(AN_HOUR_LATER)
    write(news, "story2", 9, "gazette", "en", "It went on.", datetime.now(UTC))
    asked: list[str] = []
    context.on("request", lambda one: asked.append(one.url.removeprefix(here)))
    page.goto("/river?show=all")
    until(page, f"async () => (await ({AS_OF})())['{here}/story/story2'].startsWith('2.')")
    page.wait_for_timeout(500)
    assert [one for one in asked if one.startswith("/story/")] == ["/story/story2"]


@pytest.mark.browser
def test_marks_wait_for_the_network_and_are_set_once(
    context: BrowserContext, here: str, news: News
) -> None:
    page = enter(context, here, news, news.people.accounts.owner)
    wait_for_kept(page, "/story/story0")
    page.reload()  # by the worker
    context.set_offline(True)
    page.reload()
    card = page.locator("#s-story3")
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_role("button", name="Saved")).to_be_visible()
    card.get_by_role("button", name="Mark as read").click()
    card.get_by_role("button", name="Mark as unread").click()
    card.get_by_role("button", name="Mark as read").click()
    other = page.locator("#s-story2").get_by_role("button", name="Mark as read")
    other.click()
    expect(page.locator("#s-story2[data-read]")).to_be_visible()
    page.reload()
    expect(page.locator("#s-story3[data-saved][data-read]")).to_be_visible()  # it is remembered
    desk = news.people.desk(OWNER)
    assert desk.saved() == 0
    write(news, "story2", 20, "gazette", "en", "Came meanwhile.", datetime.now(UTC) + HOUR)
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    until(page, f"async () => !(await ({WAITING})()).length")
    assert desk.saved() == 1
    assert [(s.saved, s.read) for s in desk.of_story("story3") or []] == [(True, True)]
    assert [s.read for s in desk.of_story("story2") or []] == [False, True]  # newest first
    page.goto("/river?show=saved")
    expect(page.locator(".card")).to_have_count(1)


@pytest.mark.browser
def test_nothing_of_one_reader_is_left_to_another(
    context: BrowserContext, here: str, news: News
) -> None:
    ann, ben = joined(news, "Ann"), joined(news, "Ben")
    page = enter(context, here, news, ann)
    wait_for_kept(page, "/story/story0")
    page.goto("/tags")
    wait_for_kept(page, "/tags")
    other = enter(context, here, news, ben)
    expect(page.locator(".me")).to_have_text("Settings of Ben")  # her tab, too, is his now
    assert "Ann" not in "".join(kept_pages(other))
    context.set_offline(True)
    other.goto("/river?show=all")
    expect(other.locator(".me")).to_have_text("Settings of Ben")
    assert "Ann" not in other.content() + "".join(kept_pages(other))


def kept_pages(page: Page) -> list[str]:
    texts: list[str] = page.evaluate(
        "async () => { const c = await caches.open('pages');"
        " return Promise.all((await c.keys()).map(async k => (await c.match(k)).text())) }"
    )
    return texts


@pytest.mark.browser
@pytest.mark.parametrize("offline", [False, True])
def test_logging_out_takes_what_is_kept_along(
    context: BrowserContext, here: str, news: News, offline: bool
) -> None:
    ann = joined(news, "Ann")
    page = enter(context, here, news, ann)
    wait_for_kept(page, "/story/story0")
    page.goto("/settings")
    context.set_offline(offline)
    page.get_by_role("button", name="Log out").click()
    if offline:
        expect(page.locator("#still")).to_be_visible()
    else:
        expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    context.set_offline(True)
    assert kept_list(page) == []
    page.goto("/story/story0")
    expect(page.locator("h1")).to_have_text("No connection")
    if offline:
        context.set_offline(False)
        expect(page.locator("h1")).to_have_text("story0 0")  # by itself


def test_it_can_be_installed() -> None:
    web = TestClient(create_app(FakeNews(), Config()), HERE)
    front = LexborHTMLParser(web.get("/").text)
    path = front.css_first("link[rel=manifest]").attributes["href"] or ""
    answer = web.get(path)
    assert answer.headers["content-type"] == "application/manifest+json"
    manifest = answer.json()
    sizes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert sizes == {
        ("any", "any"),
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in manifest["icons"]:
        got = web.get(icon["src"])
        assert (got.status_code, got.headers["content-type"]) == (200, icon["type"])
        assert len(got.content) < 20_000
        if icon["type"] == "image/png":
            width, height = got.content[16:20], got.content[20:24]
            assert f"{int.from_bytes(width)}x{int.from_bytes(height)}" == icon["sizes"]


def test_the_worker_keeps_what_every_page_needs() -> None:
    web = TestClient(create_app(FakeNews(), Config()), HERE)
    answer = web.get("/worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" not in answer.headers["cache-control"]
    files = json.loads(answer.text.partition("\n")[0].removeprefix("const FILES = ").rstrip(";"))
    page = web.get("/offline")
    needed = {
        node.attributes.get("href") or node.attributes["src"]
        for node in LexborHTMLParser(page.text).css("link[rel=stylesheet], script")
    }
    assert {"/offline", *needed} <= set(files)
    assert all(web.get(path).status_code == 200 for path in files)
    assert "tidings-reader" not in page.headers  # it is of nobody, and takes nothing along


SEEN = str(int((datetime.now(UTC) + HOUR).timestamp()))


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ["save"], "story": [], "on": ["1"], "seen": [SEEN]},
        {"kind": ["label"], "story": ["story0"], "on": ["1"], "seen": [SEEN]},
        {"kind": ["save"], "story": ["story0"], "on": ["1"], "seen": ["soon"]},
        {"kind": ["save"], "story": ["story0"], "on": ["1"], "seen": ["9" * 40]},
        {"kind": ["save"] * 2001, "story": ["x"] * 2001, "on": ["1"] * 2001, "seen": [SEEN] * 2001},
    ],
)
def test_marks_that_make_no_sense_are_refused(news: News, fields: dict[str, list[str]]) -> None:
    web = TestClient(create_app(news, Config()), HERE, follow_redirects=False)
    token = web.get("/river").headers["tidings-token"]
    assert web.post("/offline/marks", data={"token": [token], **fields}).status_code == 400
    assert web.post("/offline/marks", data={"token": ["wrong"], **fields}).status_code == 403


def test_marks_that_come_twice_count_once(news: News) -> None:
    web = TestClient(create_app(news, Config()), HERE, follow_redirects=False)
    token = web.get("/river").headers["tidings-token"]
    fields = {
        "kind": ["save", "mark", "save"],
        "story": ["story0", "story1", "gone"],
        "on": ["1"] * 3,
    }
    for _ in range(2):
        sent = {"token": [token], "seen": [SEEN] * 3, **fields}
        assert web.post("/offline/marks", data=sent).status_code == 204
        write(
            news, "story0", 30, "gazette", "en", "More.", datetime.now(UTC)
        )  # another article stands first now
    assert news.people.desk(OWNER).saved() == 1
