"""The benches of single parts, as rows of the one table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.table import Figure

__all__ = ["extraction", "feeds", "novelty"]


def feeds(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Feed parsing: feedparser's own tests, and feeds a second beside it."""
    from bench.feeds import correctness, speed

    right = correctness(shared, every=10 if quick else 1)
    note = f"{right['passed']} of {right['kept']} tests of the fields that we keep"
    yield Figure("feeds, feedparser's tests passed", right["share"], "share", 1.0, note)
    for kind, row in speed(rounds=1 if quick else 5).items():
        ours, theirs = (row["feeds"] / row[way] for way in ("tidings", "feedparser"))
        unit = "feeds/s, one core"
        yield Figure(f"feeds, {kind}", ours, unit, theirs, "peer: feedparser")


def extraction(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Article text: F1 and pages a second beside trafilatura's two modes."""
    from bench.extraction import run

    for name, scores in run(shared, passes=1 if quick else 3).items():
        ours = scores["tidings"]
        for peer in ("trafilatura", "trafilatura fast"):
            theirs = scores[peer]
            note = f"peer: {peer}"
            yield Figure(f"extraction, {name}, F1", ours.f1, "F1", theirs.f1, note)
            yield Figure(
                f"extraction, {name}, speed", ours.pages_per_second, "pages/s, one core",
                theirs.pages_per_second, note,
            )  # fmt: skip


def novelty(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Planted paragraphs found again and untouched ones left new, beside two plain judges."""
    from bench.novelty import COUNTS, measure

    figures = measure(shared, articles=400 if quick else 2_000)
    ours = figures.pop("tidings")
    for name, theirs in figures.items():
        for row, value in ours.items():
            if row in COUNTS and row != "articles/s":
                continue
            unit = "articles/s, one core" if row == "articles/s" else "share"
            yield Figure(f"novelty, {row}", value, unit, theirs[row], f"peer: {name}")
