"""Heads of articles: which of the short lines around an age are publisher, author and title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from tidings.distill.boilerplate import cut_tags, is_furniture, split_byline, tag_tail
from tidings.distill.dates import may_be_moment, moments_among, parse_age, parse_moment
from tidings.distill.lines import Line, word_count
from tidings.text import fold

__all__ = [
    "Credits",
    "Head",
    "Layout",
    "dated_lines",
    "find_head",
    "is_dated",
    "is_title",
    "layout_of",
    "name_of",
    "publisher_of",
    "read_head",
    "source_of",
]

_LONGEST_NAME = 8  # words of a publisher's name
_LONGEST_TITLE = 30  # words
_LONGEST_STATEMENT = 12  # words that may end in a full stop and still be a title
_LONGEST_PARTICLE = 3  # letters of "of", "du", "del" within a name
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)")
_DIGIT = re.compile(r"\d")
_EDGES = " \t-–—•·|:"
_FULL_STOP = re.compile(r"[.。।۔](?<!\.\.)$")
_VIA = re.compile(
    r"^(?:via|source|from|quelle|fuente|fonte|источник|المصدر|来源)\s*[:：]?\s+", re.I
)
_SEPARATOR = re.compile(r"\s*[|•·∙⋅‧]\s*|\s+[-–—/]\s+")
_COMMA = re.compile(r"\s*[,،、]\s*")
_USUAL = 0.8  # share of the heads in which a line must stand for it to be part of the layout


@dataclass(frozen=True, slots=True)
class Head:
    """The short lines around an age: `lines[start:]`, the age at `lines[anchor]`."""

    lines: tuple[Line, ...]
    start: int
    anchor: int
    moment: datetime
    names: tuple[str, ...] = ()  # on the line of the age, the nearest to it first
    loose: bool = False  # the names are only set off by a comma, as places are too

    def at(self, offset: int) -> Line | None:
        """Return the line so many lines below the age, above it when negative."""
        index = self.anchor + offset
        return self.lines[index] if self.start <= index < len(self.lines) else None


@dataclass(frozen=True, slots=True)
class Layout:
    """What all heads of a page have in common."""

    before: int = 0  # lines above the age
    title: int = 0  # offset of the title from the age; 0: not the same everywhere
    named: bool = False  # names stand on the line of the age


@dataclass(frozen=True, slots=True)
class Credits:
    """What a head says."""

    title: str = ""
    publisher: str = ""
    published_at: datetime | None = None
    authors: tuple[str, ...] = ()
    url: str = ""


def is_title(line: Line) -> bool:
    """Say whether a line can be a title: not too long, and no statement with a full stop."""
    count = word_count(line.text)
    if line.heading or not cut_tags(line.text)[0]:
        return line.heading and count > 0
    stopped = _FULL_STOP.search(line.text) is not None
    return 0 < count <= (_LONGEST_STATEMENT if stopped else _LONGEST_TITLE)


@lru_cache(maxsize=4096)  # the same lines of a page are asked for again and again
def is_dated(text: str, now: datetime) -> bool:
    """Say whether a line is only an age or a date, perhaps with names beside it."""
    return _read_age(Line(text), now, "") is not None


def dated_lines(texts: Iterable[str], now: datetime) -> frozenset[str]:
    """Return those of some lines of which `is_dated` is true."""
    return frozenset(text for text in moments_among(texts) if is_dated(text, now))


def find_head(
    lines: Sequence[Line], body_gap: int, now: datetime, *, language: str = ""
) -> Head | None:
    """Return the head among some short lines: around their last age, None without any.

    `body_gap` is the number of empty lines between them and the prose below.
    """
    anchors = {i: a for i, line in enumerate(lines) if (a := _read_age(line, now, language))}
    if not anchors:
        return None
    anchor = max(anchors)
    while anchor - 1 in anchors:  # "published …" above "updated …"
        anchor -= 1
    start = _start(lines, anchor, body_gap)
    age = anchors[anchor]
    return Head(tuple(lines), start, anchor, age.moment, age.names, age.loose)


def _start(lines: Sequence[Line], anchor: int, body_gap: int) -> int:
    """Walk up from the age to where its head begins: a wider gap, furniture, a sentence."""
    below = lines[anchor + 1 :]
    inner = below[0].gap if below else max(body_gap, lines[anchor].gap)
    start = anchor
    while start > 0 and lines[start].gap <= inner and not _is_border(lines[start - 1]):
        start -= 1
    return start


def _is_border(line: Line) -> bool:
    return is_furniture(line.text) or tag_tail(line.text)[0] != line.text


@dataclass(frozen=True, slots=True)
class _Age:
    """What a line says that is only an age or a date, perhaps with names beside it."""

    moment: datetime
    names: tuple[str, ...] = ()
    loose: bool = False


def _read_age(line: Line, now: datetime, language: str) -> _Age | None:
    text = line.text
    if line.heading or not (line.moment or may_be_moment(text)):
        return None
    if moment := line.moment or parse_moment(text, now, language=language):
        return _Age(moment)
    for separator in (_SEPARATOR, _COMMA):
        pieces = [piece for piece in separator.split(text) if piece]
        moments = [parse_moment(piece, now, language=language) for piece in pieces]
        found = next(((i, moment) for i, moment in enumerate(moments) if moment), None)
        if found and len(pieces) > 1:
            if is_furniture(text.replace(pieces[found[0]], "")):
                return None  # "Listen · 3 min"
            names = (*pieces[: found[0]][::-1], *pieces[found[0] + 1 :])
            names = tuple(name for name in names if not name[0].isdigit())
            return _Age(found[1], names, loose=separator is _COMMA)
    return _unseparated(text, now)


def _unseparated(text: str, now: datetime) -> _Age | None:
    """Read "Harbour Post 3h ago": a name in capitals, then an age, with nothing between.

    A page that was flattened to text glues the two: "Harbour Post3h ago".
    """
    if not _DIGIT.search(text):
        return None
    parted = _GLUED.sub(" ", text, count=1)
    age = _name_and_age(text.split(), now)
    return age if age or parted == text else _name_and_age(parted.split(), now)


def _name_and_age(parts: Sequence[str], now: datetime) -> _Age | None:
    for cut in range(1, min(len(parts), _LONGEST_NAME)):
        last, rest = parts[cut - 1], " ".join(parts[cut:])
        if last[0].islower() and (cut == 1 or len(last) > _LONGEST_PARTICLE):
            return None
        if _DIGIT.search(rest) and (moment := parse_age(rest, now)):
            return _Age(moment, (" ".join(parts[:cut]),), loose=True)
    return None


def layout_of(heads: Sequence[Head]) -> Layout:
    """Return how the heads of a page are laid out: the same lines at the same places."""
    if not heads:
        return Layout()
    before = min(head.anchor - head.start for head in heads)
    after = max(len(head.lines) - head.anchor for head in heads)
    scores = {
        o: _title_score([h.at(o) for h in heads]) for o in (*range(-before, 0), *range(1, after))
    }
    title = max(scores, key=lambda offset: scores[offset], default=0)
    if scores.get(title, 0.0) <= 0:
        return Layout(before)
    named = all(head.names for head in heads)
    if title < -1 or (title == -1 and all(head.names or head.at(1) for head in heads)):
        before = -title  # the publisher stands below the title: what is above belongs to others
    return Layout(before, title, named)


def _title_score(lines: Sequence[Line | None]) -> float:
    """How well lines at one place do as titles: long, each another; 0 where they can't be."""
    found = [line for line in lines if line and is_title(line) and not split_byline(line.text)]
    if len(found) < _USUAL * len(lines) or all(is_furniture(line.text) for line in found):
        return 0.0
    if len(found) > 2 and len({fold(line.text) for line in found}) < len(found) / 2:
        return 0.0
    bonus = 100.0 if all(line.heading for line in found) else 0.0
    return bonus + sum(word_count(line.text) for line in found) / len(found)


