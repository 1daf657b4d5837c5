"""A page's tree cut into blocks: the runs of text that a browser would set as one paragraph.

One walk in document order, without recursion; what can't hold an article's text is not entered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from selectolax.lexbor import LexborNode, create_tag

from tidings.distill.extraction.signs import Sign, signs_of

__all__ = ["TAGS", "Block", "Outline", "cut_blocks"]

# How the walk takes a tag.
_TEXT, _SKIP, _INLINE, _LINK, _STRONG, _BREAK, _CELL, _BLOCK = range(8)
_TEXT_ID: Final = 2  # the parser's numbers of a text node and of a comment
_COMMENT_ID: Final = 4

_SKIPPED: Final = (
    "script style noscript template svg math iframe object embed canvas audio video map select"
    " textarea button input datalist progress meter head meta link title nav param source track"
)
_INLINES: Final = (
    "span i em u s small sub sup font abbr cite q code kbd mark time label ins del bdi bdo dfn var"
    " samp tt big strike wbr img acronym nobr data ruby rb rt rp picture area"
)
# The block tags that the model tells apart, first the one that stands for any other.
TAGS: Final = (
    "div p h1 h2 h3 h4 li td th pre blockquote figcaption dt dd article section main aside"
    " header footer figure form ul ol table body"
).split()
_OTHER_BLOCKS: Final = (
    "address center details dl fieldset h5 h6 hgroup hr html legend menu optgroup option search"
    " summary tbody tfoot thead tr caption colgroup col dir listing xmp frameset"
)
_CELL_LENGTH: Final = 80  # code points; shorter cells of a row are read as one line
_WORD: Final = re.compile(r"\w")


class Block(NamedTuple):
    """One run of text and what the walk saw of it. Lengths count code points."""

    text: str
    element: int  # index of the block element that holds it
    link_length: int
    strong_length: int
    links: int
    inline_signs: int  # of the inline element in which the text begins, if it does


@dataclass(slots=True)
class Outline:
    """The blocks of a page, and its block elements as parallel lists in document order."""

    blocks: list[Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [0])
    tags: list[int] = field(default_factory=lambda: [TAGS.index("body")])
    signs: list[int] = field(default_factory=lambda: [0])


@cache
def _tag_table() -> dict[int, tuple[int, int]]:
    """Return, by the parser's own number, how the walk takes a tag and its place in TAGS."""
    ways = dict.fromkeys(_OTHER_BLOCKS.split() + TAGS, _BLOCK)
    ways |= dict.fromkeys(_SKIPPED.split(), _SKIP) | dict.fromkeys(_INLINES.split(), _INLINE)
    ways |= {"a": _LINK, "b": _STRONG, "strong": _STRONG, "br": _BREAK, "td": _CELL, "th": _CELL}
    table = {
        create_tag(name).tag_id: (way, TAGS.index(name) if name in TAGS else 0)
        for name, way in ways.items()
    }
    return table | {_TEXT_ID: (_TEXT, 0), _COMMENT_ID: (_SKIP, 0)}


def _signs(node: LexborNode) -> int:
    attributes = node.attributes
    if not attributes:
        return 0
    get = attributes.get
    bits = 0
    if "hidden" in attributes or get("aria-hidden") == "true":
        bits = int(Sign.HIDDEN)
    if (style := get("style")) and "none" in style and "display" in style:
        bits = int(Sign.HIDDEN)
    names = f"{get('class') or ''} {get('id') or ''} {get('role') or ''}"
    if prop := get("itemprop"):
        names = f"{names} itemprop:{prop}"
    return bits | signs_of(names)


def cut_blocks(body: LexborNode) -> Outline:
    """Cut everything under an element into blocks, in document order.

    White space is made single; two line breaks in a row end a block, as a paragraph does.
    """
    outline = Outline(signs=[_signs(body)])
    table = _tag_table()
    blocks, parents, tags, signs = outline.blocks, outline.parents, outline.tags, outline.signs
    pieces: list[str] = []
    element = link_depth = strong_depth = link_length = strong_length = links = inline_signs = 0
    breaks = 0
    stack: list[tuple[LexborNode, int]] = []
    node = body.first_child
    if node is None:
        return outline

    def flush() -> None:
        nonlocal link_length, strong_length, links, inline_signs, breaks
        if pieces:
            text = " ".join("".join(pieces).split())
            pieces.clear()
            if _WORD.search(text):
                blocks.append(Block(text, element, link_length, strong_length, links, inline_signs))
        link_length = strong_length = links = inline_signs = breaks = 0

    while True:
        tag_id = node.tag_id
        way, tag = table.get(tag_id) or _unknown(node)
        if way == _TEXT:
            text = node.text_content or ""
            if text.isspace():
                if pieces:
                    pieces.append(" ")
            else:
                pieces.append(text)
                breaks = 0
                if link_depth:
                    link_length += len(text)
                if strong_depth:
                    strong_length += len(text)
        elif way == _BREAK:
            breaks += 1
            pieces.append(" ")
            if breaks == 2:
                flush()
        elif way != _SKIP:
            child = node.first_child
            if way >= _CELL:
                if way == _BLOCK or links or sum(map(len, pieces)) > _CELL_LENGTH:
                    flush()
                elif pieces:
                    pieces.append(" ")
                if child is not None:
                    parents.append(element)
                    element = len(parents) - 1
                    tags.append(tag)
                    signs.append(_signs(node))
            elif child is not None:
                if way == _LINK:
                    link_depth += 1
                    links += 1
                elif way == _STRONG:
                    strong_depth += 1
                if not pieces:
                    inline_signs |= _signs(node)
            if child is not None:
                stack.append((node, way))
                node = child
                continue
        following = node.next
        while following is None:
            if not stack:
                flush()
                return outline
            node, way = stack.pop()
            if way >= _CELL:
                if way == _BLOCK or sum(map(len, pieces)) > _CELL_LENGTH:
                    flush()
                element = parents[element]
            elif way == _LINK:
                link_depth -= 1
            elif way == _STRONG:
                strong_depth -= 1
            following = node.next
        node = following


def _unknown(node: LexborNode) -> tuple[int, int]:
    """A browser sets an unknown tag inline, but custom elements nearly always hold blocks."""
    return (_BLOCK if "-" in (node.tag or "") else _INLINE, 0)
