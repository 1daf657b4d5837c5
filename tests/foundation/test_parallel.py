"""Lines that have nothing to do with each other, as many wait and as they come one by one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from tidings.cli import parallel
from tests.foundation.shouting import shout

parallel.MANY = int(sys.argv[1])
parallel.spread_lines(shout)
"""
ROOT = Path(__file__).parents[2]


def run(given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, "0"],
        input=given, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False,
    )  # fmt: skip


def test_a_file_comes_out_in_its_order() -> None:
    lines = [json.dumps({"id": n, "say": f"line {n}"}) for n in range(200)]
    lines[20], lines[150] = "{", json.dumps({"id": 150})
    lines[100] = json.dumps({"id": 100, "say": "die"})
    done = run("\n".join(lines) + "\n")
    found = [json.loads(one) for one in done.stdout.splitlines()]
    assert [one["id"] for one in found] == [*range(20), None, *range(21, 200)]
    assert {n for n, one in enumerate(found) if "error" in one} == {20, 100, 150}
    assert found[199] == {"id": 199, "said": "LINE 199"}
    assert done.returncode == 1


def test_one_line_is_answered_before_the_next_is_written() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, "5"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    ) as program:  # fmt: skip
        assert program.stdin
        assert program.stdout
        for n in range(20):
            program.stdin.write(json.dumps({"id": n, "say": "here"}) + "\n")
            program.stdin.flush()
            assert json.loads(program.stdout.readline()) == {"id": n, "said": "HERE"}
        program.stdin.close()
        assert program.wait(60) == 0
