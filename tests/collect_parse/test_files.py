"""Files and folders to pages, articles, subscriptions and failures."""

from __future__ import annotations

import gzip
import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tidings.collect.files import read_files
from tidings.collect.isolate import IsolationError, run_isolated
from tidings.collect.jsonarticle import article_from_json
from tidings.collect.opml import Subscription
from tidings.errors import UsageError
from tidings.types import Article, Failure, Json, Page, make_id

AT = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
LETTER = (
    b'From: "The Post" <p@post.example>\nSubject: =?utf-8?q?Caf=C3=A9?=\nMessage-ID: <%s@x>\n'
    b"Date: Tue, 03 Feb 2026 10:00:00 +0100\nList-Id: Daily <daily.post.example>\n"
    b"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\n"
    b"Content-Type: text/plain\n\nplain\n--b\nContent-Type: text/html; charset=utf-8\n"
    b"Content-Transfer-Encoding: base64\n\nPHA+Q2Fmw6k8L3A+\n--b--\n"
)


def write(path: Path, body: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    os.utime(path, (AT.timestamp(), AT.timestamp()))
    return path


def only(path: Path) -> object:
    (found,) = read_files([path])
    return found


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://a.example/x?utm_source=y">', "canonical"),
        ("<meta property=og:url content='https://a.example/x'>", "og"),
        ("<!-- saved from url=(0021)https://a.example/x -->", "saved"),
        ("<!--\n Page saved with SingleFile\n url: https://a.example/x\n-->", "single file"),
        ("<base href='https://a.example/x'>", "base"),
    ],
)
def test_a_saved_page_says_its_address(tmp_path: Path, head: str, url: str) -> None:
    page = only(write(tmp_path / "a.html", f"<html><head>{head}</head><p>x</p>"))
    assert isinstance(page, Page)
    assert page.url.startswith("https://a.example/x"), url
    assert page.id == make_id("https://a.example/x")
    assert page.fetched_at == AT


@pytest.mark.parametrize("name", ["a b.html", "t.txt", "ä.htm"])
def test_a_file_without_an_address_stands_for_itself(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, "<p>Words</p>")
    page = only(path)
    assert isinstance(page, Page)
    assert page.url == path.absolute().as_uri()
    assert page.content_type == ("text/plain" if name.endswith("txt") else "text/html")


def test_compressed(tmp_path: Path) -> None:
    page = only(write(tmp_path / "a.html.gz", gzip.compress(b"<p>x</p>")))
    assert isinstance(page, Page)
    assert page.body == b"<p>x</p>"
    bomb = only(write(tmp_path / "b.html.gz", gzip.compress(b"\0" * (30 << 20))))
    assert isinstance(bomb, Failure)
    assert "larger" in bomb.error


def test_folders_in_order_without_what_is_hidden_or_leads_out(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.txt", "secret")
    top = tmp_path / "top"
    for name in ("b.txt", "a/z.txt", "a/A.txt", ".hidden.txt", ".git/x.txt", "photo.jpg"):
        write(top / name, name)
    (top / "leads-out.txt").symlink_to(outside)
    (top / "loop").symlink_to(top)
    found = [page.body.decode() for page in read_files([top]) if isinstance(page, Page)]
    assert found == ["a/A.txt", "a/z.txt", "b.txt"]


def test_a_newsletter(tmp_path: Path) -> None:
    path = write(tmp_path / "l.eml", LETTER % b"1")
    page = only(path)
    assert isinstance(page, Page)
    assert page.entry is not None
    assert (page.body, page.content_type) == ("<p>Café</p>".encode(), "text/html; charset=utf-8")
    assert (page.publisher, page.source) == ("The Post", "daily.post.example")
    assert (page.entry.title, page.entry.published_at) == (
        "Café",
        datetime(2026, 2, 3, 9, tzinfo=UTC),
    )
    assert page.url == path.absolute().as_uri()


def test_an_mbox(tmp_path: Path) -> None:
    separator = b"From x Tue Feb  3 10:00:00 2026\n"
    body = separator + LETTER % b"1" + b"\n" + separator + b"Subject: no text\n\n\n"
    body += separator + LETTER % b"2" + b"\n>From quoted\n"
    first, empty, second = read_files([write(tmp_path / "l.mbox", body)])
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert first.id != second.id
    assert isinstance(empty, Failure)
    assert "message 2 holds no text" in empty.error


def test_a_web_archive(tmp_path: Path) -> None:
    from fastwarc.warc import WarcRecord, WarcRecordType

    out = io.BytesIO()
    for status, kind, url in (
        (b"200 OK", b"text/html; charset=utf-8", "https://w.example/1"),
        (b"404 Not Found", b"text/html", "https://w.example/2"),
        (b"200 OK", b"image/png", "https://w.example/3"),
    ):
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = url
        record.headers["WARC-Date"] = "2026-01-02T03:04:05Z"
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(
            b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind + b"\r\n\r\n<p>x</p>"
        )
        record.write(out)
    for name, body in (("w.warc", out.getvalue()), ("w.warc.gz", gzip.compress(out.getvalue()))):
        page = only(write(tmp_path / name, body))
        assert isinstance(page, Page)
        assert (page.url, page.body) == ("https://w.example/1", b"<p>x</p>")
        assert page.fetched_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    broken = list(read_files([write(tmp_path / "b.warc", b"no archive at all")]))
    assert all(isinstance(found, Failure) for found in broken)


def test_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "7", "title": "T", "text": "One.\n\nTwo.", "tags": ["a", 1], "odd": {}}),
        "{not json",
        "",
        json.dumps({"html": "<p>x</p>", "url": "https://a.example/1"}),
        json.dumps(["no", "object"]),
        json.dumps({"url": "https://a.example/2"}),
    ]
    path = write(tmp_path / "a.jsonl.gz", gzip.compress("\n".join(lines).encode()))
    article, bad, page, odd, empty = read_files([path])
    assert isinstance(article, Article)
    assert (article.id, article.paragraphs, article.tags) == ("7", ("One.", "Two."), ("a",))
    assert isinstance(page, Page)
    for failure, line in ((bad, 2), (odd, 5), (empty, 6)):
        assert isinstance(failure, Failure)
        assert f"a.jsonl.gz, line {line}: " in failure.error


