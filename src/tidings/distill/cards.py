"""Whole articles that stand as cards on a page of HTML, below or beside its main one.

A card is the largest element around one title: with a publisher and an age at its edges and
enough prose between to be the article itself. Most pages have titles of other articles with a
line or two below; those are left alone, at the price of looking at how long their elements are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import TypeAlias

from selectolax.lexbor import LexborNode

from tidings.distill.boilerplate import is_furniture, is_related_head
from tidings.distill.clean import squeeze
from tidings.distill.extract import Document
from tidings.distill.heads import dated_lines, is_dated
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


_Piece: TypeAlias = tuple[int, bool]  # of a page's text: how much prose, and whether it is an age


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of a page whose cards are looked for."""

    document: Document
    now: datetime
    url: str
    language: str
    dated: frozenset[str]  # the pieces of its text that are only an age, perhaps with names


def find_cards(
    document: Document, now: datetime, *, title: str = "", url: str = "", language: str = ""
) -> list[Card]:
    """Take the whole articles besides its main one out of a page; [] on most pages.

    `title` is the main one's.

    Those whose parts stand side by side in one element with others' stay in the document.
    """
    texts = _texts(document.body) if document.body else []
    page = _Page(document, now, url, language, dated_lines(texts, now))
    pieces = _measured(texts, page.dated)
    if not _is_parted(pieces):
        return []
    if not _is_dated_apart(pieces) and not _announces_others(document):
        return []
    taken, beside = _marked_cards(page)
    ages = _dated_elements(page) if not taken and not beside and _is_repetitive(pieces) else []
    taken = taken or _unmarked_cards(page, ages)
    own = letters(title)
    for node, card in taken:
        if letters(card.credits.title) != own:
            node.decompose()
    cards = [card for _, card in taken] or beside or _flat_cards(page, ages, set())
    return [card for card in cards if letters(card.credits.title) != own]


def _marked_cards(page: _Page) -> tuple[list[tuple[LexborNode, Card]], list[Card]]:
    """Return the cards whose titles are marked up, with their elements; and those without one."""
    seen: set[int] = set()  # elements that were read, and those that hold or are held by a card
    taken: list[tuple[LexborNode, Card]] = []
    beside: list[Card] = []
    main = {node.mem_id for h1 in page.document.css("h1")[:5] for node in _ancestors(h1)}
    for titles in _TITLES:
        nodes = page.document.css(titles)[:_MOST_TITLES]
        nodes = [node for node in nodes if not is_furniture(node.text(strip=True))]
        found = [node for node in _containers(nodes, main) if node.mem_id not in seen]
        seen.update(node.mem_id for node in found)
        found = [node for node in found if _may_be_card(node, page) and not _is_comment(node)]
        read = _read_alike(page, found)
        if found and not taken and not beside and not read and _announces_others(page.document):
            read = [(node, card) for node in found if (card := _read(node, page))]
            read = [(node, card) for node, card in read[:1] if _is_beside(node, page.document)]
        for node, _ in read:
            seen.update(around.mem_id for around in _ancestors(node))
            seen.update(within.mem_id for within in node.traverse())
        taken += read
        if not taken and not beside:
            beside = _flat_cards(page, nodes, seen)
    return taken, beside


def _read_alike(page: _Page, found: Sequence[LexborNode]) -> list[tuple[LexborNode, Card]]:
    """Return the articles in elements that are marked up like another one with an article."""
    alike = [node for node in found if _has_like(node, found)]
    read = [(node, card) for node in alike if (card := _read(node, page))]
    return [(node, card) for node, card in read if _has_like(node, [one for one, _ in read])]


def _unmarked_cards(page: _Page, ages: Sequence[LexborNode]) -> list[tuple[LexborNode, Card]]:
    """Return the cards whose titles are marked up as nothing: found by the ages in them."""
    if not ages:
        return []
    main = {node.mem_id for h1 in page.document.css("h1")[:5] for node in _ancestors(h1)}
    found = [node for node in _containers(ages, main) if not _is_comment(node)]
    found = [node for node in found if _may_be_card(node, page)]
    read = [
        (node, card)
        for node in found
        if _has_like(node, found) and (card := _read(node, page, marked=False))
    ]
    return read if len(read) > 1 else []


