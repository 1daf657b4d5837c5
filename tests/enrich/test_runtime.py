"""What runs our models tells nobody about it: it is asked as a user's program would run it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import tidings

SCRIPT = """
from tidings.enrich.embedding import load_encoder
from tidings.enrich.names.tagger import tag

load_encoder("default").encode(["The ferry sails at night."])
tag("Mona Berg spoke in Selby.", language="en")
"""
QUIET = ("CI", "PYTEST", "ORT_", "GITHUB", "BUILD")  # where it keeps quiet by itself


def test_nothing_is_written_down_or_sent(tmp_path: Path) -> None:
    """It would give the machine a number, and keep what it is going to send in a database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(QUIET)}
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", SCRIPT], env=kept | home, check=True, timeout=120)
    written = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert written  # the graph of the encoder
    assert {Path(name).suffix for name in written} <= {".onnx", ".npz"}, written


def test_it_is_imported_in_one_place_alone() -> None:
    folder = Path(tidings.__file__).parent
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom) and "onnxruntime" in ast.unparse(node)
    }
    assert found == {"enrich/encoders/runtime.py"}
