"""Cut texts into the pieces that multilingual-e5-small was taught: of each word the likeliest cut.

Piece for piece as the package `tokenizers` cuts with a model of that kind (Unigram), which takes
four times as long to make and 200 MB more, for a tree of all pieces. Words recur, so few are cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from tidings.enrich.encoders.pack import read_pack

__all__ = ["Tokens", "Vocabulary", "load_vocabulary"]

_MARK = "▁"  # stands before each word, in place of a space
_UNKNOWN = 10.0  # how much less likely a character without a piece is than the rarest piece
_KEPT = 65_536  # words of which the cut is remembered: some 20 MB
_LONGEST_KEPT = 32  # characters; without spaces a whole sentence is one word

_NONE = float("-inf")

Cut = tuple[tuple[int, ...], tuple[int, ...]]  # of a word: the pieces' ids, and where each ends


class Tokens(NamedTuple):
    """A text's tokens: their ids, and where in the text each ends, in characters."""

    ids: list[int]
    ends: list[int]


class Vocabulary:
    """The pieces that are known, with their log probabilities. Safe for several threads."""

    def __init__(self, pieces: Sequence[tuple[str, float]], *, unknown: int) -> None:
        self._ids = {piece: id for id, (piece, _) in enumerate(pieces)}
        self._scores = [score for _, score in pieces]
        self._begin = {piece[:3] for piece in self._ids}
        self._longest = max(map(len, self._ids))
        self._unknown = unknown
        self._unknown_score = min(self._scores) - _UNKNOWN
        self._remembered = lru_cache(_KEPT)(self._cut)

    def encode(self, text: str, *, enough: int | None = None) -> Tokens:
        """Return the tokens of a text; no more are looked for when there are `enough`."""
        tokens = Tokens([], [])
        if not text:
            return tokens
        text = text.replace(_MARK, " ")
        at = 0 if text[0] == " " else -1  # the first word's mark takes no room
        for word in text[at + 1 :].split(" "):
            cut = self._remembered if len(word) <= _LONGEST_KEPT else self._cut
            ids, ends = cut(_MARK + word)
            tokens.ids.extend(ids)
            tokens.ends.extend([at + end for end in ends])
            at += 1 + len(word)
            if enough and len(tokens.ids) >= enough:
                break
        tokens.ends[0] = max(tokens.ends[0], 1)  # a mark alone stands for the first character
        return tokens

    def _cut(self, word: str) -> Cut:
        """Return the likeliest cut of a word: step by step the best way to each of its places."""
        size = len(word)
        best, ids, starts = [0.0] + [_NONE] * size, [0] * (size + 1), [0] * (size + 1)
        known, scores = self._ids.get, self._scores
        for start in range(size):
            here = best[start]
            if here <= best[size]:  # nothing adds to a score: no way from here is better
                continue
            reach = self._longest if word[start : start + 3] in self._begin else 2
            for end in range(start + 1, min(start + reach, size) + 1):
                id = known(word[start:end])
                if id is not None and here + scores[id] > best[end]:
                    best[end], ids[end], starts[end] = here + scores[id], id, start
            if word[start] not in self._ids and here + self._unknown_score > best[start + 1]:
                best[start + 1] = here + self._unknown_score
                ids[start + 1], starts[start + 1] = self._unknown, start
        return self._way(ids, starts)

    def _way(self, ids: Sequence[int], starts: Sequence[int]) -> Cut:
        """Go the best way back from the end; what is unknown side by side is one token."""
        found: list[int] = []
        ends: list[int] = []
        end = len(ids) - 1
        while end:
            if not (found and found[-1] == ids[end] == self._unknown):
                found.append(ids[end])
                ends.append(end)
            end = starts[end]
        return tuple(reversed(found)), tuple(reversed(ends))


@cache
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary, one for a process. Raises ConfigError without its package."""
    pack = read_pack()
    return Vocabulary(pack.pieces(), unknown=pack.unknown)
