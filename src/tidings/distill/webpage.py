"""Pages of HTML: their article, and other whole articles that they carry as cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tidings.distill.boilerplate import split_byline, tag_tail
from tidings.distill.cards import find_cards
from tidings.distill.clean import clean_all, squeeze
from tidings.distill.extract import Document, extract_text, leave_out_code, parse_utf8
from tidings.distill.heads import is_dated
from tidings.distill.identity import make_article_id
from tidings.distill.language import language_of
from tidings.distill.layout import lay_out
from tidings.distill.lines import Line
from tidings.distill.listing import Card, read_main_head
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
from tidings.types import Article, Page, Status

__all__ = ["distill_html"]

_TOP = 4  # paragraphs in which an article's head may stand
_LONGEST_HEAD = 250  # characters of one of its lines


def distill_html(page: Page, html: bytes) -> list[Article]:
    """Return the articles on a page of HTML in UTF-8, the main one first."""
    document = parse_utf8(html.replace(b"</a><a ", b"</a>, <a "))  # tags that touch are several
    metadata = read_metadata(document, url=page.url, now=page.fetched_at)
    leave_out_code(document)
    cards = find_cards(
        document,
        page.fetched_at,
        title=metadata.title,
        url=page.url,
        language=metadata.language,
    )
    paragraphs, tags = _text(document, page, metadata, cards)
    main = _article(page, metadata, document, paragraphs, tags)
    others = articles_of(page, cards, language=metadata.language)
    if others and main.status is Status.EMPTY:
        return with_distinct_ids(others)
    return with_distinct_ids([_credited(main, document, others) if others else main, *others])


def _credited(main: Article, document: Document, others: Sequence[Article]) -> Article:
    """Return the main article of a page that gathers others': published as its head says."""
    now = main.fetched_at
    if document.body is None or now is None:
        return main
    lines = lay_out(document.body, now, main.url)
    said = read_main_head(lines, main.title, now, language=main.language)
    shared = shared_publisher(main, others) if len(others) > 1 else ""
    return replace(
        main,
        publisher=said.publisher or shared or main.publisher,
        published_at=said.published_at or main.published_at,
    )


def _text(
    document: Document, page: Page, metadata: Metadata, cards: Sequence[Card]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs of the main article and its lines of tags, without those of cards."""
    whole = not cards
    found = clean_all(extract_text(document, url=page.url).paragraphs)
    shown = letters(document.body.text()) if cards and document.body else ""
    cards = [card for card in cards if letters(card.paragraphs[0]) in shown]  # not taken out
    if cards:
        told = [(c.credits.title, c.credits.publisher, *c.paragraphs) for c in cards]
        taken = letters(" ".join(text for texts in told for text in texts))
        found = tuple(text for text in found if not _is_in(text, taken))
    said = letters("".join(metadata.tags))  # a line of nothing else says the tags again
    found = tuple(text for text in found if letters(text) != said)
    top = [text for text in found[:_TOP] if not _is_head(text, metadata.title, page.fetched_at)]
    paragraphs, tags = trim(
        [Line(text) for text in (*top, *found[_TOP:])], whole=whole, judged=whole
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
