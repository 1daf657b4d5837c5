"""`tidings person`: what it says and does."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tidings.cli import main
from tidings.news import News

GOOD = "correct horse\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


def person(library: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["--library", str(library), "person", *words], input=typed)


def test_from_one_person_to_several(library: Path) -> None:
    refused = person(library, "add", "Ann", typed=GOOD)
    assert (refused.exit_code, "tidings person password owner" in refused.stderr) == (1, True)
    assert person(library, "invite").exit_code == 1
    assert person(library, "password", "owner", typed=GOOD).exit_code == 0
    assert person(library, "add", "Ann", "--role", "member", typed="short\n").exit_code == 1
    assert person(library, "add", "Ann", "--role", "member", typed=GOOD).exit_code == 0
    assert person(library, "role", "ann", "reader").stderr == "Ann is reader now\n"
    link = person(library, "invite", "--role", "member").stdout
    assert link.startswith("http://127.0.0.1:8030/join/")
    token = person(library, "token", "Ann", "--scope", "reader", "--days", "9").stdout.strip()
    password = person(library, "token", "Ann", "--apps").stdout.strip()
    rows = [line.split("\t")[:3] for line in person(library, "list").stdout.splitlines()]
    assert rows == [["owner", "owner", "password"], ["Ann", "reader", "password"]]
    with News.open(library) as news:
        now = news.people.accounts.owner.created_at
        keys = news.people.keys
        assert keys.by_app_token(token, now=now) == keys.by_password("Ann", password, now=now)
    assert person(library, "remove", "Ann").exit_code == 0
    gone = person(library, "remove", "Ann")
    assert (gone.exit_code, "'tidings person list' tells who" in gone.stderr) == (1, True)
