"""Which language a page is in: what it declares, unless its own letters say otherwise."""

from __future__ import annotations

import re

from tidings.reference.languages import likely, to_code

__all__ = ["detect", "language_of"]

SAMPLE = 600  # characters: about a hundred words settle it
SCRIPT_SAMPLE = 200  # characters: enough to see which alphabet it is
FEWEST_LETTERS = 20  # below that a guess is worth nothing

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_SCRIPTS = frozenset(
    "am ar be bg bn el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr ne pa ps ru si ta te th "
    "uk ur yi zh".split()
)


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language that a text is in, "" for too little text."""
    sample = text[:SAMPLE]
    if len(_LETTER.findall(sample)) < FEWEST_LETTERS:
        return ""
    return likely(sample)[0][0]


def language_of(declared: str, text: str) -> str:
    """Return the declared language, or the detected one where its script can't be the declared."""
    code = to_code(declared)
    letters = len(_LETTER.findall(text[:SCRIPT_SAMPLE]))
    if not code or letters < FEWEST_LETTERS:
        return code or detect(text)
    latin = 2 * len(_LATIN.findall(text[:SCRIPT_SAMPLE])) > letters
    return detect(text) if latin == (code in _OTHER_SCRIPTS) else code
