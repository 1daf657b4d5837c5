"""Draw the icons that a phone or desktop installs, from the one that we draw as SVG.

python tools/draw_icons.py
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from browser import find_browser
from playwright.sync_api import sync_playwright

STATIC = Path(__file__).parent.parent / "src/tidings/serve/static"
SAFE = 1.25  # a mask may cut off a tenth on every side


def main() -> int:
    """Write the PNG files; return 1 where there is no browser to draw them."""
    path = find_browser()
    if path is None:
        print("no Chromium here to draw with")
        return 1
    svg = (STATIC / "tidings.svg").read_text()
    square = re.sub(r' rx="7"', "", svg)  # whoever installs it rounds the corners
    edge = 32 * SAFE
    inset = (32 - edge) / 2
    masked = square.replace("0 0 32 32", f"{inset} {inset} {edge} {edge}").replace(
        'width="32" height="32"', f'x="{inset}" y="{inset}" width="{edge}" height="{edge}"'
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, size, drawn in (
            ("icon-180", 180, square),
            ("icon-192", 192, svg),
            ("icon-512", 512, svg),
            ("icon-maskable", 512, masked),
        ):
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>body{{margin:0}} svg{{display:block}}</style>{drawn}")
            page.screenshot(path=STATIC / f"{name}.png", omit_background=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
