"""Quotation marks: what stands between them, in the styles of the world's press."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["quoted"]

# What opens, and what may close it. Germans write „…“ and »…«, Swedes ”…”, the French « … ».
CLOSERS = {
    "“": '”\u201d"',
    "„": '“”"',
    "”": "”",
    "«": "»",
    "»": "«",
    '"': '"”',
    "''": "'",
    "‘": "’",
    "'": "'",
    "「": "」",
    "『": "』",
    "《": "》",
}
LONGEST = 4000  # characters; an opening mark whose closing one is further was never closed
_MARK = re.compile(r"''|[“”„«»\"‘’'「」『』]")
_INWARD = re.compile(r"[\s(\[{—–\-:,/…]")  # what stands before an opening mark


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the outermost passages between quotation marks, marks included, in order.

    A passage goes on over paragraphs where each opens anew and only the last is closed. One that
    is never closed ends with its paragraph. Apostrophes are none.
    """
    spans: list[tuple[int, int]] = []
    past = 0
    open_until = dict.fromkeys(CLOSERS, 0)  # up to here nothing closes a mark of this kind
    for match in _MARK.finditer(text):
        start, mark = match.start(), match.group()
        if start < max(past, open_until.get(mark, 0)) or not _opens(text, start, mark):
            continue
        end = _closed(text, start, mark)
        if end > start + 2:
            spans.append((start, end))
            past = end
        elif end == start:
            line_end = text.find("\n", start)
            open_until[mark] = len(text) if line_end < 0 else line_end
    return spans


def _opens(text: str, at: int, mark: str) -> bool:
    if mark not in CLOSERS:
        return False
    if mark in "“„「『":
        return True
    after = text[at + len(mark) : at + len(mark) + 1]
    inward = not at or bool(_INWARD.match(text, at - 1))
    if mark == "«":
        return True
    return inward and bool(after) and not after.isspace() and after not in ".,;:)"


def _closed(text: str, start: int, mark: str) -> int:
    """Return where the passage that opens at `start` ends; `start` if it is none."""
    at = start
    while True:
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        for close in _closing(text, mark, at + len(mark), line_end):
            return close + len(mark)
        if mark in ("'", "‘"):
            return start  # an apostrophe, or a slip
        following = text[line_end + 1 : line_end + 1 + len(mark)]
        if following != mark or line_end + 1 - start > LONGEST:
            return line_end
        at = line_end + 1


def _closing(text: str, mark: str, start: int, end: int) -> Iterator[int]:
    closers = CLOSERS[mark]
    for at in range(start, end):
        if text[at] not in closers and not (text[at] == mark == "“" and text[at - 1] in ",.!?"):
            continue
        after = text[at + 1 : at + 2]
        if mark == "''" and after != "'":
            continue
        if mark in ("'", "‘", '"') and after.isalnum():
            continue  # an apostrophe; an opening mark of something within
        if (
            mark in ("'", "‘")
            and text[at - 1] == "s"
            and after == " "
            and _again(text, at, end, closers)
        ):
            continue  # the workers' rights
        yield at


def _again(text: str, at: int, end: int, closers: str) -> bool:
    """Say whether a mark that surely closes comes later on the line."""
    return any(
        text[k] in closers and text[k - 1] in ".,!?" and not text[k + 1 : k + 2].isalnum()
        for k in range(at + 1, end)
    )
