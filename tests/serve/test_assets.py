"""The style sheet: sent as one, kept in parts, without rules for what no page has."""

from __future__ import annotations

import re
from pathlib import Path

import tidings.serve
from tidings.serve.assets import SHEETS, load_assets

SERVE = Path(tidings.serve.__file__).parent
MADE = re.compile(r"[ds]\d")  # depths and series: numbered where they are made


def test_every_part_is_sent_once_in_its_order() -> None:
    parts = [(SERVE / f"static/sheets/{name}.css").read_text() for name in SHEETS]
    assert {file.stem for file in (SERVE / "static/sheets").iterdir()} == set(SHEETS)
    assets = load_assets()
    sent = assets.by_path[assets.paths["tidings.css"]].body.decode()
    assert sent == "\n".join(parts)
    assert sent.count("{") == sent.count("}")


def test_no_rule_is_for_what_no_page_has() -> None:
    rules = "".join(file.read_text() for file in (SERVE / "static/sheets").iterdir())
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", rules, flags=re.DOTALL)
    classes = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    kinds = ("templates/*.html", "static/*.js", "**/*.py")
    used = "".join(file.read_text() for kind in kinds for file in SERVE.glob(kind))
    words = set(re.findall(r"[\w-]+", used))
    assert {one for one in classes - words if not MADE.fullmatch(one)} == set()
