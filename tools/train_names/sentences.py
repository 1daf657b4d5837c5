"""A sentence with its names, as the steps of training hand it on: a line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Name", "Sentence", "read", "write"]

Name = tuple[int, int, str]  # code points from, to; PER, ORG, LOC or MISC


@dataclass(frozen=True)
class Sentence:
    """A text with its names, by one teacher or two. Where two differ nothing is learned."""

    text: str
    names: tuple[Name, ...] = ()
    other: tuple[Name, ...] | None = None  # by the second teacher
    language: str = "en"
    known: bool = True  # somebody has said where its names stand


def write(path: Path, sentences: Iterable[Sentence]) -> None:
    """Write the sentences, and say how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for count, one in enumerate(sentences, 1):  # noqa: B007
            file.write(json.dumps(one.__dict__, ensure_ascii=False) + "\n")
    print(f"{path}: {count:,} sentences")


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file."""
    for line in path.read_text("utf-8").splitlines():
        fields = json.loads(line)
        for key in ("names", "other"):
            if fields[key] is not None:
                fields[key] = tuple((start, end, kind) for start, end, kind in fields[key])
        yield Sentence(**fields)
