"""Pages of HTML: their article, and other whole articles that they carry as cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tidings.distill.cards import find_cards
from tidings.distill.clean import clean_all, squeeze
from tidings.distill.extract import Document, extract_text, leave_out_code, parse_utf8
from tidings.distill.furniture import split_byline, tag_tail
from tidings.distill.heads import is_dated
from tidings.distill.identity import make_article_id
from tidings.distill.language import language_of
from tidings.distill.lines import Line
from tidings.distill.listing import Card
from tidings.distill.metadata import Metadata, read_metadata
from tidings.distill.quality import judge_page
from tidings.distill.tagging import merge_tags, split_tags, vocabulary
from tidings.distill.textpage import (
    articles_of,
    fill_from_entry,
    shared_publisher,
    with_distinct_ids,
)
from tidings.distill.titles import letters
from tidings.distill.trim import trim
from tidings.types import Article, Page

__all__ = ["distill_html"]

_TOP = 4  # paragraphs in which an article's head may stand
_LONGEST_HEAD = 250  # characters of one of its lines


def distill_html(page: Page, html: bytes) -> list[Article]:
    """Return the articles on a page of HTML in UTF-8, the main one first."""
    document = parse_utf8(html.replace(b"</a><a ", b"</a>, <a "))  # tags that touch are several
    metadata = read_metadata(document, url=page.url, now=page.fetched_at)
    leave_out_code(document)
    cards = find_cards(document, page.fetched_at, url=page.url, language=metadata.language)
    cards = [card for card in cards if letters(card.credits.title) != letters(metadata.title)]
    paragraphs, tags = _text(document, page, metadata, cards)
    main = _article(page, metadata, document, paragraphs, tags)
    others = articles_of(page, cards, language=metadata.language)
    publisher = shared_publisher(main, others)
    return with_distinct_ids([replace(main, publisher=publisher or main.publisher), *others])


def _text(
    document: Document, page: Page, metadata: Metadata, cards: Sequence[Card]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs of the main article and its lines of tags, without those of cards."""
    found = clean_all(extract_text(document, url=page.url).paragraphs)
    if cards:
        told = [(c.credits.title, c.credits.publisher, *c.paragraphs) for c in cards]
        taken = letters(" ".join(text for texts in told for text in texts))
        found = tuple(text for text in found if not _is_in(text, taken))
    said = letters("".join(metadata.tags))  # a line of nothing else says the tags again
    found = tuple(text for text in found if letters(text) != said)
    top = [text for text in found[:_TOP] if not _is_head(text, metadata.title, page.fetched_at)]
    paragraphs, tags = trim(
        [Line(text) for text in (*top, *found[_TOP:])], whole=not cards, judged=not cards
    )
    return paragraphs, tuple(line for line in tags if letters(line) != said)


def _is_in(text: str, taken: str) -> bool:
    """Say whether the letters taken hold a paragraph, or what of it stands before its tags."""
    before_tags = letters(tag_tail(text)[0])
    return letters(text) in taken or (before_tags != "" and before_tags in taken)


def _is_head(text: str, title: str, now: datetime) -> bool:
    """Say whether a paragraph at the top only repeats the title, the byline or the date."""
    if len(text) > _LONGEST_HEAD:
        return False
    repeated = letters(text) == letters(title) or bool(split_byline(text))
    return repeated or is_dated(text, now)


def _article(
    page: Page,
    metadata: Metadata,
    document: Document,
    paragraphs: tuple[str, ...],
    tags: tuple[str, ...],
) -> Article:
    status, paragraphs = judge_page(document, metadata, paragraphs)
    text = "\n".join(paragraphs)
    known = vocabulary([metadata.title, text]) if tags else None
    cut = [split_tags(line, known) for line in tags] if known else []
    article = Article(
        id=make_article_id(metadata.canonical_url, text or metadata.title or page.url),
        url=page.url,
        canonical_url=metadata.canonical_url,
        source=page.source,
        publisher=metadata.publisher or squeeze(page.publisher),
        title=metadata.title,
        paragraphs=paragraphs,
        authors=metadata.authors,
        published_at=metadata.published_at,
        modified_at=metadata.modified_at,
        fetched_at=page.fetched_at,
        language=language_of(metadata.language, text or metadata.title),
        tags=merge_tags(metadata.tags, *cut),
        image=metadata.image,
        status=status,
    )
    return fill_from_entry(article, page.entry) if page.entry else article
