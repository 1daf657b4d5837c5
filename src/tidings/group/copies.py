"""Is one text a copy of another? Sketches that answer for texts cut, edited and re-headed.

A sketch is the smallest hashes of a text's three-word shingles (a bottom-k sketch): from two of
them both the resemblance and the containment of the texts can be told, whatever their lengths.
A second, smaller sketch of the text's opening keeps apart what a copy is and what two articles
with the same background at their ends are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from tidings.text import word_hashes

__all__ = ["FEW_WORDS", "Sketch", "containment", "copied", "share_in", "sketch", "text_key"]

Hashes = npt.NDArray[np.uint32]

_WHOLE = 256  # hashes kept of the whole text: error of a containment about 3 %
_OPENING = 64  # hashes kept of the opening
_OPENING_SHARE = 0.34
_MAX_WORDS = 50_000
FEW_WORDS = 4  # a text shorter than this may be the same by chance
_NONE: Hashes = np.empty(0, np.uint32)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to know its copies by. `words` is its length."""

    words: int
    key: int  # equal for texts with the same words; 0 for a text without any
    whole: Hashes  # ascending
    opening: Hashes  # ascending
    exact: int = 0  # equal for articles with the same title and text, standing background or not

    @property
    def keys(self) -> tuple[int, ...]:
        """The numbers by which the same words are known again; none for a text too short."""
        key = self.key if self.words >= FEW_WORDS else 0
        return tuple(filter(None, (key, self.exact)))

    def same(self, other: Sketch) -> bool:
        """Say whether both stand for the same words, and for enough of them to be no chance."""
        return not set(self.keys).isdisjoint(other.keys)


def sketch(words: Sequence[str]) -> Sketch:
    """Return the sketch of a text's folded words."""
    words = words[:_MAX_WORDS]
    hashes = _shingles(words)
    opening = hashes[: max(4, int(len(hashes) * _OPENING_SHARE))]
    return Sketch(
        words=len(words),
        key=text_key(words) if words else 0,
        whole=_smallest(hashes, _WHOLE),
        opening=_smallest(opening, _OPENING),
    )


def _smallest(hashes: Hashes, count: int) -> Hashes:
    """Return the smallest of the hashes, each once, ascending: np.unique takes eight times longer.

    It looks them up in a table; sorting so few is faster.
    """
    found = np.sort(hashes)
    first = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    return found[first][:count]


def text_key(words: Sequence[str]) -> int:
    """Return the 64-bit number that stands for exactly these words in this order."""
    joined = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest())


def _shingles(words: Sequence[str]) -> Hashes:
    if len(words) < 3:
        return _NONE
    raw = np.array(word_hashes(words), np.uint64)
    mixed = raw[:-2] * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= raw[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= raw[2:] * np.uint64(0x165667B19E3779F9)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def containment(a: Hashes, b: Hashes, *, full: int) -> float:
    """Return which share of the smaller text stands in the other, 0 to 1.

    `full` is the number of hashes at which a sketch was cut: a shorter one holds all its text.
    """
    if not len(a) or not len(b):
        return 0.0
    limit = min(a[-1] if len(a) == full else 2**32, b[-1] if len(b) == full else 2**32)
    a, b = a[a <= limit], b[b <= limit]
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0


def share_in(a: Sketch, b: Sketch) -> float:
    """Return which share of a's text stands in b, 0 to 1, to some 3 %."""
    if a.same(b):
        return 1.0
    ours, theirs = a.whole, b.whole
    limit = min((h[-1] for h in (ours, theirs) if len(h) == _WHOLE), default=2**32)
    ours = ours[ours <= limit]
    if not len(ours):
        return 0.0
    return float(np.isin(ours, theirs, assume_unique=True).mean())


_COPY = 0.48  # of the shorter text
_COPY_OPENING = 0.25  # of one opening in the other's whole text


def copied(a: Sketch, b: Sketch) -> float:
    """Return which share of the shorter text the other copies; 0.0 where it is no copy.

    Two texts that share only their ends are no copies: what opens a story must be shared too.
    """
    if a.same(b):
        return 1.0
    share = containment(a.whole, b.whole, full=_WHOLE)
    if share < _COPY or min(a.words, b.words) < 12:
        return 0.0
    return share if max(_opens(a, b), _opens(b, a)) >= _COPY_OPENING else 0.0


def _opens(a: Sketch, b: Sketch) -> float:
    """Return which share of a's opening stands in b."""
    limit = b.whole[-1] if len(b.whole) == _WHOLE else 2**32
    part = a.opening[a.opening <= limit]
    if not len(part):
        return 0.0
    return len(np.intersect1d(part, b.whole, assume_unique=True)) / len(part)
