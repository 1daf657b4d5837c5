"""The commands: what they say, what they refuse, what they leave as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.correcting.library import library
from tidings.cli import main

HERE = {"a1": "A", "a2": "A", "b1": "B"}


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = str(tmp_path / "library")
    library(HERE, path=path).close()
    return path


def tidings(path: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--library", path, *arguments])


def test_say_no_look_at_it_take_it_back(path: str) -> None:
    told = tidings(path, "merge", "A", "B", "--dry-run")
    assert "1 article of “Comet b1” goes into" in told.stdout
    assert tidings(path, "corrections").stdout == ""
    done = tidings(path, "merge", "A", "B", "--by", "anna", "--note", "one fire")
    assert done.stdout == told.stdout
    assert "'tidings undo 1' takes it back" in done.stderr
    assert "anna merged its story into this one" in tidings(path, "show", "B").stdout
    number, _, who, what, note, state = tidings(path, "corrections").stdout.strip("\n").split("\t")
    assert (number, who, note, state) == ("1", "anna", "one fire", "in force")
    assert what.startswith("merged “Comet b1” into")
    assert "1 article is back" in tidings(path, "undo").stdout
    (record,) = map(json.loads, tidings(path, "corrections", "--json").stdout.splitlines())
    assert record["undone_at"]
    assert record["articles"] == ["b1"]


@pytest.mark.parametrize(
    ("arguments", "moved"),
    [
        (("split", "A", "a2"), 1),
        (("move", "a2", "B"), 1),
        (("apart", "a1", "a2"), 1),
        (("together", "a1", "b1"), 1),
        (("lock", "A"), 0),
        (("rename", "A", "Told", "anew"), 0),
    ],
)
def test_each_command(path: str, arguments: tuple[str, ...], moved: int) -> None:
    done = tidings(path, *arguments, "--json")
    assert done.exit_code == 0, done.output
    record = json.loads(done.stdout)
    assert record["kind"] == arguments[0]
    assert record["done"]
    undone = json.loads(tidings(path, "undo", "--json").stdout)
    assert ("back in the story" in " ".join(undone["done"])) == bool(moved)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("merge", "A", "nowhere"), 1, "there is no story nowhere: 'tidings stories' lists them"),
        (("move", "a1", "A"), 1, "in that story already"),
        (("undo",), 1, "no correction to undo"),
        (("undo", "7"), 1, "there is no correction 7"),
        (("undo", "0"), 2, "0 is not in the range"),
        (("unlock", "A"), 1, "not locked"),
        (("merge", "A"), 2, "Missing argument"),
    ],
)
def test_what_is_not_understood(
    path: str, arguments: tuple[str, ...], code: int, says: str
) -> None:
    done = tidings(path, *arguments)
    assert done.exit_code == code
    assert says in done.stderr
    assert done.stdout == ""


def test_a_lock_and_its_unlocking(path: str) -> None:
    tidings(path, "lock", "A")
    assert "1 is back" not in tidings(path, "unlock", "A").stdout
    assert "undone" in tidings(path, "corrections").stdout


def test_learning_says_what_it_takes(path: str) -> None:
    assert "it takes 20 corrections" in tidings(path, "learn").stderr
    assert json.loads(tidings(path, "learn", "--json").stdout)["better"] is False
    assert "as shipped" in tidings(path, "learn", "--reset").stderr
