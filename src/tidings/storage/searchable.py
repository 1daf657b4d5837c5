"""Texts as a search compares them: no case, no accents, and a word for every character of
scripts that set no spaces, so that any part of such a text can be found."""

from __future__ import annotations

import re
from functools import lru_cache

from tidings.text import fold

__all__ = ["flat", "is_unspaced", "searchable", "tokens"]

# Thai, Lao, Burmese, Khmer; kana; Han; and Hangul, where particles hang on the words.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ALONE = re.compile(f"[{_UNSPACED}]")
_TOKEN = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")

_INDEXED = 1_000_000  # characters of a text: some seconds for the costliest script

# Letters that people type for each other, and that no decomposition makes the same.
_SAME = str.maketrans(
    {
        "\u0649": "\u064a",  # alef maksura, yeh
        "\u06cc": "\u064a",  # Persian yeh
        "\u06a9": "\u0643",  # Persian kaf
        "\u0629": "\u0647",  # teh marbuta, heh
        "\u0131": "i",
        "\u00f8": "o",
        "\u0142": "l",
        "\u0111": "d",
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u0451": "\u0435",  # Cyrillic io, ie
    }
)


def searchable(text: str) -> str:
    """Return what goes into a full-text index whose words are parted by whatever is no letter.

    Of a monster only the beginning is found.
    """
    folded = fold(text[:_INDEXED])
    if folded.isascii():
        return folded
    return _ALONE.sub(r" \g<0> ", folded.translate(_SAME))


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text as the index holds them."""
    return tuple(_TOKEN.findall(searchable(text)))


def is_unspaced(token: str) -> bool:
    """Return whether a token is a character of a script without spaces."""
    return bool(_ALONE.match(token))


def flat(text: str) -> str:
    """Return a text folded character by character, so that every offset stays where it is."""
    lowered = text.replace("\u0130", "i").lower()  # the one letter whose small form is two
    return lowered if lowered.isascii() else _NOT_ASCII.sub(_flat_match, lowered)


def _flat_match(match: re.Match[str]) -> str:
    return _flat_run(match.group())


@lru_cache(maxsize=1 << 14)
def _flat_run(run: str) -> str:
    folded = (fold(character).translate(_SAME) for character in run)
    return "".join(one if len(one) == 1 else own for one, own in zip(folded, run, strict=True))
