"""What is a person's own, out and in again; the marks that other readers export."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from tests.fake_web import FakeWeb
from tests.serve.conftest import HERE
from tests.serve.fake_news import NOW
from tidings import sample
from tidings.cli import main
from tidings.collect.opml import parse_opml
from tidings.config import Config
from tidings.errors import UsageError
from tidings.news import News
from tidings.people.own_data import Marking, open_parts
from tidings.serve import create_app
from tidings.serve.accounts.own_data import export_own, import_own
from tidings.serve.guard import MAX_FILE
from tidings.storage.desks import Asked
from tidings.types import Article, Of, Person, Role, Stream
from tidings.workers.local import Inline

TOKEN = re.compile(r'name="token" value="([^"]+)"')


@pytest.fixture
def news() -> Iterator[News]:
    web = FakeWeb(sample.pages(NOW), now=NOW)
    with News.open("sqlite://", config=Config(encoder="none"), web=web, pool=Inline()) as news:
        for url in sample.feeds()[1:3]:
            news.add(url)
        news.sync()
        yield news


def someone(news: News, name: str) -> Person:
    news.people.accounts.set_password(news.people.accounts.owner, "correct horse")
    found = news.people.accounts.add(name, role=Role.READER, now=NOW)
    for number, view in enumerate(news.sources()):
        news.people.desk(found.id).follow(view.source.id, folder=f"Folder {number}")
    return found


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in files.items():
            packed.writestr(name.replace("__", "."), body)
    return target.getvalue()


def miniflux(article: Article, **marks: Any) -> dict[str, Any]:
    return {"id": 7, "url": article.url, "title": article.title, "status": "unread",
            "starred": False, "feed": {"feed_url": "https://x.example/feed"}} | marks  # fmt: skip


def google(article: Article, *states: str) -> dict[str, Any]:
    return {
        "id": "tag:google.com,2005:reader/item/0000000000000007",
        "categories": ["user/-/state/com.google/reading-list", "user/-/label/News",
                       *(f"user/-/state/com.google/{state}" for state in states)],
        "alternate": [{"href": article.url, "type": "text/html"}],
        "origin": {"streamId": "feed/7", "feedUrl": "https://x.example/feed"},
    }  # fmt: skip


def export_of(kind: str, one: Article, two: Article) -> bytes:
    entries = [miniflux(one, status="read"), miniflux(two, starred=True)]
    items = [google(one, "read"), google(two, "starred")]
    away = google(one, "starred") | {"alternate": [{"href": "https://elsewhere.example/1"}]}
    return {
        "miniflux": json.dumps({"total": 2, "entries": entries}).encode(),
        "google": json.dumps({"id": "user/-/state/com.google/starred", "items": items}).encode(),
        "freshrss": zipped(
            starred__json=json.dumps({"items": [items[1], away]}).encode(),
            feed_7__json=json.dumps({"items": [items[0]]}).encode(),
            feeds__opml__xml=b'<opml><body><outline xmlUrl="%b"/></body></opml>'
            % sample.feeds()[1].encode(),
        ),
    }[kind]


@pytest.mark.parametrize("kind", ["miniflux", "google", "freshrss"])
def test_marks_of_other_readers_are_taken_over(news: News, kind: str) -> None:
    ada = someone(news, "Ada")
    desk = news.people.desk(ada.id)
    one, two = news.latest(limit=2)
    body = export_of(kind, one, two)
    feeds, taken = import_own(news, ada, body)
    assert import_own(news, ada, body) == (feeds, taken)
    assert (feeds, taken.marked, taken.absent) == ((1, 2, 1) if kind == "freshrss" else (0, 2, 0))
    first, second = desk.of([one.id])[0], desk.of([two.id])[0]
    assert (first.read, first.saved, second.read, second.saved) == (True, False, False, True)


def test_what_is_ones_own_goes_out_whole_and_comes_in_again(news: News) -> None:
    ada, bea = someone(news, "Ada"), news.people.accounts.add("Bea", role=Role.READER, now=NOW)
    desk, hers = news.people.desk(ada.id), news.people.desk(bea.id)
    everything = desk.page(Asked(), limit=50).items
    desk.mark(everything[:4], read=True)
    desk.save(everything[3:6], saved=True)
    desk.label(everything[5:7], "to read", on=True)
    body = export_own(news, ada)
    with zipfile.ZipFile(io.BytesIO(body)) as files:
        assert files.namelist() == ["person.json", "subscriptions.opml", "articles.jsonl"]
        rows = [json.loads(line) for line in files.read("articles.jsonl").splitlines()]
        assert len(parse_opml(files.read("subscriptions.opml"))) == 2
    assert len(rows) == 7
    assert all(bool(r.get("text")) == (r["saved"] or bool(r["labels"])) for r in rows)
    feeds, taken = import_own(news, bea, body)
    assert (feeds, taken.marked, taken.absent) == (2, 7, 0)
    for stream in (Stream(Of.SAVED), Stream(Of.LABEL, "to read"), Stream()):
        asked = Asked(stream=stream, read=True if stream == Stream() else None)
        assert hers.page(asked, limit=50).items == desk.page(asked, limit=50).items
    assert [f.name for f in hers.folders()] == [f.name for f in desk.folders()]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"hello", b"{", b"[1, 2", b"PK\x03\x04broken", b"\xff\xfe\x00", b"[" * 100_000,
        zipped(a__json=b"{{{"), b"<html></html>",
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_in_plain_words(news: News, body: bytes) -> None:
    with pytest.raises(UsageError, match=r"export|zip|list"):
        import_own(news, someone(news, "Ada"), body)


@pytest.mark.parametrize("kind", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_damaged_zip_is_refused(kind: int) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", kind) as packed:
        packed.writestr("a.jsonl", b'{"url": "https://x.example/1", "read": true}\n' * 50)
    chance, refused = random.Random(kind), 0
    for _ in range(300):
        body = bytearray(target.getvalue())
        for _ in range(3):
            body[chance.randrange(4, len(body))] = chance.randrange(256)
        try:
            open_parts(bytes(body))
        except UsageError:
            refused += 1
    assert refused > 100


def test_a_zip_that_unpacks_to_more_than_it_may_is_not_unpacked() -> None:
    bomb = zipped(a__json=b"[" + b" " * (300 << 20) + b"]")
    assert len(bomb) < 1 << 20
    with pytest.raises(UsageError, match="more than"):
        open_parts(bomb)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"url": 4}, ()),
        ({"url": "https://x.example/", "labels": "a"}, ("https://x.example/", False, ())),
        ({"url": "https://x.example/", "read": "yes"}, ("https://x.example/", False, ())),
        ({"url": "u", "saved": True, "labels": [1, " b\0", ""]}, ("u", True, ("b",))),
        ({"url": "u", "labels": ["x" * 9_000]}, ("u", False, ("x" * 200,))),
        ({"categories": [1], "alternate": "x"}, ()),
        ({"categories": [], "alternate": [{}, 4, {"href": "u"}]}, ("u", False, ())),
    ],
)
def test_odd_records(record: dict[str, Any], expected: tuple[Any, ...]) -> None:
    found = open_parts(json.dumps([record]).encode()).marks
    wanted = (Marking(url=expected[0], saved=expected[1], labels=expected[2]),) if expected else ()
    assert found == wanted


def test_the_page_gives_and_takes_files(news: News) -> None:
    web = TestClient(create_app(news, Config(), clock=lambda: NOW), HERE)
    token = TOKEN.search(web.get("/settings/data").text)[1]

    def sent(body: bytes, token: str = token) -> Any:
        return web.post("/settings/data", data={"token": token}, files={"file": ("x", body)})

    recursive = b"<opml><body>" + b'<outline text="a">' * 5_000 + b"</body></opml>"
    assert "Nothing was found in this file" in sent(recursive).text
    listed = f'<opml><outline text="Sea"><outline xmlUrl="{sample.feeds()[1]}"/></outline></opml>'
    assert "1 feed followed" in sent(listed.encode()).text
    assert sent(b"hello").status_code == 400
    assert sent(listed.encode(), "wrong").status_code == 403
    assert "1 feed followed" in sent(listed.encode() + b" " * 3_000_000).text  # as exports are
    assert sent(b" " * (MAX_FILE + 1)).status_code == 413
    assert web.post("/settings/data", data={"token": token}).status_code == 415
    followed = parse_opml(web.get("/settings/data/subscriptions.opml").content)
    assert "Sea" in [one.folder for one in followed]
    assert web.get("/settings/data/tidings.zip").headers["content-type"] == "application/zip"


def test_the_same_from_the_command_line(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_LIBRARY", str(tmp_path / "n.sqlite"))
    monkeypatch.setenv("TIDINGS_ENCODER", "none")
    (tmp_path / "in.opml").write_text('<opml><outline xmlUrl="https://a.example/feed"/></opml>')
    run: Callable[..., Any] = CliRunner().invoke
    done = run(main, ["person", "import", "owner", str(tmp_path / "in.opml")])
    assert (done.exit_code, done.stderr) == (0, "1 feed followed\n")
    done = run(main, ["person", "export", "owner", "-o", str(tmp_path / "out.zip")])
    assert done.exit_code == 0
    assert zipfile.is_zipfile(tmp_path / "out.zip")
