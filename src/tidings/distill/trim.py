"""The end of an article on a page: where the page's own words begin again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from tidings.distill.asides import is_aside, is_call, is_menu, labels_of
from tidings.distill.boilerplate import (
    cut_tags,
    is_copyright,
    is_furniture,
    is_section_head,
    is_tag_label,
)
from tidings.distill.lines import Line, is_prose, is_sentence, word_count
from tidings.distill.titles import letters

__all__ = ["trim"]

_LONGEST_LABEL = 8  # words of the heading of a box
_LONGEST_CLAIM = 15  # words of a line of copyright


def trim(
    lines: Sequence[Line], *, whole: bool = False, judged: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs of an article and its lines of tags, without the page around it.

    Furniture is left out, and the article ends where comments or other articles begin. Unless
    it has the `whole` page, short lines around its prose are kept only while they are sentences.
    `judged` means that prose among the lines was found to be the article's, wherever it stands.
    """
    lines = list(lines[: _end(lines, judged=judged)])
    tags: list[str] = []
    kept: list[Line] = []
    listing_tags = False  # below a line that is only "Tags"
    for line in lines:
        text, tail = cut_tags(line.text)
        if line.tags:
            text, tail = "", tail or text
        listing_tags = (listing_tags and not is_prose(line) and not line.gap) or is_tag_label(text)
        if tail or (listing_tags and not is_tag_label(text)):
            tags.append(tail or text)
        foot = is_copyright(text) and word_count(text) <= _LONGEST_CLAIM
        if text and not listing_tags and not foot and not is_furniture(text):
            kept.append(Line(text, line.gap, heading=line.heading))
    kept, below = _without_menus(_without_asides(kept))
    texts = tuple(line.text for line in (kept if whole else _prose_only(kept)))
    return texts, (*tags, *below)


def _without_asides(lines: Sequence[Line]) -> list[Line]:
    """Leave out what the page says to its readers, with the label above it."""
    kept: list[Line] = []
    for line in lines:
        if not is_aside(line.text):
            kept.append(line)
        elif kept and _is_label(kept[-1].text) and is_call(line.text):
            kept.pop()
    return kept if any(is_prose(line) for line in kept) else list(lines)


def _is_label(text: str) -> bool:
    return text[0].isalnum() and word_count(text) <= _LONGEST_LABEL and not is_sentence(text)


def _without_menus(lines: list[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """Leave out rows of labels above and below the prose; those that name its subjects are tags."""
    proses = [i for i, line in enumerate(lines) if is_prose(line)]
    if not proses:
        return lines, ()
    first, last = proses[0], proses[-1]
    menus = {i for i, line in enumerate(lines) if not first < i < last and is_menu(line.text)}
    said = letters(" ".join(line.text for line in lines[first : last + 1])) if menus else ""
    tags = [lines[i].text for i in sorted(menus) if i > last and _names_subjects(lines[i], said)]
    return [line for i, line in enumerate(lines) if i not in menus], tuple(tags)


def _names_subjects(line: Line, said: str) -> bool:
    labels = labels_of(line.text)
    return 2 * sum(letters(label) in said for label in labels) >= len(labels)


def _end(lines: Sequence[Line], *, judged: bool) -> int:
    """Return where comments, other articles or the page's foot begin: less below than above."""
    sizes = list(accumulate((len(line.text) for line in lines), initial=0))
    if judged and lines:  # "read also" between two paragraphs, and not below the last
        last = max((i for i, line in enumerate(lines) if is_prose(line)), default=0)
        sizes[:last] = [0] * last
    ends = (
        i for i, line in enumerate(lines) if is_section_head(line.text) or is_copyright(line.text)
    )
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