def read_head(head: Head, layout: Layout, *, title: Line | None = None) -> Credits:
    """Return what a head says; its title, unless known, at the place where the page's stand."""
    first = max(head.start, head.anchor - layout.before)
    offsets = [i - head.anchor for i in range(first, len(head.lines)) if i != head.anchor]
    title = title or _title(head, layout, offsets)
    others = [o for o in sorted(offsets, key=abs) if title is None or head.at(o) is not title]
    lines = [line for o in others if (line := head.at(o)) and cut_tags(line.text)[0]]
    texts = [*head.names, *(line.text for line in lines if not line.author)]
    authors = [line.text for line in lines if line.author]
    authors += [name for text in texts if (name := split_byline(text))]
    return Credits(
        title=title.text if title else "",
        publisher=publisher_of(texts),
        published_at=head.moment,
        authors=tuple(authors),
        url=title.href if title else "",
    )


def _title(head: Head, layout: Layout, offsets: Sequence[int]) -> Line | None:
    line = head.at(layout.title) if layout.title else None
    if line and is_title(line):
        return line
    lines = [line for offset in offsets if (line := head.at(offset))]
    fit = [line for line in lines if is_title(line) and not is_furniture(line.text)]
    fit = [line for line in fit if not split_byline(line.text)]
    return max(fit, key=lambda line: (line.heading, word_count(line.text)), default=None)


def publisher_of(texts: Sequence[str]) -> str:
    """Return the publisher among the names nearest the age; one said twice is surely it."""
    names = [name for text in texts if (name := name_of(text))]
    folded = [fold(name) for name in names]
    return next((n for n, f in zip(names, folded, strict=True) if folded.count(f) > 1), "") or next(
        iter(names), ""
    )


def source_of(text: str) -> str:
    """Return the publisher that a line names as the source ("Source: Harbour Post"), else ""."""
    match = _VIA.match(text)
    return name_of(text) if match and match[0].rstrip().endswith((":", "：")) else ""


def name_of(text: str) -> str:
    """Return the name that a line may be, without dashes and \"via\" around it, \"\" for others."""
    name = _VIA.sub("", text.strip(_EDGES)).strip(_EDGES)
    if is_furniture(name) or split_byline(text) or word_count(name) > _LONGEST_NAME:
        return ""
    return name
