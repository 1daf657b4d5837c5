"""What changed between two versions of an article, laid out to be read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from tidings.types import Version
from tidings.versions import Difference, Kind, Pair, align, history, said

__all__ = ["Change", "Part", "Passage", "Row", "changes"]

MAX_WORDS = 3_000  # compared word by word; difflib takes 0.3 s for two such sentences
MAX_ROWS = 400  # shown of one change; a book that was rewritten is read elsewhere
ALIKE = 0.5  # of 1: sentences that share less are read more easily one after the other
ISLAND = 3  # words: fewer that stayed between two changes only break up the reading
FOLDED = 2  # paragraphs in a row that stayed are folded from here on
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text: `kind` is "same", "del", "ins", or for what moved "from" and "to"."""

    kind: str
    text: str

    @property
    def old(self) -> bool:
        """Whether it stood in the older version, at this place."""
        return self.kind in ("same", "del", "from")

    @property
    def new(self) -> bool:
        """Whether it stands in the newer version, at this place."""
        return self.kind in ("same", "ins", "to")


Row = tuple[Part, ...]  # of one paragraph
Places = tuple[int | None, int | None]  # paragraph in the older version, in the newer


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs in a row; `folded` when all of them stayed as they were."""

    folded: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """How one version became the next."""

    difference: Difference
    title: Row
    passages: tuple[Passage, ...]

    @property
    def before(self) -> Version:
        """The older version."""
        return self.difference.before

    @property
    def after(self) -> Version:
        """The newer version."""
        return self.difference.after

    @property
    def retitled(self) -> bool:
        """Whether the headline changed."""
        return any(part.kind != "same" for part in self.title)

    @property
    def said(self) -> str:
        """What was changed, in a line."""
        return said(self.difference)


def changes(versions: Sequence[Version]) -> tuple[Change, ...]:
    """Return the changes from each version to the one after it, the latest change first."""
    return tuple(map(_change, history(versions)))[::-1]


def _change(difference: Difference) -> Change:
    before, after = difference.before, difference.after
    return Change(
        difference=difference,
        title=_words_changed(before.title, after.title),
        passages=tuple(_passages(list(_rows(align(before, after)))[:MAX_ROWS])),
    )


def _passages(rows: Sequence[Row]) -> Iterator[Passage]:
    for stayed, run in groupby(rows, key=lambda row: all(part.kind == "same" for part in row)):
        found = tuple(run)
        yield Passage(folded=stayed and len(found) >= FOLDED, rows=found)


def _rows(pairs: Iterable[Pair]) -> Iterator[Row]:
    """Put what stands in one paragraph, of either version, into one row."""
    row: list[Part] = []
    at: Places = (None, None)
    for pair in pairs:
        here = _places(pair)
        if row and not _goes_on(at, here):
            yield tuple(row)
            row, at = [], (None, None)
        if row:
            row.append(Part("same", " "))
        row += _said(pair)
        at = (at[0] if here[0] is None else here[0], at[1] if here[1] is None else here[1])
    if row:
        yield tuple(row)


def _places(pair: Pair) -> Places:
    """Return the paragraphs where a pair stands; what moved stands only where it is now."""
    old = pair.before if pair.kind is not Kind.MOVED else None
    return (old.paragraph if old else None, pair.after.paragraph if pair.after else None)


def _goes_on(row: Places, pair: Places) -> bool:
    """Say whether a pair goes on in the paragraph of a row, in the versions that it stands in."""
    known = [a == b for a, b in zip(row, pair, strict=True) if a is not None and b is not None]
    return bool(known) and all(known)


def _said(pair: Pair) -> Row:
    old, new = (piece.text if piece else "" for piece in (pair.before, pair.after))
    if pair.kind is Kind.CHANGED:
        return _words_changed(old, new)
    kinds = {Kind.SAME: "same", Kind.ADDED: "ins", Kind.MOVED: "to", Kind.LEFT: "from"}
    return (Part(kinds.get(pair.kind, "del"), new or old),)


def _words_changed(old: str, new: str) -> Row:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) > MAX_WORDS or len(after) > MAX_WORDS:
        return _parts(old, new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _parts(old, new)
    parts: list[Part] = []
    gone = come = ""
    for tag, a, b, c, d in matcher.get_opcodes():
        removed, added = "".join(before[a:b]), "".join(after[c:d])
        between = a > 0 and c > 0 and b < len(before) and d < len(after)
        if tag != "equal" or (between and len(_WORD.findall(removed)) < ISLAND):
            gone, come = gone + removed, come + added  # words changed in a row read as one change
        else:
            parts += (*_parts(gone, come), Part("same", removed))
            gone = come = ""
    return (*parts, *_parts(gone, come))


def _parts(old: str, new: str) -> Row:
    tail = old[len(old.rstrip()) :]  # space that both end in has not changed
    if not new.endswith(tail):
        tail = ""
    gone, come = old.removesuffix(tail), new.removesuffix(tail)
    parts = (Part("del", gone), Part("ins", come), Part("same", tail))
    return tuple(part for part in parts if part.text)
