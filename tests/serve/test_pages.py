from __future__ import annotations

import re
import time

import pytest
from jinja2 import Environment
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.serve.conftest import client_over
from tests.serve.fake_news import BACKGROUND, FakeNews
from tidings.serve.site import make_templates
from tidings.types import make_id


def page(client: TestClient, path: str, status: int = 200) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return LexborHTMLParser(answer.text)


def text(tree: LexborHTMLParser, selector: str = "main") -> str:
    node = tree.css_first(selector)
    assert node is not None, selector
    return " ".join(node.text(separator=" ").split())


@pytest.fixture
def story(news: FakeNews) -> str:
    return list(news.stories)[4]


def test_front(client: TestClient) -> None:
    tree = page(client, "/")
    cards = tree.css("article.card")
    assert len(cards) == 30
    third = " ".join(cards[3].text(separator=" ").split())
    assert "observatory reports a second comet" in third
    assert "Die Deichpost , Morning Ledger , Le Phare and 1 more" in third
    assert "4 articles" in third
    assert "6 hours ago" in third
    assert "4 independent sources" in third
    assert cards[3].css_first("time").attributes["datetime"] == "2026-11-22T05:53:00+00:00"
    assert tree.css_first("a[rel=next]").attributes["href"] == "?page=2"


def test_the_first_reader_waits_for_no_template(monkeypatch: pytest.MonkeyPatch) -> None:
    make_templates.cache_clear()
    client = client_over(FakeNews())
    monkeypatch.setattr(Environment, "compile", None)
    assert client.get("/").status_code == 200


def test_front_page_two_and_beyond(client: TestClient) -> None:
    assert len(page(client, "/?page=2").css("article.card")) == 10
    assert "No stories here on this page" in text(page(client, "/?page=99"))


def test_filters(client: TestClient) -> None:
    source = make_id("source", "1")
    tree = page(client, f"/?tag=council&source={source}")
    assert (
        text(tree, ".chosen")
        == "tag: council remove this filter source: Le Phare remove this filter"
    )
    hrefs = [a.attributes["href"] for a in tree.css(".chosen a")]
    assert hrefs == [f"/?source={source}", "/?tag=council"]
    assert 0 < len(tree.css("article.card")) < 30


def test_an_empty_library_says_how_to_begin() -> None:
    tree = page(client_over(FakeNews(size=0)), "/")
    assert "No news yet" in text(tree)
    assert tree.css_first("main a.button").attributes["href"] == "/sources/add"


def test_story(client: TestClient, news: FakeNews, story: str) -> None:
    tree = page(client, f"/story/{story}")
    assert text(tree, "h1") == "Sankt Averin: storm takes roofs off a row of warehouses"
    for link in tree.css(".summary a.rests, .summary .also a"):
        path, _, fragment = (link.attributes["href"] or "").partition("#")
        assert page(client, path).css_first(f"[id={fragment}]") is not None
    names = [cite.text() for cite in tree.css(".summary p:first-child .also a")]
    assert names == ["Die Deichpost", "Morning Ledger", "Le Phare", "Harbour Gazette"]
    tellings = tree.css(".tellings > li")
    assert len(tellings) == 5
    assert "copy of Isle Wire" in " ".join(tellings[2].text(separator=" ").split())
    assert "first lines only" in tellings[2].text()
    assert tellings[1].css_first("details.why") is not None
    assert len(tree.css(".near > li")) == 3


def test_a_merged_story_leads_on(client: TestClient, news: FakeNews) -> None:
    answer = client.get("/story/merged")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/story/{next(iter(news.stories))}"


def test_article(client: TestClient, news: FakeNews, story: str) -> None:
    article = news.stories[story][1]
    tree = page(client, f"/article/{article.id}")
    assert text(tree, ".kicker") == "Die Deichpost"
    assert "By Ada Ferrow" in text(tree, "article header")
    assert "11 hours ago , 22 November 2026, 00:53 UTC" in text(tree, "article header")
    original = tree.css_first(".original a")
    assert original.attributes["href"] == article.url
    assert original.attributes["rel"] == "noopener noreferrer nofollow"
    folded = tree.css_first("details.recycled")
    assert "open" not in folded.attributes
    assert BACKGROUND in " ".join(folded.text().split())
    summary = text(tree, "details.recycled summary")
    assert summary.startswith("Background , first published in “ Sankt Averin: storm")
    assert "( Isle Wire , 21 November)" in summary
    assert tree.css_first(".body").attributes["dir"] == "auto"


def test_article_notices(client: TestClient, news: FakeNews, story: str) -> None:
    said = text(page(client, f"/article/{news.stories[story][2].id}"))
    assert "gives only the first lines" in said
    assert "This is a copy of" in said


