"""Comments as people meet them: under stories and articles, in forms, feeds, the API."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.comments.conftest import Clock, clock, news, someone
from tests.serve.conftest import served
from tests.serve.test_browser import TOO_PALE
from tests.serve.test_sanitize import assert_safe
from tidings.config import Config
from tidings.news import News
from tidings.serve.app import create_app
from tidings.serve.render.markdown import markdown
from tidings.types import Person, Role, Scope

__all__ = ["clock", "news", "someone"]

RUDE = "You are an idiot, Bea."

Web = Callable[..., TestClient]


@pytest.fixture
def web(news: News, clock: Clock) -> Web:
    """A browser of the person of a name, of nobody without one."""
    apps: dict[str, object] = {}

    def make(name: str = "", *, comments: str = "members", public: bool = False) -> TestClient:
        config = Config(comments=comments, public=public)
        app = apps.setdefault(f"{config}", create_app(news, config, clock=clock))
        client = TestClient(app, "http://localhost", follow_redirects=False)  # type: ignore[arg-type]
        if name:
            person = news.people.accounts.named(name)
            secret = news.people.keys.start_session(person, agent="", now=clock())
            client.cookies.set("tidings", secret)
        return client

    return make


def token_of(client: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/settings").text)
    assert found
    return found[1]


def send(client: TestClient, path: str, **fields: str) -> str:
    """Send a form; return where it leads."""
    answer = client.post(path, data={"token": token_of(client), **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def shown(client: TestClient, path: str = "/story/bridge") -> list[str]:
    tree = LexborHTMLParser(client.get(path).text)
    return [node.text().strip() for node in tree.css(".comment .words")]


def test_comments_stand_under_stories_and_articles(web: Web) -> None:
    ann, bea = web("Ann"), web("Bea")
    for path in ("/story/bridge", "/article/bridge1"):
        assert "Write a comment<" in ann.get(path).text
    at = send(ann, "/comments/story/bridge", text="It *rusts*, @Bea.")
    assert at == "/story/bridge#c1"
    send(bea, "/comments/article/bridge1", text="So it does.")
    assert send(bea, "/comments/1/reply", text="I know.") == "/comments/1#c3"
    assert shown(bea) == ["So it does.", "It rusts, @Bea.", "I know."]
    assert shown(bea, "/article/bridge1") == ["So it does."]
    assert shown(bea, "/article/bridge0") == []
    assert shown(bea, "/comments/1") == ["It rusts, @Bea.", "I know."]
    assert shown(bea, "/comments") == ["I know.", "So it does.", "It rusts, @Bea."]
    assert shown(bea, "/comments?show=to-me") == ["It rusts, @Bea."]
    assert shown(bea, "/comments?show=mine") == ["I know.", "So it does."]
    assert "1 comment to you" in bea.get("/river").text
    send(bea, "/comments/seen")
    assert "comment to you" not in bea.get("/river").text
    assert "<em>rusts</em>" in bea.get("/story/bridge").text


def test_alone_comments_are_notes_to_oneself(clock: Clock) -> None:
    from tests.comments.conftest import write_article
    from tidings.workers.local import Inline

    with News.open("sqlite://", config=Config(encoder="none"), pool=Inline()) as alone:
        write_article(alone, "bridge", 0, clock())
        app = create_app(alone, Config(), clock=clock)
        client = TestClient(app, "http://localhost", follow_redirects=False)
        send(client, "/comments/story/bridge", text=RUDE)
        assert shown(client) == [RUDE]


@pytest.mark.parametrize(
    ("text", "status", "why"),
    [
        ("", 400, "nothing in this comment"),
        (" \u200b\n", 400, "nothing in this comment"),
        ("word " * 2_001, 400, "up to 10,000 characters"),
        ("<b>&\"'</b> " * 1_000, 400, "up to 10,000 characters"),
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "/comments/story/bridge",
        "/comments/article/bridge0",
        "/comments/1/reply",
        "/comments/1/edit",
    ],
)
def test_a_refused_form_keeps_its_text(
    web: Web, path: str, text: str, status: int, why: str
) -> None:
    ann = web("Ann")
    send(ann, "/comments/story/bridge", text="First.")
    answer = ann.post(path, data={"token": token_of(ann), "text": text})
    assert answer.status_code == status
    tree = LexborHTMLParser(answer.text)
    assert why in tree.css_first("[role=alert]").text()
    form = tree.css_first("form.say")
    assert form.attributes["action"] == path
    assert form.css_first("textarea").text() == text
    assert shown(ann) == ["First."]


def test_too_fast_and_what_is_gone_keep_the_text_too(web: Web) -> None:
    ann = web("Ann")
    for number in range(10):
        send(ann, "/comments/story/bridge", text=f"Word {number}.")
    token = token_of(ann)
    answer = ann.post("/comments/story/bridge", data={"token": token, "text": "My dear text."})
    assert (answer.status_code, "My dear text." in answer.text) == (429, True)
    answer = ann.post("/comments/4711/reply", data={"token": token, "text": "My dear text."})
    assert (answer.status_code, "My dear text." in answer.text) == (404, True)


def test_a_double_submit_makes_one_comment(web: Web) -> None:
    ann = web("Ann")
    assert len({send(ann, "/comments/story/bridge", text="Once.") for _ in range(3)}) == 1
    assert shown(ann) == ["Once."]


def test_who_is_rude_is_told_why_it_waits_and_a_moderator_decides(web: Web) -> None:
    ann, bea, owner = web("Ann"), web("Bea"), web("owner")
    send(ann, "/comments/story/bridge", text=RUDE)
    page = ann.get("/story/bridge").text
    assert "Tidings held it back by itself" in page
    assert "It may hold an insult" in page
    assert shown(bea) == []
    assert shown(owner) == shown(owner, "/comments/moderation") == [RUDE]
    assert "Moderation (1 to look at)" in owner.get("/comments").text
    assert "1 comment for a moderator" in owner.get("/river").text
    assert "for a moderator" not in bea.get("/river").text
    for client in (ann, bea):
        assert client.get("/comments/moderation").status_code == 403
        token = token_of(client)
        for path in ("/comments/1/moderate", "/comments/acts/1/undo", "/comments/moderators"):
            assert client.post(path, data={"token": token, "do": "restore"}).status_code == 403
    send(owner, "/comments/1/moderate", do="restore")
    assert "for a moderator" not in owner.get("/river").text
    assert shown(bea) == [RUDE]
    send(owner, "/comments/1/moderate", do="hide", note="Be kind.")
    assert shown(bea) == []
    assert "Hidden, by owner: Be kind." in ann.get("/story/bridge").text
    assert "was held back" in owner.get("/comments/moderation").text
    send(owner, "/comments/acts/3/undo")
    assert shown(bea) == [RUDE]
    assert owner.post(
        "/comments/1/moderate", data={"token": token_of(owner), "do": "hold"}
    ).status_code == 400  # fmt: skip


def test_the_owner_makes_moderators(web: Web, someone: Callable[[str], Person]) -> None:
    owner, bea = web("owner"), web("Bea")
    send(owner, "/comments/moderators", person=str(someone("Bea").id), on="1")
    assert bea.get("/comments/moderation").status_code == 200
    assert "Let them moderate" not in bea.get("/comments/moderation").text
    assert bea.post(
        "/comments/moderators", data={"token": token_of(bea), "person": "3", "on": "1"}
    ).status_code == 403  # fmt: skip
    send(web("Ann"), "/comments/story/bridge", text=RUDE)
    send(bea, "/comments/1/moderate", do="restore")
    send(owner, "/comments/moderators", person=str(someone("Bea").id), on="0")
    assert bea.get("/comments/moderation").status_code == 403
    for person, status in (("4711", 404), ("x", 400), ("", 400), ("9" * 30, 400)):
        answer = owner.post(
            "/comments/moderators", data={"token": token_of(owner), "person": person, "on": "1"}
        )
        assert answer.status_code == status


def test_change_delete_report_mute(web: Web, someone: Callable[[str], Person]) -> None:
    ann, bea = web("Ann"), web("Bea")
    send(ann, "/comments/story/bridge", text="Frist.")
    send(ann, "/comments/1/edit", text="First.")
    assert shown(bea) == ["First."]
    assert "edited" in bea.get("/story/bridge").text
    for path in ("/comments/1/edit", "/comments/1/delete"):
        answer = bea.post(path, data={"token": token_of(bea), "text": "Mine."})
        assert answer.status_code == 404
    send(bea, "/comments/1/report", why="A lie")
    assert "A lie" in web("owner").get("/comments/moderation").text
    send(bea, "/comments/mute", person=str(someone("Ann").id), on="1")
    assert shown(bea) == shown(bea, "/comments") == []
    assert "Unmute" in bea.get("/comments?show=mine").text
    send(bea, "/comments/mute", person=str(someone("Ann").id), on="0")
    send(bea, "/comments/1/reply", text="No.")
    send(ann, "/comments/1/delete")
    assert "Deleted by its writer." in bea.get("/story/bridge").text
    assert shown(bea) == ["No."]


@pytest.mark.parametrize(
    ("comments", "public", "name", "sees"),
    [
        ("members", False, "Ann", True),
        ("members", True, "", False),
        ("members", True, "Ann", True),
        ("public", True, "", True),
        ("public", False, "", False),
        ("off", True, "", False),
        ("off", False, "Ann", False),
    ],
)
def test_who_sees_comments(web: Web, comments: str, public: bool, name: str, sees: bool) -> None:
    send(web("Ann"), "/comments/story/bridge", text="Hello.")
    client = web(name, comments=comments, public=public)
    assert ("Hello." in client.get("/story/bridge").text) is sees
    assert ('href="/comments"' in client.get("/").text) is sees
    for path in ("/comments", "/comments/1", "/comments/story/bridge", "/comments/feed.atom",
                 "/comments/feed.json?story=bridge", "/api/comments", "/api/comments/1",
                 "/api/stories/bridge/comments"):  # fmt: skip
        answer = client.get(path)
        assert ("Hello." in answer.text) is sees, path
        refused = 404 if comments == "off" and (public or name) else 401
        assert answer.status_code in ((200,) if sees else (refused, 303)), path


@pytest.mark.parametrize("format", ["atom", "json"])
def test_comments_as_a_feed(web: Web, format: str) -> None:
    ann = web("Ann")
    send(ann, "/comments/story/bridge", text="One & <b>*all*</b>.")
    send(ann, "/comments/article/bridge0", text="Two.")
    send(ann, "/comments/story/strike", text="Three.")
    send(ann, "/comments/story/bridge", text=RUDE)

    def ids(query: str) -> list[str]:
        text = ann.get(f"/comments/feed.{format}{query}").text
        assert "idiot" not in text
        return re.findall(r"urn:tidings:comment:(\d+)", text)

    assert ids("") == ["3", "2", "1"]
    assert ids("?story=bridge") == ["2", "1"]
    assert ids("?article=bridge0") == ["2"]
    assert ids("?story=nowhere") == []


def test_by_the_api(web: Web, news: News, clock: Clock, someone: Callable[[str], Person]) -> None:
    def call(name: str, path: str, body: object = None, method: str = "POST") -> tuple[int, dict]:
        secret = news.people.keys.make_token(someone(name), "", list(Scope), now=clock())
        client = web()
        answer = client.request(
            method, f"/api{path}", json=body if method == "POST" else None,
            headers={"Authorization": f"Bearer {secret}"},
        )  # fmt: skip
        return answer.status_code, answer.json() if answer.content else {}

    status, made = call("Ann", "/stories/bridge/comments", {"text": "**Hi** @Bea"})
    assert (status, made["id"], made["html"]) == (201, 1, "<p><strong>Hi</strong> @Bea</p>\n")
    status, rude = call("Ann", "/articles/bridge1/comments", {"text": RUDE})
    assert (rude["state"], rude["doubts"][0]["kind"]) == ("waiting", "insult")
    assert call("Bea", "/comments/1/reply", {"text": "Yes"})[0] == 201
    _, found = call("Bea", "/stories/bridge/comments?limit=1", method="GET")
    assert ([c["text"] for c in found["comments"]], found["next"]) == (["**Hi** @Bea"], 1)
    assert call("Ann", "/comments/1/edit", {"text": "Hi"})[1]["text"] == "Hi"
    assert call("Bea", "/comments/1/report", {"why": "no"})[0] == 204
    assert call("Bea", "/comments/1/hide", {})[0] == 403
    assert call("owner", "/comments/1/hide", {"why": "no"})[1]["does"] == "hide"
    status, acts = call("owner", "/comments/acts", method="GET")
    assert [act["does"] for act in acts["acts"]] == ["hide", "hold"]
    assert call("owner", f"/comments/acts/{acts['acts'][0]['id']}/undo", {})[0] == 200
    assert call("Ann", "/comments/1/delete", {})[0] == 204
    _, found = call("Bea", "/comments/1", method="GET")
    assert [c["seen"] for c in found["comments"]] == ["deleted", "text"]
    for path, body, status in (
        ("/stories/nowhere/comments", {"text": "x"}, 404),
        ("/stories/bridge/comments", {"text": ""}, 400),
        ("/stories/bridge/comments", {"text": 5}, 400),
        ("/stories/bridge/comments", {"txt": "x"}, 400),
        ("/stories/bridge/comments", {"text": "x" * 90_000}, 400),
        ("/comments/0/reply", {"text": "x"}, 400),
        ("/comments/99999999999999999999/reply", {"text": "x"}, 400),
        ("/comments/1/explode", {}, 400),
    ):
        assert call("Ann", path, body)[0] == status, (path, body)


def test_a_reader_comments_and_a_token_without_the_scope_does_not(
    web: Web, news: News, clock: Clock, someone: Callable[[str], Person]
) -> None:
    assert someone("Ann").role is Role.READER
    secret = news.people.keys.make_token(someone("Ann"), "", [Scope.READ], now=clock())
    answer = web().post(
        "/api/stories/bridge/comments", json={"text": "x"},
        headers={"Authorization": f"Bearer {secret}"},
    )  # fmt: skip
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"),
        ("a\nb", "<p>a<br>\nb</p>\n"),
        ("# not a heading", "<p># not a heading</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](/relative)", '<p><a rel="noopener noreferrer nofollow">x</a></p>\n'),
        (
            "![x](http://t.example/p.gif)",
            '<p>!<a href="http://t.example/p.gif" rel="noopener noreferrer nofollow">x</a></p>\n',
        ),
    ],
)
def test_markdown(text: str, html: str) -> None:
    assert markdown(text) == html


def test_hostile_texts_do_no_harm(shared: Path) -> None:
    for name in ("xss_html", "xss_urls"):
        vectors = json.loads((shared / "vectors" / f"{name}.json").read_text())["vectors"]
        for vector in vectors[::9]:  # all of them pass, and take a minute
            text = vector["input"]
            for form in (text, f"[x]({text})", f"![x]({text})", f"<{text}>", f"`{text}`"):
                html = markdown.__wrapped__(form[:10_000])
                assert_safe(html)
                assert "<img" not in html
                for tag in re.findall(r"<a [^>]*", html):
                    assert "nofollow" in tag


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_can_read_and_write_them(
    browser: Browser, web: Web, news: News, clock: Clock, scheme: str
) -> None:
    owner, ann = news.people.accounts.owner, news.people.accounts.named("Ann")
    number = news.comments.write(ann, "W" * 400 + "\n\n> x\n\n```\n" + "c" * 300, story="bridge").id
    for depth in range(9):
        number = news.comments.write(owner, f"Answer {depth}", answers=number).id
    rude = news.comments.write(ann, RUDE, story="bridge")
    news.comments.report(news.people.accounts.named("Bea"), 1, "long")
    secret = news.people.keys.start_session(owner, agent="", now=clock())
    with served(create_app(news, Config(), clock=clock)) as here:
        context = browser.new_context(
            base_url=here, viewport={"width": 360, "height": 740}, color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=True,
        )  # fmt: skip
        context.add_cookies([{"name": "tidings", "value": secret, "url": here}])
        page = context.new_page()
        for path in ("/story/bridge", "/comments", "/comments/1", "/comments/moderation"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
            assert page.evaluate(TOO_PALE) == [], path
        page.goto(f"/comments/{rude.id}")
        page.get_by_label("Your answer").fill("Be kind.")
        page.get_by_role("button", name="Reply").click()
        expect(page.locator(":target")).to_contain_text("Be kind.")
        context.close()
