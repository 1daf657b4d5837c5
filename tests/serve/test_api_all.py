"""What the JSON API does of all that the pages do: links, ways to be told, people, files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.serve.conftest import HERE
from tests.serve.reader_apps.conftest import NOW, fill
from tidings.config import Config
from tidings.news import News
from tidings.serve import create_app
from tidings.types import Role, Scope


class Program:
    """A program with a person's token."""

    def __init__(self, http: TestClient, token: str) -> None:
        self.http = http
        self.headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, status: int = 200) -> Any:
        answer = self.http.get(f"/api/{path}", headers=self.headers)
        assert answer.status_code == status, answer.text
        return answer.json()

    def post(self, path: str, status: int = 200, **body: Any) -> Any:
        answer = self.http.post(f"/api/{path}", json=body, headers=self.headers)
        assert answer.status_code == status, answer.text
        return answer.json()


@pytest.fixture
def news() -> Iterator[News]:
    with News.open("sqlite://", config=Config(encoder="none", workers=1)) as news:
        fill(news)
        news.store.stories.assign("a1", "story", duplicate_of="", because=())
        accounts = news.people.accounts
        accounts.set_password(accounts.owner, "correct horse")
        accounts.add("Ann", role=Role.READER, now=NOW)
        yield news


@pytest.fixture
def http(news: News) -> TestClient:
    return TestClient(create_app(news, Config(), clock=lambda: NOW), HERE, follow_redirects=False)


def program(http: TestClient, news: News, name: str) -> Program:
    person = news.people.accounts.named(name)
    return Program(http, news.people.keys.make_token(person, "", list(Scope), now=NOW))


@pytest.fixture
def owner(http: TestClient, news: News) -> Program:
    return program(http, news, "owner")


@pytest.fixture
def ann(http: TestClient, news: News) -> Program:
    return program(http, news, "Ann")


def test_a_story_is_shared_and_no_more(ann: Program, http: TestClient) -> None:
    link = ann.post("me/shares", 201, story="story")["link"]
    assert link.startswith(f"{HERE}/shared/")
    assert http.get(link).status_code == 200
    (share,) = ann.get("me/shares")["shares"]
    assert share["story"] == "story"
    assert ann.post(f"me/shares/{share['number']}/remove") == {"shares": []}
    assert http.get(link).status_code == 404
    ann.post("me/shares", 404, story="nothing")


def test_a_feed_has_a_private_address(ann: Program, http: TestClient) -> None:
    link = ann.post("me/feeds", 201, of="/river/feed?show=unread")["link"]
    assert http.get(f"{link}.atom").status_code == http.get(f"{link}.json").status_code == 200
    (feed,) = ann.get("me/feeds")["feeds"]
    assert feed["of"] == "/river/feed?show=unread"
    assert ann.post(f"me/feeds/{feed['number']}/remove") == {"feeds": []}
    assert http.get(f"{link}.atom").status_code == 404
    ann.post("me/feeds", 400, of="/settings")


def test_a_way_to_be_told(ann: Program) -> None:
    made = ann.post("channels", 201, kind="webhook", address="https://hook.example/")
    assert made["secret"].startswith("whsec_")
    number = made["number"]
    assert ann.post(f"channels/{number}/pause")["paused"]
    (told,) = ann.get("channels")["channels"]
    assert told["paused"]
    assert "secret" not in told
    assert not ann.post(f"channels/{number}/resume")["paused"]
    ann.post("channels", 400, kind="webhook", address="file:///etc/passwd")
    ann.post(f"channels/{number}/eat", 400)
    assert ann.post(f"channels/{number}/remove") == {"channels": []}
    ann.post(f"channels/{number}/pause", 404)


def test_a_rule_is_changed_and_rests(ann: Program) -> None:
    rule = ann.post("rules", 201, wants={"words": "ferry"}, acts=["save"])
    path = f"rules/{rule['number']}"
    changed = ann.post(path, wants={"words": "boat"}, acts=["read"])
    assert (changed["wants"]["words"], changed["acts"]) == ("boat", ["read"])
    assert not ann.post(f"{path}/off")["active"]
    assert ann.post(f"{path}/on")["active"]
    ann.post("rules/4711", 404, wants={"words": "boat"}, acts=["read"])
    ann.post("rules/4711/off", 404)


def test_what_is_ones_own_goes_out_and_comes_in(
    ann: Program, owner: Program, http: TestClient, news: News
) -> None:
    desk = news.people.desk(news.people.accounts.named("Ann").id)
    (state,) = desk.of(["a1"])
    desk.save([state.item.number], saved=True)
    taken = http.get("/api/me/export", headers=ann.headers)
    with zipfile.ZipFile(io.BytesIO(taken.content)) as files:
        assert files.testzip() is None
    assert b"<opml" in http.get("/api/me/subscriptions.opml", headers=ann.headers).content
    kind = {"content-type": "application/zip"}
    again = http.post("/api/me/import", content=taken.content, headers=owner.headers | kind)
    assert again.json() == {"feeds": 3, "marked": 0, "absent": 1}  # its id is none of an address
    for body, kind_of, status in (
        (b"", "application/zip", 400),
        (b"PK\x03\x04 cut", "application/zip", 400),
        (b"a=1", "application/x-www-form-urlencoded", 415),
    ):
        refused = http.post(
            "/api/me/import", content=body, headers=ann.headers | {"content-type": kind_of}
        )
        assert (refused.status_code, list(refused.json())) == (status, ["error"]), body


