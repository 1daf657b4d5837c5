"""What the model knows of each block: a row of numbers that no language or publisher enters into.

Text is counted by kinds of characters; elements by the hints in their names, and by how much of the
page's prose they hold. Prose is a block of ten words or more, with few links and some punctuation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tidings.distill.extraction.blocks import TAGS, Outline
from tidings.distill.extraction.characters import (
    COMMA,
    DIGIT,
    FURNITURE,
    QUOTE,
    STOP,
    UPPER,
    Characters,
    count_characters,
)
from tidings.distill.extraction.signs import SIGN_COUNT, Sign

__all__ = ["Floats", "Page", "read_page"]

Array = NDArray[Any]
Floats = NDArray[np.float32]
_PROSE_WORDS: Final = 10
_PROSE_LINKS: Final = 0.35  # share of the text
_HEADLINE_LENGTH: Final = 300  # code points
_LIKE_TITLE: Final = 0.28  # below, no heading is the headline; a bare h1 is
_SURELY_LIKE_TITLE: Final = 0.4  # share of the words of both that they have in common
_ROUNDING: Final = 1e-6  # words; sums of the same blocks may differ by less
_H1: Final = TAGS.index("h1")
_CONTEXT: Final = [
    TAGS.index(tag)
    for tag in (
        *("article", "section", "main", "aside", "header", "footer", "figure", "form", "ul", "ol"),
        *("li", "table", "blockquote", "td", "dd", "h1", "h2"),
    )
]
_ONE_HOT: Final = np.eye(len(TAGS), dtype=np.float32)


class Page(NamedTuple):
    """The blocks of a page in numbers."""

    rows: Floats  # (blocks, columns): what the model reads
    size: Array  # of each block, in words
    link: Array  # the share of each block that is linked
    headline: int  # index of the block that says what the page's title says, or -1


class _Elements(NamedTuple):
    """The elements that hold the blocks, one entry for each."""

    parent: Array
    tag: Array  # index into TAGS
    sign: Array
    above: Array  # signs of all elements around it
    inside: Array  # tags of all elements around it, as bits
    depth: Array
    sums: Array  # (elements, 5): prose, words, linked words, prose blocks, blocks
    main: int  # the deepest element that holds half of the prose
    core: int  # and the deepest that holds four fifths of it
    in_main: Array
    in_core: Array


def read_page(outline: Outline, title: str = "") -> Page:
    """Return what the model reads of a page with at least one block. `title` is the page's own."""
    texts = count_characters(outline.texts)
    counts = np.array(outline.counts, np.int64)
    link = np.minimum(counts[:, 1] / texts.length, 1)
    marks = texts.kinds[:, STOP] + texts.kinds[:, COMMA]
    prose = (texts.size >= _PROSE_WORDS) & (link < _PROSE_LINKS) & (marks > 0)
    mass = np.where(prose, texts.size, 0.0)
    element = counts[:, 0]
    elements = _sum_elements(outline, element, mass, texts.size, link * texts.size)
    headline, likeness = _find_headline(outline.texts, title, elements.tag[element])
    columns = [
        *_text_columns(texts, counts, link, prose),
        *_place_columns(texts, prose, mass),
        *_headline_columns(len(mass), headline),
        likeness,
        _repeated(outline.texts),
        *_element_columns(elements, element),
        *_holder_columns(elements, element, mass),
    ]
    names = _name_columns(elements, element, counts[:, 6])
    numbers = np.array(columns, np.float32).T
    said = headline if likeness[headline] >= _SURELY_LIKE_TITLE else -1
    rows = np.concatenate([numbers, *names], 1, dtype=np.float32)
    return Page(rows, texts.size, link, said)


def _text_columns(texts: Characters, counts: Array, link: Array, prose: Array) -> list[Array]:
    length, size = texts.length, texts.size
    kinds = texts.kinds.T
    words = np.log1p(size)
    return [
        words,
        np.log1p(length),
        link,
        link * words,
        np.minimum(counts[:, 2] / length, 1),
        np.minimum(counts[:, 3] / length, 1),
        np.log1p(counts[:, 4]),
        np.minimum(counts[:, 5], 3),
        length / size,
        kinds[COMMA] / size,
        kinds[STOP] / size,
        np.minimum(kinds[STOP], 4),
        *(kinds[kind] / length for kind in (DIGIT, UPPER, QUOTE, FURNITURE)),
        np.minimum(kinds[FURNITURE], 3),
        *(texts.last == kind for kind in (STOP, QUOTE, COMMA)),
        *(texts.first == kind for kind in (UPPER, QUOTE, FURNITURE, DIGIT)),
        prose,
    ]


def _place_columns(texts: Characters, prose: Array, mass: Array) -> list[Array]:
    count = len(prose)
    total = max(float(mass.sum()), 1.0)
    before = (np.cumsum(mass) - mass) / total
    after = 1 - before - mass / total
    return [
        before,
        after,
        before * after,
        np.arange(count) / count,
        np.cumsum(texts.size) / texts.size.sum(),
        np.log1p(_steps_since(prose)),
        np.log1p(_steps_since(prose[::-1])[::-1]),
        mass / total,
        np.full(count, np.log1p(total)),
        np.full(count, np.log1p(count)),
        np.full(count, prose.mean()),
    ]


def _steps_since(flags: Array) -> Array:
    """Return for each position how many steps back the last flag before it stands."""
    count = len(flags)
    index = np.arange(count)
    last = np.maximum.accumulate(np.where(flags, index, -count))
    steps = index - last + 1
    return np.concatenate(([count], steps[:-1]))


