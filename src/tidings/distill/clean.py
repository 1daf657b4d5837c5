"""Text as it may be kept: one form of each letter, no invisible or direction-changing characters.

Nothing is escaped here and no markup is known: that is for whoever shows the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

__all__ = ["clean", "clean_all", "squeeze"]

# C0 and C1 but tab and newlines, soft hyphen, Arabic letter mark, zero-width space, directional
# marks, embeddings, overrides and isolates, word joiners, BOM, interlinear marks, noncharacters,
# lone surrogates, tag characters and supplementary variation selectors (hidden messages).
_JUNK = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e01ef]"
)
# Zero-width joiners spell words in Persian or Hindi and join emoji; beside ASCII they only hide.
_STRAY_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return the text in NFC without control, bidirectional and zero-width characters.

    Lines stay lines: every line end becomes a newline.
    """
    if text.isprintable():  # most are: no line ends, nothing invisible but variation selectors
        if text.isascii():
            return text
        return unicodedata.normalize("NFC", _JUNK.sub("", text) if max(text) > "\uffff" else text)
    text = _LINE_END.sub("\n", text)
    if text.isascii():
        return _JUNK.sub("", text)
    text = _STRAY_JOINER.sub("", _JUNK.sub("", text))
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Return the cleaned text on one line, each run of white space made one space."""
    return " ".join(clean(text).split())


def clean_all(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the squeezed texts, without the empty ones and those that are said twice.

    What is said more often is meant: the labels of a recipe, the questions of an interview.
    """
    squeezed = [text for text in map(squeeze, texts) if text]
    counts = Counter(squeezed)
    return tuple(
        text for i, text in enumerate(squeezed) if counts[text] != 2 or squeezed.index(text) == i
    )
