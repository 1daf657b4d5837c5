"""Which sentence of one version became which of the next: same, changed, moved, added, deleted.

Paragraphs that stayed are found first; only what lies between them is cut into sentences. Every
step is bounded, so that a book or a hostile text costs no more than a second.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from tidings.text import sentences, words
from tidings.types import Version

__all__ = ["Kind", "Pair", "Piece", "align"]

ALIKE = 0.5  # of the words of two sentences are shared: one is the other, changed
MOVED_WORDS = 5  # a shorter sentence that turns up elsewhere may be there by chance
MAX_PIECES = 1_500  # on a side that are aligned; more are taken as one
MAX_CHARS = 500_000  # of a gap that are cut into sentences: half a second
MAX_CELLS = 40_000  # of old by new sentences held against each other in one gap


class Kind(StrEnum):
    """What became of a sentence."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"  # at its new place
    LEFT = "left"  # at its old place


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a whole paragraph where that stayed; offsets in the version's text."""

    start: int
    end: int
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A piece of the older version and the one of the newer that it became."""

    kind: Kind
    before: Piece | None = None
    after: Piece | None = None


def align(before: Version, after: Version) -> tuple[Pair, ...]:
    """Return the pieces of both versions in reading order, each with what became of it.

    A moved piece stands twice: LEFT where it was, MOVED (with both its pieces) where it is now.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    pairs: list[Pair] = []
    for kind, a, b, c, d in _blocks([p.text for p in old], [p.text for p in new]):
        if kind == "equal":
            pairs += map(Pair, [Kind.SAME] * (b - a), old[a:b], new[c:d])
        elif sum(len(p.text) for p in (*old[a:b], *new[c:d])) > MAX_CHARS:
            pairs += _unpaired(old[a:b], new[c:d])
        else:
            pairs += _gap(_cut(old[a:b]), _cut(new[c:d]))
    return tuple(_with_moves(pairs))


def _paragraphs(version: Version) -> list[Piece]:
    found, start = [], 0
    for number, text in enumerate(version.paragraphs):
        found.append(Piece(start, start + len(text), number, text))
        start += len(text) + 1
    return found


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Return difflib's opcodes; what is too long to be compared, between equal ends, as one."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    a, b, c, d = head, len(old) - tail, head, len(new) - tail
    if max(b - a, d - c) > MAX_PIECES:
        middle = [("replace", a, b, c, d)]
    else:
        found = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_opcodes()
        middle = [(kind, i + a, j + a, k + c, m + c) for kind, i, j, k, m in found]
    return [
        ("equal", 0, head, 0, head),
        *middle,
        ("equal", b, len(old), d, len(new)),
    ]


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    unlike = (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    return next(unlike, min(len(old), len(new)))


def _cut(paragraphs: Sequence[Piece]) -> list[Piece]:
    return [
        Piece(p.start + s.start, p.start + s.end, p.paragraph, p.text[s.start : s.end])
        for p in paragraphs
        for s in sentences(p.text)
    ]


def _gap(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Pair]:
    """Align the sentences between two paragraphs that stayed."""
    keys = [[_key(piece) for piece in side] for side in (old, new)]
    for kind, a, b, c, d in _blocks(*keys):
        if kind == "equal":
            yield from (
                Pair(Kind.SAME if x.text == y.text else Kind.CHANGED, x, y)
                for x, y in zip(old[a:b], new[c:d], strict=True)
            )
        elif (b - a) * (d - c) > MAX_CELLS:
            yield from _unpaired(old[a:b], new[c:d])
        else:
            yield from _nearest(old[a:b], new[c:d])


def _key(piece: Piece) -> str:
    return " ".join(words(piece.text)) or piece.text


def _unpaired(old: Iterable[Piece], new: Iterable[Piece]) -> Iterator[Pair]:
    yield from (Pair(Kind.DELETED, before=piece) for piece in old)
    yield from (Pair(Kind.ADDED, after=piece) for piece in new)


def _nearest(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Pair]:
    """Pair the sentences that are most alike, in order: the pairing with the most in common."""
    alike = _likeness(old, new)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = done_i = done_j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] >= ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            yield from _unpaired(old[done_i:i], new[done_j:j])
            yield Pair(Kind.CHANGED, old[i], new[j])
            i, j = i + 1, j + 1
            done_i, done_j = i, j
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    yield from _unpaired(old[done_i:], new[done_j:])


def _likeness(old: Sequence[Piece], new: Sequence[Piece]) -> list[list[float]]:
    ours, theirs = ([Counter(words(p.text)) for p in side] for side in (old, new))
    return [[2 * (a & b).total() / ((a.total() + b.total()) or 1) for b in theirs] for a in ours]


def _with_moves(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Turn what was deleted here and added there, word for word, into moves."""
    if sum(pair.kind is Kind.DELETED for pair in pairs) > MAX_PIECES:
        return iter(pairs)
    left: dict[str, list[int]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        if pair.kind is Kind.DELETED and pair.before:
            left[_key(pair.before)].append(place)
    moved: dict[int, Pair] = {}
    for place, pair in enumerate(pairs):
        key = _key(pair.after) if pair.kind is Kind.ADDED and pair.after else ""
        if left.get(key) and key.count(" ") + 1 >= MOVED_WORDS:
            origin = left[key].pop(0)
            moved[place] = replace(pair, kind=Kind.MOVED, before=pairs[origin].before)
            moved[origin] = replace(pairs[origin], kind=Kind.LEFT)
    return (moved.get(place, pair) for place, pair in enumerate(pairs))
