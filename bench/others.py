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
    yield Figure(
        "feeds, feedparser's tests passed", right["share"], "share", 1.0, note, "feedparser"
    )
    for kind, row in speed(rounds=1 if quick else 5).items():
        ours, theirs = (row["feeds"] / row[way] for way in ("tidings", "feedparser"))
        unit = "feeds/s, one core"
        yield Figure(f"feeds, {kind}", ours, unit, theirs, beside="feedparser")


def extraction(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Article text: F1 and pages a second beside trafilatura's two modes."""
    from bench.extraction import run

    for name, scores in run(shared, passes=1 if quick else 3).items():
        ours = scores["tidings"]
        for peer in ("trafilatura", "trafilatura fast"):
            theirs = scores[peer]
            yield Figure(
                f"extraction, {name}, F1", ours.f1, "F1", theirs.f1, "seen in training", peer
            )
            yield Figure(
                f"extraction, {name}, speed", ours.pages_per_second, "pages/s, one core",
                theirs.pages_per_second, beside=peer,
            )  # fmt: skip


def novelty(shared: Path, *, quick: bool = False) -> Iterator[Figure]:
    """Planted paragraphs found again and the others left new, beside two plain judges.

    On the articles by which the thresholds were chosen, and on the other half of the corpus.
    """
    from bench.novelty import measure

    yield from _novelty("seen", measure(shared, articles=400 if quick else 2_000))
    if not quick:
        yield from _novelty("other half", measure(shared, articles=4_296, skip=4_296))


def _novelty(name: str, figures: dict[str, dict[str, float]]) -> Iterator[Figure]:
    from bench.novelty import COUNTS

    ours = figures.pop("tidings")
    for peer, theirs in figures.items():
        for row, value in ours.items():
            if row not in COUNTS:
                yield Figure(f"novelty, {name}, {row}", value, "share", theirs[row], beside=peer)
        speed, unit = "articles/s", "articles/s, one core"
        what = f"novelty, {name}, {speed}"
        yield Figure(what, ours[speed], unit, theirs[speed], beside=peer)
    counted = ", ".join(f"{ours[row]:,.0f} {row}" for row in COUNTS if row != "articles/s")
    yield Figure(f"novelty, {name}: pieces", None, "", note=counted)
