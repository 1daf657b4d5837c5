"""Article text against trafilatura: F1, precision, recall, and pages a second on one core.

Run: `python bench/extraction.py [FOLDER]`, where FOLDER (or TIDINGS_SHARED, default ../shared)
holds data/pages. The figures are those of the article-extraction-benchmark: shingles of four
words, counted as a multiset, precision and recall averaged over the pages. Our model has learned
from these pages: what it does on sites that it never saw is what `tools/train_extract.py` prints.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from selectolax.lexbor import LexborHTMLParser

Extractor = Callable[[bytes], str]
_WORD = re.compile(r"\w+")
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "code",
        "em",
        "font",
        "i",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "u",
    )
)
_PASSES = 3  # the fastest of these counts


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledPage:
    """A page and the text of its article as people have it."""

    name: str
    site: str  # pages of one site share it
    html: bytes
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """What one extractor does on one set of pages."""

    f1: float
    precision: float
    recall: float
    pages_per_second: float = 0.0  # of CPU time on one core


def shared_folder(argument: str = "") -> Path:
    """Return the folder of development data: the argument, TIDINGS_SHARED or ../shared."""
    beside = Path(__file__).parent.parent.parent / "shared"
    return Path(argument or os.environ.get("TIDINGS_SHARED", beside))


def load_sets(shared: Path) -> dict[str, list[LabelledPage]]:
    """Read the labelled pages, by the name of their set."""
    folder = shared / "data" / "pages"
    return {
        "article-extraction-benchmark": list(
            _read_benchmark(folder / "article-extraction-benchmark.tar.gz")
        ),
        "readability-test-pages": list(_read_readability(folder / "readability-test-pages.tar.gz")),
    }


def read_tar(path: Path) -> dict[str, bytes]:
    """Return the files of an archive by their names."""
    with tarfile.open(path) as tar:
        return {
            member.name.removeprefix("./"): file.read()
            for member in tar
            if (file := tar.extractfile(member))
        }


def _read_benchmark(path: Path) -> Iterator[LabelledPage]:
    files = read_tar(path)
    for name, truth in sorted(json.loads(files["ground-truth.json"]).items()):
        html = gzip.decompress(files[f"html/{name}.html.gz"])
        site = re.sub(r"^https?://(?:www\.)?([^/]+).*", r"\1", truth["url"])
        yield LabelledPage(name=name, site=site, html=html, text=truth["articleBody"])


def _read_readability(path: Path) -> Iterator[LabelledPage]:
    files = read_tar(path)
    for source in sorted(name for name in files if name.endswith("/source.html")):
        folder = Path(source).parent
        text = plain_text(files[f"{folder}/expected.html"])
        site = re.sub(r"-\d+$", "", folder.name)
        yield LabelledPage(name=folder.name, site=site, html=files[source], text=text)


def plain_text(html: bytes) -> str:
    """Return all text of a fragment; block elements and line breaks part words."""
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
    pieces = (
        node.text_content if node.is_text_node else "" if node.tag in _INLINE else "\n"
        for node in body.traverse(include_text=True)
    )
    return "".join(piece or "" for piece in pieces)


def shingles(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    """Return how often each run of four words stands in a text; a shorter text is one run."""
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - length + 1)) if words else range(0)
    return Counter(tuple(words[i : i + length]) for i in starts)


def compare(truth: str, found: str) -> tuple[float | None, float | None]:
    """Return precision and recall of one page; None where nothing was found, or is to be."""
    true, ours = shingles(truth), shingles(found)
    common = (true & ours).total()
    precision = common / ours.total() if ours else None
    recall = common / true.total() if true else None
    return precision, recall


def score(pages: Sequence[LabelledPage], texts: Sequence[str]) -> Score:
    """Score the texts found in some pages."""
    pairs = [compare(page.text, text) for page, text in zip(pages, texts, strict=True)]
    precision = mean([p for p, _ in pairs if p is not None] or [0.0])
    recall = mean([r for _, r in pairs if r is not None] or [0.0])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(f1=f1, precision=precision, recall=recall)


def tidings(html: bytes) -> str:
    """Extract as the distill stage does."""
    from tidings.distill.extract import extract_text, parse_html

    return "\n".join(extract_text(parse_html(html)).paragraphs)


def trafilatura_default(html: bytes) -> str:
    """Extract as the peer does, with its fallbacks."""
    from trafilatura import extract

    return extract(html, include_comments=False) or ""


def trafilatura_fast(html: bytes) -> str:
    """Extract as the peer does, without its fallbacks."""
    from trafilatura import extract

    return extract(html, include_comments=False, fast=True) or ""


EXTRACTORS: dict[str, Extractor] = {
    "tidings": tidings,
    "trafilatura": trafilatura_default,
    "trafilatura fast": trafilatura_fast,
}


def measure(extractor: Extractor, pages: Sequence[LabelledPage], *, passes: int = _PASSES) -> Score:
    """Extract all pages some times over; the speed is the fastest pass's."""
    extractor(pages[0].html)  # imports and compiled patterns are not the pages' cost
    fastest = float("inf")
    texts: list[str] = []
    for _ in range(passes):
        start = time.process_time()
        texts = [extractor(page.html) for page in pages]
        fastest = min(fastest, time.process_time() - start)
    found = score(pages, texts)
    return Score(
        f1=found.f1,
        precision=found.precision,
        recall=found.recall,
        pages_per_second=len(pages) / fastest,
    )


def run(shared: Path, *, passes: int = _PASSES) -> dict[str, dict[str, Score]]:
    """Measure every extractor on every set: set name to extractor name to score."""
    return {
        name: {label: measure(f, pages, passes=passes) for label, f in EXTRACTORS.items()}
        for name, pages in load_sets(shared).items()
    }


def main() -> None:
    """Print one table."""
    results = run(shared_folder(*sys.argv[1:2]))
    print("| set | extractor | F1 | precision | recall | pages/s |")
    print("|---|---|---|---|---|---|")
    for name, scores in results.items():
        for label, s in scores.items():
            print(
                f"| {name} | {label} | {s.f1:.3f} | {s.precision:.3f} | {s.recall:.3f}"
                f" | {s.pages_per_second:.0f} |"
            )


if __name__ == "__main__":
    main()
