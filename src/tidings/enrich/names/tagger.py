"""Where names stand in a text, and of what kind, by a small model of our own (`model`).

Each paragraph is read by itself, without the sentences that can name nothing; one that comes again
(half of the news does) is read once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from tidings.enrich.encoders.pack import pack_path
from tidings.enrich.encoders.runtime import load_runtime
from tidings.enrich.encoders.vocabulary import Tokens
from tidings.enrich.names.bounds import Tagged, bounded
from tidings.enrich.names.company import agreed
from tidings.enrich.names.model import LABELS, LONGEST, Asked, Floats, names_model
from tidings.enrich.names.results import with_teams
from tidings.reference.stopwords import stop_words
from tidings.text import fold, sentences

__all__ = ["Tagged", "can_tag", "tag", "tag_each", "words_in_names"]

KINDS = ("person", "organisation", "place", "other")  # in the order of the model's outputs
# How sure of a name of each kind the model must be; surer of things where every noun has a capital.
# Swept on 500 sentences of each of eight sets, see docs/quality/notes.md.
LEAST = (0.4, 0.5, 0.4, 0.6)
LEAST_IN_CAPITALS = (0.55, 0.5, 0.55, 0.9)
CAPITAL_NOUNS = frozenset({"de", "lb"})
WITHIN = 4  # words in small letters inside a name: "Parliament of the Republic"
KEPT = 2_048  # paragraphs whose names are remembered

_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"(?:\b\w\.)*\b\w$")  # U.S, J: the full stop that follows belongs to it
_APART = re.compile(r"[,;]|:\s")
_PREFIX = re.compile(r"(?<![\w-])[^\W\d_]\w*-$")

Paragraph = tuple[str, str]  # its text, and its language


_KNOWN: dict[Paragraph, tuple[Tagged, ...]] = {}  # the last used at the end


def can_tag() -> bool:
    """Say whether the packages that the model needs are there; without them no name is found."""
    try:
        load_runtime()
    except ImportError:
        return False
    return pack_path() is not None


def tag(text: str, *, language: str = "") -> list[Tagged]:
    """Return the names of a text in order; none overlap. Paragraphs end at line breaks."""
    return tag_each([(text, language)])[0]


def tag_each(texts: Sequence[tuple[str, str]]) -> list[list[Tagged]]:
    """Return the names of each text, told with its language; all are read together."""
    cut = [(text.split("\n"), language) for text, language in texts]
    wanted = dict.fromkeys((line, language) for lines, language in cut for line in lines)
    known = {one: found for one in wanted if (found := _KNOWN.get(one)) is not None}
    read = [one for one in wanted if one not in known]
    known |= zip(read, _read(read), strict=True)
    for one in wanted:  # what comes again stays longest
        _KNOWN.pop(one, None)
        _KNOWN[one] = known[one]
    for one in list(_KNOWN)[:-KEPT]:
        _KNOWN.pop(one, None)
    return [list(_joined(lines, known, language)) for lines, language in cut]


def _joined(
    lines: Sequence[str], known: Mapping[Paragraph, Sequence[Tagged]], language: str
) -> Iterator[Tagged]:
    start = 0
    for line in lines:
        for name in known[line, language]:
            yield name._replace(start=name.start + start, end=name.end + start)
        start += len(line) + 1


class _Piece(NamedTuple):
    """What is read by itself: a paragraph, or some sentences of a long one."""

    text: str
    start: int  # in the paragraph
    words: Sequence[tuple[int, int]]
    small: Sequence[bool]  # a word has no capital, and could have one
    ids: Sequence[int]
    asked: Mapping[int, int]  # the words that a name may hold, and the first token of each


def _read(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Tagged, ...]]:
    """Yield the names of each paragraph."""
    cut = [list(_pieces(text, language)) for text, language in paragraphs]
    pieces = [piece for same in cut for piece in same]
    asked = [Asked(piece.ids, list(piece.asked.values())) for piece in pieces]
    chances = iter(names_model().chances(asked) if asked else ())
    for same, (text, language) in zip(cut, paragraphs, strict=True):
        least = LEAST_IN_CAPITALS if language in CAPITAL_NOUNS else LEAST
        found = [(piece, list(_names(piece, next(chances), least))) for piece in same]
        names = [
            name._replace(start=name.start + piece.start, end=name.end + piece.start)
            for piece, names in found
            for name in bounded(piece.text, names, language)
        ]
        yield tuple(with_teams(text, names, language))


def _pieces(paragraph: str, language: str) -> Iterator[_Piece]:
    """Yield what has to be read of a paragraph: nothing where no name can stand."""
    paragraph = paragraph.encode("utf-8", "replace").decode()  # halves of a pair are no letters
    for first, last in _stretches(paragraph, language):
        text = paragraph[first:last]
        tokens = names_model().encode(text)
        if len(tokens.ids) <= LONGEST:
            cuts = [(0, len(text))]
        else:
            cuts = list(_cuts(text, tokens, language))
        for start, end in cuts:
            piece = _piece(text[start:end], first + start, tokens if len(cuts) == 1 else None)
            if piece.asked:
                yield piece


def _stretches(paragraph: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of sentences that may name something.

    One that begins with a word like "but" and has no capital further on names nothing.
    """
    start = end = 0
    for sentence in sentences(paragraph, language=language):
        first = _WORD.search(paragraph, sentence.start, sentence.end)
        nothing = (
            first is not None
            and paragraph[first.end() : sentence.end].islower()
            and fold(first.group()) in stop_words(language)
        )
        if nothing and start < end:
            yield start, end
        if nothing:
            start = sentence.end
        end = sentence.end
    if start < end:
        yield start, end


