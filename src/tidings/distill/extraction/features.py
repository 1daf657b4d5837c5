"""What the model knows of each block: a row of numbers that no language or publisher enters into.

Text is counted by kinds of characters, elements by the hints in their names and by how much of the
page's prose they hold; each row also sees its neighbours' first numbers.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.distill.extraction.blocks import TAGS, Outline
from tidings.distill.extraction.signs import SIGN_COUNT

__all__ = ["Floats", "features"]

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
_WORDS_PER_IDEOGRAPH: Final = 0.6  # Chinese news averages 1.6 characters a word
_PROSE_WORDS: Final = 10
_WINDOW: Final = 2
_SEEN: Final = 8  # columns of a neighbour that a row sees


@cache
def _kind_table() -> NDArray[np.uint8]:
    """Return the kind of every character of the basic plane."""
    table = np.zeros(_PLANE, np.uint8)
    for code in range(_PLANE):
        category = unicodedata.category(chr(code))
        if category in ("Zs", "Cc"):
            table[code] = _SPACE
        elif category in ("Nd", "No"):
            table[code] = _DIGIT
        elif category in ("Lu", "Lt"):
            table[code] = _UPPER
    for first, last in ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x0E00, 0x0E7F)):
        table[first : last + 1] = _IDEOGRAPH  # scripts written without spaces, Thai among them
    for kind, characters in _LISTED.items():
        for character in characters:
            table[ord(character)] = kind
    return table


def _count_kinds(texts: list[str]) -> NDArray[np.float32]:
    """Return how many characters of each kind each text holds: (texts, kinds)."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kind_table()[np.minimum(codes, _PLANE - 1)]
    owners = np.repeat(np.arange(len(texts)) * _KINDS, lengths)
    counts = np.bincount(owners + kinds, minlength=len(texts) * _KINDS)
    return counts.reshape(len(texts), _KINDS).astype(np.float32)



def features(outline: Outline, title: str = "") -> Floats:
    """Return the matrix (blocks, columns) that the model reads. `title` is the page's own."""
    blocks = outline.blocks
    texts = [block.text for block in blocks]
    count = len(blocks)
    kinds = _count_kinds(texts)
    length = np.fromiter(map(len, texts), np.float32, count)
    raw = np.array([block[1:] for block in blocks], np.int64)
    element = raw[:, 0]
    size = kinds[:, _SPACE] + 1 + kinds[:, _IDEOGRAPH] * _WORDS_PER_IDEOGRAPH
    link = np.minimum(raw[:, 1] / length, 1).astype(np.float32)
    strong = np.minimum(raw[:, 2] / length, 1).astype(np.float32)
    stops = kinds[:, _STOP]
    table = _kind_table()
    last = table[[min(ord(text[-1]), _PLANE - 1) for text in texts]]
    first = table[[min(ord(text[0]), _PLANE - 1) for text in texts]]
    prose = (size >= _PROSE_WORDS) & (link < 0.35) & (stops + kinds[:, _COMMA] > 0)
    mass = np.where(prose, size, 0).astype(np.float32)

    elements = _element_columns(outline, element, mass, size, link * size, prose)
    text_columns = [
        np.log1p(size), np.log1p(length), link, strong, np.log1p(raw[:, 3]), link * np.log1p(size),
        length / size, kinds[:, _COMMA] / size, stops / size, np.minimum(stops, 4),
        kinds[:, _DIGIT] / length, kinds[:, _UPPER] / length, kinds[:, _QUOTE] / length,
        kinds[:, _FURNITURE] / length, np.minimum(kinds[:, _FURNITURE], 3),
        last == _STOP, last == _QUOTE, last == _COMMA, first == _UPPER, first == _QUOTE,
        first == _FURNITURE, first == _DIGIT, prose,
    ]
    headline, likeness = _headline(texts, title, np.array(outline.tags)[element])
    index = np.arange(count)
    total = max(float(mass.sum()), 1.0)
    before = (np.cumsum(mass) - mass) / total
    after = 1 - before - mass / total
    repeated = _repeated(texts)
    position_columns = [
        before, after, before * after, index / count, np.cumsum(size) / size.sum(),
        index > headline, index == headline, np.log1p(np.abs(index - headline)) * np.sign(index - headline),
        likeness, repeated, np.log1p(_since(prose)), np.log1p(_since(prose[::-1])[::-1]),
        mass / total, np.full(count, np.log1p(total)), np.full(count, np.log1p(count)),
        np.full(count, prose.mean()),
    ]
    own = np.stack([*text_columns, *position_columns], 1).astype(np.float32)
    bits = np.stack([_bits(raw[:, 4]), ], 0)[0]
    everything = np.concatenate([own, elements, bits], 1)
    seen = np.concatenate([own[:, [0, 2, 3, 8, 15, 22]], elements[:, :_SEEN]], 1)
    around = []
    for step in range(1, _WINDOW + 1):
        pad = np.zeros((step, seen.shape[1]), np.float32)
        around += [np.concatenate([pad, seen])[:count], np.concatenate([seen, pad])[step : step + count]]
    return np.concatenate([everything, *around], 1)


