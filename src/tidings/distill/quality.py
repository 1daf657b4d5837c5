"""How much of an article a page really gives: full, teaser, paywall, blocked or empty.

Structure is asked first: how much text there is, what the page states of its length and price,
what its forms ask for. Words, in many languages, only settle what that leaves open. A wall, a
consent notice or an error page never becomes an article's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tidings.distill.extract import Document
from tidings.distill.jsonld import Item, texts_of
from tidings.distill.lines import word_count
from tidings.distill.metadata import Metadata
from tidings.distill.missing import is_index, is_notice, is_only_media
from tidings.distill.phrases import GOES_ON, SUBSCRIBE, WALL, WALL_TITLE
from tidings.distill.titles import letters
from tidings.text import fold
from tidings.types import Status

__all__ = ["judge", "judge_page"]

_WALL_WORDS = 160  # a wall says little; an article about one says more
_SHORT_WORDS = 320  # up to here a call to subscribe below the text means that it was cut off
_LEAD_WORDS = 130  # a text that breaks off within this is a first taste
_STATED_SHARE = 0.6  # of the words that the publisher says the article has
_TAIL = 3  # paragraphs at the end in which a text says that it goes on elsewhere
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]|\[\+\d+ chars\])\s*$")


def judge(title: str, paragraphs: Sequence[str]) -> Status:
    """Return the status of a text by its words alone."""
    count = sum(map(word_count, paragraphs))
    if count == 0:
        return Status.EMPTY
    if _is_wall(title, paragraphs, count):
        return Status.BLOCKED
    if count <= _SHORT_WORDS and _says(SUBSCRIBE, paragraphs[-_TAIL:]):
        return Status.PAYWALL
    if count <= _LEAD_WORDS and (_BREAKS_OFF.search(paragraphs[-1]) or _goes_on(paragraphs[-1])):
        return Status.TEASER
    return Status.FULL


def judge_page(
    document: Document, metadata: Metadata, paragraphs: tuple[str, ...]
) -> tuple[Status, tuple[str, ...]]:
    """Return the status of a page and the paragraphs that may be kept: none of a wall's."""
    count = sum(map(word_count, paragraphs))
    if count <= _WALL_WORDS and _is_walled(document, metadata, paragraphs, count):
        return Status.BLOCKED, ()
    if count == 0 or is_index(document, paragraphs):
        return Status.EMPTY, ()
    stated = _stated_words(metadata.item)
    if stated and count >= _STATED_SHARE * stated:
        return Status.FULL, paragraphs
    short = count <= _SHORT_WORDS or bool(stated)
    if (
        _is_paid(metadata.item)
        and (short or _is_gated(document))
        and not _shows_paid_part(document, metadata.item)
    ):
        return Status.PAYWALL, paragraphs
    if short and (_says(SUBSCRIBE, paragraphs[-_TAIL:]) or _is_gated(document)):
        return Status.PAYWALL, paragraphs
    if stated or _is_teaser(document, metadata, paragraphs, count):
        return Status.TEASER, paragraphs
    if is_notice(document, metadata, paragraphs):
        return Status.EMPTY, ()
    if is_only_media(document, paragraphs):
        return Status.TEASER, paragraphs
    return Status.FULL, paragraphs


# --- walls ------------------------------------------------------------------------------------

_MOST_SHOWN = 20_000  # characters
_CHALLENGE = (
    '[id*="challenge-form" i], [id*="challenge-running" i], [class*="captcha" i], '
    '[id*="captcha" i],'
    ' iframe[src*="captcha" i], script[src*="captcha" i], script[src*="challenge-platform" i],'
    ' [data-sitekey], [class*="cf-error" i], [id*="cmp-consent" i], form[action*="consent" i]'
)


def _is_wall(title: str, paragraphs: Sequence[str], count: int) -> bool:
    if count > _WALL_WORDS:
        return False
    return _is_wall_title(title) or _says(WALL, paragraphs)


def _is_wall_title(title: str) -> bool:
    return WALL_TITLE.fullmatch(fold(title).strip(" .!…|-")) is not None


