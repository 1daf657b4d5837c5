"""What the model knows of each block: a row of numbers that no language or publisher enters into.

Text is counted by kinds of characters; elements by the hints in their names, and by how much of the
page's prose they hold. Prose is a block of ten words or more, with few links and some punctuation.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tidings.distill.extraction.blocks import TAGS, Outline
from tidings.distill.extraction.signs import SIGN_COUNT

__all__ = ["Floats", "features"]

Array = NDArray[Any]
Floats = NDArray[np.float32]
_PLANE: Final = 0x10000
_OTHER, _SPACE, _COMMA, _STOP, _DIGIT, _UPPER, _IDEOGRAPH, _QUOTE, _FURNITURE = range(9)
_KINDS: Final = 9
_LISTED: Final = {
    _COMMA: ",;:،؛、，；：·",
    _STOP: ".!?…。！？؟।॥۔։።",
    _QUOTE: "\"'“”„‘’«»‹›「」『』",
    _FURNITURE: "|©®™•→»›/@#+*_▶►▸↗×",
}
# Scripts written without spaces: kana, Chinese, Thai.
_UNSPACED: Final = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x0E00, 0x0E7F))
_WORDS_PER_IDEOGRAPH: Final = 0.6  # Chinese news averages 1.6 characters a word
_PROSE_WORDS: Final = 10
_PROSE_LINKS: Final = 0.35  # share of the text
_HEADLINE_LENGTH: Final = 300  # code points
_CONTEXT: Final = [
    TAGS.index(tag)
    for tag in "article section main aside header footer figure form ul ol li table blockquote td"
    " dd h1 h2".split()
]


@cache
def _kind_table() -> NDArray[np.uint8]:
    """Return the kind of every character of the basic plane."""
    table = np.zeros(_PLANE, np.uint8)
    by_category = {"Zs": _SPACE, "Cc": _SPACE, "Nd": _DIGIT, "No": _DIGIT, "Lu": _UPPER}
    for code in range(_PLANE):
        table[code] = by_category.get(unicodedata.category(chr(code)), _OTHER)
    for first, end in _UNSPACED:
        table[first : end + 1] = _IDEOGRAPH
    for kind, characters in _LISTED.items():
        table[[ord(character) for character in characters]] = kind
    return table


class _Texts(NamedTuple):
    """The texts of the blocks in numbers, one row for each."""

    kinds: Array  # (blocks, _KINDS): how many characters of each kind
    first: Array  # the kind of the first character, and of the last
    last: Array
    length: Array
    size: Array  # about how many words, in any script


def _count_texts(texts: list[str]) -> _Texts:
    count = len(texts)
    length = np.fromiter(map(len, texts), np.int64, count)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kind_table()[np.minimum(codes, _PLANE - 1)]
    owners = np.repeat(np.arange(count) * _KINDS, length)
    counts = np.bincount(owners + kinds, minlength=count * _KINDS).reshape(count, _KINDS)
    ends = np.cumsum(length)
    size = counts[:, _SPACE] + 1 + counts[:, _IDEOGRAPH] * _WORDS_PER_IDEOGRAPH
    return _Texts(counts, kinds[ends - length], kinds[ends - 1], length, size)


def features(outline: Outline, title: str = "") -> Floats:
    """Return the matrix (blocks, columns) that the model reads. `title` is the page's own."""
    blocks = outline.blocks
    strings = [block.text for block in blocks]
    texts = _count_texts(strings)
    raw = np.array([block[1:] for block in blocks], np.int64)
    element = raw[:, 0]
    link = np.minimum(raw[:, 1] / texts.length, 1)
    marks = texts.kinds[:, _STOP] + texts.kinds[:, _COMMA]
    prose = (texts.size >= _PROSE_WORDS) & (link < _PROSE_LINKS) & (marks > 0)
    mass = np.where(prose, texts.size, 0.0)
    columns = [
        *_text_columns(texts, raw, link, prose),
        *_place_columns(texts, prose, mass),
        *_headline_columns(strings, title, np.array(outline.tags)[element]),
        *_element_columns(outline, element, mass, texts.size, link),
    ]
    return np.concatenate(
        [
            np.stack(columns, 1).astype(np.float32),
            *_name_columns(outline, element),
            _bits(raw[:, 4]),
        ],
        1,
    )


def _text_columns(texts: _Texts, raw: Array, link: Array, prose: Array) -> list[Array]:
    kinds, first, last, length, size = texts
    words = np.log1p(size)
    return [
        words,
        np.log1p(length),
        link,
        link * words,
        np.minimum(raw[:, 2] / length, 1),
        np.log1p(raw[:, 3]),
        length / size,
        kinds[:, _COMMA] / size,
        kinds[:, _STOP] / size,
        np.minimum(kinds[:, _STOP], 4),
        kinds[:, _DIGIT] / length,
        kinds[:, _UPPER] / length,
        kinds[:, _QUOTE] / length,
        kinds[:, _FURNITURE] / length,
        np.minimum(kinds[:, _FURNITURE], 3),
        *(last == kind for kind in (_STOP, _QUOTE, _COMMA)),
        *(first == kind for kind in (_UPPER, _QUOTE, _FURNITURE, _DIGIT)),
        prose,
    ]


