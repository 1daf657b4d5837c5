"""`tidings ask`, as a filter and for people."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tidings.cli import main
from tidings.news import News
from tidings.storage import open_store
from tidings.types import Article
from tidings.workers.local import Inline

AT = datetime(2026, 3, 12, tzinfo=UTC)
TEXT = (
    "A strong earthquake shook the island of Velora on Thursday.\n"
    "Mayor Anna Kestrin said that twenty-three people were hurt when houses fell in."
)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIDINGS_ENCODER", "none")
    path = tmp_path / "library.sqlite"
    store = open_store(path)
    article = Article(
        id="quake",
        url="https://g.example/quake",
        title="Earthquake on Velora",
        paragraphs=tuple(TEXT.split("\n")),
        published_at=AT,
        language="en",
    )
    store.articles.save(article, page="", now=AT)
    store.close()
    return path


def test_one_answer_for_each_line(library: Path) -> None:
    lines = [
        {"id": 1, "question": "How many people were hurt on Velora?", "choices": ["3", "23"],
         "asked_at": "2026-03-13T10:00:00Z"},
        {"id": 2, "question": " "},
        {"id": 3, "question": "Who?", "choices": "all"},
        {"id": 4, "question": "Who?", "asked_at": "soon"},
        {"id": 5, "question": "How many people were hurt on Velora?", "asked_at": "2026-03-01"},
    ]  # fmt: skip
    given = "\n".join(map(json.dumps, lines)) + "\n{\n"
    ran = CliRunner().invoke(main, ["ask", "--library", str(library)], input=given)
    assert ran.exit_code == 1
    first, *others, early, broken = map(json.loads, ran.stdout.splitlines())
    assert (first["id"], first["choice"]) == (1, 1)
    assert first["cites"][0]["article"] == "quake"
    assert first["cites"][0]["url"] == "https://g.example/quake"
    assert first["cites"][0]["quote"] in TEXT
    assert [one["id"] for one in others] == [2, 3, 4]
    assert all(one["error"] for one in others)
    assert (early["answered"], early["cites"], "choice" in early) == (False, [], False)
    assert broken["error"].startswith("not JSON")


def test_for_people(library: Path) -> None:
    run = ["--library", str(library), "ask", "--at", "2026-03-13"]
    ran = CliRunner().invoke(main, [*run, "How many people were hurt on Velora?"])
    assert ran.exit_code == 0
    assert "twenty-three people" in ran.stdout
    ran = CliRunner().invoke(main, [*run, "--json", "Who won the golden boot?"])
    assert json.loads(ran.stdout)["answered"] is False


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("What happened on 12 March 2026?", True),
        ("What happened yesterday?", True),
        ("What happened on 3 March 2026?", False),
    ],
)
def test_the_news_of_a_day_is_asked_for(library: Path, question: str, answered: bool) -> None:
    with News.open(library, pool=Inline()) as news:
        news.enrich()
        answer = news.editor.ask(question, asked_at=AT + timedelta(days=1))
    assert answer.answered is answered
    assert [cited.words for cited in answer.cites] == [TEXT.split("\n")[0]] * answered
    assert answer.text == (TEXT.split("\n")[0] if answered else "")


def test_who_writes_is_shown_and_chosen(tmp_path: Path) -> None:
    library = str(tmp_path / "library.sqlite")

    def writer(*words: str) -> Result:
        return CliRunner().invoke(main, ["--library", library, "writer", *words])

    shown = writer()
    assert "no text leaves this machine" in shown.stderr
    assert "writer\tlocal" in shown.stdout
    assert "give both" in writer("set", "writer=remote").stderr
    chosen = ("writer=remote", "url=https://models.example/v1", "name=big", "key=secret", "money=2")
    assert writer("set", *chosen, "people=owner", "folders=World, Local").exit_code == 0
    shown = writer()
    assert "are sent to models.example, for the model big" in shown.stderr
    assert "folders\tWorld, Local" in shown.stdout
    assert "secret" not in shown.output + writer("--json").output
    assert json.loads(writer("--json").stdout)["people"] == [1]
    text = tmp_path / "summary.txt"
    text.write_text("Sum it up.")
    assert "lacks {count}, {form}" in writer("prompt", "summary", "--file", str(text)).stderr
    text.write_text("Sum it up in {count}: {form}")
    assert writer("prompt", "summary", "--file", str(text)).exit_code == 0
    assert writer("prompt", "summary").stdout == "Sum it up in {count}: {form}\n"
    assert writer("prompt", "summary", "--reset").exit_code == 0
    assert writer("prompt", "summary").stdout.startswith("You summarize news.")
    assert writer("set", "writer=").exit_code == 0
    assert "no text leaves" in writer().stderr


def test_what_is_wrong_is_kept_and_listed(library: Path) -> None:
    def wrong(*words: str) -> Result:
        return CliRunner().invoke(main, ["--library", str(library), "wrong", *words])

    about = ("report", "summary", "quake", "--of", "article")
    assert "nothing was called wrong" in wrong().stderr
    assert wrong(*about, "--show").stdout.startswith("1\tA strong earthquake")
    assert wrong(*about, "--sentence", "2", "--words", "It was 32.").stderr == "kept as case 1\n"
    assert wrong("report", "summary", "none").exit_code == 1
    listed = wrong().stdout
    assert "summary quake" in listed
    assert "It was 32." in listed
    (row,) = [json.loads(line) for line in wrong("--json").stdout.splitlines()]
    (place,) = row["shown"][0]["evidence"]
    assert TEXT[place["start"] : place["end"]] == place["text"] == row["shown"][0]["text"]
    assert wrong("settle", "1").exit_code == 0
    assert "settled" in wrong().stdout
    assert wrong("remove", "1").exit_code == 0
    assert wrong("remove", "1").exit_code == 1


def test_what_a_model_did_not_write_is_told(library: Path) -> None:
    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ["--library", str(library), *words])

    chosen = ("writer=remote", "url=http://127.0.0.1:9/v1", "name=x")
    assert run("writer", "set", *chosen).exit_code == 0
    shown = run("summary", "quake", "--of", "article")
    assert "the model did not write: the model's server can't be reached" in shown.stderr
    assert "twenty-three people were hurt" in shown.stdout


def test_nothing_asked_is_said_so(library: Path) -> None:
    ran = CliRunner().invoke(main, ["ask", "--library", str(library), " "])
    assert ran.exit_code
    assert "ask something" in str(ran.exception) + ran.output