def _dated_elements(page: _Page) -> list[LexborNode]:
    """Return the elements around the ages on a page."""
    found: list[LexborNode] = []
    for node in page.document.body.traverse(include_text=True) if page.document.body else ():
        text = (node.text_content or "").strip() if node.tag == "-text" else ""
        if text in page.dated and node.parent:
            found.append(node.parent)
            if len(found) == _MOST_TITLES:
                break
    return found


def _measured(texts: Sequence[str], dated: frozenset[str]) -> list[_Piece]:
    return [(_prose_length(text), text in dated) for text in texts] if dated else []


def _is_repetitive(pieces: Sequence[_Piece]) -> bool:
    """Say whether ages cut a page into three stretches of prose or more, each an article's."""
    found = above = 0
    for size, is_age in pieces:
        if is_age and above >= _SHORTEST:
            found, above = found + 1, 0
        above += size
    return found + (above >= _SHORTEST) > 2


def _is_parted(pieces: Sequence[_Piece]) -> bool:
    """Say whether some age or date has enough prose for an article above it, and below."""
    total = sum(size for size, _ in pieces)
    above = accumulate(size for size, _ in pieces)
    return any(
        is_age and _SHORTEST <= size <= total - _SHORTEST
        for size, (_, is_age) in zip(above, pieces, strict=True)
    )


def _is_dated_apart(pieces: Sequence[_Piece]) -> bool:
    """Say whether a page can be cut in two, with an age and enough prose in either half."""
    found = prose = 0
    ages = False
    for size, is_age in pieces:
        ages = ages or is_age
        prose += size
        if ages and prose >= _SHORTEST:
            found, prose, ages = found + 1, 0, False
    return found > 1


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


def _read(container: LexborNode, page: _Page, *, marked: bool = True) -> Card | None:
    """Return the article in an element, None where it is too short or no age is at its edges."""
    return read_card(
        lay_out(container, page.now, page.url),
        page.now,
        language=page.language,
        fewest_words=FEWEST_WORDS,
        marked=marked,
    )


def _may_be_card(container: LexborNode, page: _Page) -> bool:
    """Say whether an element has enough long lines, and an age among its first or last ones."""
    texts = _texts(container)
    edges = (*texts[:_EDGE_LINES], *texts[_EDGE_LINES:][-_EDGE_LINES:])
    if page.dated.isdisjoint(edges):
        return False
    return sum(map(_prose_length, texts)) >= _SHORTEST


def _flat_cards(page: _Page, titles: Sequence[LexborNode], seen: set[int]) -> list[Card]:
    """Return the articles whose parts stand side by side in one element, without one for each."""
    parents = Counter(node.parent.mem_id for node in titles if node.parent)
    shared = next(
        (node.parent for node in titles if node.parent and parents[node.parent.mem_id] > 1), None
    )
    if shared is None or shared.mem_id in seen:
        return []
    seen.add(shared.mem_id)
    pieces = _measured(_texts(shared), page.dated)
    if not _is_dated_apart(pieces) or not _is_parted(pieces):
        return []
    lines = lay_out(shared, page.now, page.url)
    own = {squeeze(node.text()) for node in titles}
    ages = sum(is_dated(text, page.now) for text in own)
    cards = read_listing(lines, page.now, language=page.language, fewest_words=FEWEST_WORDS)
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


def _containers(titles: Sequence[LexborNode], main: set[int]) -> list[LexborNode]:
    """Return the largest element around each title that holds no other one; none of the `main`."""
    counts: Counter[int] = Counter()
    paths = [[(node, node.mem_id) for node in _ancestors(title)] for title in titles]
    for path in paths:
        counts.update(key for _, key in path)
    found = []
    for path in paths:
        own = [node for node, key in path if counts[key] == 1 and key not in main]
        if own and own[-1].tag != "body":
            found.append(own[-1])
    return found