def _bits(values, many=SIGN_COUNT):
    return ((values[:, None] >> np.arange(many)) & 1).astype(np.float32)


def _since(flags):
    """Return for each position how many steps ago the last flag was; the length before any."""
    count = len(flags)
    index = np.arange(count)
    last = np.maximum.accumulate(np.where(flags, index, -count))
    return np.concatenate([[count], (index - last)[:-1] + 1]) if count else index


def _repeated(texts):
    seen = {}
    for t in texts:
        seen[t] = seen.get(t, 0) + 1
    return np.array([seen[t] > 1 for t in texts])


def _headline(texts, title, tags):
    """Return the index of the block that is the headline and each block's likeness to the title."""
    words = set(title.lower().split())
    likeness = np.zeros(len(texts), np.float32)
    for i, text in enumerate(texts):
        if len(text) < 300:
            own = set(text.lower().split())
            likeness[i] = len(own & words) / len(own | words) if words else 0
    h1 = TAGS.index("h1")
    score = likeness + 0.3 * (tags == h1)+ 0.1 * ((tags == h1 + 1))
    best = int(score.argmax())
    return (best if score[best] > 0.28 else -1), likeness


_CONTEXT = [TAGS.index(t) for t in "article section main aside header footer figure form ul ol li table blockquote td dd h1 h2".split()]


def _element_columns(outline, element, mass, size, linked, prose):
    count = len(outline.parents)
    parents, tags, signs = outline.parents, outline.tags, outline.signs
    sums = np.zeros((count, 5))
    for column, values in enumerate((mass, size, linked, prose, np.ones(len(mass)))):
        sums[:, column] = np.bincount(element, values, count)
    own_blocks = sums[:, 4].copy()
    rows = sums.tolist()
    for e in range(count - 1, 0, -1):
        row, up = rows[e], rows[parents[e]]
        up[0] += row[0]; up[1] += row[1]; up[2] += row[2]; up[3] += row[3]; up[4] += row[4]
    # context down the tree
    far = [0] * count
    inside = [0] * count
    depth = [0] * count
    for e in range(1, count):
        p = parents[e]
        far[e] = far[p] | signs[p]
        inside[e] = inside[p] | (1 << tags[p])
        depth[e] = depth[p] + 1
    total = rows[0][0] or 1.0
    main = _dominating(rows, parents, 0.5)
    strict = _dominating(rows, parents, 0.8)
    in_main = [False] * count
    in_strict = [False] * count
    in_main[main] = True; in_strict[strict] = True
    for e in range(1, count):
        if in_main[parents[e]]: in_main[e] = True
        if in_strict[parents[e]]: in_strict[e] = True
    sums = np.array(rows)
    P = np.array(parents); T = np.array(tags); S = np.array(signs); F = np.array(far); I = np.array(inside); D = np.array(depth)
    IM = np.array(in_main); IS = np.array(in_strict)
    e0 = element; e1 = P[e0]; e2 = P[e1]; e3 = P[e2]
    cols = []
    for e in (e1, e2, e3):
        m, s, l, pr, n = sums[e].T
        cols += [m / total, l / s, np.log1p(pr), np.log1p(n), np.log1p(s / n), pr / n, m / s]
    m, s, l, pr, n = sums[e0].T
    cols += [np.log1p(n), m / s, IM[e0], IS[e0], e1 == main, e2 == main, e1 == strict, np.where(IM[e0], D[e0] - D[main], -1), np.log1p(D[e0]), own_blocks[e0] > 1]
    head = np.stack(cols, 1).astype(np.float32)
    tag1 = np.eye(len(TAGS), dtype=np.float32)[T[e0]]
    tag2 = np.eye(len(TAGS), dtype=np.float32)[T[e1]]
    context = ((I[e0][:, None] >> np.array(_CONTEXT)) & 1).astype(np.float32)
    near = S[e1] | S[e2]
    return np.concatenate([head, tag1, tag2, context, _bits(S[e0]), _bits(near), _bits(F[e2])], 1)


def _dominating(rows, parents, share):
    """Return the deepest element that holds at least this share of the page's prose."""
    total = rows[0][0]
    best = 0
    if total:
        for e in range(1, len(rows)):
            if parents[e] == best and rows[e][0] >= share * total:
                best = e
    return best
