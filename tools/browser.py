"""Find a Chromium for the browser tests; install Debian's where that can be done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    """Return 0 when there is a browser, or when only a stranger's machine lacks it."""
    if find_browser():
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        install = ["apt-get", "install", "--yes", "--quiet", "chromium"]
        for command in (["apt-get", "update", "--quiet"], install):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    if find_browser():
        return 0
    print("no Chromium here: the browser tests will be skipped (apt-get install chromium)")
    return 1 if os.environ.get("CI") else 0


def find_browser() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("TIDINGS_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    sys.exit(main())
