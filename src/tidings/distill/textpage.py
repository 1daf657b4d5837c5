"""Pages of plain text, and what they share with cards of an HTML page: cards become articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from tidings.distill.clean import clean_all, squeeze
from tidings.distill.dates import sane
from tidings.distill.identity import canonical_of, make_article_id
from tidings.distill.language import language_of
from tidings.distill.lines import read_lines
from tidings.distill.listing import Card, read_listing
from tidings.distill.people import clean_authors
from tidings.distill.quality import judge
from tidings.distill.tagging import Vocabulary, merge_tags, split_tags, vocabulary
from tidings.text import words
from tidings.types import Article, Entry, Page

__all__ = [
    "articles_of",
    "distill_text",
    "fill_from_entry",
    "shared_publisher",
    "with_distinct_ids",
]

TITLE_LENGTH = 120  # characters of a first sentence that must serve as the title
_STANDING_WORDS = 8  # of a paragraph that two articles share: fewer are said alike by chance


def distill_text(page: Page, text: str) -> list[Article]:
    """Return the articles in a page of plain text, the main one first."""
    declared = page.entry.language if page.entry else ""
    cards = read_listing(read_lines(text), page.fetched_at, language=declared)
    main, *others = articles_of(page, cards, language=declared)
    main = replace(main, publisher=main.publisher or shared_publisher(main, others))
    return with_distinct_ids([_filled(main, page, page.entry), *others])


def articles_of(page: Page, cards: Sequence[Card], *, language: str = "") -> list[Article]:
    """Turn the cards of one page into articles; its words help to cut all their tags apart."""
    known = vocabulary(text for c in cards for text in (c.credits.title, *c.paragraphs))
    return [_article(page, card, known, language) for card in cards]


def _article(page: Page, card: Card, known: Vocabulary, language: str) -> Article:
    said = card.credits
    paragraphs = clean_all(card.paragraphs)
    title = squeeze(said.title) or _first_words(paragraphs)
    url = canonical_of(said.url)
    text = "\n".join(paragraphs)
    return Article(
        id=make_article_id(url, text or title or page.url),
        url=said.url,
        canonical_url=url,
        source=page.source,
        publisher=squeeze(said.publisher),
        title=title,
        paragraphs=paragraphs,
        authors=clean_authors(said.authors, publisher=said.publisher),
        published_at=sane(said.published_at, page.fetched_at),
        fetched_at=page.fetched_at,
        language=language_of(language, text or title),
        tags=merge_tags(*(split_tags(line, known) for line in card.tags)),
        status=judge(title, paragraphs),
    )


def _first_words(paragraphs: Sequence[str]) -> str:
    first = next(iter(paragraphs), "")
    if len(first) <= TITLE_LENGTH:
        return first
    return first[:TITLE_LENGTH].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def shared_publisher(main: Article, others: Sequence[Article]) -> str:
    """Return the one publisher whose articles repeat a paragraph of the main one word for word."""
    if not others:
        return ""
    said = [f" {' '.join(words(paragraph))} " for paragraph in main.paragraphs]
    said = [paragraph for paragraph in said if paragraph.count(" ") > _STANDING_WORDS]
    publishers = {
        other.publisher
        for other in others
        if other.publisher and _repeats(f" {' '.join(words(other.text))} ", said)
    }
    return publishers.pop() if len(publishers) == 1 else ""


def _repeats(text: str, paragraphs: Sequence[str]) -> bool:
    return any(paragraph in text for paragraph in paragraphs)


def _filled(main: Article, page: Page, entry: Entry | None) -> Article:
    """Return the main article with its address, and what page and feed know of it."""
    url = canonical_of(page.url)
    main = replace(
        main,
        url=page.url,
        canonical_url=url,
        id=make_article_id(url, "") if url else main.id,
        publisher=main.publisher or squeeze(page.publisher),
    )
    return fill_from_entry(main, entry) if entry else main


def fill_from_entry(article: Article, entry: Entry) -> Article:
    """Return the article with its gaps filled by what the feed said of it."""
    now = article.fetched_at or datetime.now(UTC)
    return replace(
        article,
        title=article.title or squeeze(entry.title),
        authors=article.authors or clean_authors(entry.authors, publisher=article.publisher),
        published_at=_to_the_minute(article.published_at, sane(entry.published_at, now)),
        modified_at=article.modified_at or sane(entry.updated_at, now),
        tags=merge_tags(article.tags, entry.tags),
        image=article.image or entry.image,
        enclosures=article.enclosures or entry.enclosures,
        language=article.language or language_of(entry.language, ""),
    )


def _to_the_minute(stated: datetime | None, told: datetime | None) -> datetime | None:
    """Return when a page says it was published; where it only says the day, the feed's moment."""
    if stated is None or told is None:
        return stated or told
    is_day = stated.time() == time.min
    return told if is_day and abs(told - stated) < timedelta(days=1) else stated


def with_distinct_ids(articles: Sequence[Article]) -> list[Article]:
    """Return the articles without repeats, and with an id for each.

    Other words at an address that is taken, or the same words by another publisher, stay.
    """
    kept: dict[str, Article] = {}
    for article in articles:
        other = kept.get(article.id)
        if other and (other.text, other.publisher) != (article.text, article.publisher):
            name = make_article_id("", article.text, article.publisher)
            article = replace(article, id=name, url="", canonical_url="")
        kept.setdefault(article.id, article)
    return list(kept.values())
