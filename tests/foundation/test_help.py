"""`tidings --help`: what a newcomer sees first."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import click
import pytest
from click.testing import CliRunner

from tidings.cli import main
from tidings.cli.console import age


def test_each_command_stands_once_under_what_it_is_for() -> None:
    told = CliRunner().invoke(main, ["--help"]).output
    _, _, sections = told.partition("Options:")
    listed = re.findall(r"^  ([a-z][a-z-]*) {2,}[A-Z]", sections, re.MULTILINE)
    assert sorted(listed) == sorted(main.commands)
    assert listed.index("add") < listed.index("stories") < listed.index("merge")
    assert re.findall(r"^(\w.*):$", told, re.MULTILINE)[:2] == ["Options", "News comes in"]


def walk(group: click.Group) -> Iterator[click.Command]:
    for command in group.commands.values():
        yield command
        yield from walk(command) if isinstance(command, click.Group) else ()


def test_every_line_of_the_lists_is_whole() -> None:
    groups = [main, *(one for one in walk(main) if isinstance(one, click.Group))]
    for group in groups:
        told = CliRunner().invoke(group, ["--help"]).output
        assert not re.findall(r"^  [a-z-]+ .*\.\.\.$", told, re.MULTILINE), group.name


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{command.name} {option.opts[0]}"
        for command in walk(main)
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


def test_commands_load_nothing_heavy_before_they_are_asked_for() -> None:
    heavy = "numpy tidings.group tidings.distill tidings.reading tidings.storage".split()
    code = f"import sys, tidings.cli; print([n for n in {heavy!r} if n in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-9, "soon"), (30, "now"), (3_700, "1h"), (99 * 86_400, "99d"), (3e7, "2025-12-10")],
)
def test_how_old_news_is(seconds: float, said: str) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert age(now - timedelta(seconds=seconds), now=now) == said
