"""What a page says of its article against trafilatura: title, byline, day, site, language, lead.

Run: `python -m bench.metadata [FOLDER]`, where FOLDER is as for `bench/extraction.py`. The truth
is what the authors of readability's test pages expect; they keep a site's name in many a title,
so a title also counts as `cut` where one of the two begins with the other.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.extraction import read_tar, shared_folder

__all__ = ["main", "run"]

Reader = Callable[[bytes], dict[str, str]]
_KEYS = {
    "title": "title",
    "byline": "byline",
    "publishedTime": "day",
    "siteName": "site",
    "lang": "language",
    "excerpt": "excerpt",
}
_URL = "https://fakehost.example/test/page.html"
_SHORTEST = 10  # letters of a beginning that tells


def run(
    shared: Path, *, readers: Sequence[str] = ("tidings", "trafilatura")
) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """Return by reader how many values of each kind were found right, and how many there are."""
    files = read_tar(shared / "data" / "pages" / "readability-test-pages.tar.gz")
    counts: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for name in sorted(name for name in files if name.endswith("/expected-metadata.json")):
        expected = json.loads(files[name])
        wanted = {ours: expected[key] for key, ours in _KEYS.items() if expected.get(key)}
        page = files[name.replace("expected-metadata.json", "source.html")]
        for label in readers:
            right, all_ = counts.setdefault(label, (Counter(), Counter()))
            found = READERS[label](page)
            for kind, value in wanted.items():
                all_[kind] += 1
                right[kind] += _is_right(kind, value, found.get(kind, ""))
                right[f"{kind}, cut"] += _begins(value, found.get(kind, ""))
    return counts


def _tidings(page: bytes) -> dict[str, str]:
    from tidings.distill.extract import parse_html
    from tidings.distill.metadata import read_metadata

    found = read_metadata(parse_html(page), url=_URL, now=datetime.now(UTC))
    return {
        "title": found.title,
        "byline": ", ".join(found.authors),
        "day": found.published_at.date().isoformat() if found.published_at else "",
        "site": found.publisher,
        "language": found.language,
        "excerpt": found.description,
    }


def _trafilatura(page: bytes) -> dict[str, str]:
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(page.decode("utf-8", "replace"))
    return {
        "title": found.title or "",
        "byline": (found.author or "").replace("; ", ", "),
        "day": found.date or "",
        "site": found.sitename or "",
        "language": found.language or "",
        "excerpt": found.description or "",
    }


READERS: dict[str, Reader] = {"tidings": _tidings, "trafilatura": _trafilatura}


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", html.unescape(text)).casefold()


def _is_right(kind: str, wanted: str, found: str) -> bool:
    if kind == "day":
        from tidings.distill.dates import parse_date

        moment = parse_date(wanted)
        return moment is not None and moment.date().isoformat() == found
    if kind == "language":
        return re.split("[-_]", wanted.lower())[0] == re.split("[-_]", found.lower())[0]
    one, other = _letters(wanted), _letters(found)
    if kind in ("byline", "site"):  # with "By" or a role; with a slogan
        return bool(other) and (other in one or one in other)
    return one == other


def _begins(wanted: str, found: str) -> bool:
    one, other = sorted((_letters(wanted), _letters(found)), key=len)
    return one == other or (len(one) >= _SHORTEST and other.startswith(one))


def main() -> None:
    """Print one table."""
    print("| what | " + " | ".join(READERS) + " |\n|---|" + "---|" * len(READERS))
    counts = run(shared_folder(*sys.argv[1:2]))
    for kind in (*_KEYS.values(), "title, cut"):
        total = {label: all_[kind.partition(",")[0]] for label, (_, all_) in counts.items()}
        cells = [f"{right[kind]}/{total[label]}" for label, (right, _) in counts.items()]
        print(f"| {kind} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
