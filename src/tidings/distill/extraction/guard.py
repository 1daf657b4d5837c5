"""Markup that would cost a parser far more than its size, cut off before it is parsed.

Three things grow with the square of a page's size in every parser that follows the HTML standard:
attributes of one tag (each is compared with all before it), the depth of nesting (each tag looks up
the open ones) and unclosed formatting (each paragraph opens all of it again). Ordinary pages pay
only for a few counts of bytes.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["tame"]

_MOST_BYTES: Final = 8_000_000  # the largest of 311 news pages is 3 MB
_TAG_WINDOW: Final = 4_096  # bytes; a tag longer than two of them is always noticed
_LONG_TAG: Final = re.compile(rb"(<[a-zA-Z][\w:-]*)([^<>]{4096,})")
_MOST_SPACES: Final = 2_000  # in one tag: about as many attributes, 7 ms
_TAG: Final = re.compile(rb"<(/?)([a-zA-Z][\w:-]*)")
_FORMATTING: Final = frozenset(b"b big code em font i s small strike strong tt u".split())
_UNNESTED: Final = frozenset(  # no content, or closed by the next of their kind
    b"a area base body br button col dd dt head hr html img input li link meta nobr option p param"
    b" source td th tr track wbr".split()
)
_FORMATS: Final = re.compile(rb"<(?i:b|big|code|em|font|i|s|small|strike|strong|tt|u)[\s>]")
_MOST_REOPENED: Final = 1_000_000  # formatting elements opened again: 0.5 s, 400 MB
_MOST_LOOKED_UP: Final = 100_000_000  # open elements looked at: 0.3 s


def tame(html: bytes) -> bytes:
    """Return the page, without what only a page that means harm would hold."""
    html = html[:_MOST_BYTES]
    if _has_long_tag(html):
        html = _LONG_TAG.sub(_without_attributes, html)
    tags = html.count(b"<")
    if tags * tags > 2 * _MOST_LOOKED_UP or (
        tags * tags > 4 * _MOST_REOPENED and tags * len(_FORMATS.findall(html)) > _MOST_REOPENED
    ):
        return html[: _affordable(html)]
    return html


def _has_long_tag(html: bytes) -> bool:
    for start in range(0, len(html) - _TAG_WINDOW, _TAG_WINDOW):
        if html.find(b">", start, start + _TAG_WINDOW) < 0:
            end = html.find(b">", start)
            opened = html.rfind(b"<", 0, end if end >= 0 else len(html))
            tag = _LONG_TAG.match(html, max(opened, 0))
            if tag and _is_crowded(tag[2]):  # else it is the text of a script, or a large value
                return True
    return False


def _is_crowded(attributes: bytes) -> bool:
    return len(attributes.split(None, _MOST_SPACES)) > _MOST_SPACES


def _without_attributes(tag: re.Match[bytes]) -> bytes:
    return tag[1] + b" " if _is_crowded(tag[2]) else tag[0]


def _affordable(html: bytes) -> int:
    """Return up to where the page can be parsed at a reasonable cost."""
    depth = formats = looked_up = reopened = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name not in _UNNESTED:
            step = -1 if tag[1] else 1
            depth = max(depth + step, 0)
            formats = max(formats + step, 0) if name in _FORMATTING else formats
        if name not in _FORMATTING:
            reopened += formats
        looked_up += depth
        if looked_up > _MOST_LOOKED_UP or reopened > _MOST_REOPENED:
            return tag.start()
    return len(html)