def _find_headline(texts: Sequence[str], title: str, tags: Array) -> tuple[int, Array]:
    """Return the index of the headline, or -1, and how like the page's title each block is."""
    likeness = np.zeros(len(texts))
    words = set(title.lower().split())
    heading = ((tags >= _H1) & (tags < _H1 + 3)).tolist()
    for i, text in enumerate(texts):
        if (heading[i] or text[:12] in title) and len(text) < _HEADLINE_LENGTH:
            own = set(text.lower().split())
            likeness[i] = len(own & words) / max(len(own | words), 1)
    score = likeness + 0.3 * (tags == _H1) + 0.1 * (tags == _H1 + 1)
    best = int(score.argmax())
    return (best if score[best] > _LIKE_TITLE else -1), likeness


def _headline_columns(count: int, headline: int) -> list[Array]:
    distance = np.arange(count) - headline
    return [distance > 0, distance == 0, np.log1p(np.abs(distance)) * np.sign(distance)]


def _repeated(texts: Sequence[str]) -> Array:
    seen = Counter(texts)
    return np.array([seen[text] > 1 for text in texts])


def _sum_elements(
    outline: Outline, element: Array, mass: Array, size: Array, linked: Array
) -> _Elements:
    count = len(outline.parents)
    index = np.arange(count)
    ends = np.array(outline.ends)
    weights = (mass, size, linked, mass > 0, None)
    own = np.array([np.bincount(element, values, count) for values in weights]).T
    until = np.concatenate((np.zeros((1, len(weights))), np.cumsum(own, 0)))
    sums = until[ends] - until[index]
    main, core = (_dominating(sums[:, 0], share) for share in (0.5, 0.8))
    return _Elements(
        parent=np.array(outline.parents),
        tag=np.array(outline.tags),
        sign=np.array(outline.signs),
        above=np.array(outline.above),
        inside=np.array(outline.inside),
        depth=np.array(outline.depths),
        sums=sums,
        main=main,
        core=core,
        in_main=(index >= main) & (index < ends[main]),
        in_core=(index >= core) & (index < ends[core]),
    )


def _dominating(prose: Array, share: float) -> int:
    """Return the deepest element that holds at least this share of the page's prose."""
    holders = np.flatnonzero(prose >= (share * prose[0] or 1.0) - _ROUNDING)
    return int(holders[-1]) if len(holders) else 0


def _element_columns(elements: _Elements, element: Array) -> list[Array]:
    """Say how much prose stands in the elements around each block."""
    sums, depth, main, core = elements.sums, elements.depth, elements.main, elements.core
    up = elements.parent
    first = up[element]
    second = up[first]
    prose, words, linked, proses, blocks = sums[np.array((first, second, up[second]))].T
    around = (
        *(prose / (sums[0, 0] or 1.0), linked / words, np.log1p(proses), np.log1p(blocks)),
        *(np.log1p(words / blocks), proses / blocks, prose / words),
    )
    prose, words, _, _, blocks = sums[element].T
    in_main = elements.in_main[element]
    own_blocks = np.bincount(element, minlength=len(up))[element]
    return [
        *(column for columns in around for column in columns.T),
        np.log1p(blocks),
        prose / words,
        in_main,
        elements.in_core[element],
        first == main,
        second == main,
        first == core,
        own_blocks > 1,
        np.where(in_main, depth[element] - depth[main], -1),
        np.log1p(depth[element]),
    ]


def _holder_columns(elements: _Elements, element: Array, mass: Array) -> list[Array]:
    """Say which blocks stand where the page says its text is, and how much of its prose does."""
    count = len(element)
    total = max(float(mass.sum()), 1.0)
    tag, sign = elements.tag[element], elements.sign[element]
    names = elements.above[element] | sign
    tags = elements.inside[element] | (1 << tag)
    held = [
        names & Sign.BODY.value > 0,
        names & Sign.ARTICLE.value > 0,
        *(tags >> TAGS.index(name) & 1 > 0 for name in ("article", "main")),
    ]
    parent_sign = elements.sign[elements.parent[element]]
    styles = list(zip(sign.tolist(), tag.tolist(), parent_sign.tolist(), strict=True))
    blocks = Counter(styles)
    prose = dict.fromkeys(blocks, 0.0)
    for style, words in zip(styles, mass.tolist(), strict=True):
        prose[style] += words
    return [
        *held,
        *(np.full(count, mass[flags].sum() / total) for flags in held),
        np.full(count, np.log1p((elements.tag == TAGS.index("article")).sum())),
        np.array([prose[style] for style in styles]) / total,
        np.log1p([blocks[style] for style in styles]),
    ]


def _name_columns(elements: _Elements, element: Array, inline_signs: Array) -> list[Array]:
    """Say what the elements around each block are called: near ones, and all the way up."""
    up, tag, sign = elements.parent, elements.tag, elements.sign
    first = up[element]
    second = up[first]
    near = sign[first] | sign[second]
    signs = np.array((sign[element], near, elements.above[second], inline_signs), "<u4").T
    bits = np.unpackbits(np.ascontiguousarray(signs).view(np.uint8), bitorder="little")
    return [
        _ONE_HOT[tag[element]],
        _ONE_HOT[tag[first]],
        (elements.inside[element][:, None] >> np.array(_CONTEXT)) & 1,
        bits.reshape(len(element), 4, 32)[:, :, :SIGN_COUNT].reshape(len(element), -1),
    ]
