"""Tags as a page shows them, cut apart: with separators, as hashtags, or glued together.

Pages flattened to text lose the borders between their tags: "Anna LeeharbourHarbour police".
The words of the article itself say where the borders are; a capital after a small letter is
the other sign. Casing is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tidings.distill.clean import squeeze
from tidings.distill.tagwords import CAMEL_NAMES, CAMEL_PREFIXES, COMMON
from tidings.text import fold

__all__ = ["Vocabulary", "merge_tags", "split_tags", "vocabulary"]

MOST_TAGS = 50  # a page with more lists its whole site
LONGEST_TAG = 80  # characters; a longer one is a sentence
LONGEST_WORD = 40  # letters; a longer one is several
LONGEST_TOKEN = 400  # characters without a space that are worth cutting

_SEPARATOR = re.compile(r"\s*[,;|•·،、，；\n\t]\s*|\s+[/–—-]\s+|\s{2,}")
_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
_EDGE = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})")

# Costs of one piece, found by trying invented lists in six languages: a word that is known costs
# less than any unknown one, and a border without a capital must pay for itself.
_KNOWN = 1.0
_RESEMBLING = 1.3
_UNKNOWN, _UNKNOWN_LETTER = 1.5, 0.4
_BLIND_BORDER = 1.0
_KEPT_EDGE = 2.0
_SHORTEST_BLIND = 4  # letters of a piece that is cut off without a capital to go by
_SHORTEST_NAME = 5
_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The folded words of some texts, and those of them that are only written with a capital."""

    words: frozenset[str] = COMMON
    names: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()

    def knows(self, piece: str) -> bool:
        """Say whether a piece is a word, give or take a plural s."""
        word = fold(piece)
        return (
            word in self.words or word.removesuffix("s") in self.words or word + "s" in self.words
        )

    def resembles(self, piece: str) -> bool:
        """Say whether a piece may be another form of a known word: another ending, one stem."""
        return len(piece) >= _SHORTEST_STEM and not self.stems.isdisjoint(_stems(fold(piece)))


def _stems(word: str) -> Iterator[str]:
    """Yield a word without up to two letters of ending."""
    return (word[:end] for end in range(max(len(word) - 2, _SHORTEST_STEM), len(word) + 1))


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """Return the vocabulary of the texts."""
    words = {word for text in texts for word in _WORD.findall(text)}
    small = {fold(word) for word in words if word[0].islower()}
    capital = {fold(word) for word in words if word[0].isupper()}
    return Vocabulary(
        words=COMMON | CAMEL_NAMES | {fold(word) for word in words},
        names=frozenset(capital - small),
        stems=frozenset(stem for word in small | capital for stem in _stems(word)),
    )


def split_tags(text: str, known: Vocabulary) -> tuple[str, ...]:
    """Return the tags that stand in a line of tags, in order, each once."""
    if text.lstrip().startswith("#"):
        return merge_tags(text.split("#"))
    if _SEPARATOR.search(text.strip()):
        return merge_tags(_SEPARATOR.split(text))
    return merge_tags(_unglue(squeeze(text), known))


def merge_tags(*lists: Iterable[str]) -> tuple[str, ...]:
    """Return the tags of all lists, each once whatever its case, first spelling kept."""
    merged: dict[str, str] = {}
    for tag in (squeeze(tag).strip(" #,;.:|\"'“”") for tags in lists for tag in tags):
        if tag and len(tag) <= LONGEST_TAG:
            merged.setdefault(fold(tag), tag)
    return tuple(merged.values())[:MOST_TAGS]


def _unglue(text: str, known: Vocabulary) -> list[str]:
    """Cut inside words only: a space never parts two tags of a glued list."""
    tokens = text.split(" ")
    glued = any(_edges(token) for token in tokens) or max(map(len, tokens)) > LONGEST_WORD
    if not glued and _is_plain(tokens, known):
        return [text]
    pieces = [_cut(token, known, after_names=False) for token in tokens]
    if any(piece[0].islower() for cut in pieces for piece in cut[1:]):
        pieces = [_cut(token, known, after_names=True) for token in tokens]
    return _join(pieces)


def _is_plain(tokens: list[str], known: Vocabulary) -> bool:
    """Say whether every word is one that people write: known, or too short to be several."""
    return all(
        known.knows(token) or known.resembles(token) or len(token) < 2 * _SHORTEST_BLIND
        for token in tokens
    )


def _join(pieces: list[list[str]]) -> list[str]:
    """Join across spaces: the last piece of a word and the first of the next are one tag."""
    tags: list[str] = []
    for cut in pieces:
        if tags:
            tags[-1] = f"{tags[-1]} {cut[0]}"
            tags.extend(cut[1:])
        else:
            tags.extend(cut)
    return tags


def _edges(token: str) -> frozenset[int]:
    """Return where a capital follows a small letter, but inside names like McDonald."""
    edges = set()
    start = 0
    for match in _EDGE.finditer(token):
        if match.start() - start >= 2 and token[start : match.start()] not in CAMEL_PREFIXES:
            edges.add(match.start())
            start = match.start()
    return frozenset(edges)


@dataclass(frozen=True, slots=True)
class _Glued:
    """A word that may be several, and what is known of words.

    `after_names` lets a name stand after something unknown, once the list is seen to write names
    small.
    """

    token: str
    edges: frozenset[int]
    known: Vocabulary
    after_names: bool

    def cost(self, start: int, end: int, *, after_known: bool) -> tuple[float, bool] | None:
        """Return what a piece costs and whether it is known; None where it can't stand.

        Blind borders (no capital) need known words on both sides.
        """
        piece = self.token[start:end]
        exactly = len(piece) > 1 and self.known.knows(piece)
        is_known = exactly or self.known.resembles(piece)
        if is_known:
            cost = _KNOWN if exactly else _RESEMBLING
        elif len(piece) < min(3, len(self.token)):
            return None
        else:
            kept = sum(start < edge < end for edge in self.edges)
            cost = _UNKNOWN + _UNKNOWN_LETTER * len(piece) + _KEPT_EDGE * kept
        if not start or start in self.edges:
            return cost, is_known
        if not is_known or len(piece) < _SHORTEST_BLIND:
            return None
        is_name = len(piece) >= _SHORTEST_NAME and fold(piece) in self.known.names
        if not (after_known or (self.after_names and is_name)):
            return None
        return cost + _BLIND_BORDER, is_known


_Best = tuple[float, int, bool, int]  # up to a place: cost, pieces, last one known, where it starts


def _cut(token: str, known: Vocabulary, *, after_names: bool) -> list[str]:
    """Return the cheapest way to read a word as one or several."""
    if len(token) > LONGEST_TOKEN:
        return [token]
    glued = _Glued(token, _edges(token), known, after_names)
    best: list[_Best] = [(0.0, 0, True, 0)]
    for end in range(1, len(token) + 1):
        options = [
            (best[start][0] + piece[0], best[start][1] + 1, piece[1], start)
            for start in range(max(0, end - LONGEST_WORD), end)
            if start == 0 or best[start][1] > 0
            if (piece := glued.cost(start, end, after_known=best[start][2]))
        ]
        best.append(min(options, default=(float("inf"), 0, False, 0)))
    return _trace(token, best)


def _trace(token: str, best: list[_Best]) -> list[str]:
    pieces: list[str] = []
    end = len(token)
    while end > 0:
        start = best[end][3]
        pieces.append(token[start:end])
        end = start
    return pieces[::-1]