def test_a_line_on_the_wire() -> None:
    article = article_from_json(
        {
            "url": "https://a.example/1?utm_source=x",
            "title": "T\x00",
            "text": "x",
            "published_at": "2026-02-03T04:05:06Z",
            "authors": ["A", "A", ""],
            "language": "de",
        }
    )
    assert article.id == make_id("https://a.example/1")
    assert article.canonical_url == "https://a.example/1"
    assert (article.title, article.authors, article.language) == ("T", ("A",), "de")
    assert article.published_at == AT
    for odd in ({}, {"title": "T", "text": ["a", "b"]}, {"title": {}, "text": "x"}, []):
        with pytest.raises(UsageError):
            article_from_json(odd)


@pytest.mark.parametrize(
    ("record", "publisher"),
    [
        ({"source": "The Gazette"}, "The Gazette"),
        ({"source": "The Gazette", "publisher": "Gazette Online"}, "Gazette Online"),
        ({"source": make_id("https://a.example/feed"), "publisher": None}, ""),
    ],
)
def test_who_published_a_line_on_the_wire(record: dict[str, Json], publisher: str) -> None:
    assert article_from_json({"title": "T", "text": "x"} | record).publisher == publisher


def test_subscriptions_and_saved_feeds(tmp_path: Path) -> None:
    opml = '<opml><outline text="x" xmlUrl="https://f.example/"/></opml>'
    for name in ("s.opml", "s.xml"):
        assert only(write(tmp_path / name, opml)) == Subscription(
            title="x", xml_url="https://f.example/"
        )
    rss = "<rss><channel><title>F</title><item><title>T</title><link>https://f.example/1</link>"
    rss += "<description>Words</description></item></channel></rss>"
    page = only(write(tmp_path / "f.rss", rss))
    assert isinstance(page, Page)
    assert (page.url, page.publisher) == ("https://f.example/1", "F")
    assert b"Words" in page.body


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.html", "no such file"),
        ("missing", "no such file"),
        ("a.jpg", "can't read"),
        ("empty.html", "empty"),
    ],
)
def test_what_can_not_be_read_is_a_failure_that_names_it(
    tmp_path: Path, name: str, message: str
) -> None:
    path = tmp_path / name
    if not name.startswith("missing"):
        write(path, "")
    failure = only(path)
    assert isinstance(failure, Failure)
    assert message in failure.error
    assert name in failure.error


# --- The child process that damaged feeds are read in -------------------------------------------


def double(number: int) -> Json:
    return {"twice": 2 * number}


def spin() -> Json:
    while True:
        pass


def swell() -> Json:
    return len(bytearray(2 << 30))


def fail() -> Json:
    raise ValueError("on purpose")


def test_a_child_answers() -> None:
    assert run_isolated(double, 21) == {"twice": 42}


@pytest.mark.parametrize(("function", "message"), [(spin, "1 s"), (swell, "MB"), (fail, "purpose")])
def test_a_child_that_goes_astray_is_stopped(function: object, message: str) -> None:
    with pytest.raises(IsolationError, match=message):
        run_isolated(function, seconds=1, memory_mb=512)  # type: ignore[arg-type]
