"""The JSON Lines contract: one line out for each line in, in order, whatever comes in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FEED = """<rss version="2.0"><channel><title>Gazette</title><link>https://g.example/</link>
<item><title>Ferry</title><link>https://g.example/1</link><guid>1</guid>
<pubDate>Tue, 10 Mar 2026 09:00:00 GMT</pubDate><category>sea</category>
<enclosure url="https://g.example/1.mp3" type="audio/mpeg" length="9"/></item></channel></rss>"""
TOLD = "The harbour board of Selby voted on Monday to let the ferry sail at night from 1 May. "
MORE = "Fares for the crossing will stay at 12 crowns, said its chair, Mona Berg. "
A = {"id": "a", "title": "Ferry may sail at night", "text": TOLD + MORE, "source": "g"}
B = {"id": "b", "title": "Night ferry for Selby", "text": TOLD + MORE, "source": "h"}
C = {
    "id": "c",
    "title": "Museum finds lost map",
    "text": "A map of 1632 lay in a drawer of the Lund museum.",
    "published_at": "2026-03-11T08:00:00Z",
}

GOOD: dict[str, list[dict[str, Any]]] = {
    "read-feed": [{"id": "f", "url": "https://g.example/feed", "body": FEED}],
    "distill": [{"id": "d", "url": "https://g.example/1", "text": "Ferry\n" + TOLD + "\n" + MORE}],
    "novelty": [A, B, C],
    "annotate": [A, C],
    "group": [A, B, C],
    "compare": [{"id": "p", "a": A, "b": B}, {"id": "q", "a": A, "b": C}],
    "summarize": [{"id": "s", "articles": [A, C]}],
}


@pytest.mark.parametrize("stage", GOOD)
def test_one_line_for_each_line(tidings: Callable[..., Any], stage: str) -> None:
    ran = tidings(stage, lines=GOOD[stage], TIDINGS_LIBRARY="/nowhere/at/all")
    assert ran.code == 0, ran.err
    assert [r["id"] for r in ran.records] == [r["id"] for r in GOOD[stage]]


@pytest.mark.parametrize("stage", GOOD)
def test_a_bad_line_is_told_in_its_place(tidings: Callable[..., Any], stage: str) -> None:
    bad = ["{", '"text"', {"id": "none"}, "[1]", {"id": "odd", "text": 7, "articles": 3, "url": []}]
    ran = tidings(stage, lines=[*bad, *GOOD[stage]])
    records = ran.records
    assert ran.code == 1
    assert len(records) == len(bad) + len(GOOD[stage])
    assert [r["id"] for r in records[:4]] == [None, None, "none", None]
    assert all(r["error"] for r in records[:4])
    assert not [r for r in records[len(bad) :] if "error" in r]


def test_read_feed(tidings: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    by_path = {"id": "f", "url": "https://g.example/feed", "path": str(tmp_path / "feed.xml")}
    for line in (GOOD["read-feed"][0], by_path):
        (record,) = tidings("read-feed", lines=[line]).records
        (entry,) = record["entries"]
        assert (record["title"], record["home"]) == ("Gazette", "https://g.example/")
        assert (entry["url"], entry["title"]) == ("https://g.example/1", "Ferry")
        assert entry["published_at"] == "2026-03-10T09:00:00Z"
        assert entry["tags"] == ["sea"]
        assert entry["enclosures"] == [
            {"url": "https://g.example/1.mp3", "type": "audio/mpeg", "length": 9}
        ]


def test_distill(tidings: Callable[..., Any]) -> None:
    paragraphs = "".join(f"<p>{TOLD}{MORE}{n}</p>" for n in "123456")
    html = f"""<html lang="en"><head><title>Ferry | Gazette</title>
    <link rel="canonical" href="https://g.example/ferry"><meta name="author" content="Ada Holm">
    <meta property="og:site_name" content="Gazette">
    <meta property="article:published_time" content="2026-03-10T09:00:00Z"></head>
    <body><nav><a href="/">Home</a></nav>
    <article><h1>Ferry</h1>{paragraphs}</article></body></html>"""
    wall = "<html><title>Just a moment...</title><body>Verify you are human</body></html>"
    ran = tidings(
        "distill",
        lines=[
            {"id": "x", "url": "https://g.example/ferry?utm_source=y", "html": html},
            {"id": "y", "url": "https://g.example/z", "html": wall},
        ],
    )
    article, blocked = ran.records
    assert (article["title"], article["authors"], article["publisher"]) == (
        "Ferry",
        ["Ada Holm"],
        "Gazette",
    )
    assert article["canonical_url"] == "https://g.example/ferry"
    assert article["paragraphs"] == article["text"].split("\n")
    assert len(article["paragraphs"]) == 6
    assert (article["status"], blocked["status"]) == ("full", "blocked")
    assert not blocked["text"]


def test_novelty(tidings: Callable[..., Any]) -> None:
    first, second, third = tidings("novelty", lines=GOOD["novelty"]).records
    assert [p["new"] for p in first["paragraphs"]] == [True]
    assert [(p["new"], p["first_seen"]) for p in second["paragraphs"]] == [(False, "a")]
    assert third["paragraphs"] == [{"text": C["text"], "new": True, "first_seen": None}]


def test_annotate(tidings: Callable[..., Any]) -> None:
    first, second = tidings("annotate", lines=GOOD["annotate"]).records
    assert first["language"] == second["language"] == "en"
    assert "Mona Berg" in first["tags"]


def test_annotate_places_its_notes_in_the_text_given(tidings: Callable[..., Any]) -> None:
    text = (
        "  A\x00 flood.\n\n Twelve people died\x07 on Wednesday. \nDamage rose to €2.4bn.\n\n"
        " “We lost all.\n\n“And more,” said Ann Roe."
    )
    article = {"id": "n", "title": "", "text": text, "language": "en"}
    (record,) = tidings("annotate", lines=[article | {"published_at": "2026-11-20"}]).records
    assert list(record) == [
        "id",
        "language",
        "names",
        "places",
        "quotes",
        "figures",
        "dates",
        "tags",
        "events",
        "topics",
    ]
    for note in (*record["names"], *record["quotes"], *record["figures"], *record["dates"]):
        assert text[note["start"] : note["end"]] == note["text"]
    assert [(n["text"], n["speaker"], n["direct"]) for n in record["quotes"]] == [
        ("“We lost all.\n\n“And more,”", "Ann Roe", True)
    ]
    assert [list(note) for note in record["dates"]] == [
        ["text", "start", "end", "date", "precision"]
    ]
    assert [(n["value"], n["unit"], n["of"]) for n in record["figures"]] == [
        (12, "people", "people killed"),
        (2400000000, "EUR", "Damage"),
    ]


@pytest.mark.parametrize("online", [[], ["--online"]])
def test_group(tidings: Callable[..., Any], online: list[str]) -> None:
    a, b, c = tidings("group", *online, lines=GOOD["group"]).records
    assert a["story"] == b["story"] != c["story"]
    assert (a["duplicate_of"], b["duplicate_of"], c["duplicate_of"]) == (None, "a", None)
    assert b["because"]
    assert all(isinstance(reason, str) for reason in b["because"])


def test_compare(tidings: Callable[..., Any]) -> None:
    near, far = tidings("compare", lines=GOOD["compare"]).records
    assert 0 <= far["same_story"] < 0.3 < 0.7 < near["same_story"] <= 1


def test_summarize(tidings: Callable[..., Any]) -> None:
    (record,) = tidings("summarize", lines=GOOD["summarize"]).records
    texts = {a["id"]: a["text"] for a in (A, C)}
    assert record["headline"]
    assert record["sentences"]
    for sentence in record["sentences"]:
        cite = sentence["cites"][0]
        assert texts[cite["article"]][cite["start"] : cite["end"]] == sentence["text"]


def test_citations_count_in_the_text_as_given(tidings: Callable[..., Any]) -> None:
    given = {**A, "text": f"  \n {TOLD.strip()} 😀 e\u0301 \r\n\n\t{MORE}\n"}
    (record,) = tidings("summarize", lines=[{"id": "s", "articles": [given, A, C]}]).records
    texts = {"a": given["text"], "c": C["text"]}
    cited = [(s["text"], s["cites"][0]) for s in record["sentences"]]
    assert {cite["article"] for _, cite in cited} == {"a", "c"}
    for text, cite in cited:
        assert texts[cite["article"]][cite["start"] : cite["end"]] == text


@pytest.mark.parametrize("online", [[], ["--online"]])
def test_an_id_that_comes_again_is_the_same_article(
    tidings: Callable[..., Any], online: list[str]
) -> None:
    ran = tidings("group", *online, lines=[A, C, {**C, "id": "a"}])
    a, c, again = ran.records
    assert ran.code == 0, ran.err
    assert a == again
    assert a["story"] != c["story"]


@pytest.mark.parametrize("stage", ["novelty", "group"])
def test_byte_order_marks_and_empty_lines(tidings: Callable[..., Any], stage: str) -> None:
    ran = tidings(stage, lines=["\ufeff" + json.dumps(A), "", json.dumps(C) + "\r", "", ""])
    assert [(r["id"], r.get("error")) for r in ran.records] == [
        ("a", None),
        (None, "an empty line"),
        ("c", None),
    ]


def test_a_reader_that_leaves_early_is_no_error(
    tidings: Callable[..., Any], tmp_path: Path
) -> None:
    import subprocess

    from tests.acceptance.conftest import command

    lines = tmp_path / "in.jsonl"
    lines.write_text("".join(json.dumps(A | {"id": str(n)}) + "\n" for n in range(3_000)))
    done = subprocess.run(
        f"'{command()}' novelty < '{lines}' | head -n 1",
        shell=True,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
