"""Words and sentences of a text, with their offsets. What several stages need alike.

Pure, and free of any knowledge of articles. Every offset counts Unicode code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from zlib import crc32

import sentencex

from tidings.types import Span

__all__ = ["fold", "sentences", "word_hashes", "word_spans", "words"]

_STRETCH = 4_000  # characters of a line that are cut into sentences at a time, see below

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")

_ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐၀០"  # after which the other digits of a script stand

# Characters that typesetting varies and readers don't see, as they are compared: typographic
# apostrophes, quotes and dashes become plain, digits ours; soft hyphens, joiners and the kashida
# vanish.
_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640", "")
    | {chr(ord(zero) + n): str(n) for zero in _ZEROS for n in range(10)}
    | {"\u066b": ".", "\u066c": ","}
)

# Scripts that set no space between words: every character counts as a word. Thai, Lao, Burmese,
# Khmer; kana; Han with its extensions.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    r"\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
_LETTERS = rf"[^\W{_UNSPACED}]+"
# `\w` leaves out combining marks, which in Arabic and Indic scripts are half of the vowels.
_MARKS = r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff]+"
_WORD = re.compile(
    rf"{_LETTERS}(?:{_MARKS}(?:{_LETTERS})?|[’'\-.]{_LETTERS}|(?<=\d),\d+)*|[{_UNSPACED}]"
)
_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
_QUOTE = re.compile(f"[{_QUOTES}]")
_UNQUOTED = str.maketrans(dict.fromkeys(_QUOTES, " "))
_ENDS_WITHIN = re.compile(rf"[.!?\u2026\u061f][{_QUOTES}]? +\S")
_ASCII_WORD = re.compile(r"\w+(?:['\-.]\w+|(?<=\d),\d+)*", re.ASCII)


def fold(text: str) -> str:
    """Return the text as it is compared: compatibility forms, case and accents taken off.

    Typographic apostrophes, quotes, dashes and other scripts' digits become plain ones. Lengths may
    change.
    """
    lowered = text.lower()
    return lowered if lowered.isascii() else _NOT_ASCII.sub(_fold_match, lowered)


def _fold_match(match: re.Match[str]) -> str:
    return _fold_run(match.group())


@lru_cache(maxsize=1 << 14)  # runs outside ASCII are few and recur: an accent, a quote, a word
def _fold_run(run: str) -> str:
    decomposed = unicodedata.normalize("NFKD", run.translate(_PLAIN).casefold())
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn" or c >= "\u0900")
    return unicodedata.normalize("NFC", bare.translate(_PLAIN).casefold())


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order; in scripts without spaces, its characters."""
    folded = fold(text)
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


def word_hashes(words: Sequence[str]) -> list[int]:
    """Return a 32-bit number for each word, the same on every machine. No word holds a NUL."""
    # Joined they are encoded at once, which takes half the time.
    joined = "\0".join(words).encode("utf-8", "surrogatepass")
    return list(map(crc32, joined.split(b"\0"))) if words else []


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as they stand, unfolded, each with its start and end."""
    pattern = _ASCII_WORD if text.isascii() else _WORD
    return [(match.group(), match.start(), match.end()) for match in pattern.finditer(text)]


def sentences(text: str, *, language: str = "", within: bool = False) -> list[Span]:
    """Return the spans of the sentences of a text, without the space around them.

    A line break always ends a sentence, and so do 4,000 characters without an end. `language` is
    ISO 639-1; "" reads like English. A quotation of several sentences is one with its speaker,
    unless those `within` are asked for.
    """
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        found = _line_sentences(line, start, language or "en")
        if within and _QUOTE.search(line):
            found = (part for span in found for part in _within(text, span, language or "en"))
        spans.extend(found)
        start += len(line) + 1
    return spans


def _within(text: str, span: Span, language: str) -> Iterator[Span]:
    """Divide a sentence where one ends inside its quotation marks; these stay with their words."""
    piece = text[span.start : span.end]
    if not (_QUOTE.search(piece) and _ENDS_WITHIN.search(piece)):
        yield span
        return
    bare = _line_sentences(piece.translate(_UNQUOTED), span.start, language)
    inner = [s.start for s in islice(bare, 1, None) if not text[s.start].islower()]
    starts = [span.start, *(start - (text[start - 1] in _QUOTES) for start in inner)]
    for start, end in zip(starts, [*starts[1:], span.end], strict=True):
        yield Span(start=start, end=start + len(text[start:end].rstrip()))


def _line_sentences(line: str, offset: int, language: str) -> Iterator[Span]:
    """Yield the sentences of a line, a stretch at a time: all at once would take quadratic time.

    The last sentence of a stretch may go on: the next stretch begins with it.
    """
    begin = 0
    while begin < len(line):
        stretch = line[begin : begin + _STRETCH]
        found = _stretch_sentences(stretch, offset + begin, language)
        begin += len(stretch)
        if begin < len(line) and len(found) > 1:
            begin = found.pop().start - offset
        yield from found


def _stretch_sentences(stretch: str, offset: int, language: str) -> list[Span]:
    if not stretch.strip():
        return []
    found = []
    for boundary in sentencex.get_sentence_boundaries(language, stretch):
        start, end = boundary["start_index"], boundary["end_index"]
        piece = stretch[start:end]
        lead = len(piece) - len(piece.lstrip())
        core = piece.strip()
        if core:
            found.append(Span(start=offset + start + lead, end=offset + start + lead + len(core)))
    return found
