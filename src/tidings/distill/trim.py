"""The end of an article on a page: where the page's own words begin again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from tidings.distill.furniture import (
    cut_tags,
    is_copyright,
    is_furniture,
    is_section_head,
    is_tag_label,
)
from tidings.distill.lines import Line, is_prose, is_sentence

__all__ = ["trim"]



def trim(lines: Sequence[Line], *, whole: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs of an article and its lines of tags, without the page around it.

    Furniture is left out, and the article ends where comments or other articles begin. Unless
    it has the `whole` page, short lines around its prose are kept only while they are sentences.
    """
    lines = list(lines[: _end(lines)])
    tags: list[str] = []
    kept: list[Line] = []
    listing_tags = False  # below a line that is only "Tags"
    for line in lines:
        text, tail = cut_tags(line.text)
        listing_tags = (listing_tags and not is_prose(line) and not line.gap) or is_tag_label(text)
        if tail or (listing_tags and not is_tag_label(text)):
            tags.append(tail or text)
        if text and not listing_tags and not is_furniture(text):
            kept.append(Line(text, line.gap, heading=line.heading))
    return tuple(line.text for line in (kept if whole else _prose_only(kept))), tuple(tags)


def _end(lines: Sequence[Line]) -> int:
    """Return where comments, other articles or the page's foot begin: less below than above."""
    sizes = list(accumulate((len(line.text) for line in lines), initial=0))
    ends = (i for i, line in enumerate(lines) if is_section_head(line.text) or is_copyright(line.text))
    return next((i for i in ends if 2 * sizes[i] > sizes[-1]), len(lines))


def _prose_only(lines: Sequence[Line]) -> list[Line]:
    """Leave out what is no sentence above the prose, and all from there on below it."""
    proses = [i for i, line in enumerate(lines) if is_prose(line)]
    if not proses:
        return [line for line in lines if is_sentence(line.text)]
    first, last = proses[0], proses[-1]
    ends = (i for i in range(last + 1, len(lines)) if not is_sentence(lines[i].text))
    end = next(ends, len(lines))
    while last + 1 < end < len(lines) and lines[end - 1].text.endswith(("?", "!")):
        end -= 1  # a question to the readers, with a button below
    return [line for i, line in enumerate(lines[:end]) if i >= first or is_sentence(line.text)]
