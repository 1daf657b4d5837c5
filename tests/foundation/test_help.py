"""`tidings --help`: what a newcomer sees first."""

from __future__ import annotations

import re

from click.testing import CliRunner

from tidings.cli import main


def test_each_command_stands_once_under_what_it_is_for() -> None:
    told = CliRunner().invoke(main, ["--help"]).output
    _, _, sections = told.partition("Options:")
    listed = re.findall(r"^  ([a-z][a-z-]*) {2,}[A-Z]", sections, re.MULTILINE)
    assert sorted(listed) == sorted(main.commands)
    assert listed.index("add") < listed.index("stories") < listed.index("merge")
    assert re.findall(r"^(\w.*):$", told, re.MULTILINE)[:2] == ["Options", "News comes in"]
