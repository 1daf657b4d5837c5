"""Why things were put together, shown where it stands: on pages of stories and threads, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.serve.test_statements import AGAIN, COURIER, GAZETTE, MORE, NOW, article
from tidings.config import Config
from tidings.news import News
from tidings.serve.app import create_app
from tidings.types import Link, Reason, Related
from tidings.workers.local import Inline

WITH_EMOJI = replace(COURIER, paragraphs=("😀 Fog hid Port Sall.", AGAIN, MORE))
OWN = "Our reporter saw families waiting in the old customs house of Brant."
COPY = article("herald", 3, *GAZETTE.paragraphs, OWN)
TRIAL = article("trial", 30, "Captain Brell stood trial in Port Sall.")
TOGETHER = (
    Reason(kind="different-names", text="different names", weight=-0.3, words=("brell",)),
    Reason(kind="shared-words", text="both tell of Sall", weight=0.4, words=("sall", "kill")),
)
COPIED = (Reason(kind="same-text", text="the same text word for word", weight=1.0),)
WHY = (Reason(kind="shared-words", text="both tell of Sall", weight=1.0, words=("sall",)),)


def held_against(other: str, because: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(replace(reason, other=other) for reason in because)


@pytest.fixture
def web() -> Iterator[TestClient]:
    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as news:
        store = news.store
        for one in (GAZETTE, WITH_EMOJI, COPY, TRIAL):
            store.articles.save(one, page="", now=NOW)
        assign = store.stories.assign
        assign("gazette", "t", duplicate_of="", because=())
        assign("courier", "t", duplicate_of="", because=held_against("gazette", TOGETHER))
        assign("herald", "t", duplicate_of="gazette", because=held_against("gazette", COPIED))
        assign("trial", "u", duplicate_of="", because=())
        news.enrich()
        near = Related(
            article="trial", other="courier", score=0.5, because=held_against("courier", WHY)
        )
        store.related.save("trial", [near])
        store.threads.save_link("u", Link(story="u", previous="t", score=0.6, because=WHY))
        yield TestClient(create_app(news, news.config), base_url="http://localhost")


def shown(web: TestClient, reason: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the words at a reason's places, each with its article, as the API tells them."""
    found = []
    for place in reason["places"]:
        text = "\n".join(web.get(f"/api/articles/{place['article']}").json()["paragraphs"])
        found.append((place["article"], text[place["start"] : place["end"]]))
    return found


def test_a_story_tells_where_its_reasons_stand(web: TestClient) -> None:
    tellings = {one["article"]["id"]: one for one in web.get("/api/stories/t").json()["articles"]}
    apart, both = tellings["courier"]["because"]
    assert shown(web, both) == [
        *[("courier", "Sall"), ("courier", "killed")],
        *[("gazette", "Sall"), ("gazette", "killing")],
    ]
    assert shown(web, apart) == [("courier", "Brell")]
    (copied,) = tellings["herald"]["because"]
    assert [who for who, _ in shown(web, copied)] == ["herald", "gazette"]


def test_of_a_long_story_the_middle_is_not_looked_through(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tidings.reading.stories.EVIDENCE", 1)
    _, middle, last = web.get("/api/stories/t").json()["articles"]
    assert not any(reason["places"] for reason in middle["because"])
    assert all(reason["places"] for reason in last["because"])


def test_near_stories_and_steps_of_an_affair_tell_it_too(web: TestClient) -> None:
    (near,) = web.get("/api/stories/t").json()["related"]
    assert shown(web, near["because"][0]) == [("courier", "Sall"), ("trial", "Sall")]
    _, step = web.get("/api/threads/t").json()["steps"]
    assert shown(web, step["because"][0]) == [("trial", "Sall"), ("gazette", "Sall")]


@pytest.mark.parametrize("page", ["/story/t", "/thread/t"])
def test_pages_mark_the_words_in_their_sentences(web: TestClient, page: str) -> None:
    tree = LexborHTMLParser(web.get(page).text)
    passages = [q for q in tree.css(".why .shown li") if q.css_first("mark")]
    assert {p.css_first("a").text() for p in passages} >= {"Gazette"}
    assert {m.text() for p in passages for m in p.css("mark")} >= {"Sall"}
    for passage in passages:
        address = passage.css_first("a").attributes["href"] or ""
        path, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in web.get(path).text


def test_what_speaks_against_comes_last_and_says_so(web: TestClient) -> None:
    tree = LexborHTMLParser(web.get("/story/t").text)
    said = [li.text() for li in tree.css("#told ~ ol details.why:not(.judged) > ul > li")]
    assert ["Against it:" in text for text in said[:2]] == [False, True]


def test_a_copied_sentence_is_shown_once_and_what_a_copy_adds_is_told(web: TestClient) -> None:
    tree = LexborHTMLParser(web.get("/story/t").text)
    both = [li for li in tree.css(".why .shown li") if li.text().startswith("Herald, Gazette")]
    assert [len(li.css("a")) for li in both] == [2]
    *_, copy = web.get("/api/stories/t").json()["articles"]
    assert (copy["duplicate_of"], copy["adds"]) == ("gazette", [OWN])
    assert OWN in tree.css_first("#told ~ ol").text()


def test_judged_sentences_mark_what_they_add_and_lead_to_who_told_them(web: TestClient) -> None:
    tree = LexborHTMLParser(web.get("/story/t").text)
    fresh, told = (tree.css(f".judged li.{kind}") for kind in ("fresh", "told"))
    assert {mark.text() for li in fresh for mark in li.css("mark")} >= {"Brell", "resigned", "3"}
    assert not [li for li in fresh if li.css("a")]
    assert [li.css_first("a").attributes["href"] for li in told] == [
        f"/article/gazette#s0-{len(GAZETTE.text)}"
    ] * 2