def _is_walled(
    document: Document, metadata: Metadata, paragraphs: Sequence[str], count: int
) -> bool:
    """Say whether a page with little text is a wall: by its forms, its title, its words."""
    if _is_wall(metadata.title, paragraphs, count):
        return True
    if count > 0 and metadata.item:
        return False  # search engines are told of an article, and some text of it is here
    shown = _shown_text(document)
    if word_count(shown) > 2 * _WALL_WORDS:
        return False  # a page with so much to say is no wall, whatever else it is
    return bool(document.css_first(_CHALLENGE)) or (count == 0 and _says(WALL, [shown]))


def _shown_text(document: Document) -> str:
    """Return what a reader without scripts sees of a page, up to some length."""
    texts: list[str] = []
    size = 0
    for node in document.body.traverse(include_text=True) if document.body else ():
        text = node.text_content if node.tag == "-text" else None
        if text and node.parent and node.parent.tag not in ("script", "style", "template"):
            texts.append(text)
            size += len(text)
            if size > _MOST_SHOWN:
                break
    return " ".join(texts)


def _says(phrases: re.Pattern[str], texts: Sequence[str]) -> bool:
    return any(phrases.search(fold(text)) for text in texts)


# --- paywalls ---------------------------------------------------------------------------------

_GATE = (
    '[class*="paywall" i], [id*="paywall" i], [class*="regwall" i], [class*="subscriber-only" i],'
    ' [class*="subscription-wall" i], [class*="piano-" i], [class*="premium-wall" i],'
    ' [class*="metered" i], [data-paywall], [class*="article-gate" i], [class*="gated" i]'
)
_MOST_GATES = 10
_PAID_WORDS = 100  # words inside the part that is said to cost something: then it is here


def _is_paid(item: Item) -> bool:
    """Say whether the publisher tells search engines that the article is not free."""
    values = texts_of(item.get("isAccessibleForFree"))
    return item.get("isAccessibleForFree") is False or any(
        v.lower().endswith("false") for v in values
    )


def _is_gated(document: Document) -> bool:
    """Say whether some element is a gate by its name, and asks for a subscription in words."""
    gates = document.css(_GATE)[:_MOST_GATES]
    return any(_says(SUBSCRIBE, [gate.text(separator=" ", strip=True)[:2000]]) for gate in gates)


def _shows_paid_part(document: Document, item: Item) -> bool:
    return any(_words_in(document, selector) >= _PAID_WORDS for selector in _paid_selectors(item))


def _paid_selectors(item: Item) -> Iterator[str]:
    parts: Any = item.get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict) and _is_paid(part):
            yield from (s for s in texts_of(part.get("cssSelector")) if len(s) < 200)


def _words_in(document: Document, selector: str) -> int:
    try:
        nodes = document.css(selector)
    except ValueError:  # not CSS
        return 0
    return sum(word_count(node.text(separator=" ")) for node in nodes[:_MOST_GATES])


# --- teasers ----------------------------------------------------------------------------------

_MOST_LINKS = 400


def _stated_words(item: Item) -> int:
    """Return how many words the publisher says that the article has, 0 where it doesn't say."""
    stated = next((t for t in texts_of(item.get("wordCount")) if t.isdigit()), "0")
    body = next(iter(texts_of(item.get("articleBody"))), "")
    return min(int(stated[:6]), 100_000) or word_count(body)


def _is_teaser(
    document: Document, metadata: Metadata, paragraphs: Sequence[str], count: int
) -> bool:
    if count > _LEAD_WORDS:
        return False
    if _BREAKS_OFF.search(paragraphs[-1]) or _goes_on(paragraphs[-1]):
        return True
    text = letters(" ".join(paragraphs))
    if count <= _LEAD_WORDS // 2 and text and text in letters(metadata.description):
        return True
    links = document.css("article a, main a, [class*=content i] a")[:_MOST_LINKS]
    own = metadata.title and any(_goes_on(link.text(strip=True)) for link in links)
    return bool(own) and count <= _LEAD_WORDS // 2


def _goes_on(text: str) -> bool:
    return GOES_ON.search(fold(text[-80:])) is not None
