from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.serve.fake_news import FakeNews


def token_of(client: TestClient, path: str = "/sources/add") -> str:
    tree = LexborHTMLParser(client.get(path).text)
    return tree.css_first("input[name=token]").attributes["value"] or ""


def send(client: TestClient, path: str, **fields: str | list[str]) -> LexborHTMLParser:
    answer = client.post(path, data={"token": token_of(client), **fields})
    assert answer.status_code == 200, answer.text
    return LexborHTMLParser(answer.text)


def test_an_address_is_looked_at_then_added(client: TestClient, news: FakeNews) -> None:
    tree = send(client, "/sources/preview", url="paper.example/")
    assert news.told == [("preview", "https://paper.example/")]
    boxes = tree.css("input[type=checkbox]")
    assert ["checked" in box.attributes for box in boxes] == [True, False]
    assert "disabled" in boxes[1].attributes
    assert "Ferry halted" in tree.css_first("main").text()
    form = boxes[0].parent.parent.parent  # type: ignore[union-attr]
    hidden: dict[str, list[str]] = {}
    for box in form.css("input[type=hidden]"):  # type: ignore[union-attr]
        attributes = box.attributes
        hidden.setdefault(attributes["name"] or "", []).append(attributes["value"] or "")
    added = send(client, "/sources/add", **{**hidden, "choice": ["0"], "folder": "Sea"})
    assert news.told[-1] == ("add_candidates", ("https://paper.example/feed",), "Sea")
    assert "It is read hourly." in added.css_first("main").text()


def test_where_all_is_there_already_nothing_is_offered(
    client: TestClient, news: FakeNews, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = news.preview("https://paper.example/")
    known = replace(found, candidates=tuple(one for one in found.candidates if one.known))
    monkeypatch.setattr(news, "preview", lambda what: known)
    tree = send(client, "/sources/preview", url="paper.example/")
    assert "you have it" in tree.css_first("main").text()
    assert tree.css("#folder") == []
    assert "Add what is ticked" not in tree.css_first("main").text()


def test_what_is_not_there_is_said(client: TestClient) -> None:
    tree = send(client, "/sources/preview", url="unreachable.example")
    assert tree.css_first("[role=alert]").text() == "no server has this name"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "   ",
        "file:///etc/passwd",
        "/etc/passwd",
        "javascript:alert(1)",
        "ftp://x/",
        "http://",
        "a b",
    ],
)
def test_only_web_addresses(client: TestClient, news: FakeNews, address: str) -> None:
    token = token_of(client)
    for path, fields in (
        ("/sources/preview", {"url": address}),
        ("/sources/add", {"url": address, "kind": "feed", "title": "", "into": "", "choice": "0"}),
    ):
        answer = client.post(path, data={"token": token, **fields})
        assert answer.status_code == 400
        assert "not a web address" in answer.text
    assert news.told == []


def test_nothing_ticked_and_unknown_kinds(client: TestClient, news: FakeNews) -> None:
    one = {"url": "https://x.example/", "kind": "feed", "title": "", "into": ""}
    for fields in (one, {**one, "choice": "7"}, {**one, "choice": "0", "kind": "files"}):
        answer = client.post("/sources/add", data={"token": token_of(client), **fields})
        assert answer.status_code == 400
        assert "Nothing was ticked" in answer.text
    assert news.told == []


@pytest.mark.parametrize(
    ("action", "called"), [("pause", "pause"), ("resume", "resume"), ("poll", "poll_now")]
)
def test_buttons(client: TestClient, news: FakeNews, action: str, called: str) -> None:
    source = next(iter(news.known))
    answer = client.post(f"/sources/{source}/{action}", data={"token": token_of(client)})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sources?done={action}")
    assert news.told == [(called, source)]
    assert LexborHTMLParser(client.get(answer.headers["location"]).text).css("[role=status]")


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("", True),
        ("?q=no+such+name", False),
        ("?show=trouble", True),
        ("?show=trouble&q=zz", False),
    ],
)
def test_sources_are_sifted(client: TestClient, query: str, there: bool) -> None:
    page = LexborHTMLParser(client.get(f"/sources{query}").text)
    assert bool(page.css(".source")) == there
    assert bool(page.css("p.none")) == (not there)


def test_a_source_is_found_by_a_part_of_its_name(client: TestClient, news: FakeNews) -> None:
    source = next(iter(news.sources())).source
    word = source.title.split()[0].upper()
    shown = LexborHTMLParser(client.get("/sources", params={"q": word}).text).css(".source")
    assert f"s-{source.id}" in [one.id for one in shown]


def test_removing_asks_first(client: TestClient, news: FakeNews) -> None:
    source = next(iter(news.known))
    assert "Remove this source?" in client.get(f"/sources/{source}/remove").text
    assert news.told == []
    data = {"token": token_of(client), "articles": "yes"}
    assert client.post(f"/sources/{source}/remove", data=data).status_code == 303
    assert news.told == [("remove", source, True)]
    assert client.get(f"/sources/{source}/remove").status_code == 404


def test_what_was_done_is_only_ever_one_of_our_own_sentences(client: TestClient) -> None:
    assert 'class="notice"' not in client.get("/sources?done=%3Cb%3Eowned").text
    assert "owned" not in client.get("/sources?done=%3Cb%3Eowned").text


@pytest.mark.parametrize("path", ["/sources/x/pause", "/sources/x/remove", "/sources/x/eat"])
def test_unknown_sources_and_actions(client: TestClient, news: FakeNews, path: str) -> None:
    known = path.replace("/x/", f"/{next(iter(news.known))}/")
    token = {"token": token_of(client)}
    assert client.post(path, data=token).status_code == 404
    assert client.post(known, data=token).status_code == (404 if "eat" in path else 303)


def test_failures_are_shown_with_their_source(client: TestClient) -> None:
    said = LexborHTMLParser(client.get("/sources").text).css_first(".failures").text()
    assert "the server did not answer" in said


def test_a_damaged_form(client: TestClient) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    many = b"&".join(b"a=" for _ in range(30_000))
    assert client.post("/sources/add", content=many, headers=kind).status_code == 400
    assert client.post("/sources/add", content=b"\xff\x00%zz=%ff", headers=kind).status_code == 403


def test_where_a_source_is_from_can_be_said(client: TestClient, news: FakeNews) -> None:
    source = next(iter(news.known))
    page = LexborHTMLParser(client.get(f"/source/{source}").text)
    token = page.css_first("input[name=token]").attributes["value"]
    answer = client.post(f"/sources/{source}/country", data={"token": token, "country": "FR"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/source/{source}")
    assert news.told == [("country", source, "FR")]
    answer = client.post(f"/api/sources/{source}/country", json={"country": "Peru"})
    assert (answer.json(), news.told[-1][2]) == ({"done": "country"}, "Peru")
    assert client.post("/api/sources/none/country", json={"country": "FR"}).status_code == 404


def test_blind_spots(client: TestClient, news: FakeNews) -> None:
    for by in ("country", "language", "folder"):
        page = LexborHTMLParser(client.get(f"/blind-spots?by={by}").text)
        assert len(page.css(".spot")) == 5
        assert client.get(f"/api/blind-spots?by={by}&limit=2").json()["by"] == by
    assert "United Kingdom" in client.get("/blind-spots").text
    assert client.get("/blind-spots?by=planet").status_code == 400