def _piece(text: str, start: int, tokens: Tokens | None) -> _Piece:
    tokens = tokens or names_model().encode(text)
    ids = tokens.ids[:LONGEST]
    ends = tokens.ends[:LONGEST]
    words = [match.span() for match in _WORD.finditer(text)]
    small = [text[begin:end].islower() for begin, end in words]
    firsts = {word: bisect_right(ends, words[word][0]) for word in words_in_names(small)}
    asked = {word: first for word, first in firsts.items() if first < len(ids)}
    return _Piece(text, start, words, small, ids, asked)


def _cuts(paragraph: str, tokens: Tokens, language: str) -> Iterator[tuple[int, int]]:
    """Cut a long paragraph where a sentence ends or, in a longer one, between two words."""
    ends = tokens.ends
    stops = [span.end for span in sentences(paragraph, language=language)]
    start = 0
    while start < len(paragraph):
        first = bisect_right(ends, start)
        if first + LONGEST >= len(ends):
            yield start, len(paragraph)
            return
        limit = ends[first + LONGEST - 2]
        last = bisect_right(stops, limit)
        stop = stops[last - 1] if last and stops[last - 1] > start else 0
        stop = stop or max(paragraph.rfind(" ", start + 1, limit), 0) or max(limit, start + 1)
        yield start, stop
        start = stop


def _names(piece: _Piece, asked: Floats, least: Sequence[float]) -> Iterator[Tagged]:
    chances = np.zeros((len(piece.words), LABELS), np.float32)
    chances[:, 0] = 1
    chances[list(piece.asked)] = asked
    runs = [_trimmed(piece.small, run) for run in _runs(piece, chances.argmax(axis=1).tolist())]
    runs = [(first, last) for first, last in runs if first < last]
    if not runs:
        return
    spans = [_span(piece, *run) for run in runs]
    of_kinds = chances[:, 1:].reshape(-1, len(KINDS), 2).sum(axis=2)
    kinds = np.stack([of_kinds[first:last].mean(axis=0) for first, last in runs])
    for (start, end), sure in zip(spans, agreed(piece.text, spans, kinds), strict=True):
        best = int(sure.argmax())
        if sure[best] >= least[best]:
            yield Tagged(start, end, KINDS[best], round(float(sure[best]), 3))


def _span(piece: _Piece, first: int, last: int) -> tuple[int, int]:
    """Return where a name stands that is these words."""
    start = _with_prefix(piece.text, piece.words[first][0])
    return start, _with_stop(piece.text, start, piece.words[last - 1][1])


def words_in_names(small: Sequence[bool]) -> Iterator[int]:
    """Yield the words that names may hold: none in small letters, or few between two others."""
    last = -WITHIN - 2
    for word, is_small in enumerate(small):
        if not is_small:
            yield from range(max(last + 1, 0) if word - last <= WITHIN + 1 else word, word + 1)
            last = word


def _runs(piece: _Piece, labels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of words that are one name. Odd labels begin one, even ones go on."""
    start = -1
    for place, label in enumerate(labels):
        if start >= 0 and (label == 0 or _begins(piece, labels, place)):
            yield start, place
            start = -1
        if label and start < 0:
            start = place
    if start >= 0:
        yield start, len(labels)


def _begins(piece: _Piece, labels: Sequence[int], word: int) -> bool:
    """Say whether a word begins a name though the one before it is in one too.

    A comma or the like parts two names; two people's names don't stand with a mere space between.
    """
    between = piece.text[piece.words[word - 1][1] : piece.words[word][0]]
    if _APART.search(between):
        return True
    given_and_family = labels[word] == 1 and labels[word - 1] in (1, 2) and between == " "
    return labels[word] % 2 == 1 and not given_and_family


def _trimmed(small: Sequence[bool], run: tuple[int, int]) -> tuple[int, int]:
    """Take words in small letters off both ends: where a script has capitals, names begin so."""
    first, last = run
    while first < last and small[first]:
        first += 1
    while first < last and small[last - 1]:
        last -= 1
    return first, last


def _with_prefix(text: str, start: int) -> int:
    """Take in what a hyphen joins to a name's first word and has a capital: Anti-Corruption."""
    match = _PREFIX.search(text, max(0, start - 20), start)
    return match.start() if match and match.group()[0].isupper() else start


def _with_stop(text: str, start: int, end: int) -> int:
    stands = text[end : end + 1] == "." and text[start:end].count(".") > 0
    return end + 1 if stands and _INITIAL.search(text[start:end]) else end
