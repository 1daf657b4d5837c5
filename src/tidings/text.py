"""Words and sentences of a text, with their offsets. What several stages need alike.

Pure, and free of any knowledge of articles. Every offset counts Unicode code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import sentencex

from tidings.types import Span

__all__ = ["fold", "sentences", "words"]

_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")


def fold(text: str) -> str:
    """Return the text as it is compared: compatibility forms, case and accents taken off."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return _WORD.findall(fold(text))


def sentences(text: str, *, language: str = "") -> list[Span]:
    """Return the spans of the sentences of a text, without the space around them.

    A line break always ends a sentence. `language` is ISO 639-1; "" reads like English.
    """
    spans = []
    start = 0
    for line in text.split("\n"):
        spans.extend(_line_sentences(line, start, language or "en"))
        start += len(line) + 1
    return spans


def _line_sentences(line: str, offset: int, language: str) -> Iterator[Span]:
    if not line.strip():
        return
    for boundary in sentencex.get_sentence_boundaries(language, line):
        start, end = boundary["start_index"], boundary["end_index"]
        piece = line[start:end]
        lead = len(piece) - len(piece.lstrip())
        core = piece.strip()
        if core:
            yield Span(start=offset + start + lead, end=offset + start + lead + len(core))
