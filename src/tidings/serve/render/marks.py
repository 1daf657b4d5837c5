"""Names marked where they stand in an article. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from tidings.entities import Marked
from tidings.serve.render.reading import Piece

__all__ = ["named"]


def named(piece: Piece, marks: Sequence[Marked]) -> Iterator[tuple[str, Marked | None]]:
    """Yield a piece of an article in runs: the names in it, each with whose it is, and the rest."""
    at, end = piece.start, piece.start + len(piece.text)
    first = bisect_left(marks, at, key=lambda mark: mark.start)
    for mark in marks[first : bisect_right(marks, end, key=lambda mark: mark.end)]:
        if mark.start < at or mark.end > end:
            continue
        if mark.start > at:
            yield piece.text[at - piece.start : mark.start - piece.start], None
        yield piece.text[mark.start - piece.start : mark.end - piece.start], mark
        at = mark.end
    if at < end:
        yield piece.text[at - piece.start :], None
