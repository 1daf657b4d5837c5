"""What changed between two versions of an article, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest

from tidings.types import Version

__all__ = ["Change", "Part", "changes"]

MAX_WORDS = 3_000  # compared word by word; difflib takes 0.3 s for two such paragraphs
ALIKE = 0.5  # of 1: paragraphs that share less are read more easily one after the other
ISLAND = 3  # words: fewer that stayed between two changes only break up the reading
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text: `kind` is "same", "del" or "ins"."""

    kind: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """How one version became the next."""

    before: Version
    after: Version
    title: tuple[Part, ...]
    paragraphs: tuple[tuple[Part, ...], ...]

    @property
    def retitled(self) -> bool:
        """Whether the headline changed."""
        return any(part.kind != "same" for part in self.title)


def changes(versions: Sequence[Version]) -> tuple[Change, ...]:
    """Return the changes from each version to the one after it, the latest change first."""
    return tuple(_change(before, after) for before, after in pairwise(versions))[::-1]


def _change(before: Version, after: Version) -> Change:
    return Change(
        before=before,
        after=after,
        title=_words_changed(before.title, after.title),
        paragraphs=tuple(_paragraphs_changed(before.paragraphs, after.paragraphs)),
    )


def _paragraphs_changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Part, ...]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from ((Part("same", paragraph),) for paragraph in old[a:b])
        else:
            for before, after in zip_longest(old[a:b], new[c:d], fillvalue=""):
                yield _words_changed(before, after)


def _words_changed(old: str, new: str) -> tuple[Part, ...]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) > MAX_WORDS or len(after) > MAX_WORDS:
        return _parts(old, new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _parts(old, new)
    parts: list[Part] = []
    gone = come = ""
    for tag, a, b, c, d in matcher.get_opcodes():
        removed, added = "".join(before[a:b]), "".join(after[c:d])
        between = a > 0 and c > 0 and b < len(before) and d < len(after)
        if tag != "equal" or (between and len(_WORD.findall(removed)) < ISLAND):
            gone, come = gone + removed, come + added  # words changed in a row read as one change
        else:
            parts += (*_parts(gone, come), Part("same", removed))
            gone = come = ""
    return (*parts, *_parts(gone, come))


def _parts(old: str, new: str) -> tuple[Part, ...]:
    tail = old[len(old.rstrip()) :]  # space that both end in has not changed
    if not new.endswith(tail):
        tail = ""
    gone, come = old.removesuffix(tail), new.removesuffix(tail)
    parts = (Part("del", gone), Part("ins", come), Part("same", tail))
    return tuple(part for part in parts if part.text)
