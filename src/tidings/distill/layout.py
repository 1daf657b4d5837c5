"""An element of a page laid out as lines, as a browser without styles would show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from selectolax.lexbor import LexborNode

from tidings.distill.clean import squeeze
from tidings.distill.dates import parse_date
from tidings.distill.heads import is_dated
from tidings.distill.identity import absolute
from tidings.distill.lines import Line

__all__ = ["COMMENT", "lay_out", "names_of"]

_LONGEST_HEAD_LINE = 90  # characters of a line that may be publisher and age side by side
_MOST_LINES = 2000
_SKIPPED = frozenset(
    "script style noscript template nav footer form button select svg iframe video"
    " audio head".split()
)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s small span"
    " strong sub sup time u var wbr".split()
)
_AUTHOR = re.compile(r"author|byline", re.I)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
COMMENT = re.compile(r"(?:^|[\s_-])(?:comments?|disqus|respond|replies)(?:$|[\s_-])", re.I)
_TAGS = re.compile(r"(?:^|[\s_-])(?:tags?|keywords?|hashtags?)(?:$|[\s_-])", re.I)


def names_of(node: LexborNode) -> str:
    """Return an element's class and id."""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


@dataclass(slots=True)
class _Block:
    """The line that is being gathered: its pieces, and what its markup says."""

    pieces: list[str] = field(default_factory=list)
    heading: bool = False
    moment: datetime | None = None
    href: str = ""
    author: bool = False
    tags: bool = False


def lay_out(body: LexborNode, now: datetime, url: str) -> list[Line]:
    """Lay a page out as lines, without navigation, forms, hidden parts and readers' comments."""
    lines: list[Line] = []
    block = _Block()
    stack: list[tuple[LexborNode | None, bool, bool]] = [(body, False, False)]
    while stack and len(lines) < _MOST_LINES:
        node, leaving, tags = stack.pop()
        tag = (node.tag if node else "") or ""
        if node is None or tag in _SKIPPED:
            continue
        if tag == "-text":
            block.pieces.append(node.text_content or "")
            continue
        if tag.startswith("-"):
            continue
        if tag not in _INLINE:
            lines += _flush(block, now)
            block = _Block(heading=tag in _HEADINGS and not leaving, tags=tags)
        if leaving:
            continue
        if not _mark(node, tag, block, url):
            continue
        stack.append((node, True, tags))
        stack += [(child, False, block.tags) for child in list(node.iter(include_text=True))[::-1]]
    return [*lines, *_flush(block, now)]


def _mark(node: LexborNode, tag: str, block: _Block, url: str) -> bool:
    """Note what an element says of its line; False for one that no reader of the article sees."""
    attributes = node.attributes
    if tag == "time":
        block.moment = parse_date(attributes.get("datetime") or "")
    elif tag == "a" and not block.href:
        block.href = absolute(url, attributes.get("href") or "")
    names = names_of(node)
    block.author = block.author or bool(_AUTHOR.search(names) or "/author" in block.href)
    block.tags = block.tags or (tag not in _INLINE and _TAGS.search(names) is not None)
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return not hidden and not COMMENT.search(names)


def _flush(block: _Block, now: datetime) -> Iterator[Line]:
    """Yield a finished line; an age and what stands beside it without a space come apart."""
    whole = squeeze("".join(block.pieces))
    if not whole:
        return
    if len(block.pieces) > 1 and len(whole) <= _LONGEST_HEAD_LINE:
        pieces = [text for piece in block.pieces if (text := squeeze(piece))]
        ages = {piece for piece in pieces if is_dated(piece, now)}
        if ages or block.moment:
            yield from (_line(piece, block, piece in ages) for piece in pieces)
            return
    yield _line(whole, block, block.moment is not None and is_dated(whole, now))


def _line(text: str, block: _Block, dated: bool) -> Line:
    return Line(
        text,
        heading=block.heading and not dated,
        moment=block.moment if dated else None,
        href=block.href,
        author=block.author and not dated,
        tags=block.tags and not dated,
    )
