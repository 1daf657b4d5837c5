"""Whole articles that stand as cards on a page of HTML, below or beside its main one.

A card is the largest element around one title: with a publisher and an age at its edges and
enough prose between to be the article itself. Most pages have titles of other articles with a
line or two below; those are left alone, at the price of looking at how long their elements are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import accumulate

from selectolax.lexbor import LexborNode

from tidings.distill.clean import squeeze
from tidings.distill.extract import Document
from tidings.distill.furniture import is_furniture, is_related_head
from tidings.distill.heads import is_dated
from tidings.distill.layout import COMMENT, lay_out, names_of
from tidings.distill.listing import Card, read_card, read_listing
from tidings.distill.titles import letters

__all__ = ["find_cards"]

FEWEST_WORDS = 60  # of a card's body: beside an ordinary article, less is a teaser that links on
_SHORTEST = FEWEST_WORDS * 4  # characters of a card's text, before its words are counted
_MOST_TITLES = 60  # of one kind on a page; more is an index
_EDGE_LINES = 8  # above a card's prose, and below
_LONGEST_LABEL = 60  # characters

# What titles of cards are marked up as; the heads of whole sections come after those within them.
_TITLES = ("h5", "h4", "h3", "h2", '[class*="title" i]', '[class*="headline" i]', "time")


def find_cards(
    document: Document, now: datetime, *, title: str = "", url: str = "", language: str = ""
) -> list[Card]:
    """Take the whole articles besides its main one out of a page; [] on most pages.

    `title` is the main one's.

    Those whose parts stand side by side in one element with others' stay in the document.
    """
    if not _may_hold_cards(document, now):
        return []
    seen: set[int] = set()  # elements that were read, and those that hold or are held by a card
    cards: list[Card] = []
    taken: list[tuple[LexborNode, Card]] = []
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
            taken.append((node, card))
            seen.update(around.mem_id for around in _ancestors(node))
            seen.update(within.mem_id for within in node.traverse())
        cards = cards or _flat_cards(nodes, seen, now, url, language)
    ages = [] if cards else _dated_elements(document, now)
    if ages:
        taken = _unmarked_cards(document, ages, now, url, language)
        cards = [card for _, card in taken]
    own = letters(title)
    for node, card in taken:
        if letters(card.credits.title) != own:
            node.decompose()
    cards = cards or _flat_cards(ages, set(), now, url, language)
    return [card for card in cards if letters(card.credits.title) != own]


def _unmarked_cards(
    document: Document, ages: Sequence[LexborNode], now: datetime, url: str, language: str
) -> list[tuple[LexborNode, Card]]:
    """Return the cards whose titles are marked up as nothing: found by the ages in them."""
    found = [node for node in _containers(document, ages) if not _is_comment(node)]
    found = [node for node in found if _may_be_card(node, now)]
    read = [
        (node, card)
        for node in found
        if _has_like(node, found) and (card := _read(node, now, url, language, marked=False))
    ]
    return read if len(read) > 1 else []


def _dated_elements(document: Document, now: datetime) -> list[LexborNode]:
    """Return the elements around the ages on a page, if prose stands between several of them."""
    if document.body is None or not _is_repetitive(_texts(document.body), now):
        return []
    found: list[LexborNode] = []
    for node in document.body.traverse(include_text=True):
        text = (node.text_content or "").strip() if node.tag == "-text" else ""
        if text and node.parent and is_dated(text, now):
            found.append(node.parent)
            if len(found) == _MOST_TITLES:
                break
    return found


def _is_repetitive(texts: Sequence[str], now: datetime) -> bool:
    """Say whether ages cut a page into three stretches of prose or more, each an article's."""
    found = size = 0
    for text in texts:
        if size >= _SHORTEST and is_dated(text, now):
            found, size = found + 1, 0
        size += _prose_length(text)
    return found + (size >= _SHORTEST) > 2


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
    size = len(text) if text[:1] < "\u0e00" else 3 * len(text)  # Thai, Chinese, Japanese, Korean
    return size if size > _LONGEST_LABEL else 0


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


def _read(
    container: LexborNode, now: datetime, url: str, language: str, *, marked: bool = True
) -> Card | None:
    """Return the article in an element, None where it is too short or no age is at its edges."""
    lines = lay_out(container, now, url)
    return read_card(lines, now, language=language, fewest_words=FEWEST_WORDS, marked=marked)


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
    lines = lay_out(shared, now, url)
    own = {squeeze(node.text()) for node in titles}
    ages = sum(is_dated(text, now) for text in own)
    cards = read_listing(lines, now, language=language, fewest_words=FEWEST_WORDS)
    cards = [card for card in cards if card.credits.published_at and card.credits.publisher]
    if ages < len(own):
        cards = [card for card in cards if card.credits.title in own]
    elif len(cards) < ages:
        return []  # most of these ages stand at something else
    return cards if len(cards) > 1 else []


def _is_comment(node: LexborNode) -> bool:
    return any(COMMENT.search(names_of(one)) for one in _ancestors(node))


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
