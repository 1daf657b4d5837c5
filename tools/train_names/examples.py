"""Sentences as the models learn them: tokens, a label at each word's first, and its weight."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tools.train_names.sentences import Name, Sentence, read

from tidings.enrich.encoders.pack import read_pack
from tidings.enrich.encoders.vocabulary import load_vocabulary

__all__ = ["Example", "example_of", "examples"]

LONGEST = 126  # tokens
KINDS = ("PER", "ORG", "LOC", "MISC")  # label 0 is outside, 2n + 1 begins a name of kind n
CAPITALS = 0.03  # of the real paragraphs are read in capitals

_WORD = re.compile(r"\w+")


class Example(NamedTuple):
    """A sentence of n tokens, the two marks around them included."""

    ids: npt.NDArray[np.int32]
    chances: npt.NDArray[np.float32]  # of each of the nine labels, (n, 9)
    weights: npt.NDArray[np.float32]  # 0 where nothing is learned


def examples(paths: Iterable[Path]) -> list[Example]:
    """Read all files."""
    chance = random.Random(2)
    sentences = [one for path in paths for one in read(path)]
    known = _by_kind(sentences)
    return [example_of(_varied(one, known, chance)) for one in sentences]


def _by_kind(sentences: Iterable[Sentence]) -> dict[str, list[str]]:
    """Return names of each kind from the sentences that were put together."""
    found = defaultdict[str, list[str]](list)
    for one in sentences:
        for start, end, kind in one.names if one.other is None and one.language != "ar" else ():
            found[_shelf(one.language, kind)].append(one.text[start:end])
    return found


def _shelf(language: str, kind: str) -> str:
    """Say where names lie that may stand for one another: of one kind, in letters of one script."""
    return f"{language}-{kind}" if language == "ru" else kind


def _varied(one: Sentence, known: dict[str, list[str]], chance: random.Random) -> Sentence:
    """Exchange the names of every third real paragraph: those of the news are few."""
    if one.other is None:
        return one
    if chance.random() < 0.3 and set(one.names) == set(one.other):
        one = _exchanged(one, known, chance)
    capitals = one.text.upper()
    fits = chance.random() < CAPITALS and len(capitals) == len(one.text)
    return replace(one, text=capitals) if fits else one


def _exchanged(one: Sentence, known: dict[str, list[str]], chance: random.Random) -> Sentence:
    text, last, names = "", 0, list[Name]()
    for start, end, kind in sorted(one.names):
        text += one.text[last:start]
        other = one.text[start:end]
        others = known.get(_shelf(one.language, kind), ()) if kind != "MISC" else ()
        if others:
            other = chance.choice(others)
        names.append((len(text), len(text) + len(other), kind))
        text, last = text + other, end
    return replace(one, text=text + one.text[last:], names=tuple(names), other=tuple(names))


def example_of(one: Sentence) -> Example:
    """Return a sentence as it is learned."""
    ids, ends = load_vocabulary().encode(one.text.translate(_normal()))
    ids = ids[:LONGEST]
    words = [match.span() for match in _WORD.finditer(one.text)]
    first = _labels(words, one.names)
    second = first if one.other is None else _labels(words, one.other)
    chances = np.zeros((len(ids) + 2, 1 + 2 * len(KINDS)), np.float32)
    weights = np.zeros(len(chances), np.float32)
    for (start, _), label, other in zip(reversed(words), first[::-1], second[::-1], strict=True):
        place = bisect_right(ends, start)
        if place < len(ids):
            chances[place + 1], weights[place + 1] = 0, label == other
            chances[place + 1, label] = 1
    return Example(np.array([0, *ids, 2], np.int32), chances, weights)


@cache
def _normal() -> dict[int, str]:
    """Return how the encoder sees a character, one for one."""
    return {code: seen[:1] or " " for code, seen in read_pack().normal.items()}


def _labels(words: Sequence[tuple[int, int]], names: Sequence[Name]) -> list[int]:
    return list(_each(words, sorted(names)))


def _each(words: Sequence[tuple[int, int]], names: Sequence[Name]) -> Iterator[int]:
    before: Name | None = None
    for start, end in words:
        name = next((one for one in names if start < one[1] and end > one[0]), None)
        yield 0 if name is None else 2 * KINDS.index(name[2]) + (2 if name == before else 1)
        before = name
