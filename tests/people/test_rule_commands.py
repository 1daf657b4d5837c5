"""`tidings rule` and `tidings comment`: what they say and do."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tidings.cli import main
from tidings.config import Config
from tidings.news import News
from tidings.types import OWNER, Article, Role, Source
from tidings.workers.local import Inline

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TITLES = ("Dockers strike", "The strike goes on", "A ferry sails")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite"
    with News.open(path, config=Config(encoder="none"), pool=Inline()) as news:
        news.store.sources.save(
            Source(id="g", url="https://g.example/", kind="feed", folder="Port", added_at=NOW)
        )
        for number, title in enumerate(TITLES):
            article = Article(
                id=f"a{number}", source="g", publisher="Gazette", title=title, language="en",
                url=f"https://g.example/{number}", paragraphs=(f"{title} at the harbour.",),
                published_at=NOW, fetched_at=NOW,
            )  # fmt: skip
            news.store.articles.save(article, page="", now=NOW)
        news.enrich()
    return path


def run(library: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--library", str(library), *words])


def hidden(library: Path) -> int:
    with News.open(library) as news:
        desk = news.people.desk(OWNER)
        return sum("Hidden" in state.labels for state in desk.of(["a0", "a1", "a2"]))


def test_a_rule_is_tried_kept_applied_undone_and_removed(library: Path) -> None:
    tried = run(library, "rule", "try", "--words", "strike", "--folder", "Port")
    assert sorted(tried.stdout.splitlines()) == sorted(TITLES[:2])
    assert tried.stderr == "it would have hit 2 articles\n"
    added = run(library, "rule", "add", "--words", "strike", "--do", "hide", "--name", "Strikes")
    assert (added.exit_code, added.stdout) == (0, "1\n")
    assert hidden(library) == 0
    assert run(library, "rule", "apply", "1").stderr == "2 articles dealt with\n"
    assert hidden(library) == 2
    assert run(library, "rule", "list").stdout.split("\t")[:4] == ["1", "Strikes", "hide", "2"]
    record = json.loads(run(library, "rule", "list", "--json").stdout)
    assert (record["words"], record["does"], record["tag"]) == ("strike", ["hide"], None)
    assert run(library, "rule", "undo", "1").stderr == "2 articles as before\n"
    assert hidden(library) == 0
    assert run(library, "rule", "pause", "1").stderr == "rule 1 rests\n"
    assert run(library, "rule", "list").stdout.rstrip().endswith("rests")
    assert run(library, "rule", "resume", "1").exit_code == 0
    found = run(library, "rule", "try", "1", "--json").stdout.splitlines()
    assert {json.loads(one)["article"] for one in found} == {"a0", "a1"}
    assert run(library, "rule", "remove", "1").exit_code == 0
    assert run(library, "rule", "list").stdout == ""


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("add", "--words", "strike"), 1, "Choose what the rule should do"),
        (("add", "--do", "hide"), 1, "without any condition"),
        (("add", "--words", "x", "--do", "label"), 1, "Give the label"),
        (("add", "--words", "x", "--do", "burn"), 2, "burn"),
        (("add", "--pattern", "(", "--do", "read"), 1, "pattern"),
        (("add", "--words", "x", "--folder", "No", "--do", "read"), 1, "there are Port"),
        (("try", "7"), 1, "no such rule"),
        (("apply", "0"), 2, "0"),
        (("list", "--person", "Nobody"), 1, "nobody called"),
    ],
)
def test_what_makes_no_sense_is_told_so(
    library: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    answer = run(library, "rule", *words)
    assert (answer.exit_code, said in answer.stderr) == (status, True)


def numbers(library: Path) -> list[str]:
    return [one.split("\t")[0] for one in run(library, "comment", "list").stdout.splitlines()]


def test_comments_are_listed_hidden_and_shown(library: Path) -> None:
    with News.open(library) as news:
        accounts = news.people.accounts
        accounts.set_password(accounts.owner, "correct horse")
        ann = accounts.add("Ann", role=Role.READER, now=NOW)
        news.comments.write(ann, "Well said.", article="a0")
        news.comments.write(ann, "You are an idiot.", article="a1")
    assert numbers(library) == ["1"]
    (waits,) = run(library, "comment", "list", "--waiting", "--json").stdout.splitlines()
    record = json.loads(waits)
    assert (record["number"], record["state"], record["by"]) == (2, "waiting", "Ann")
    assert record["why"]
    assert "comment 2 is shown" in run(library, "comment", "approve", "2").stderr
    assert run(library, "comment", "list", "--waiting").stdout == ""
    done = run(library, "comment", "hide", "1", "2", "--note", "Be kind.", "--by", "Cem").stderr
    assert done.count("is hidden") == 2
    act = done.split("undo ")[1].split("'")[0]
    assert run(library, "comment", "undo", act).stderr == "comment 1 is shown again\n"
    assert numbers(library) == ["1"]
    log = [one.split("\t") for one in run(library, "comment", "log").stdout.splitlines()]
    assert [(row[1], row[2], row[4]) for row in log] == [
        ("hide 2", "Cem", ""), ("hide 1", "Cem", "undone"), ("restore 2", "owner", ""),
        ("hold 2", "Tidings", ""),
    ]  # fmt: skip
    assert run(library, "comment", "remove", "9").exit_code == 1
