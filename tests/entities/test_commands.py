from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from tests.entities.test_entities import entity, fill
from tidings.cli import main
from tidings.config import Config
from tidings.news import News
from tidings.workers.local import Inline


def test_names_are_listed_shown_exported_and_corrected(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    with News.open(path, config=Config(encoder="none"), pool=Inline()) as news:
        fill(news)
        one, two = entity(news, "Khalifa Haftar"), entity(news, "Khaled Haftar")

    def tidings(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--library", str(path), *arguments])

    assert "Yunus-bek Yevkurov\tperson\t3" in tidings("entities", "yevk").output
    rows = [json.loads(row) for row in tidings("entities", "--ftm").output.splitlines()]
    assert {row["schema"] for row in rows} == {"Person", "Address"}
    assert len(tidings("entities", "--json").output.splitlines()) == 5
    assert "Yunus-bek Yevkurov (1)" in tidings("entity", one).output
    assert "correction 1:" in tidings("entity", one, "--same-as", two).output
    assert json.loads(tidings("entity", two, "--json").output)["name"] == "Khalifa Haftar"
    assert tidings("entity", one, "--undo", "1").exit_code == 0
    assert json.loads(tidings("entity", two, "--json").output)["name"] == "Khaled Haftar"
    assert tidings("entity", "nobody").exit_code == 1
    assert tidings("entity", one, "--undo", "7", "--rename", "X").exit_code == 1