def test_versions(client: TestClient, news: FakeNews, story: str) -> None:
    tree = page(client, f"/article/{news.stories[story][0].id}/versions")
    assert [node.text() for node in tree.css(".body p.inline del")] == ["[removed: late]"]
    assert tree.css_first(".body p.inline ins").text() == "[added: early]"
    assert [node.text() for node in tree.css(".sides > :first-child ins")] == []
    assert "Changes what it says 1 passage added" in text(tree)


def test_a_change_that_matters_is_marked(client: TestClient, news: FakeNews, story: str) -> None:
    article = news.stories[story][0].id
    for path in (f"/article/{article}", f"/story/{story}"):
        mark = page(client, path).css_first(".changed a")
        assert mark.attributes["href"] == f"/article/{article}/versions#v2"
        assert mark.text() == "1 passage added"


def test_tags_and_a_tag(client: TestClient) -> None:
    links = [a.attributes["href"] for a in page(client, "/tags").css(".many a")]
    assert "/tag/council" in links
    assert "council votes" in text(page(client, "/tag/council"))
    assert "No story carries this tag" in text(page(client, "/tag/nothing", 404))


def test_source(client: TestClient, news: FakeNews) -> None:
    said = text(page(client, f"/source/{next(iter(news.known))}"))
    assert "reads well, every 30 minutes" in said
    assert "https://news-0.example/" in said


def test_search(client: TestClient) -> None:
    assert "How to search" in text(page(client, "/search"))
    tree = page(client, "/search?q=harbour")
    assert "120 articles for harbour" in text(tree)
    assert tree.css_first("mark") is not None
    assert tree.css_first("#find").attributes["value"] == "harbour"
    assert tree.css_first("a[rel=next]").attributes["href"] == "/search?q=harbour&page=2"
    assert "is left out" in text(page(client, "/search?q=harbour+("))


def test_what_was_found_of_one_story_stands_together(client: TestClient) -> None:
    tree = page(client, "/search?q=harbour")
    assert len(tree.css("article.hit")) == 10
    assert len(tree.css("article.hit .others li")) == 20


def test_about(client: TestClient) -> None:
    assert "Articles 120 Stories 40 Sources 3" in text(page(client, "/about"), "dl")


@pytest.mark.parametrize(
    "path",
    [
        "/nope",
        "/story/x",
        "/article/x",
        "/article/x/versions",
        "/source/x",
        "/static/x.css",
        "/rules/new",
    ],
)
def test_what_is_not_there(client: TestClient, path: str) -> None:
    tree = page(client, path, 404)
    assert "There is nothing at this address" in text(tree)
    assert tree.css_first("main a[href='/']") is not None


@pytest.mark.parametrize(
    "path", ["/?page=0", "/?page=x", "/?page=999999999999999999999", f"/search?q={'a' * 2001}"]
)
def test_what_makes_no_sense(client: TestClient, path: str) -> None:
    said = text(page(client, path, 400))
    assert "can't be understood" in said
    assert "aaa" not in said


def test_a_form_s_address_can_not_be_opened(client: TestClient) -> None:
    assert "Go back" in text(page(client, "/sources/preview", 405))


def test_files_are_kept_for_ever_under_names_that_change(client: TestClient) -> None:
    href = page(client, "/").css_first("link[rel=stylesheet]").attributes["href"]
    assert re.fullmatch(r"/static/tidings\.[0-9a-f]{12}\.css", href or "")
    assert "immutable" in client.get(href or "").headers["cache-control"]
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"


def test_plain_answers(client: TestClient) -> None:
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    assert client.get("/healthz").text == "ok\n"


def test_the_front_page_is_light_and_quick(client: TestClient) -> None:
    client.get("/")
    began = time.process_time()
    answers = [client.get("/", headers={"accept-encoding": "identity"}) for _ in range(10)]
    assert (time.process_time() - began) / 10 < 0.05
    assert len(answers[0].content) < 100_000


@pytest.mark.parametrize(
    "path", ["/", "/tags", "/search?q=harbour", "/sources", "/sources/add", "/about", "/api"]
)
def test_landmarks_and_names(client: TestClient, path: str) -> None:
    tree = page(client, path)
    assert len(tree.css("h1")) == len(tree.css("main#main")) == 1
    assert tree.css_first("a.skip").attributes["href"] == "#main"
    labels = {label.attributes["for"] for label in tree.css("label")}
    boxes = {box.attributes.get("id") for box in tree.css("input:not([type=hidden], [aria-label])")}
    assert boxes <= labels
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert not tree.css("script:not([src^='/static/']), img, iframe, [style], [onclick]")
