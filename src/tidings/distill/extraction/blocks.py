"""A page's tree cut into blocks: the runs of text that a browser would set as one paragraph.

One walk in document order, without recursion; what can't hold an article's text is not entered.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from selectolax.lexbor import LexborNode, create_tag

from tidings.distill.extraction.signs import Sign, signs_of

__all__ = ["TAGS", "Outline", "cut_blocks"]

# How the walk takes a tag.
_TEXT, _SKIP, _MEDIA, _BREAK, _INLINE, _LINK, _STRONG, _EMPHASIS, _CELL, _BLOCK = range(10)
_WAYS: Final = {
    _SKIP: "script style noscript template svg math canvas map select textarea button input"
    " datalist progress meter head meta link title nav param source track",
    _MEDIA: "img iframe object embed audio video",
    _BREAK: "br",
    _INLINE: "span u s small sub sup font abbr cite q code kbd mark time label ins del bdi bdo dfn"
    " var samp tt big strike wbr acronym nobr data ruby rb rt rp picture area",
    _LINK: "a",
    _STRONG: "b strong",
    _EMPHASIS: "i em",
    _BLOCK: "address center details dl fieldset h5 h6 hgroup hr html legend menu optgroup option"
    " search summary tbody tfoot thead caption colgroup col dir listing xmp frameset div p h1 h2 h3"
    " h4 li pre blockquote figcaption dt dd article section main aside header footer figure form ul"
    " ol tr table body",
    _CELL: "td th",
}
# The block tags that the model tells apart; the first stands for any other.
TAGS: Final = (
    *("div", "p", "h1", "h2", "h3", "h4", "li", "td", "th", "pre", "blockquote", "figcaption"),
    *("dt", "dd", "article", "section", "main", "aside", "header", "footer", "figure", "form"),
    *("ul", "ol", "tr", "table", "body"),
)
_TEXT_ID: Final = 2  # the parser's numbers of a text node and of a comment
_COMMENT_ID: Final = 4
_CELL_LENGTH: Final = 80  # code points; shorter cells of a row are read as one line
_MOST_BLOCKS: Final = 20_000  # the longest of 311 pages has 3,000
_WORD: Final = re.compile(r"\w")


class Outline:
    """The blocks of a page and the elements that hold them, as parallel lists in page order.

    A row of `counts` holds, for one block: its element, how many code points of it are linked,
    strong and emphasised, the links in it, the pictures since the block before it, and the signs
    of the inline element in which it begins. Elements without text are left out; the first is the
    body, which is its own parent. An element's own are those after it up to its end.
    """

    __slots__ = ("above", "counts", "depths", "ends", "inside", "parents", "signs", "tags", "texts")

    def __init__(self, body: LexborNode) -> None:
        self.texts: list[str] = []
        self.counts: list[tuple[int, ...]] = []
        self.parents = [0]
        self.tags = [TAGS.index("body")]  # indices into TAGS
        self.signs = [_signs(body)]
        self.above = [0]  # signs of all elements around it
        self.inside = [0]  # tags of all elements around it, as bits
        self.depths = [0]
        self.ends = [0]

    def add_element(self, node: LexborNode, tag: int, parent: int) -> int:
        """Add an element and return its index."""
        self.parents.append(parent)
        self.tags.append(tag)
        self.signs.append(_signs(node))
        self.above.append(self.above[parent] | self.signs[parent])
        self.inside.append(self.inside[parent] | (1 << self.tags[parent]))
        self.depths.append(self.depths[parent] + 1)
        self.ends.append(0)
        return len(self.parents) - 1


@cache
def _tag_table() -> dict[int, tuple[int, int]]:
    """Return, by the parser's own number, how the walk takes a tag and its place in TAGS."""
    table = {
        create_tag(name).tag_id: (way, TAGS.index(name) if name in TAGS else 0)
        for way, names in _WAYS.items()
        for name in names.split()
    }
    return table | {_TEXT_ID: (_TEXT, 0), _COMMENT_ID: (_SKIP, 0)}


