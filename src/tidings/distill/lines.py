"""The lines of a page: what a text file and a card of an HTML page have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from tidings.distill.clean import clean

__all__ = ["Line", "is_prose", "is_sentence", "read_lines", "word_count"]

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_END = re.compile(r"[.!?…。！？؟۔।։][»”\"'’)\]]*\s*$")
_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
_LETTERS_PER_WORD = 2  # of a script without spaces
_PROSE_WORDS = 14  # a sentence of this length is no label
_SURELY_PROSE_WORDS = 35  # even without a full stop
_NARROWEST, _WIDEST = 40, 132  # characters a line, of text that was wrapped by a machine
_WRAPPED_SHARE = 0.8  # of the lines that must end where the next word did not fit


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, the empty lines before it, and what markup said of it, if any."""

    text: str
    gap: int = 0
    heading: bool = False
    moment: datetime | None = None  # of a <time datetime>
    href: str = ""
    author: bool = False  # marked up as the author's name
    tags: bool = False  # marked up as a list of tags


def read_lines(text: str) -> list[Line]:
    """Return the lines of a text; those that were only broken to fit a width are joined again."""
    lines: list[tuple[str, int]] = []
    gap = 0
    for raw in clean(text).split("\n"):
        if raw.strip():
            lines.append((raw.expandtabs(4).rstrip(), gap))
            gap = 0
        else:
            gap += 1
    joined = _unwrap(lines)
    return [Line(" ".join(raw.split()), gap) for raw, gap in joined if raw.split()]


def _unwrap(lines: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Join a line to the one before it, where that was full: the next word did not fit.

    That is how a machine breaks text, so it tells wrapped text from short paragraphs.
    """
    width = max((len(raw) for raw, _ in lines if " " in raw.strip()), default=0)
    pairs = [(a[0], b[0]) for a, b in pairwise(lines) if not b[1]]
    pairs = [(a, b) for a, b in pairs if _is_full(a, b, width) or not is_sentence(a)]
    full = sum(_is_full(a, b, width) for a, b in pairs)
    if not _NARROWEST <= width <= _WIDEST or full < 3 or full < _WRAPPED_SHARE * len(pairs):
        return list(lines)
    joined: list[tuple[str, int]] = []
    last = ""
    for raw, gap in lines:
        if last and not gap and _is_full(last, raw, width) and _indent(raw) <= _indent(last):
            joined[-1] = (f"{joined[-1][0]} {raw.strip()}", joined[-1][1])
        else:
            joined.append((raw, gap))
        last = raw
    return joined


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip())


@lru_cache(maxsize=2048)  # the same lines of a page are asked for again and again
def word_count(text: str) -> int:
    """Return the number of words; in a script without spaces, two letters count as one."""
    dense = len(_CJK.findall(text)) if not text.isascii() else 0
    if dense * 2 > len(text):
        return dense // _LETTERS_PER_WORD
    return len(_WORD.findall(text))


def is_sentence(text: str) -> bool:
    """Say whether the line ends like a sentence."""
    return _END.search(text) is not None


def is_prose(line: Line) -> bool:
    """Say whether the line is running text, by its length and its end, not by its words."""
    if line.heading or line.moment or line.tags:
        return False
    count = word_count(line.text)
    return count >= _SURELY_PROSE_WORDS or (count >= _PROSE_WORDS and is_sentence(line.text))
