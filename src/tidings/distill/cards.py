"""Whole articles that stand as cards on a page of HTML, below or beside its main one.

A card is the largest element around one title: with a publisher and an age at its edges and
enough prose between to be the article itself. Most pages have titles of other articles with a
line or two below; those are left alone, at the price of looking at how long their elements are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate

from selectolax.lexbor import LexborNode

from tidings.distill.clean import squeeze
from tidings.distill.dates import parse_date
from tidings.distill.extract import Document
from tidings.distill.furniture import is_furniture, is_related_head
from tidings.distill.heads import is_dated
from tidings.distill.identity import absolute
from tidings.distill.lines import Line
from tidings.distill.listing import Card, read_card, read_listing

__all__ = ["find_cards"]

FEWEST_WORDS = 60  # of a card's body: beside an ordinary article, less is a teaser that links on
_SHORTEST = FEWEST_WORDS * 4  # characters of a card's text, before its words are counted
_MOST_TITLES = 60  # of one kind on a page; more is an index
_LONGEST_HEAD_LINE = 90  # characters of a line that may be publisher and age side by side
_EDGE_LINES = 8  # above a card's prose, and below
_LONGEST_LABEL = 60  # characters
_MOST_LINES = 2000

# What titles of cards are marked up as; the heads of whole sections come after those within them.
_TITLES = ("h5", "h4", "h3", "h2", '[class*="title" i]', '[class*="headline" i]', "time")
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
_COMMENT = re.compile(r"(?:^|[\s_-])(?:comments?|disqus|respond|replies)(?:$|[\s_-])", re.I)


def find_cards(
    document: Document, now: datetime, *, url: str = "", language: str = ""
) -> list[Card]:
    """Return the whole articles on a page besides its main one; [] on most pages."""
    if not _may_hold_cards(document, now):
        return []
    seen: set[int] = set()  # elements that were read, and those that hold or are held by a card
    cards: list[Card] = []
    for titles in _TITLES:
        nodes = [
            n for n in document.css(titles)[:_MOST_TITLES] if not is_furniture(n.text(strip=True))
        ]
        found = [node for node in _containers(document, nodes) if node.mem_id not in seen]
        seen.update(node.mem_id for node in found)
        found = [node for node in found if _may_be_card(node, now) and not _is_comment(node)]
        alike = [node for node in found if _has_like(node, found)]
        read = [(node, card) for node in alike if (card := _read(node, now, url, language))]
        read = [(node, card) for node, card in read if _has_like(node, [one for one, _ in read])]
        if found and not cards and not read and _announces_others(document):
            read = [(node, card) for node in found if (card := _read(node, now, url, language))]
            read = [(node, card) for node, card in read[:1] if _is_beside(node, document)]
        for node, card in read:
            cards.append(card)
            seen.update(around.mem_id for around in _ancestors(node))
            seen.update(within.mem_id for within in node.traverse())
        cards = cards or _flat_cards(nodes, seen, now, url, language)
    return cards


def _may_hold_cards(document: Document, now: datetime) -> bool:
    """Say whether an age stands between two stretches of prose, as it does beside each card."""
    return document.body is not None and _is_parted(_texts(document.body), now)


def _is_parted(texts: Sequence[str], now: datetime) -> bool:
    """Say whether some age or date has enough prose for an article above it, and below."""
    above = list(accumulate(_prose_length(text) for text in texts))
    return any(
        _SHORTEST <= size <= above[-1] - _SHORTEST and is_dated(text, now)
        for text, size in zip(texts, above, strict=True)
    )


def _texts(node: LexborNode) -> list[str]:
    """Return the pieces of text in an element, without those of white space."""
    return node.text(separator="\n", strip=True, skip_empty=True).split("\n")


def _prose_length(text: str) -> int:
    return len(text) if len(text) > _LONGEST_LABEL else 0


def _has_like(node: LexborNode, others: Sequence[LexborNode]) -> bool:
    """Say whether another element is marked up like this one, which is among them."""
    kind = node.tag, node.attributes.get("class")
    return sum((one.tag, one.attributes.get("class")) == kind for one in others) > 1


def _is_beside(node: LexborNode, document: Document) -> bool:
    """Say whether there is more prose on the page outside an element than in it."""
    return document.body is not None and _prose(document.body) > 2 * _prose(node)


def _prose(node: LexborNode) -> int:
    """Return how many characters stand in the long lines of an element."""
    return sum(map(_prose_length, _texts(node)))


def _announces_others(document: Document) -> bool:
    """Say whether some heading is one over other articles, which makes a single card believable."""
    heads = document.css('h2, h3, h4, [class*="related" i]')[:_MOST_TITLES]
    return any(is_related_head(node.text(strip=True)[:_LONGEST_LABEL]) for node in heads)


def _read(container: LexborNode, now: datetime, url: str, language: str) -> Card | None:
    """Return the article in an element, None where it is too short or no age is at its edges."""
    lines = _lines(container, now, url)
    return read_card(lines, now, language=language, fewest_words=FEWEST_WORDS)


def _may_be_card(container: LexborNode, now: datetime) -> bool:
    """Say whether an element has enough long lines, and an age among its first or last ones."""
    texts = _texts(container)
    if sum(map(_prose_length, texts)) < _SHORTEST:
        return False
    edges = (*texts[:_EDGE_LINES], *texts[_EDGE_LINES:][-_EDGE_LINES:])
    return any(is_dated(line, now) for line in edges)


def _flat_cards(
    titles: Sequence[LexborNode], seen: set[int], now: datetime, url: str, language: str
) -> list[Card]:
    """Return the articles whose parts stand side by side in one element, without one for each."""
    parents = Counter(node.parent.mem_id for node in titles if node.parent)
    shared = next(
        (node.parent for node in titles if node.parent and parents[node.parent.mem_id] > 1), None
    )
    if shared is None or shared.mem_id in seen:
        return []
    seen.add(shared.mem_id)
    texts = _texts(shared)
    if not _is_parted(texts, now) or sum(is_dated(text, now) for text in texts) < 2:
        return []
    lines = _lines(shared, now, url)
    own = {squeeze(node.text()) for node in titles}
    cards = read_listing(lines, now, language=language, fewest_words=FEWEST_WORDS)
    cards = [card for card in cards if card.credits.title in own and card.credits.publisher]
    return cards if len(cards) > 1 else []


def _is_comment(node: LexborNode) -> bool:
    return any(_COMMENT.search(_names(one)) for one in _ancestors(node))


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the node itself and the elements around it."""
    inner: LexborNode | None = node
    while inner is not None and inner.tag not in ("html", "-document", None):
        yield inner
        inner = inner.parent


