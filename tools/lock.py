"""Write requirements.lock and requirements-dev.lock: exact versions with hashes, every platform."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COMMON = (
    sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--upgrade",
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url",
    "--no-annotate", "--custom-compile-command", "make lock",
)  # fmt: skip


def main() -> None:
    """Resolve the two sets of packages; the second holds the first at the same versions."""
    compile_lock("requirements.lock", "--group", "build")
    groups = [part for name in ("build", "dev", "model", "bench") for part in ("--group", name)]
    compile_lock("requirements-dev.lock", *groups, "--constraint", "requirements.lock")


def compile_lock(output: str, *arguments: str) -> None:
    """Write one lock file."""
    subprocess.run([*COMMON, "--output-file", output, *arguments], check=True)
    print(f"{output}: {Path(output).read_text().count('==')} packages")


if __name__ == "__main__":
    main()