def test_choices(ann: Program) -> None:
    assert ann.get("me/settings")["looks"]["theme"] == "system"
    chosen = ann.post("me/settings", language="fr", looks={"theme": "dark"})
    assert (chosen["name"], chosen["language"], chosen["looks"]["theme"]) == ("Ann", "fr", "dark")
    assert ann.get("me/settings") == chosen
    ann.post("me/settings", 400, language="tlh")
    ann.post("me/settings", 400, looks={"theme": "plaid"})
    ann.post("me/settings", 400, looks={"hair": "red"})


def test_owners_manage_people(owner: Program, ann: Program, http: TestClient, news: News) -> None:
    link = owner.post("people/invitations", 201, role="member", name="Bea")["link"]
    assert http.get(link).status_code == 200
    (waiting,) = owner.get("people/invitations")["invitations"]
    assert waiting["name"] == "Bea"
    assert owner.post(f"people/invitations/{waiting['id']}/remove") == {"invitations": []}
    number = news.people.accounts.named("Ann").id
    assert owner.post(f"people/{number}/role", role="member")["role"] == "member"
    owner.post("people/1/role", 400, role="reader")
    owner.post("people/1/remove", 400)
    owner.post("people/4711/remove", 404)
    ann.get("people", 403)
    (left,) = owner.post(f"people/{number}/remove")["people"]
    assert left["name"] == "owner"
    ann.get("me/settings", 401)


def test_comments_are_muted_and_moderators_made(owner: Program, ann: Program, news: News) -> None:
    said = owner.post("articles/a1/comments", 201, text="Hello @Ann")
    assert [one["id"] for one in ann.get("comments?show=to-me")["comments"]] == [said["id"]]
    assert ann.post("comments/seen") == {"unseen": 0}
    assert ann.post("comments/muted", name="owner") == {"names": ["owner"]}
    assert ann.get("comments")["comments"] == []
    assert ann.post("comments/muted", name="owner", on=False) == ann.get("comments/muted")
    ann.get("comments/waiting", 404)
    assert owner.post("comments/moderators", name="ann") == {"names": ["Ann"]}
    owner.post(f"comments/{said['id']}/report", 400)  # one's own
    assert ann.get("comments/waiting") == {"waiting": []}
    owner.post("comments/moderators", 404, name="Nobody")


def test_who_writes(owner: Program, ann: Program) -> None:
    ann.get("writing", 403)
    assert owner.get("writing")["writer"] == "local"
    model = {"url": "http://127.0.0.1:9/v1", "name": "small", "key": "secret", "budget": 500}
    chosen = owner.post("writing", writer="remote", **model)
    assert (chosen["writer"], chosen["budget"], "key" in chosen) == ("remote", 500, False)
    assert owner.post("writing", budget=None)["budget"] == 100_000
    owner.post("writing", 400, writer="remote", url="")
    owner.post("writing", 400, wroter="off")
    prompt = chosen["prompts"][0]
    path = f"writing/prompts/{prompt['name']}"
    assert owner.post(path, text=f"{prompt['text']} Be kind.")["origin"] == "library"
    assert owner.post(path, text=None) == prompt
    owner.post("writing/prompts/none", 400, text="x")
    assert ann.post("me/settings", writer="off")["writer"] == "off"


def test_the_wrap_up_comes_by_mail(
    ann: Program, news: News, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {"channel": 1, "hour": 7, "folder": 0}
    ann.post("me/wrap-up", 400, **wanted)  # no address of hers
    mine = [SimpleNamespace(number=1)]
    monkeypatch.setattr(news.mailing, "channels", lambda person: mine)
    assert ann.get("me/wrap-up") is None
    assert ann.post("me/wrap-up", **wanted) == wanted
    assert ann.get("me/wrap-up") == wanted
    stopped = ann.http.post("/api/me/wrap-up/stop", json={}, headers=ann.headers)
    assert stopped.status_code == 204
    assert ann.get("me/wrap-up") is None
    ann.post("me/wrap-up", 400, **wanted | {"hour": 24})


def test_what_was_opened_is_forgotten(ann: Program, news: News) -> None:
    opened = news.people.opened(news.people.accounts.named("Ann").id)
    opened.mark(["a1"], now=NOW)
    assert len(opened) == 1
    forgot = ann.http.post("/api/me/opened/forget", json={}, headers=ann.headers)
    assert forgot.status_code == 204
    assert len(opened) == 0