def _unknown(node: LexborNode) -> tuple[int, int]:
    """A browser sets an unknown tag inline, but custom elements nearly always hold blocks."""
    return (_BLOCK if "-" in (node.tag or "") else _INLINE, 0)


def _signs(node: LexborNode) -> int:
    attributes = node.attributes
    if not attributes:
        return 0
    get = attributes.get
    names = get("class") or ""
    for name in ("id", "role"):
        if name in attributes:
            names = f"{names} {attributes[name]}"
    if "itemprop" in attributes:
        names = f"{names} prop:{attributes['itemprop']}"
    bits = signs_of(names) if names else 0
    style = get("style")
    if "hidden" in attributes or get("aria-hidden") == "true" or (style and _HIDING.search(style)):
        bits |= Sign.HIDDEN.value
    return bits


_HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def cut_blocks(body: LexborNode) -> Outline:
    """Cut everything under an element into blocks, in document order.

    White space is made single; two line breaks in a row end a block, as a paragraph does. One
    long function, because it runs for every node: calls would cost a third of the walk.
    """
    outline = Outline(body)
    table = _tag_table()
    pieces: list[str] = []  # of the block at hand, and then what is known of it
    links = media = breaks = inline_signs = 0
    size = linked = strong = emphasised = 0
    in_link = in_strong = in_emphasis = 0
    opened: list[tuple[LexborNode, int]] = []  # block elements, the innermost last
    known = [0]  # the outline's indices of the body and of the first of those
    stack: list[tuple[LexborNode, int]] = []

    def flush() -> None:
        nonlocal links, media, breaks, inline_signs, size, linked, strong, emphasised
        if pieces:
            text = " ".join("".join(pieces).split())
            pieces.clear()
            if _WORD.search(text):
                for holder, tag in opened[len(known) - 1 :]:
                    known.append(outline.add_element(holder, tag, known[-1]))
                outline.texts.append(text)
                outline.counts.append(
                    (known[-1], linked, strong, emphasised, links, media, inline_signs)
                )
                media = 0
        links = breaks = inline_signs = size = linked = strong = emphasised = 0

    node = body.first_child
    while node is not None and len(outline.texts) < _MOST_BLOCKS:
        way, tag = table.get(node.tag_id) or _unknown(node)
        if way == _TEXT:
            text = node.text_content or ""
            if not text.isspace():
                length = len(text)
                pieces.append(text)
                breaks = 0
                size += length
                if in_link:
                    linked += length
                if in_strong:
                    strong += length
                if in_emphasis:
                    emphasised += length
            elif pieces:
                pieces.append(" ")
                size += 1
        elif way == _MEDIA:
            media += 1
        elif way == _BREAK:
            breaks += 1
            pieces.append(" ")
            size += 1
            if breaks == 2:
                flush()
        elif way != _SKIP:
            if way == _BLOCK or (way == _CELL and (links or size > _CELL_LENGTH)):
                if pieces or links or inline_signs:  # else there is nothing to end
                    flush()
            elif way == _CELL and pieces:
                pieces.append(" ")
                size += 1
            child = node.first_child
            if child is not None:
                if way >= _CELL:
                    opened.append((node, tag))
                else:
                    if way == _LINK:
                        in_link += 1
                        links += 1
                    elif way == _STRONG:
                        in_strong += 1
                    elif way == _EMPHASIS:
                        in_emphasis += 1
                    elif not pieces:
                        inline_signs |= _signs(node)
                stack.append((node, way))
                node = child
                continue
        following = node.next
        while following is None and stack:
            node, way = stack.pop()
            if way >= _CELL:
                if (pieces or links or inline_signs) and (way == _BLOCK or size > _CELL_LENGTH):
                    flush()
                opened.pop()
                if len(known) > len(opened) + 1:
                    outline.ends[known.pop()] = len(outline.parents)
            elif way == _LINK:
                in_link -= 1
            elif way == _STRONG:
                in_strong -= 1
            elif way == _EMPHASIS:
                in_emphasis -= 1
            following = node.next
        node = following
    flush()
    for element in known:
        outline.ends[element] = len(outline.parents)
    return outline
