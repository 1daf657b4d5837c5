"""What stays of a word in all its cases, where a language has many of them.

In languages of few endings a word's first letters do as well: `terms` cuts it there. In those
below one name has a dozen forms, some shorter than that.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tidings.text import fold

if TYPE_CHECKING:
    from Stemmer import Stemmer

__all__ = ["has_stems", "legible", "stem"]

# Of each language the Snowball algorithm: decisions/0460.
_ALGORITHMS = {
    "ar": "arabic",
    "cs": "czech",
    "et": "estonian",
    "fi": "finnish",
    "hu": "hungarian",
    "lt": "lithuanian",
    "pl": "polish",
    "ru": "russian",
    "sr": "serbian",
    "tr": "turkish",
}
_TURKISH = str.maketrans({"I": "ı", "İ": "i"})


def has_stems(language: str) -> bool:
    """Return whether the words of a language (ISO 639-1) have stems here."""
    return language in _ALGORITHMS


def legible(text: str, language: str) -> str:
    """Return a text in small letters as `stem` reads it: with the accents that endings have."""
    if language == "ar":  # whose vowel signs nobody writes
        return fold(text)
    plain = text.translate(_TURKISH) if language == "tr" else text
    return unicodedata.normalize("NFC", plain.lower()).replace("’", "'")


@lru_cache(maxsize=1 << 15)
def stem(word: str, language: str) -> str:
    """Return the stem of a legible word, folded."""
    return fold(_stemmer(_ALGORITHMS[language]).stemWord(word))


@cache
def _stemmer(algorithm: str) -> Stemmer:
    from Stemmer import Stemmer

    return Stemmer(algorithm, 0)  # `stem` remembers