def _place_columns(texts: _Texts, prose: Array, mass: Array) -> list[Array]:
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
    return np.concatenate([[count], (index - last)[:-1] + 1])


def _headline_columns(texts: list[str], title: str, tags: Array) -> list[Array]:
    """Say where each block stands to the headline: the heading most like the page's title."""
    count = len(texts)
    likeness = np.zeros(count)
    words = set(title.lower().split())
    h1 = TAGS.index("h1")
    heading = (tags >= h1) & (tags < h1 + 3)
    for i, text in enumerate(texts):
        if len(text) < _HEADLINE_LENGTH and (heading[i] or text[:12] in title):
            own = set(text.lower().split())
            likeness[i] = len(own & words) / max(len(own | words), 1)
    score = likeness + 0.3 * (tags == h1) + 0.1 * (tags == h1 + 1)
    best = int(score.argmax())
    distance = np.arange(count) - (best if score[best] > 0.28 else -1)
    repeated = _repeated(texts)
    return [
        distance > 0,
        distance == 0,
        np.log1p(np.abs(distance)) * np.sign(distance),
        likeness,
        repeated,
    ]


def _repeated(texts: list[str]) -> Array:
    seen: dict[str, int] = {}
    for text in texts:
        seen[text] = seen.get(text, 0) + 1
    return np.fromiter((seen[text] > 1 for text in texts), np.bool_, len(texts))


def _element_columns(
    outline: Outline, element: Array, mass: Array, size: Array, link: Array
) -> list[Array]:
    """Say how much prose stands in the elements around each block."""
    count = len(outline.parents)
    parents = outline.parents
    own = [np.bincount(element, values, count) for values in (mass, size, link * size, mass > 0)]
    own_blocks = np.bincount(element, minlength=count)
    rows = np.stack([*own, own_blocks], 1).tolist()
    depth = [0] * count
    for e in range(count - 1, 0, -1):
        row, up = rows[e], rows[parents[e]]
        up[0] += row[0]
        up[1] += row[1]
        up[2] += row[2]
        up[3] += row[3]
        up[4] += row[4]
    for e in range(1, count):
        depth[e] = depth[parents[e]] + 1
    total = rows[0][0] or 1.0
    main, core = (_dominating(rows, parents, share) for share in (0.5, 0.8))
    in_main, in_core = (_within(parents, top) for top in (main, core))
    sums = np.array(rows)
    up = np.array(parents)
    depths = np.array(depth)
    first = up[element]
    second = up[first]
    columns = []
    for around in (first, second, up[second]):
        m, s, linked, proses, blocks = sums[around].T
        columns += [m / total, linked / s, np.log1p(proses), np.log1p(blocks), np.log1p(s / blocks)]
        columns += [proses / blocks, m / s]
    m, s, _, _, blocks = sums[element].T
    columns += [np.log1p(blocks), m / s, in_main[element], in_core[element]]
    columns += [first == main, second == main, first == core, own_blocks[element] > 1]
    columns += [np.where(in_main[element], depths[element] - depths[main], -1)]
    columns += [np.log1p(depths[element])]
    return columns


def _dominating(rows: list[list[float]], parents: list[int], share: float) -> int:
    """Return the deepest element that holds at least this share of the page's prose."""
    need = share * rows[0][0] or 1.0
    best = 0
    for e in range(1, len(rows)):
        if parents[e] == best and rows[e][0] >= need:
            best = e
    return best


def _within(parents: list[int], top: int) -> Array:
    inside = [False] * len(parents)
    inside[top] = True
    for e in range(max(top, 0) + 1, len(parents)):
        if inside[parents[e]]:
            inside[e] = True
    return np.array(inside)


def _name_columns(outline: Outline, element: Array) -> list[Floats]:
    """Say what the elements around each block are called: near ones, and all the way up."""
    parents, tags, signs = outline.parents, outline.tags, outline.signs
    count = len(parents)
    above = [0] * count
    inside = [0] * count
    for e in range(1, count):
        parent = parents[e]
        above[e] = above[parent] | signs[parent]
        inside[e] = inside[parent] | (1 << tags[parent])
    up, sign, tag = np.array(parents), np.array(signs), np.array(tags)
    first = up[element]
    second = up[first]
    one_hot = np.eye(len(TAGS), dtype=np.float32)
    return [
        one_hot[tag[element]],
        one_hot[tag[first]],
        ((np.array(inside)[element][:, None] >> np.array(_CONTEXT)) & 1).astype(np.float32),
        _bits(sign[element]),
        _bits(sign[first] | sign[second]),
        _bits(np.array(above)[second]),
    ]


def _bits(values: Array) -> Floats:
    return ((values[:, None] >> np.arange(SIGN_COUNT)) & 1).astype(np.float32)
