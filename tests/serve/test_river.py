"""The river: stories as one person follows, reads and keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.serve.conftest import QUIET, find_chromium, served
from tidings.config import Config
from tidings.news import News
from tidings.people import river
from tidings.serve.app import create_app
from tidings.storage.desks import Asked
from tidings.types import OWNER, Article, Of, Source, Stream
from tidings.workers.local import Inline

NOW = datetime(2026, 3, 15, 9, tzinfo=UTC)
TOLD = {  # story: (source, language, text) of each article, in order of arrival
    "bridge": [
        ("gazette", "en", "The old bridge of Vaness was closed."),
        ("matin", "fr", "Fermé."),
    ],
    "strike": [("gazette", "en", "Nine tram lines stood still on Monday.")],
    "storm": [("matin", "fr", "La tempête a coupé le courant."), ("gazette", "en", "Storm Maud.")],
}


def write(
    news: News,
    story: str,
    number: int,
    source: str,
    language: str,
    text: str,
    now: datetime = NOW,
) -> None:
    article = Article(
        id=f"{story}{number}",
        url=f"https://{source}.example/{story}{number}",
        source=source,
        publisher=source.title(),
        title=f"{story} {number}",
        paragraphs=(text,),
        language=language,
        published_at=now - timedelta(hours=1),
        fetched_at=now,
    )
    news.store.articles.save(article, page="", now=now)
    news.store.stories.assign(article.id, story, duplicate_of="", because=())
    news.store.stories.refresh([story])


@pytest.fixture
def news() -> Iterator[News]:
    config = Config(encoder="none")
    with News.open("sqlite://", config=config, pool=Inline()) as opened:
        for name, folder in (("gazette", ""), ("matin", "Abroad")):
            opened.store.sources.save(
                Source(
                    id=name,
                    url=f"https://{name}.example/feed",
                    kind="feed",
                    title=name.title(),
                    folder=folder,
                    added_at=NOW,
                )
            )
        for story, articles in TOLD.items():
            for number, told in enumerate(articles):
                write(opened, story, number, *told)
        yield opened


@pytest.fixture
def web(news: News) -> TestClient:
    app = create_app(news, Config(), clock=lambda: NOW)
    return TestClient(app, "http://localhost", follow_redirects=False)


def titles(web: TestClient, query: str = "") -> list[str]:
    tree = LexborHTMLParser(web.get(f"/river{query}").text)
    return [node.attributes["data-story"] or "" for node in tree.css("[data-story]")]


def send(web: TestClient, what: str, **fields: str) -> str:
    tree = LexborHTMLParser(web.get("/river?show=all").text)
    token = tree.css_first("input[name=token]").attributes["value"] or ""
    answer = web.post(f"/river/{what}", data={"token": token, "back": "/river", **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["storm", "strike", "bridge"]),
        ("?order=oldest", ["bridge", "strike", "storm"]),
        ("?source=gazette", ["storm", "strike", "bridge"]),
        ("?source=matin", ["storm", "bridge"]),
        ("?language=fr", ["storm", "bridge"]),
        ("?show=saved", []),
        ("?label=none", []),
        ("?source=nobody", []),
        ("?folder=987654", []),
    ],
)
def test_streams_are_of_stories_each_once(web: TestClient, query: str, expected: list[str]) -> None:
    assert titles(web, query) == expected


def test_a_folder_has_its_stories(news: News, web: TestClient) -> None:
    folders = {f.name: f.number for f in news.people.desk(OWNER).folders()}
    assert titles(web, f"?folder={folders['Abroad']}") == ["storm", "bridge"]


def test_going_on_repeats_and_loses_nothing(news: News) -> None:
    for number in range(40):  # stories that are told again and again, in turn
        write(news, f"story{number % 13:02}", 100 + number, "gazette", "en", f"Text {number}.")
    desk = news.people.desk(OWNER)
    for oldest in (False, True):
        for stream in (Stream(), Stream(Of.SOURCE, "gazette"), Stream(Of.LANGUAGE, "en")):
            asked, seen = Asked(stream=stream, read=False, oldest_first=oldest), []
            while True:
                page = river(news.store, desk, asked, limit=3, now=NOW)
                seen += [row.card.story.id for row in page.rows]
                if page.after is None:
                    break
                place = {"above" if oldest else "below": page.after}
                asked = Asked(stream=stream, read=False, oldest_first=oldest, **place)  # type: ignore[arg-type]
            assert sorted(seen) == sorted({*seen}), (stream, oldest)
            assert len(seen) == 16


def test_a_story_is_read_by_opening_it_and_unread_again_by_its_button(web: TestClient) -> None:
    assert web.get("/story/strike").status_code == 200
    assert titles(web) == ["storm", "bridge"]
    assert send(web, "mark", story="strike", read="0") == "/river"
    assert titles(web) == ["storm", "strike", "bridge"]
    send(web, "mark", story="storm", read="1")
    send(web, "mark", story="storm", read="1")  # a double submit
    assert titles(web) == ["strike", "bridge"]
    assert titles(web, "?show=all") == ["storm", "strike", "bridge"]


def test_what_is_opened_can_be_marked_as_unread_where_it_stands(web: TestClient) -> None:
    """Without a script as well: the page that comes then does not read it again."""
    tree = LexborHTMLParser(web.get("/story/strike").text)
    form = tree.css_first("form[data-mark=mark]")
    assert form.css_first("button").text() == "Mark as unread"
    fields = {i.attributes["name"] or "": i.attributes["value"] or "" for i in form.css("input")}
    answer = web.post("/river/mark", data={**fields, "read": "0"})
    back = web.get(answer.headers["location"])
    assert LexborHTMLParser(back.text).css_first("form[data-mark=mark] button").text() == (
        "Mark as read"
    )
    assert "strike" in titles(web)


def test_a_story_that_grows_is_unread_again(news: News, web: TestClient) -> None:
    web.get("/story/bridge")
    write(news, "bridge", 9, "gazette", "en", "It was opened again on Friday.")
    assert titles(web) == ["bridge", "storm", "strike"]


def test_saved_and_labelled(web: TestClient) -> None:
    send(web, "save", story="bridge", on="1")
    assert titles(web, "?show=saved") == ["bridge"]
    send(web, "label", story="storm", label=" to  read ", on="1")
    assert titles(web, "?show=all&label=to%20read") == ["storm"]
    send(web, "save", story="bridge", on="0")
    send(web, "label", story="storm", label="to read", on="0")
    assert titles(web, "?show=saved") + titles(web, "?label=to+read") == []


def test_all_is_read_and_unread_again(news: News, web: TestClient) -> None:
    newest = str(news.people.desk(OWNER).newest())
    where = send(
        web, "through", stream="all/", through=newest, side="older", back="/river?order=oldest"
    )
    assert where == "/river?order=oldest&done=read-5"
    assert "5 marked as read." in web.get(where).text
    assert titles(web) == []
    assert send(web, "undo").endswith("done=undone-5")
    assert titles(web) == ["storm", "strike", "bridge"]
    assert send(web, "through", stream="all/", through="4", side="above").endswith("read-2")
    assert titles(web) == ["strike", "bridge"]


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ("newest", "Mark this and all above as read"),
        ("newest", "Mark this and all below as read"),
        ("oldest", "Mark this and all above as read"),
    ],
)
def test_stories_above_and_below_are_marked_whole(
    news: News, web: TestClient, order: str, words: str
) -> None:
    write(news, "bridge", 8, "matin", "fr", "Rouvert.")  # on either side of the strike, in time
    write(news, "strike", 9, "matin", "fr", "Fini.")
    write(news, "storm", 9, "matin", "fr", "Calme.")
    tree = LexborHTMLParser(web.get(f"/river?order={order}").text)
    shown = [node.attributes["data-story"] or "" for node in tree.css("[data-story]")]
    card = tree.css_first("#s-strike")
    forms = [form for form in card.css("form") if words in form.text()]
    assert len(forms) == 1
    fields = {
        i.attributes["name"] or "": i.attributes["value"] or "" for i in forms[0].css("input")
    }
    assert web.post("/river/through", data=fields).status_code == 303
    at = shown.index("strike")
    kept = shown[at + 1 :] if "above" in words else shown[:at]
    assert titles(web, f"?order={order}") == kept
    assert send(web, "undo")
    assert titles(web, f"?order={order}") == shown


def test_in_a_browser_the_page_before_is_a_link_that_is_followed(
    news: News, browser: Browser
) -> None:
    for number in range(45):
        write(news, f"minor{number}", 0, "gazette", "en", f"Notice {number} of the harbour.")
    with served(create_app(news, Config(), clock=lambda: NOW)) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("/about")
        page.goto("/?page=2")
        page.keyboard.press("p")
        expect(page.locator("a[rel=next]")).to_be_visible()
        expect(page).to_have_url(re.compile("page=1$"))
        page.keyboard.press("n")
        expect(page).to_have_url(re.compile("page=2$"))
        context.close()


@pytest.mark.parametrize(
    ("what", "fields", "status"),
    [
        ("mark", {"story": "nothing"}, 404),
        ("save", {"story": ""}, 404),
        ("label", {"story": "bridge", "label": " "}, 400),
        ("label", {"story": "bridge", "label": "x" * 101}, 400),
        ("through", {"stream": "everything/", "through": "1"}, 400),
        ("through", {"stream": "all/", "through": "x"}, 400),
        ("through", {"stream": "all/", "through": "9" * 30}, 400),
    ],
)
def test_bad_forms_are_told(
    web: TestClient, what: str, fields: dict[str, str], status: int
) -> None:
    token = LexborHTMLParser(web.get("/river").text).css_first("input[name=token]")
    data = {"token": token.attributes["value"] or "", **fields}
    assert web.post(f"/river/{what}", data=data).status_code == status
    assert web.post(f"/river/{what}", data=fields).status_code == 403


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/river\r\nX: y", "/river?a=[", "/settings"]
)
def test_a_form_leads_nowhere_else(web: TestClient, back: str) -> None:
    assert send(web, "mark", story="storm", read="1", back=back) == "/river"


def test_a_story_leads_to_its_newest_article_at_the_publisher(web: TestClient) -> None:
    answer = web.get("/story/storm/original")
    assert answer.status_code == 302
    assert answer.headers["location"] == "https://gazette.example/storm1"
    assert "storm" in titles(web)  # a program that asks has read nothing
    assert web.get("/story/nothing/original").status_code == 404


def test_in_a_browser_what_is_pressed_twice_is_taken_back(news: News, browser: Browser) -> None:
    with served(create_app(news, Config(), clock=lambda: NOW)) as address:
        context = browser.new_context(base_url=address, service_workers="block")
        page = context.new_page()
        page.goto("/river")
        page.keyboard.press("j")
        card, calls = page.locator("#s-storm"), []
        page.on("requestfinished", lambda request: calls.append(request.post_data or ""))
        for _ in range(2):
            page.keyboard.press("m")
        page.evaluate("document.querySelector('#s-storm form').sending")
        expect(card.locator("form[data-mark=mark] button")).to_have_attribute("value", "1")
        assert [data[-6:] for data in calls if "story=storm" in data] == ["read=1", "read=0"]
        context.route("**/original", lambda route: route.fulfill(body="The publisher's page."))
        with context.expect_page() as opened:
            page.keyboard.press("v")
        expect(opened.value).to_have_url(re.compile("/story/storm/original$"))
        expect(card).to_have_attribute("data-read", "")
        context.close()


def test_in_a_browser_keys_mark_without_leaving(news: News, browser: Browser) -> None:
    with served(create_app(news, Config(), clock=lambda: NOW)) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("/river")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("m")
        page.wait_for_selector("#s-strike[data-read]")
        page.keyboard.press("s")
        page.wait_for_selector("#s-strike[data-saved]")
        assert page.url.endswith("/river")
        page.keyboard.press("k")
        page.keyboard.press("o")
        page.wait_for_url("**/story/storm")
        page.go_back()
        page.wait_for_selector(".card:focus")  # where one was, or beside it
        page.goto("/story/storm")
        page.keyboard.press("?")
        page.wait_for_url("**/keys")
        page.keyboard.press("g")
        page.keyboard.press("r")
        page.wait_for_url("**/river")
        assert page.locator("[data-story]").count() == 1
        context.close()


@pytest.mark.parametrize("kept", [True, False], ids=["from memory", "loaded anew"])
def test_going_back_shows_what_was_marked_since(
    news: News, browser: Browser, *, kept: bool
) -> None:
    """The browser brings a page back as it was: from its memory, or without asking for it again."""
    off = "--disable-back-forward-cache"  # which Playwright asks for
    run = browser.browser_type.launch(
        executable_path=find_chromium(), args=QUIET, ignore_default_args=[off] if kept else None
    )
    with served(create_app(news, Config(), clock=lambda: NOW)) as address, run:
        page = run.new_page(base_url=address)
        back = "setTimeout(() => history.back())"  # a page from memory is not "loaded"
        page.goto("/river")
        page.evaluate("window.here = true")
        page.click("#s-strike h2 a")
        page.click("form[data-mark=save] button")
        expect(page.locator("form[data-mark=save] button")).to_have_attribute("value", "0")
        page.evaluate(back)
        card = page.locator("#s-strike")
        expect(card).to_have_attribute("data-saved", "")
        expect(card).to_have_attribute("data-read", "")
        assert page.evaluate("window.here === true") is kept
        page.click("text=Mark all as read")
        expect(page.locator("[role=status]:has-text('marked as read')")).to_be_visible()
        page.evaluate(back)
        expect(page.locator("[data-story]")).to_have_count(0)
        expect(page).to_have_url(re.compile(r"/river(#s-strike)?$"))


def test_stories_are_listed_by_their_titles_only(web: TestClient) -> None:
    assert 'data-list="full"' in web.get("/river").text
    assert send(web, "look", list="titles") == "/river"
    assert 'data-list="titles"' in web.get("/river").text
    with pytest.raises(AssertionError, match="listed in no such way"):
        send(web, "look", list="sideways")


def test_of_a_long_story_the_middle_is_folded(news: News, web: TestClient) -> None:
    for number in range(20, 40):
        write(news, "flood", number, "gazette", "en", f"The flood rose to {number} metres.")
    page = LexborHTMLParser(web.get("/story/flood").text)
    assert len(page.css(".story section > .tellings > li")) == 9  # five, those in between, three
    assert len(page.css(".between .tellings > li")) == 12


def test_a_silent_edit_marks_nothing_unread(news: News, web: TestClient) -> None:
    web.get("/story/bridge")
    before = titles(web)
    write(news, "bridge", 0, "gazette", "en", "The bridge of Vaness fell into the river.")
    assert titles(web) == before
    assert "bridge" not in before
