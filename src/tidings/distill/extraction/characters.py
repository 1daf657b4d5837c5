"""Texts in numbers: how many characters of each kind they hold, in any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "COMMA",
    "DIGIT",
    "FURNITURE",
    "QUOTE",
    "STOP",
    "UPPER",
    "Characters",
    "count_characters",
]

Array = NDArray[Any]
_PLANE: Final = 0x10000  # characters beyond it count as its last
OTHER, _SPACE, COMMA, STOP, DIGIT, UPPER, _IDEOGRAPH, QUOTE, FURNITURE = range(9)
_KINDS: Final = 9
_BY_CATEGORY: Final = {
    **dict.fromkeys(("Zs", "Cc"), _SPACE),
    **dict.fromkeys(("Nd", "No"), DIGIT),
    **dict.fromkeys(("Lu", "Lt"), UPPER),
}
_LISTED: Final = {
    COMMA: ",;:،؛、，；：·",
    STOP: ".!?…。！？؟।॥۔։።",
    QUOTE: "\"'“”„‘’«»‹›「」『』",
    FURNITURE: "|©®™•→»›/@#+*_▶►▸↗×",
}
# Scripts written without spaces: kana, Chinese, Thai.
_UNSPACED: Final = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x0E00, 0x0E7F))
_WORDS_PER_IDEOGRAPH: Final = 0.6  # Chinese news averages 1.6 characters a word


class Characters(NamedTuple):
    """One row for each text."""

    kinds: Array  # (texts, kinds): how many characters of each kind
    first: Array  # the kind of the first character, and of the last
    last: Array
    length: Array  # code points
    size: Array  # about how many words


@cache
def _kind_table() -> NDArray[np.uint8]:
    """Return the kind of every character of the basic plane."""
    table = np.zeros(_PLANE, np.uint8)
    for code in range(_PLANE):
        table[code] = _BY_CATEGORY.get(unicodedata.category(chr(code)), OTHER)
    for first, end in _UNSPACED:
        table[first : end + 1] = _IDEOGRAPH
    for kind, characters in _LISTED.items():
        table[[ord(character) for character in characters]] = kind
    return table


def count_characters(texts: Sequence[str]) -> Characters:
    """Count the characters of some texts, none of them empty, by kind."""
    count = len(texts)
    length = np.fromiter(map(len, texts), np.int64, count)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kind_table()[np.minimum(codes, _PLANE - 1)]
    owners = np.repeat(np.arange(count) * _KINDS, length)
    counts = np.bincount(owners + kinds, minlength=count * _KINDS).reshape(count, _KINDS)
    ends = np.cumsum(length)
    size = counts[:, _SPACE] + 1 + counts[:, _IDEOGRAPH] * _WORDS_PER_IDEOGRAPH
    return Characters(counts, kinds[ends - length], kinds[ends - 1], length, size)