def _containers(document: Document, titles: Sequence[LexborNode]) -> list[LexborNode]:
    """Return the largest element around each title that holds no other one and no main heading."""
    counts: Counter[int] = Counter()
    paths = [list(_ancestors(node)) for node in titles]
    for path in paths:
        counts.update(node.mem_id for node in path)
    main = {node.mem_id for h1 in document.css("h1")[:5] for node in _ancestors(h1)}
    found = []
    for path in paths:
        own = [node for node in path if counts[node.mem_id] == 1 and node.mem_id not in main]
        if own and own[-1].tag != "body":
            found.append(own[-1])
    return found


@dataclass(slots=True)
class _Block:
    """The line that is being gathered: its pieces, and what its markup says."""

    pieces: list[str] = field(default_factory=list)
    heading: bool = False
    moment: datetime | None = None
    href: str = ""
    author: bool = False


def _lines(body: LexborNode, now: datetime, url: str) -> list[Line]:
    """Lay a page out as lines, without navigation, forms, hidden parts and readers' comments."""
    lines: list[Line] = []
    block = _Block()
    stack: list[tuple[LexborNode | None, bool]] = [(body, False)]
    while stack and len(lines) < _MOST_LINES:
        node, leaving = stack.pop()
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
            block = _Block(heading=tag in _HEADINGS and not leaving)
        if leaving:
            continue
        if not _mark(node, tag, block, url):
            continue
        stack.append((node, True))
        stack += [(child, False) for child in list(node.iter(include_text=True))[::-1]]
    return [*lines, *_flush(block, now)]


def _mark(node: LexborNode, tag: str, block: _Block, url: str) -> bool:
    """Note what an element says of its line; False for one that no reader of the article sees."""
    attributes = node.attributes
    if tag == "time":
        block.moment = parse_date(attributes.get("datetime") or "")
    elif tag == "a" and not block.href:
        block.href = absolute(url, attributes.get("href") or "")
    names = _names(node)
    block.author = block.author or bool(_AUTHOR.search(names) or "/author" in block.href)
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return not hidden and not _COMMENT.search(names)


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
    )
