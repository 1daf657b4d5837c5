"""Pages that hold no article: front pages, lists, forms, notices. Told by structure before words.

An article page says that it is one, or it has prose. What does neither, and is short or is made of
links, is something else, whatever language it is in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from tidings.distill.extract import Document
from tidings.distill.lines import Line, is_prose, word_count
from tidings.distill.metadata import Metadata
from tidings.distill.phrases import NOTICE
from tidings.distill.titles import letters
from tidings.text import fold

__all__ = ["is_index", "is_notice", "is_only_media"]

_TITLES = "h2 a, h3 a, h4 a, a h2, a h3, a h4"  # of other articles, as lists have them
_FEWEST_TITLES = 4  # below that a list is not what a page is for
_MOST_TITLES = 80
_MOST_TOLD = 70  # words of a title and what stands below it; more is an article
_MOST_INDEX_WORDS = 1200
_OWN_WORDS = 40  # outside of what is said of other articles
_NOTICE_WORDS = 160  # of a text that speaks of the machinery of the web and not of news
_FORM_WORDS = 80
_SCRAP_WORDS = 40
_MEDIA = "video, audio, iframe[src], embed, object"
_FORM = "main input, [role=main] input, input[type=password]"
_FRAME = "nav, form, button, footer"  # a site's, around what it says
_TECHNICAL = re.compile(
    r"java\s?script|cookie|captcha|جافا ?سكريبت|ملفات تعريف الارتباط|куки", re.I
)
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?")


def is_index(document: Document, paragraphs: Sequence[str]) -> bool:
    """Say whether a page is a list of other articles, with little else than what is said of them.

    The sign is headings that link, each with a few words below.
    """
    count = sum(map(word_count, paragraphs))
    if count > _MOST_INDEX_WORDS:
        return False
    titles = document.css(_TITLES)[:_MOST_TITLES]
    if len(titles) < _FEWEST_TITLES:
        return False
    told = [node.text(separator=" ") for node in _around(titles)]
    told = [text for text in told if word_count(text) <= _MOST_TOLD]
    if len(told) < _FEWEST_TITLES:
        return False
    said = letters(" ".join(told))
    own = sum(word_count(text) for text in paragraphs if letters(text) not in said)
    return own < _OWN_WORDS


def _around(titles: Sequence[LexborNode]) -> list[LexborNode]:
    """Return the largest element around each title that holds no other one."""
    paths: list[list[LexborNode]] = []
    for title in titles:
        path: list[LexborNode] = []
        node: LexborNode | None = title
        while node is not None and node.tag not in ("body", "html", None):
            path.append(node)
            node = node.parent
        paths.append(path)
    held = Counter(node.mem_id for path in paths for node in path)
    return [[node for node in path if held[node.mem_id] == 1][-1] for path in paths if path]


def is_notice(document: Document, metadata: Metadata, paragraphs: Sequence[str]) -> bool:
    """Say whether a short text is a notice or a form's: its page nowhere says it is an article."""
    if metadata.declared:
        return False
    count = sum(map(word_count, paragraphs))
    if count <= _NOTICE_WORDS and any(_TECHNICAL.search(text) for text in paragraphs):
        return True
    if count <= _FORM_WORDS and (
        _DOMAIN.fullmatch(metadata.title.strip().lower())
        or document.css_first(_FORM)
        or any(NOTICE.search(fold(text)) for text in paragraphs)
    ):
        return True
    if any(is_prose(Line(text)) for text in paragraphs):
        return False
    framed = count <= _SCRAP_WORDS and document.css_first(_FRAME) is not None
    return framed or _is_linked(document, paragraphs)


def _is_linked(document: Document, paragraphs: Sequence[str]) -> bool:
    """Say whether most of the paragraphs are links and nothing else."""
    links = {letters(node.text()) for node in document.css("a")}
    return 2 * sum(letters(text) in links for text in paragraphs) > len(paragraphs)


def is_only_media(document: Document, paragraphs: Sequence[str]) -> bool:
    """Say whether a page shows a film or plays a sound, with a line or two about it."""
    prose = any(is_prose(Line(text)) for text in paragraphs)
    return not prose and document.css_first(_MEDIA) is not None
